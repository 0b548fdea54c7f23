"""Normalises texts of an export for comparison, and lists words that mean the same in every questionnaire."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

_ZERO_WIDTH: Final = dict.fromkeys((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x00AD))
_DASHES: Final = frozenset("-‐‑‒–—―−")

NOT_APPLICABLE: Final = ("Қ/М", "қолданылмайды", "Н/П", "не применимо", "N/A")
HARD_TO_ANSWER: Final = ("жауап беру қиын", "затрудняюсь ответить", "difficult to answer")
CONSENT: Final = ("иә", "да", "yes", "true", "1", "келісемін", "согласен", "согласна", "i agree", "agree")
NO_CONSENT: Final = ("жоқ", "нет", "no", "false", "0", "келіспеймін", "не согласен", "не согласна", "i do not agree")
TEST: Final = ("иә", "да", "yes", "true", "1", "test", "тест")
_SUMS: Final = frozenset(["total", "итого", "всего", "барлығы", "жиыны"])
_MEANS: Final = frozenset(
    ["қорытынды", "орташа", "среднее", "average", "mean", "sum", "сумма", "count", "количество", "саны"]
)


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


def is_totals(text: str, *, sure: bool) -> bool:
    """Starts with a word such as «Барлығы»; with ``sure`` not one that may name a point of a scale, as «орташа» does."""
    first = re.match(r"[^\W\d_]+", comparable(text))
    return first is not None and first.group() in (_SUMS if sure else _SUMS | _MEANS)
