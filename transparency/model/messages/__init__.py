"""Messages of the commands in each language, from the catalogues beside this file (one a package of the product).

A `Message` is its English text and can be translated, so that problems and reports carry it like any other text.

- ``Message("There is no folder {path}.", path=path)``: the English text is the key of the entry, which holds the translations.
- ``Message("save.done", files=names)``: a short name with a dot is the key of an entry that also holds the English text. Needed
  where the code puts the name together, and for plural forms: an entry in the CLDR categories of a language, chosen by ``n``.

`tests/house/test_messages.py` compares the catalogues with the program: no entry is missing, unused or without a language.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol, Self, TypeAlias, runtime_checkable

from transparency.model.languages import LANGUAGES, Lang

Forms: TypeAlias = "str | Mapping[str, str]"
"""A text, or one for each CLDR plural category."""

NAME = re.compile(r"[\w-]+(\.[\w-]+)+")
"""A key that is not the English text."""


@runtime_checkable
class Translatable(Protocol):
    """What has a text in each language."""

    def text_in(self, lang: Lang) -> str:
        """The text in one language."""


class Message(str):
    """A sentence of the catalogue with its values."""

    __slots__ = ("key", "values")
    key: str
    values: Mapping[str, object]

    def __new__(cls, key: str, /, **values: object) -> Self:
        return cls._of(_text(key, "en", values), key, values)

    @classmethod
    def _of(cls, text: str, key: str, values: Mapping[str, object]) -> Self:
        message = super().__new__(cls, text)
        message.key, message.values = key, values
        return message

    def translated(self, lang: Lang) -> Self:
        """The message with its text in a language."""
        return self._of(self.text_in(lang), self.key, self.values)

    def text_in(self, lang: Lang) -> str:
        """The sentence in one language; values that are messages are translated too."""
        return _text(self.key, lang, self.values)

    def __reduce__(self) -> tuple[object, ...]:
        return type(self)._of, (str(self), self.key, dict(self.values))


@dataclass(frozen=True, slots=True)
class Lines:
    """Several sentences, one a line."""

    lines: tuple[object, ...]

    def text_in(self, lang: Lang) -> str:
        """The lines in one language."""
        return "\n".join(translate(line, lang) for line in self.lines)

    def __str__(self) -> str:
        return self.text_in("en")


def translate(text: object, lang: Lang) -> str:
    """A text in a language, if it has one in each; a tuple as a list with commas; another value as it is."""
    if isinstance(text, tuple):
        return ", ".join(translate(part, lang) for part in text)
    if isinstance(text, BaseException):
        return translate(text.args[0], lang) if text.args else str(text)
    return text.text_in(lang) if isinstance(text, Translatable) else str(text)


_LANGUAGE: ContextVar[Lang] = ContextVar("language of messages", default="")


def set_language(lang: Lang) -> None:
    """Chooses the language of this process, as a locale does."""
    _LANGUAGE.set(lang)


def current_language() -> Lang:
    """The language that was chosen, or else that of the environment."""
    return _LANGUAGE.get() or language_of_environment()


def language_of_environment() -> Lang:
    """The language of LC_ALL, LC_MESSAGES or LANG; English where it is none of ours."""
    names = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    first = next((name for name in names if name), "")[:2]
    return first if first in LANGUAGES else "en"


def forms(key: str, lang: Lang) -> Forms:
    """The text of a key; in English where the catalogue has none in the language."""
    if NAME.fullmatch(key):
        entry = catalogue()[key]
        return entry.get(lang) or entry["en"]
    return key if lang == "en" else catalogue().get(key, {}).get(lang, key)


def _text(key: str, lang: Lang, values: Mapping[str, object]) -> str:
    text = forms(key, lang)
    if not isinstance(text, str):
        text = text[_plural(lang, int(str(values["n"])))]
    return text.format(**{name: translate(value, lang) for name, value in values.items()})


def _plural(lang: Lang, number: int) -> str:
    from babel import Locale  # noqa: PLC0415  (most messages need neither)

    return Locale(lang).plural_form(number)


@cache
def catalogue() -> Mapping[str, Mapping[Lang, Forms]]:
    """Key -> language -> text with placeholders, of all files."""
    from transparency.model.package_yaml import package_yaml  # noqa: PLC0415  (messages in English do without)

    files = sorted(Path(__file__).parent.glob("*.yml"))
    return {key: texts for file in files for key, texts in package_yaml(file.read_text(encoding="utf-8")).items()}
