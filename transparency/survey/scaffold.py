"""Drafts a questionnaire file from an export: from its headers and the values of its answer columns.

Only numbers, and words that two or more columns share as labels of one scale, are shown. All other columns are listed by
position: their header or values may be somebody's name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pandas as pd
import yaml

from transparency.model.problem import Problem
from transparency.model.questionnaire import ExportLayout
from transparency.survey.export import Export, Wanted, open_export
from transparency.survey.words import HARD_TO_ANSWER, NOT_APPLICABLE, comparable, comparables, is_blank

_ENDS: Final = ((1, 2), (1, 3), (0, 3), (1, 4), (1, 5), (1, 6), (1, 7), (1, 10), (0, 10), (0, 100))
"""Usual scales, the shortest first."""
_MOST: Final = 0.6
_MOST_LABELS: Final = 11
_TO_WRITE: Final = "TO BE WRITTEN"
_NO_ANSWER: Final = comparables((*NOT_APPLICABLE, *HARD_TO_ANSWER))
_NUMBER: Final = re.compile(r"(\d{1,3})(?:[.,]0+)?(?:\s*[-–—.):]\s*(\D.*))?")


@dataclass(frozen=True, slots=True)
class _Question:
    """A column that looks like answers on a scale."""

    header: str
    minimum: int
    maximum: int
    labels: tuple[tuple[int, str], ...]

    @property
    def scale(self) -> str:
        """Code of the scale; scales with other words are other scales."""
        words = sum(map(ord, "".join(label for _, label in self.labels))) % 1000
        return f"points_{self.minimum}_{self.maximum}" + (f"_w{words}" if self.labels else "")


def scaffold(path: Path, survey: str) -> str | Problem:
    """YAML with every question found; what a person must decide is marked."""
    export = open_export(path, ExportLayout(), _filled)
    if isinstance(export, Problem):
        return export
    counts = _counts(export)
    shared = _shared_labels(counts)
    found = [_question(" ".join(h.split()), c, shared) for h, c in zip(export.header, counts, strict=True)]
    others = ", ".join(str(number) for number, question in enumerate(found, start=1) if question is None)
    questions = [question for question in found if question is not None]
    head = f"# Draft from an export: {'; '.join(export.assumed)}.\n# Not questions: columns {others or 'none'}.\n"
    order = "# The order of labels without numbers is not known: check every value.\n"
    return head + order + yaml.safe_dump(_draft(questions, survey), allow_unicode=True, sort_keys=False)


def _draft(questions: Sequence[_Question], survey: str) -> dict[str, object]:
    return {
        "id": survey,
        "status": "provisional",
        "title": _texts(_TO_WRITE),
        "population": "STUDENT",
        "frequency": "A",
        "mode": _texts(_TO_WRITE),
        "scales": list({question.scale: _scale(question) for question in questions}.values()),
        "blocks": [{"code": "B1", "title": _texts(_TO_WRITE)}],
        "items": list(_items(questions)),
        "waves": [{"period": "2025"}],
        "layout": {"items": {f"Q{n}": question.header for n, question in enumerate(questions, start=1)}},
    }


def _filled(row: Sequence[str]) -> int:
    """The header is the first of the lines with the most filled, different cells."""
    return len({comparable(cell) for cell in row if not is_blank(cell)})


def _counts(export: Export) -> list[Counter[str]]:
    """How often each different value stands in each column."""
    everything = frozenset(range(len(export.header)))
    counts: list[Counter[str]] = [Counter() for _ in export.header]
    for piece in export.read(Wanted(everything, everything, frozenset())):
        for position in everything:
            counts[position].update(_different(piece[position]))
    return counts


def _different(cells: pd.Series[str]) -> dict[str, int]:
    found: Counter[str] = Counter()
    for text, count in cells.value_counts().items():
        plain = " ".join(str(text).split())
        if not is_blank(plain) and comparable(plain) not in _NO_ANSWER:
            found[plain] += int(count)
    return found


def _words(count: Counter[str]) -> frozenset[str]:
    """The values of a column that has only a few, few of them numbers."""
    words = Counter({text: n for text, n in count.items() if not _NUMBER.fullmatch(text)})
    often = sum(words.values()) >= max(3 * len(words), _MOST * sum(count.values()))
    return frozenset(words) if often and 2 <= len(words) <= _MOST_LABELS else frozenset()


def _shared_labels(counts: Sequence[Counter[str]]) -> frozenset[str]:
    """Words of a scale: the values that two or more columns have in common."""
    columns = Counter(word for count in counts for word in _words(count))
    return frozenset(word for word, number in columns.items() if number > 1)


def _question(header: str, count: Counter[str], shared: frozenset[str]) -> _Question | None:
    numbers = {text: found for text in count if (found := _NUMBER.fullmatch(text))}
    answers = sum(count[text] for text in numbers)
    total = sum(count.values())
    if numbers and answers >= _MOST * total and len(count) <= max(_MOST_LABELS + 3, total / 3):
        return _numbered(header, count, numbers)
    words = _words(count)
    if len(words) >= 3 and words <= shared:
        ordered = sorted(words)
        return _Question(header, 1, len(ordered), tuple(enumerate(ordered, start=1)))
    return None


def _numbered(header: str, count: Counter[str], numbers: Mapping[str, re.Match[str]]) -> _Question | None:
    """The shortest usual scale that holds most numbers."""
    values: Counter[int] = Counter()
    for text, found in numbers.items():
        values[int(found[1])] += count[text]
    for low, high in _ENDS:
        inside = sum(n for value, n in values.items() if low <= value <= high)
        if inside >= _MOST * sum(values.values()) and len(values) > 1:
            labels = {int(found[1]): found[2] for found in numbers.values() if found[2]}
            return _Question(header, low, high, tuple(sorted((v, t) for v, t in labels.items() if low <= v <= high)))
    return None


def _scale(question: _Question) -> dict[str, object]:
    scale: dict[str, object] = {"code": question.scale, "minimum": question.minimum, "maximum": question.maximum}
    if question.labels:
        scale["labels"] = [{"value": value, **_texts(label)} for value, label in question.labels]
    return scale


def _items(questions: Sequence[_Question]) -> Iterator[dict[str, object]]:
    for number, question in enumerate(questions, start=1):
        yield {"code": f"Q{number}", "block": "B1", "scale": question.scale, "text": _texts(question.header)}


def _texts(text: str) -> dict[str, str]:
    return {"kk": text, "ru": text, "en": text}
