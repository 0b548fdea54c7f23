"""Builds the linear system of what the public knows: cells as unknowns, published sums as equations."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from transparency.model.survey import ALL, TOTAL, UNIVERSITY
from transparency.survey.cells import Cell, CellKey, Partition

Vector = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

CLASSES = 3
"""Negative, middle, positive."""


@dataclass(frozen=True, slots=True)
class Pooling:
    """A block (or ALL) and its questions for one group: answers add up, respondents overlap."""

    total: CellKey
    parts: tuple[CellKey, ...]


@dataclass(frozen=True, slots=True)
class UnknownColumns:
    """Where the unknowns of one cell stand."""

    answers: tuple[int, ...]
    """One for each point of the scale, or for each class where the cell has no points."""
    classes: tuple[tuple[int, ...], ...]
    """The answer columns that are negative, middle and positive."""
    satisfied: int
    """Positive answers."""
    other: int
    """Valid answers that are not positive."""
    valid: int
    """Valid answers."""
    people: int
    """Different respondents: what the threshold is about."""
    eligible: int | None

    def classes_alike(self, other: UnknownColumns) -> bool:
        """Whether both have the same number of points in each class."""
        return [len(group) for group in self.classes] == [len(group) for group in other.classes]


@dataclass(frozen=True, slots=True)
class Relations:
    """Unknowns with their true values, and the rows that hold between them whatever is hidden."""

    cells: tuple[Cell, ...]
    columns: tuple[UnknownColumns, ...]
    values: Vector
    owner: npt.NDArray[np.intp]
    """The cell of each column."""
    rows: csr_array
    low: Vector
    high: Vector
    costs: Vector
    """What hiding each cell costs: its respondents times its weight, plus one."""
    listed: frozenset[tuple[int, int]]
    """(Cell of people whose group is unknown, cell of the same sum): where the second is hidden, the first is listed as
    hidden too, or readers would take the sum to be complete without it."""

    @property
    def index(self) -> dict[CellKey, int]:
        """Position of each cell."""
        return {cell.key: i for i, cell in enumerate(self.cells)}


@dataclass(slots=True)
class _Rows:
    """Rows while they are collected."""

    at: list[int] = field(default_factory=list)
    column: list[int] = field(default_factory=list)
    factor: list[float] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)

    def add(self, plus: Iterable[int], minus: Iterable[int], low: float = 0.0, high: float = 0.0) -> None:
        """low <= sum(plus) - sum(minus) <= high."""
        row = len(self.low)
        for factor, columns in ((1.0, plus), (-1.0, minus)):
            for column in columns:
                self.at.append(row)
                self.column.append(column)
                self.factor.append(factor)
        self.low.append(low)
        self.high.append(high)


def classes_of(points: int) -> tuple[tuple[int, ...], ...]:
    """Positions of the negative, middle and positive points: lower 40 % of the scale's length, between, upper 40 %."""
    steps = range(points)
    negative = tuple(x for x in steps if 5 * x <= 2 * (points - 1))
    positive = tuple(x for x in steps if 5 * x >= 3 * (points - 1))
    return negative, tuple(x for x in steps if x not in {*negative, *positive}), positive


def relations(cells: Sequence[Cell], partitions: Sequence[Partition], poolings: Sequence[Pooling]) -> Relations:
    """Everything linear that holds between the cells; sums over cells that are not given are left out."""
    columns, values, owner = _unknowns(cells)
    index = {cell.key: i for i, cell in enumerate(cells)}
    rows = _Rows()
    pooled = {pooling.total for pooling in poolings}
    for cell, own in zip(cells, columns, strict=True):
        _cell_rows(rows, cell, own, cell.key in pooled)
    for partition in partitions:
        if _given(partition, index):
            _partition_rows(rows, values, columns[index[partition.total]], [columns[index[k]] for k in partition.parts])
    for pooling in poolings:
        if _given(pooling, index):
            _pooling_rows(rows, columns[index[pooling.total]], [columns[index[k]] for k in pooling.parts])
    shape = (len(rows.low), len(values))
    matrix = csr_array((rows.factor, (rows.at, rows.column)), shape=shape)
    found = Relations(
        tuple(cells),
        columns,
        values,
        owner,
        matrix,
        np.array(rows.low, dtype=float),
        np.array(rows.high, dtype=float),
        np.array([weight(cell, pooled) * cell.n_resp + 1.0 for cell in cells]),
        frozenset(_listed(cells, partitions, index)),
    )
    _must_hold(found)
    return found


