"""Interface texts of one language, with plural forms by the categories of Unicode CLDR."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeAlias

from transparency.model.locales import locale
from transparency.model.messages import Message
from transparency.model.text import Lang

Entry: TypeAlias = "str | Mapping[str, str]"

FORMS = ("zero", "one", "two", "few", "many", "other")
_PLACEHOLDER = re.compile(r"\{(\w+)\}(\.?)")


class UnknownWord(LookupError):
    """A page asks for a word that no catalogue holds."""


def plural_forms(lang: Lang) -> tuple[str, ...]:
    """The CLDR categories of a language's cardinal numbers; ``other`` of Russian is for fractions."""
    return tuple(form for form in FORMS if form == "other" or form in locale(lang).plural_form.tags)


def plural(lang: Lang, number: float | Decimal) -> str:
    """The CLDR category of a number: 21 is ``one`` in Russian, ``other`` in English."""
    return locale(lang).plural_form(number)


@functools.cache
def placeholders(text: str) -> frozenset[str]:
    """Names in braces that a text wants filled."""
    return frozenset(name for name, _ in _PLACEHOLDER.findall(text))


@dataclass(frozen=True, slots=True)
class Words:
    """The catalogue of one language; keys are dotted, e.g. ``process.owner``."""

    lang: Lang
    entries: Mapping[str, Entry]
    declared: Mapping[str, str] = field(default_factory=dict)
    """English text of a declaration -> its translation, in a language that the product does not have."""

    def text(self, key: str, **values: object) -> str:
        """A word or sentence with its placeholders filled."""
        entry = self._entry(key)
        if not isinstance(entry, str):
            raise UnknownWord(Message("{key} has plural forms: ask with a number", key=key))
        return _filled(key, entry, values)

    def count(self, key: str, number: float | Decimal, shown: str | None = None, **values: object) -> str:
        """The plural form for ``number``; ``{n}`` stands for the number as ``shown``."""
        entry = self._entry(key)
        form = entry if isinstance(entry, str) else entry[plural(self.lang, number)]
        return _filled(key, form, {"n": shown if shown is not None else str(number), **values})

    def has(self, key: str) -> bool:
        """Whether the catalogue holds the key."""
        return key in self.entries

    def _entry(self, key: str) -> Entry:
        try:
            return self.entries[key]
        except KeyError:
            raise UnknownWord(Message('no catalogue has the word "{key}"', key=key)) from None


def _filled(key: str, text: str, values: Mapping[str, object]) -> str:
    missing = placeholders(text) - set(values)
    if missing:
        raise UnknownWord(Message("{key} wants {missing}", key=key, missing=", ".join(sorted(missing))))
    return _PLACEHOLDER.sub(lambda m: _ended(str(values[m[1]]), m[2]), text)


def _ended(value: str, stop: str) -> str:
    """The value and its full stop, which «2026 г.» already brings."""
    return value if value.endswith(".") else value + stop
