"""Loads the interface texts of the product, and the few that an institution changes (``data/strings/<language>.yml``)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from transparency.model.evaluative import evaluative
from transparency.model.problem import Problem
from transparency.model.product_files import PRODUCT, WORDS
from transparency.model.text import DEFAULT_LANGUAGE, LANGUAGES, Lang
from transparency.model.words import Entry, Words, placeholders, plural_forms
from transparency.registry.files import Source, source
from transparency.registry.yaml_document import Document, Value, place, read_yaml
from transparency.registry.yaml_document import Path as Place

_EMPTY_LINES = re.compile(r"\n\s*\n")
"""A page is made of blocks between empty lines; a word is never more than a part of one."""
_FORMS = frozenset(form for lang in LANGUAGES for form in plural_forms(lang))


def load_words(root: Path, problems: list[Problem]) -> dict[Lang, Words]:
    """All catalogues, compared with the Kazakh one: same keys, same placeholders, plural forms of the language."""
    documents = {lang: read_yaml(source(PRODUCT, WORDS, f"{lang}.yml")) for lang in LANGUAGES}
    catalogues = {lang: dict(_leaves(document.value, ())) for lang, document in documents.items()}
    for lang, document in documents.items():
        if not document.problems:
            _refuse_praise(document, lang, catalogues[lang])
            _compare(document, lang, catalogues[lang], catalogues[DEFAULT_LANGUAGE])
        problems += document.problems
    for lang, catalogue in catalogues.items():
        catalogue.update(_changed(root, lang, catalogue, problems))
    return {lang: Words(lang, {".".join(map(str, k)): v for k, v in c.items()}) for lang, c in catalogues.items()}


def changes(root: Path, lang: Lang) -> Source:
    """The file with the words that the institution puts in place of the product's; it need not exist."""
    return source(root, "data", "strings", f"{lang}.yml")


def _changed(root: Path, lang: Lang, catalogue: dict[Place, Entry], problems: list[Problem]) -> dict[Place, Entry]:
    file = changes(root, lang)
    if not file.path.exists():
        return {}
    document = read_yaml(file)
    words = dict(_leaves(document.value, ()))
    _refuse_praise(document, lang, words)
    _compare_known(document, lang, words, catalogue)
    problems += document.problems
    return {} if document.problems else words


def _refuse_praise(document: Document, lang: Lang, words: dict[Place, Entry]) -> None:
    for path, entry in sorted(words.items()):
        for text in [entry] if isinstance(entry, str) else entry.values():
            found = evaluative(text, lang)
            if found is not None:
                what = f'"{found}" praises; public information is impartial.'
                document.report(path, "L07", what, "State what can be checked instead.")


def _leaves(value: Value, path: Place) -> Iterator[tuple[Place, Entry]]:
    if isinstance(value, dict) and not (value and set(value) <= _FORMS):
        for key, child in value.items():
            yield from _leaves(child, (*path, key))
    elif isinstance(value, dict):
        yield path, {form: _EMPTY_LINES.sub("\n", str(text)) for form, text in value.items()}
    else:
        yield path, "" if value is None else _EMPTY_LINES.sub("\n", str(value))


def _compare(document: Document, lang: Lang, words: dict[Place, Entry], model: dict[Place, Entry]) -> None:
    for path in sorted(model.keys() - words.keys()):
        document.report(path, "L02", f"the word {place(path)} is missing.", "Add it; the Kazakh catalogue has it.")
    _compare_known(document, lang, words, model)


def _compare_known(document: Document, lang: Lang, words: dict[Place, Entry], model: dict[Place, Entry]) -> None:
    for path in sorted(words.keys() - model.keys()):
        document.report(path, "L02", "the product has no such word.", "Correct the key, or remove it.")
    for path in sorted(words.keys() & model.keys()):
        _compare_entry(document, lang, path, words[path], model[path])


def _compare_entry(document: Document, lang: Lang, path: Place, entry: Entry, model: Entry) -> None:
    if isinstance(entry, str) and not entry:
        document.report(path, "T06", "is empty.", "Write the text.")
    wanted = set() if isinstance(entry, str) else set(plural_forms(lang)) ^ set(entry)
    if wanted:
        forms = ", ".join(plural_forms(lang))
        document.report(path, "L04", f"has other plural forms than {lang} needs.", f"Write exactly: {forms}.")
    if isinstance(entry, str) != isinstance(model, str):
        document.report(
            path, "L04", "has plural forms, or lacks them, unlike the product.", "Write it as the product does."
        )
    elif _wants(entry) != _wants(model):
        names = ", ".join(sorted(_wants(model))) or "none"
        document.report(path, "L03", "has other placeholders than the text of the product.", f"Use: {names}.")


def _wants(entry: Entry) -> frozenset[str]:
    texts = [entry] if isinstance(entry, str) else list(entry.values())
    return frozenset(name for text in texts for name in placeholders(text))
