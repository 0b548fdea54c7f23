"""Reads what the product declares in data files (datasets, submission form) in the languages of a site.

A declaration is written in Kazakh, Russian and English. For any other language the institution's catalogue holds a
translation of each English text. An entry with ``in_languages`` stands for one entry a language: ``title`` for ``title_kk``, …
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from transparency.model.locales import name_in
from transparency.model.problem import Problem
from transparency.model.product_files import DATASETS, PRODUCT, SUBMISSION_FORM
from transparency.model.record_type import model_of
from transparency.model.text import LANGUAGES, Lang, Languages, Record
from transparency.model.words import Words
from transparency.registry.entry import SourceRecord
from transparency.registry.files import Source, source, sources
from transparency.registry.record_types import field_text
from transparency.registry.records import record
from transparency.registry.yaml_document import Document, Value, read_yaml

R = TypeVar("R", bound=Record)

IN_LANGUAGES = "in_languages"
_NAMES = {"name": "title", "key": "label"}
"""Key that names an entry -> key of its title."""


@dataclass(frozen=True, slots=True)
class Declarations:
    """How declarations are read for one site."""

    languages: Languages
    words: Mapping[Lang, Words]
    root: Path = PRODUCT
    """The folder that holds the package."""

    def of(self, model: type[R], folder: str, pattern: str, problems: list[Problem]) -> Iterator[SourceRecord[R]]:
        """The declarations in a folder of the product."""
        for file in sources(self.root, folder, pattern):
            document = _read(file)
            document.value = self._value(document.value)
            found = None if document.problems else record(model, document, self.languages)
            problems += document.problems
            if found is not None:
                yield SourceRecord(found, document)

    def _value(self, value: Value) -> Value:
        if isinstance(value, tuple):
            return tuple(one for entry in value for one in self._entries(self._value(entry)))
        if not isinstance(value, dict):
            return value
        if _is_text(value):
            return self._text(value)
        read = {key: self._value(one) for key, one in value.items()}
        return {**read, "key": self._key(value)} if "key" in value and "columns" in value else read

    def _key(self, dataset: dict[str, Value]) -> Value:
        """The key with a text in it: its column in the default language."""
        key, columns = dataset["key"], dataset["columns"]
        assert isinstance(key, tuple)  # noqa: S101  (the declarations of the product are)
        assert isinstance(columns, tuple)  # noqa: S101
        texts = {one["name"] for one in columns if isinstance(one, dict) and IN_LANGUAGES in one}
        return tuple(f"{name}_{self.languages.default}" if name in texts else name for name in key)

    def _text(self, value: dict[str, Value]) -> dict[str, Value]:
        """The text in all languages of the site; the rule about catalogues reports what nobody has translated."""
        english = value["en"]
        assert isinstance(english, str)  # noqa: S101  (the texts of the product are)
        own = {lang: self.words[lang].declared.get(english, english) for lang in self.languages if lang not in value}
        return {**value, **own}

    def _entries(self, value: Value) -> Iterator[Value]:
        if not isinstance(value, dict) or IN_LANGUAGES not in value:
            yield value
            return
        name = next(key for key in _NAMES if key in value)
        for lang in self.languages:
            titles = value[_NAMES[name]]
            assert isinstance(titles, dict)  # noqa: S101  (the titles of the product are texts)
            told: dict[str, Value] = {one: self._title(str(titles[one]), lang, one) for one in self.languages}
            yield {**value, name: f"{value[name]}_{lang}", _NAMES[name]: told}

    def _title(self, title: str, of: Lang, lang: Lang) -> str:
        """``Title (in Kazakh)``, in a language."""
        words = self.words[lang]
        key = f"language.in.{of}"
        return words.text(
            "language.column", title=title, language=words.text(key) if words.has(key) else name_in(of, lang)
        )


def declared_texts() -> Iterator[str]:
    """Every English text of a declaration: what a catalogue of another language translates."""
    files = (*sources(PRODUCT, DATASETS, "*.yml"), source(PRODUCT, SUBMISSION_FORM))
    yield from dict.fromkeys(text for file in files for text in _english(file))


def _english(file: Source) -> Iterator[str]:
    return _texts(_read(file).value)


def _read(file: Source) -> Document:
    """A declaration; a column without words has those of the field that it publishes."""
    document = read_yaml(file)
    value = document.value
    if isinstance(value, dict) and isinstance(value.get("record"), str) and isinstance(value.get("columns"), tuple):
        model = model_of(str(value["record"]))
        document.value = {**value, "columns": tuple(_worded(column, model) for column in _columns(value))}
    return document


def _columns(value: dict[str, Value]) -> Iterator[dict[str, Value]]:
    columns = value["columns"]
    assert isinstance(columns, tuple)  # noqa: S101  (narrowing: the caller has looked)
    yield from (column for column in columns if isinstance(column, dict))


def _worded(column: dict[str, Value], model: type[Record]) -> dict[str, Value]:
    name = str(column.get("name"))
    if ("title" in column and "description" in column) or name not in model.model_fields:
        return column
    words = field_text(model, name)
    return {"title": dict(words.label.texts), "description": dict(words.help.texts), **column}


def _texts(value: Value) -> Iterator[str]:
    if isinstance(value, tuple):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, dict) and _is_text(value):
        yield str(value["en"])
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)


def _is_text(value: dict[str, Value]) -> bool:
    return set(LANGUAGES) <= set(value)
