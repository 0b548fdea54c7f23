"""Sorts words in the alphabetical order of each language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import groupby
from typing import TypeVar

from transparency.model.text import Lang

ALPHABETS: Mapping[Lang, str] = {
    "kk": "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "en": "abcdefghijklmnopqrstuvwxyz",
}
"""Letters in order; Kazakh ә follows а, і follows ы."""

FOREIGN: Mapping[Lang, str] = {"kk": "A–Z", "ru": "A–Z", "en": "А–Я"}
"""Heading of what begins with a letter of the other alphabet: one, for Cyrillic І and Latin I look the same."""

T = TypeVar("T")


def sorting_key(text: str, lang: Lang) -> tuple[tuple[int, str], ...]:
    """Sorts letters of the language by its alphabet, before them digits and signs, after them other letters."""
    return tuple(_place(letter, lang) for letter in text.casefold() if letter.isalnum() or letter == " ")


def _place(letter: str, lang: Lang) -> tuple[int, str]:
    if lang == "ru" and letter == "ё":
        letter = "е"
    found = ALPHABETS[lang].find(letter)
    if found >= 0:
        return found + 1, ""
    return (1000 if letter.isalpha() else 0), letter


def by_letter(items: Iterable[T], name: Callable[[T], str], lang: Lang) -> tuple[tuple[str, tuple[T, ...]], ...]:
    """Items in order, grouped by their first letter: digits and signs under ``#``, letters of another alphabet together."""
    ordered = sorted(items, key=lambda item: sorting_key(name(item), lang))
    groups = groupby(ordered, key=lambda item: _heading(name(item), lang))
    return tuple((letter, tuple(found)) for letter, found in groups)


def _heading(text: str, lang: Lang) -> str:
    rank, _ = _place(next((letter for letter in text.casefold() if letter.isalnum()), "#"), lang)
    if rank > len(ALPHABETS[lang]):
        return FOREIGN[lang]
    return ALPHABETS[lang][rank - 1].upper() if rank else "#"