def weight(cell: Cell, pooled: Collection[CellKey]) -> int:
    """How much a reader misses a respondent of the cell: more in blocks than in questions, most in the headline.

    A group of unknown members weighs nothing, because it is never published.
    """
    if not cell.publishable:
        return 0
    element = 3 if cell.key.element == ALL else 2 if cell.key in pooled else 1
    return 2 * element if cell.key.group == (UNIVERSITY, TOTAL, TOTAL) else element


def _listed(
    cells: Sequence[Cell], partitions: Sequence[Partition], index: Mapping[CellKey, int]
) -> Iterator[tuple[int, int]]:
    for partition in partitions:
        present = [index[key] for key in (partition.total, *partition.parts) if key in index]
        for unknown in (i for i in present if not cells[i].publishable):
            yield from ((unknown, other) for other in present if other != unknown)


def _given(sums: Partition | Pooling, index: dict[CellKey, int]) -> bool:
    return all(key in index for key in (sums.total, *sums.parts))


def _unknowns(cells: Sequence[Cell]) -> tuple[tuple[UnknownColumns, ...], Vector, npt.NDArray[np.intp]]:
    columns: list[UnknownColumns] = []
    values: list[int] = []
    owner: list[int] = []
    for i, cell in enumerate(cells):
        answers = cell.points or (cell.neg, cell.mid, cell.pos)
        start = len(values)
        satisfied = start + len(answers)
        own = classes_of(len(cell.points)) if cell.points else ((0,), (1,), (2,))
        eligible = None if cell.n_eligible is None else satisfied + 4
        classes = tuple(tuple(start + x for x in group) for group in own)
        columns.append(
            UnknownColumns(
                tuple(range(start, satisfied)),
                classes,
                satisfied,
                satisfied + 1,
                satisfied + 2,
                satisfied + 3,
                eligible,
            )
        )
        values += [*answers, cell.pos, cell.n_valid - cell.pos, cell.n_valid, cell.n_resp]
        values += [] if cell.n_eligible is None else [cell.n_eligible]
        owner += [i] * (len(values) - len(owner))
    return tuple(columns), np.array(values, dtype=float), np.array(owner, dtype=np.intp)


def _cell_rows(rows: _Rows, cell: Cell, own: UnknownColumns, pooled: bool) -> None:
    rows.add((own.valid,), own.answers)
    rows.add((own.satisfied,), own.classes[-1])
    rows.add((own.valid,), (own.satisfied, own.other))
    one_answer_each = cell.n_valid == cell.n_resp and not pooled
    rows.add((own.valid,), (own.people,), 0, 0 if one_answer_each else np.inf)
    if own.eligible is not None and cell.n_eligible is not None and cell.n_eligible >= cell.n_resp:
        rows.add((own.eligible,), (own.people,), 0, np.inf)


def _partition_rows(rows: _Rows, values: Vector, total: UnknownColumns, parts: Sequence[UnknownColumns]) -> None:
    _answer_rows(rows, total, parts)
    rows.add((total.valid,), [part.valid for part in parts])
    people = [part.people for part in parts]
    overlap = values[people].sum() - values[total.people]
    if overlap == 0:
        rows.add((total.people,), people)
    else:  # one person evaluated several objects and is counted in several groups
        rows.add(people, (total.people,), 0, np.inf)
    eligible = [part.eligible for part in parts if part.eligible is not None]
    if total.eligible is not None and len(eligible) == len(parts):
        missing = values[total.eligible] - values[eligible].sum()
        rows.add((total.eligible,), eligible, min(missing, 0.0), max(missing, 0.0))


def _answer_rows(rows: _Rows, total: UnknownColumns, parts: Sequence[UnknownColumns]) -> None:
    """Point by point where all are on one scale, else class by class."""
    if all(part.classes_alike(total) for part in parts):
        for point, column in enumerate(total.answers):
            rows.add((column,), [part.answers[point] for part in parts])
        return
    for which in range(CLASSES):
        rows.add(total.classes[which], [column for part in parts for column in part.classes[which]])


def _pooling_rows(rows: _Rows, total: UnknownColumns, parts: Sequence[UnknownColumns]) -> None:
    _answer_rows(rows, total, parts)
    rows.add([part.people for part in parts], (total.people,), 0, np.inf)
    for part in parts:
        rows.add((total.people,), (part.people,), 0, np.inf)


def _must_hold(found: Relations) -> None:
    """Counts that do not add up are a mistake of the caller: every later step would rest on them."""
    sums = found.rows.dot(found.values)
    broken = np.flatnonzero((sums < found.low - 0.5) | (sums > found.high + 0.5))
    if broken.size:
        column = int(found.rows[[int(broken[0])], :].tocoo().coords[1][0])
        raise ValueError(f"the counts around {found.cells[int(found.owner[column])].key} do not add up")
