"""Parses the text of a cell into an answer: a point of the scale, or the reason why it is none (METHOD 2.3)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from transparency.model.answer_scale import AnswerScale
from transparency.survey.words import HARD_TO_ANSWER, NO_ANSWER, NOT_APPLICABLE, comparable, is_blank


class Missing(IntEnum):
    """Why a cell holds no valid answer; below zero so that points of the scale can be 0, 1, 2 …"""

    NA = -1
    DK = -2
    BLANK = -3
    OUT = -4
    """Something else: out of the scale, 4.5, free words."""
    WORDS = -5
    """OUT, and not a number: most often a label that the questionnaire does not know."""
    NOT_ASKED = -6


_NUMBER: Final = re.compile(r"([-−]?\d+)(?:[.,]0+)?")
_CODE_AND_LABEL: Final = re.compile(r"([-−]?\d+(?:[.,]0+)?|\S+?)\s*(?:[-‐‑‒–—―−.):=]\s*|\s)(.+)")
_NUMERIC: Final = re.compile(r"[-−+]?\d+(?:[.,]\d+)?%?")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a cell may say on one scale. Values are positions from the bottom of the scale, or a `Missing`."""

    codes: Mapping[str, int]
    labels: Mapping[str, int]

    def read(self, cell: str) -> int:
        """The position of the answer on the scale, or a `Missing`."""
        if is_blank(cell):
            return Missing.BLANK
        text = comparable(cell)
        known = self._known(text)
        if known is not None:
            return known
        both = _CODE_AND_LABEL.fullmatch(text)
        if both:
            code, label = self._code(both[1]), self.labels.get(both[2])
            if label is not None and (code == label or (code is None and label < 0)):
                return label
        return Missing.OUT if _NUMERIC.fullmatch(text) else Missing.WORDS

    def _known(self, text: str) -> int | None:
        label = self.labels.get(text)
        return self._code(text) if label is None else label

    def _code(self, text: str) -> int | None:
        return self.codes.get(_canonical(text))


_LONGEST_CODE = 20
"""A longer number is no code; Python refuses to read one of thousands of digits."""


def _canonical(code: str) -> str:
    """``4``, ``4.0`` and ``4,0`` are one code."""
    number = _NUMBER.fullmatch(code) if len(code) <= _LONGEST_CODE else None
    return str(int(number[1].replace("−", "-"))) if number else code


_COMMON: Final = {
    comparable(word): reason
    for reason, words in ((Missing.NA, NOT_APPLICABLE), (Missing.DK, HARD_TO_ANSWER), (Missing.BLANK, NO_ANSWER))
    for word in words
}
"""What the usual words mean where a scale does not declare them itself."""


def vocabulary(scale: AnswerScale) -> Vocabulary:
    """All codes and labels of a scale in every language; `conflicts` says when two of them disagree."""
    codes: dict[str, int] = {}
    labels: dict[str, int] = dict(_COMMON)
    for kind, word, meaning in meanings(scale):
        (codes if kind == "code" else labels)[_canonical(word) if kind == "code" else word] = meaning
    return Vocabulary(codes, labels)


def meanings(scale: AnswerScale) -> Iterable[tuple[str, str, int]]:
    """Every (code or label, its comparable text, its meaning)."""
    values = scale.recode or {str(value): value for value in scale.values}
    for code, value in values.items():
        yield "code", comparable(code), value - scale.minimum
    for point in scale.labels:
        for text in (*point.texts.values(), *point.also):
            yield "label", comparable(text), point.value - scale.minimum
    for reason, codes, texts in (
        (Missing.NA, scale.na_codes, scale.na_labels),
        (Missing.DK, scale.dk_codes, scale.dk_labels),
    ):
        yield from (("code", comparable(str(code)), reason) for code in codes)
        yield from (("label", comparable(text), reason) for text in texts)


def conflicts(scale: AnswerScale) -> tuple[str, ...]:
    """Words that stand for two things on one scale, in order."""
    seen: dict[str, int] = {}
    twice: dict[str, None] = {}
    for _, word, meaning in meanings(scale):
        if seen.setdefault(_canonical(word), meaning) != meaning:
            twice[word] = None
    return tuple(twice)
