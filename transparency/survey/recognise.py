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

from transparency.model.package_yaml import package_yaml
from transparency.model.problem import Problem
from transparency.model.questionnaire import ExportLayout
from transparency.survey.export import Export, open_export
from transparency.survey.found_scales import FoundScale, Values, found_scale, repeated_words
from transparency.survey.submission_lines import Wanted
from transparency.survey.words import comparable, is_blank

_KNOWN: Final = package_yaml(Path(__file__).with_name("known_headers.yml").read_text(encoding="utf-8"))
_MOST_CATEGORIES: Final = 60
Role = Literal["question", "group", "response_id", "token", "timestamp", "consent", "test", "ignored", "other"]


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


def _counts(export: Export) -> list[Values]:
    everything = frozenset(range(len(export.header)))
    counts = [Values() for _ in export.header]
    for piece in export.read(Wanted(everything, everything, frozenset())):
        for position in everything:
            counts[position].add(piece[position])
    return counts


def _shared_labels(counts: Sequence[Counter[str]]) -> frozenset[str]:
    """Words of a scale: the values that two or more columns have in common."""
    columns = Counter(word for count in counts for word in repeated_words(count))
    return frozenset(word for word, number in columns.items() if number > 1)


def _column(position: int, header: str, label: str, count: Values, shared: frozenset[str]) -> FoundColumn:
    plain, text = comparable(header), " ".join(label.split())
    asked = re.search(r"\[([^\[\]]+)\]$", text)
    named = FoundColumn(position, " ".join(header.split()), asked[1] if asked else text, _role(plain))
    if named.role != "other" or not plain:
        return named
    scale = found_scale(count, shared)
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
