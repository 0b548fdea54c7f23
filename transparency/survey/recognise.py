"""Recognises what the columns of an export are: questions with their scales, groups of respondents, ids, time stamps.

Only numbers, and words that are labels of a known scale or shared by several columns, are taken for answers. Nothing else of
the file is kept, except the values of columns that may name a group: few different ones, each given by several people.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Final, Literal

import pandas as pd

from transparency.model.package_yaml import package_yaml
from transparency.model.problem import Problem
from transparency.model.questionnaire import ExportLayout
from transparency.survey.export import Export, open_export
from transparency.survey.known_scales import KnownScale, known_scales, recognised
from transparency.survey.submission_lines import Wanted
from transparency.survey.unknown_labels import RECURRING
from transparency.survey.words import HARD_TO_ANSWER, NO_ANSWER, NOT_APPLICABLE, comparable, comparables, is_blank

_KNOWN: Final = package_yaml(Path(__file__).with_name("known_headers.yml").read_text(encoding="utf-8"))
_ENDS: Final = ((1, 2), (1, 3), (0, 3), (1, 4), (1, 5), (1, 6), (1, 7), (1, 10), (0, 10), (0, 100))
"""Usual scales, the shortest first."""
_MOST: Final = 0.6
_COVERED: Final = 0.7
"""Share of the answers that the labels of a known scale must have."""
_OFTEN: Final = 0.02
"""Share of the answers from which on a number is a point of the scale, not a slip."""
_MOST_LABELS: Final = 11
_MOST_CATEGORIES: Final = 60
_MISSING: Final = comparables((*NOT_APPLICABLE, *HARD_TO_ANSWER, *NO_ANSWER))
_NUMBER: Final = re.compile(r"(\d{1,3})(?:[.,]0+)?(?:\s*[-–—.):]\s*(\D.*))?")
Role = Literal["question", "group", "response_id", "token", "timestamp", "consent", "test", "ignored", "other"]


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


@dataclass(frozen=True, slots=True)
class FoundColumn:
    """One column; its position counts from 1."""

    position: int
    header: str
    """As the layout names it."""
    text: str
    """As people read it: the label of the header, or the part in square brackets."""
    role: Role
    scale: FoundScale | None = None
    values: tuple[str, ...] = ()
    """Categories of a group."""


@dataclass(frozen=True, slots=True)
class FoundExport:
    """What was recognised in one file."""

    tool: str | None
    assumed: tuple[str, ...]
    columns: tuple[FoundColumn, ...]

    def of(self, role: Role) -> tuple[FoundColumn, ...]:
        """The columns with a role."""
        return tuple(column for column in self.columns if column.role == role)


def recognise(path: Path, layout: ExportLayout) -> FoundExport | Problem:
    """The columns of one export, or why it cannot be read."""
    export = open_export(path, layout, _filled)
    if isinstance(export, Problem):
        return export
    counts = _counts(export)
    shared = _shared_labels(counts)
    names = zip(export.header, export.labels, counts, strict=True)
    columns = tuple(_column(n, header, label, count, shared) for n, (header, label, count) in enumerate(names, start=1))
    return FoundExport(_tool(export), export.assumed, _without_lone_numbers(columns))


def _filled(row: Sequence[str]) -> int:
    """The header is the first of the lines with the most filled, different cells."""
    return len({comparable(cell) for cell in row if not is_blank(cell)})


def _tool(export: Export) -> str | None:
    headers = [comparable(name) for name in export.header]
    tools: Mapping[str, list[str]] = _KNOWN["tools"]
    found = (tool for tool, wanted in tools.items() if all(any(fnmatchcase(h, one) for h in headers) for one in wanted))
    return next(found, None)


class _Values(Counter[str]):
    """How often each different value stands in a column, and the first line of each."""

    def __init__(self) -> None:
        super().__init__()
        self.first: dict[str, int] = {}

    def add(self, cells: pd.Series[str]) -> None:
        """Counts those of one piece."""
        for line, text in cells.drop_duplicates().items():
            self.first.setdefault(" ".join(str(text).split()), int(str(line)))
        self.update(_different(cells))


def _counts(export: Export) -> list[_Values]:
    everything = frozenset(range(len(export.header)))
    counts = [_Values() for _ in export.header]
    for piece in export.read(Wanted(everything, everything, frozenset())):
        for position in everything:
            counts[position].add(piece[position])
    return counts


def _different(cells: pd.Series[str]) -> Counter[str]:
    found: Counter[str] = Counter()
    for text, count in cells.value_counts().items():
        plain = " ".join(str(text).split())
        labelled = _NUMBER.fullmatch(plain)
        word = labelled[2] if labelled and labelled[2] else plain
        if not is_blank(plain) and comparable(word) not in _MISSING and count:
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


def _column(position: int, header: str, label: str, count: _Values, shared: frozenset[str]) -> FoundColumn:
    plain, text = comparable(header), " ".join(label.split())
    asked = re.search(r"\[([^\[\]]+)\]$", text)
    named = FoundColumn(position, " ".join(header.split()), asked[1] if asked else text, _role(plain))
    if named.role != "other" or not plain:
        return named
    scale = _scale(count, shared)
    if scale is not None:
        return FoundColumn(position, named.header, named.text, "question", scale)
    if _is_group(count):
        return FoundColumn(position, named.header, named.text, "group", values=tuple(sorted(count)))
    return named


def _role(header: str) -> Role:
    roles: Mapping[Role, list[str]] = _KNOWN["roles"]
    for role, patterns in roles.items():
        if any(fnmatchcase(header, pattern) for pattern in patterns):
            return role
    return "ignored" if header in _KNOWN["ignored"] else "other"


def _is_group(count: Counter[str]) -> bool:
    """Few categories, most of them of several people; a free text or a name is neither."""
    total = sum(count.values())
    return 2 <= len(count) <= _MOST_CATEGORIES and total >= 4 * len(count) and max(map(len, count)) <= 120


def _scale(count: _Values, shared: frozenset[str]) -> FoundScale | None:
    numbers = {text: found for text in count if (found := _NUMBER.fullmatch(text))}
    answers = sum(count[text] for text in numbers)
    total = sum(count.values())
    if numbers and answers >= _MOST * total and len(count) <= max(_MOST_LABELS + 3, total / 3):
        return _numbered(count, numbers)
    known = _known_scale(count)
    if known is not None:
        return known
    words = _words(count)
    if len(words) >= 3 and words <= shared:
        return FoundScale(1, len(words), unordered=tuple(sorted(words)))
    return None


def _known_scale(count: _Values) -> FoundScale | None:
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


def _without_lone_numbers(columns: tuple[FoundColumn, ...]) -> tuple[FoundColumn, ...]:
    """Two numbers in one column alone, such as 1 and 2 for two schools, are a group, where other columns share a scale."""
    lengths = Counter(_length(column.scale) for column in columns if column.scale)
    parted = tuple(_as_group(column) if _is_lone(column, lengths) else column for column in columns)
    ends = Counter(_ends(column.scale) for column in parted if column.scale and _is_plain(column.scale))
    return tuple(_widened(column, ends) for column in parted)


def _widened(column: FoundColumn, ends: Counter[tuple[int, int]]) -> FoundColumn:
    """A column in which nobody used the last point has the scale of the other columns."""
    scale = column.scale
    if scale is None or not _is_plain(scale):
        return column
    wider = [high for (low, high), n in ends.items() if n > 1 and low == scale.minimum and high > scale.maximum]
    lone = ends[_ends(scale)] < max(ends.values())
    return replace(column, scale=replace(scale, maximum=max(wider))) if wider and lone else column


def _is_plain(scale: FoundScale) -> bool:
    return not scale.known and not scale.unordered


def _ends(scale: FoundScale) -> tuple[int, int]:
    return scale.minimum, scale.maximum


def _length(scale: FoundScale) -> int:
    return scale.maximum - scale.minimum


def _is_lone(column: FoundColumn, lengths: Counter[int]) -> bool:
    if column.scale is None or not _is_plain(column.scale) or lengths[_length(column.scale)] > 1:
        return False
    return max(lengths.values()) > 1 and _length(column.scale) < 3


def _as_group(column: FoundColumn) -> FoundColumn:
    assert column.scale is not None  # noqa: S101  (asked by `_is_lone`)
    labels = dict(column.scale.labels)
    points = range(column.scale.minimum, column.scale.maximum + 1)
    values = tuple(f"{point} – {labels[point]}" if point in labels else str(point) for point in points)
    return FoundColumn(column.position, column.header, column.text, "group", values=values)


def questions(found: FoundExport) -> Iterator[tuple[FoundColumn, FoundScale]]:
    """The questions with their scales."""
    for column in found.of("question"):
        if column.scale is not None:
            yield column, column.scale
