"""Recognises the scale of a column from its values: known labels, numbers, or words that several columns share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd

from transparency.survey.known_scales import KnownScale, known_scales, recognised
from transparency.survey.unknown_labels import RECURRING
from transparency.survey.words import HARD_TO_ANSWER, NO_ANSWER, NOT_APPLICABLE, comparable, comparables, is_blank

_ENDS: Final = ((1, 2), (1, 3), (0, 3), (1, 4), (1, 5), (1, 6), (1, 7), (1, 10), (0, 10), (0, 100))
"""Usual scales, the shortest first."""
_MOST: Final = 0.6
_COVERED: Final = 0.7
"""Share of the answers that the labels of a known scale must have."""
_OFTEN: Final = 0.02
"""Share of the answers from which on a number is a point of the scale, not a slip."""
_MOST_LABELS: Final = 11
_MISSING: Final = comparables((*NOT_APPLICABLE, *HARD_TO_ANSWER, *NO_ANSWER))
_NUMBER: Final = re.compile(r"(\d{1,3})(?:[.,]0+)?(?:\s*[-–—.):]\s*(\D.*))?")


@dataclass(frozen=True, slots=True)
class UnknownLabel:
    """A label that recurs in a question and that its known scale lacks."""

    text: str
    count: int
    line: int
    """The first in which it stands."""


@dataclass(frozen=True, slots=True)
class FoundScale:
    """Numbers from minimum to maximum with the labels that stand beside them, or labels alone."""

    minimum: int
    maximum: int
    labels: tuple[tuple[int, str], ...] = ()
    unordered: tuple[str, ...] = ()
    """Labels whose order nobody knows yet."""
    known: KnownScale | None = None
    unknown: tuple[UnknownLabel, ...] = ()


class Values(Counter[str]):
    """How often each different value stands in a column, and the first line of each."""

    def __init__(self) -> None:
        super().__init__()
        self.first: dict[str, int] = {}

    def add(self, cells: pd.Series[str]) -> None:
        """Counts those of one piece."""
        for line, text in cells.drop_duplicates().items():
            self.first.setdefault(" ".join(str(text).split()), int(str(line)))
        self.update(_different(cells))


def _different(cells: pd.Series[str]) -> Counter[str]:
    found: Counter[str] = Counter()
    for text, count in cells.value_counts().items():
        plain = " ".join(str(text).split())
        labelled = _NUMBER.fullmatch(plain)
        word = labelled[2] if labelled and labelled[2] else plain
        if not is_blank(plain) and comparable(word) not in _MISSING and count:
            found[plain] += int(count)
    return found


def repeated_words(count: Counter[str]) -> frozenset[str]:
    """The values of a column that has only a few, few of them numbers."""
    words = Counter({text: n for text, n in count.items() if not _NUMBER.fullmatch(text)})
    often = sum(words.values()) >= max(3 * len(words), _MOST * sum(count.values()))
    return frozenset(words) if often and 2 <= len(words) <= _MOST_LABELS else frozenset()


def found_scale(count: Values, shared: frozenset[str]) -> FoundScale | None:
    numbers = {text: found for text in count if (found := _NUMBER.fullmatch(text))}
    answers = sum(count[text] for text in numbers)
    total = sum(count.values())
    if numbers and answers >= _MOST * total and len(count) <= max(_MOST_LABELS + 3, total / 3):
        return _numbered(count, numbers)
    known = _known_scale(count)
    if known is not None:
        return known
    words = repeated_words(count)
    if len(words) >= 3 and words <= shared:
        return FoundScale(1, len(words), unordered=tuple(sorted(words)))
    return None


def _known_scale(count: Values) -> FoundScale | None:
    """The known scale whose labels are most of the answers; what else stands in the column is unknown to it."""
    best, most = None, _COVERED * sum(count.values())
    for scale in known_scales():
        labels = [word for word in count if scale.point(word) is not None]
        covered = sum(count[word] for word in labels)
        if covered > most and len(labels) > 1 and recognised(labels) is not None:
            best, most = scale, covered
    if best is None:
        return None
    found = tuple(sorted((point, word) for word in count if (point := best.point(word)) is not None))
    named = {word for _, word in found}
    unknown = (
        UnknownLabel(w, n, count.first[w]) for w, n in sorted(count.items()) if w not in named and n >= RECURRING
    )
    return FoundScale(1, len(best.points), found, known=best, unknown=tuple(unknown))


def _numbered(count: Counter[str], numbers: Mapping[str, re.Match[str]]) -> FoundScale | None:
    """The shortest usual scale that holds every number which occurs often."""
    values: Counter[int] = Counter()
    for text, found in numbers.items():
        values[int(found[1])] += count[text]
    often = [value for value, n in values.items() if n >= _OFTEN * sum(values.values())]
    fitting = [(low, high) for low, high in _ENDS if len(often) > 1 and low <= min(often) and max(often) <= high]
    if not fitting:
        return None
    low, high = fitting[0]
    labels = tuple(
        sorted({(int(found[1]), found[2]) for found in numbers.values() if found[2] and int(found[1]) in often})
    )
    known = recognised([label for _, label in labels])
    if known is not None and all(known.point(label) == value for value, label in labels):
        return FoundScale(1, len(known.points), labels, known=known)
    return FoundScale(low, high, labels)
