"""Sorts words in the alphabetical order of each language."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

from transparency.model.text import Lang
from transparency.model.words import Words


@dataclass(frozen=True, slots=True)
class Alphabet:
    """The letters of a language in order; Kazakh ә follows а, і follows ы."""

    lang: Lang
    letters: str
    foreign: str
    """Heading of what begins with a letter of the other alphabet: one, for Cyrillic І and Latin I look the same."""


def alphabet(words: Words) -> Alphabet:
    """The alphabet that the catalogue of a language gives."""
    return Alphabet(words.lang, words.text("language.alphabet"), words.text("language.other_letters"))


T = TypeVar("T")


def sorting_key(text: str, letters: Alphabet) -> tuple[tuple[int, str], ...]:
    """Sorts letters of the language by its alphabet, before them digits and signs, after them other letters."""
    return tuple(_place(letter, letters) for letter in text.casefold() if letter.isalnum() or letter == " ")


def _place(letter: str, letters: Alphabet) -> tuple[int, str]:
    if letters.lang == "ru" and letter == "ё":
        letter = "е"
    found = letters.letters.find(letter)
    if found >= 0:
        return found + 1, ""
    return (1000 if letter.isalpha() else 0), letter


def by_letter(items: Iterable[T], name: Callable[[T], str], letters: Alphabet) -> tuple[tuple[str, tuple[T, ...]], ...]:
    """Items in order, grouped by their first letter: digits and signs under ``#``, letters of another alphabet together."""
    ordered = sorted(items, key=lambda item: sorting_key(name(item), letters))
    groups = groupby(ordered, key=lambda item: _heading(name(item), letters))
    return tuple((letter, tuple(found)) for letter, found in groups)


def _heading(text: str, letters: Alphabet) -> str:
    rank, _ = _place(next((letter for letter in text.casefold() if letter.isalnum()), "#"), letters)
    if rank > len(letters.letters):
        return letters.foreign
    return letters.letters[rank - 1].upper() if rank else "#"
