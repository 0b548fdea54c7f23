"""Normalises texts of an export for comparison, and gives the words that mean the same in every questionnaire (words.yml)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from transparency.model.package_yaml import package_yaml

_ZERO_WIDTH: Final = dict.fromkeys((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x00AD))
_DASHES: Final = frozenset("-‐‑‒–—―−")
_LISTS: Final[dict[str, dict[str, list[str]]]] = package_yaml(
    Path(__file__).with_name("words.yml").read_text(encoding="utf-8")
)


def _words(meaning: str) -> tuple[str, ...]:
    """The words of one meaning in every language."""
    return tuple(word for words in _LISTS[meaning].values() for word in words)


NOT_APPLICABLE: Final = _words("not_applicable")
HARD_TO_ANSWER: Final = _words("hard_to_answer")
NO_ANSWER: Final = _words("blank")
"""What some systems write where nobody answered; a cell that is really empty needs no word."""
CONSENT: Final = _words("consent")
NO_CONSENT: Final = _words("no_consent")
TEST: Final = (*CONSENT, *_words("test"))


def comparable(text: str) -> str:
    """NFC, no zero-width signs, every kind of space one space, trimmed, case folded, ё as е (METHOD 1)."""
    plain = " ".join(unicodedata.normalize("NFC", text.translate(_ZERO_WIDTH)).split())
    return unicodedata.normalize("NFC", plain.casefold()).replace("ё", "е")


def is_blank(text: str) -> bool:
    """Empty, spaces or a single dash."""
    plain = comparable(text)
    return not plain or plain in _DASHES


def comparables(words: Iterable[str | int]) -> frozenset[str]:
    """A set of words ready for whole-cell comparison."""
    return frozenset(comparable(str(word)) for word in words)


_SUMS: Final = comparables(_words("sums"))
_MEANS: Final = comparables(_words("means"))


def is_totals(text: str, *, sure: bool) -> bool:
    """Starts with a word such as «Барлығы»; with ``sure`` not one that may name a point of a scale, as «орташа» does."""
    first = re.match(r"[^\W\d_]+", comparable(text))
    return first is not None and first.group() in (_SUMS if sure else _SUMS | _MEANS)
