"""Builds the equations and intervals that published numbers give for the unknown counts of answers and people."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf

from transparency.audit.facts import CellPlace, Facts, Interval, whole
from transparency.audit.reading import PublishedScale
from transparency.audit.sums import Sum

CLASSES = (0, 1, 2)


@dataclass(frozen=True, slots=True)
class Unknowns:
    """The columns of one cell."""

    answers: tuple[int, ...]
    classes: tuple[int, ...]
    """The class of each answer column."""
    positive: int
    other: int
    """Valid answers that are not positive."""
    valid: int
    people: int
    eligible: int


@dataclass(slots=True)
class Equations:
    """Columns with bounds, rows with two sides, and why each row holds."""

    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)
    rows: list[dict[int, float]] = field(default_factory=list)
    row_low: list[float] = field(default_factory=list)
    row_high: list[float] = field(default_factory=list)
    reason: list[str] = field(default_factory=list)
    of: dict[CellPlace, Unknowns] = field(default_factory=dict)

    def places(self, rows: Iterable[int]) -> list[CellPlace]:
        """The cells whose numbers stand in these rows."""
        first = {own.answers[0]: place for place, own in self.of.items()}
        starts = sorted(first)
        columns = {column for row in rows for column in self.rows[row]}
        return sorted({first[starts[bisect_right(starts, column) - 1]] for column in columns})

    def column(self, interval: Interval) -> int:
        """A new unknown."""
        self.low.append(interval[0])
        self.high.append(interval[1])
        return len(self.low) - 1

    def row(self, reason: str, terms: Mapping[int, float], low: float = 0.0, high: float = 0.0) -> None:
        """low <= sum of terms <= high."""
        self.rows.append(dict(terms))
        self.row_low.append(low)
        self.row_high.append(high)
        self.reason.append(reason)

    def equal(self, reason: str, total: int, parts: Iterable[int]) -> None:
        """total = sum of parts."""
        terms = dict.fromkeys(parts, -1.0)
        self.row(reason, terms | {total: 1.0})

    def at_least(self, reason: str, more: Sequence[int], less: int) -> None:
        """sum of more >= less."""
        self.row(reason, dict.fromkeys(more, 1.0) | {less: -1.0}, 0.0, inf)


def equations(
    cells: Mapping[CellPlace, Facts],
    scales: Mapping[CellPlace, PublishedScale | None],
    sums: Sequence[Sum],
    pooled: set[CellPlace],
) -> Equations:
    """All cells of a survey in one system. ``pooled`` are blocks and ALL, where one person gives several answers."""
    system = Equations()
    alone = not any(c.valid[1] < inf and c.valid != c.people for p, c in cells.items() if p not in pooled)
    for place in sorted(cells):
        _add_cell(system, cells[place], scales.get(place), alone and place not in pooled)
    overlap = _people_overlap(cells, sums)
    for found in sums:
        _add_sum(system, found, overlap)
    return system


def _add_cell(system: Equations, cell: Facts, scale: PublishedScale | None, one_answer_each: bool) -> None:
    by_point = scale is not None and bool(cell.points or cell.hidden or not cell.classes)
    points = scale.points if scale is not None else CLASSES
    kinds = scale.classes if scale is not None else CLASSES
    answers = tuple(system.column(_bound(cell.points.get(x) if by_point else None, cell.valid)) for x in points)
    positive, other = system.column(_bound(cell.classes.get(2), cell.valid)), system.column((0.0, cell.valid[1]))
    valid, people = system.column(cell.valid), system.column(cell.people)
    eligible = system.column(cell.eligible or (0.0, inf))
    system.of[cell.place] = Unknowns(answers, kinds, positive, other, valid, people, eligible)
    system.equal("cell", valid, answers)
    system.equal("cell", valid, (positive, other))
    system.equal("cell", positive, [a for a, kind in zip(answers, kinds, strict=True) if kind == 2])
    system.row("cell", {valid: 1.0, people: -1.0}, 0.0, 0.0 if one_answer_each else inf)
    if system.high[eligible] >= system.low[people]:
        system.row("population", {eligible: 1.0, people: -1.0}, 0.0, inf)
    for kind in (0, 1):
        if kind in cell.classes:
            own = [a for a, k in zip(answers, kinds, strict=True) if k == kind]
            system.row("cell", dict.fromkeys(own, 1.0), *whole(cell.classes[kind], cell.valid))
    _add_means(system, cell, answers, points, scale)


def _bound(share: Interval | None, valid: Interval) -> Interval:
    return (0.0, valid[1]) if share is None else whole(share, valid)


def _add_means(
    system: Equations, cell: Facts, answers: Sequence[int], points: Sequence[int], scale: PublishedScale | None
) -> None:
    """A mean times the number of answers is the sum of all answers."""
    if scale is None or cell.valid[1] == inf:
        return
    low, length = points[0], points[-1] - points[0]
    for measure, (least, most) in cell.means:
        factors = [float(x) if measure == "MEAN" else 100.0 * (x - low) / length for x in points]
        terms = dict(zip(answers, factors, strict=True))
        system.row("cell", terms, least * cell.valid[0] - 1e-6, most * cell.valid[1] + 1e-6)


def _people_overlap(cells: Mapping[CellPlace, Facts], sums: Sequence[Sum]) -> bool:
    """Whether one person is counted in several groups, seen where everything is shown."""
    for found in sums:
        shown = [cells[part].people for part in found.parts if part in cells]
        if found.reason != "questions" and len(shown) == len(found.parts) and found.total in cells:
            most = cells[found.total].people[1]
            if most < inf and all(p[1] < inf for p in shown) and sum(p[0] for p in shown) > most:
                return True
    return False


def _add_sum(system: Equations, found: Sum, overlap: bool) -> None:
    total, parts = system.of[found.total], [system.of[part] for part in found.parts]
    reason, exact = found.reason, found.complete
    for plus, minus in _aligned(total, parts):
        terms = dict.fromkeys(plus, 1.0) | dict.fromkeys(minus, -1.0)
        system.row(reason, terms, 0.0, 0.0 if exact else inf)
    end = 0.0 if exact else inf
    system.row(reason, {total.valid: 1.0} | {part.valid: -1.0 for part in parts}, 0.0, end)
    people = [part.people for part in parts]
    if reason == "questions" or overlap:
        if exact:
            system.at_least(reason, people, total.people)
        for one in people:
            system.at_least(reason, (total.people,), one)
    else:
        system.row(reason, {total.people: 1.0} | dict.fromkeys(people, -1.0), 0.0, end)
    least = sum(system.low[part.eligible] for part in parts)
    if reason in {"units", "categories"} and system.high[total.eligible] >= least:
        system.row(reason, {total.eligible: 1.0} | {part.eligible: -1.0 for part in parts}, 0.0, inf)


def _aligned(total: Unknowns, parts: Sequence[Unknowns]) -> Iterable[tuple[list[int], list[int]]]:
    """Point by point where all have the same points, else class by class."""
    same = all(part.classes == total.classes for part in parts)
    keys = range(len(total.answers)) if same else CLASSES
    for key in keys:
        plus = _columns(total, key, same)
        yield plus, [column for part in parts for column in _columns(part, key, same)]


def _columns(cell: Unknowns, key: int, by_point: bool) -> list[int]:
    if by_point:
        return [cell.answers[key]]
    return [column for column, kind in zip(cell.answers, cell.classes, strict=True) if kind == key]
