"""Computes the smallest and largest value that an unknown count can have, with integer programs solved by HiGHS."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse.csgraph import connected_components

from transparency.audit.equations import Equations

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.intp]
Range = tuple[float, float]

ROOM = 1000.0
"""Added to the upper end of what nothing published limits; far more than any threshold."""


@dataclass(frozen=True, slots=True)
class BoundedColumn:
    """A column to examine. It is cleared as soon as its range is seen to be ``need`` wide."""

    column: int
    need: float
    upward: bool = False
    """Only the largest value matters."""


@dataclass(frozen=True, slots=True)
class IndependentSystem:
    """A part of the system that shares no unknown with the rest."""

    rows: Ints
    columns: Ints
    matrix: sparse.csr_array
    row_low: Floats
    row_high: Floats
    low: Floats
    high: Floats

    def digest(self, targets: Sequence[BoundedColumn]) -> bytes:
        """Equal blocks of several releases are solved once."""
        at = [(int(np.searchsorted(self.columns, t.column)), t.need, t.upward) for t in targets]
        parts = (self.matrix.indptr, self.matrix.indices, self.matrix.data)
        sides = (self.row_low, self.row_high, self.low, self.high)
        return sha256(b"|".join(part.tobytes() for part in (*parts, *sides)) + repr(at).encode()).digest()


def blocks(
    system: Equations, targets: Iterable[BoundedColumn], without: str = ""
) -> Iterator[tuple[IndependentSystem, list[BoundedColumn]]]:
    """The independent parts that hold a target; ``without`` leaves out the rows with one reason."""
    whole = _assembled(system, without)
    links = sparse.block_array([[None, whole.matrix], [whole.matrix.T, None]], format="csr")
    label = connected_components(links, directed=False)[1]
    row_label, column_label = label[: len(whole.rows)], label[len(whole.rows) :]
    wanted: dict[int, list[BoundedColumn]] = {}
    position = {int(column): i for i, column in enumerate(whole.columns)}
    for target in targets:
        if target.column in position:
            wanted.setdefault(int(column_label[position[target.column]]), []).append(target)
    row_order, column_order = np.argsort(row_label, kind="stable"), np.argsort(column_label, kind="stable")
    for name in sorted(wanted):
        rows = _slice(row_order, row_label, name)
        columns = _slice(column_order, column_label, name)
        yield _part(whole, rows, columns), wanted[name]


def _slice(order: Ints, label: Ints, name: int) -> Ints:
    first, last = np.searchsorted(label[order], [name, name + 1])
    return np.sort(order[first:last])


def _part(whole: IndependentSystem, rows: Ints, columns: Ints) -> IndependentSystem:
    low, high = whole.low[columns], whole.high[columns]
    row_low, row_high = whole.row_low[rows], whole.row_high[rows]
    limit = _greatest((row_low, row_high, low, high))
    matrix = sparse.csr_array(whole.matrix[rows, :][:, columns])
    return IndependentSystem(
        whole.rows[rows], whole.columns[columns], matrix, row_low, row_high, low, np.minimum(high, limit)
    )


def _greatest(sides: Iterable[Floats]) -> float:
    """In place of «no upper end»: more than all numbers published about the part together, so that it forbids nothing."""
    return ROOM + sum(float(np.abs(side[np.isfinite(side)]).sum()) for side in sides)


def _assembled(system: Equations, without: str) -> IndependentSystem:
    """Known columns move to the other side, so that they link nothing."""
    low, high = np.array(system.low), np.array(system.high)
    used = [i for i, reason in enumerate(system.reason) if reason != without]
    at = [(row, column, factor) for row, i in enumerate(used) for column, factor in system.rows[i].items()]
    rows, columns, factors = (np.array(part) for part in zip(*at, strict=True)) if at else (np.zeros(0, dtype=int),) * 3
    matrix = sparse.csc_array((factors, (rows, columns)), shape=(len(used), len(low)))
    known = low >= high
    shift = matrix[:, np.flatnonzero(known)] @ low[known]
    open_ = np.flatnonzero(~known)
    kept = sparse.csr_array(matrix[:, open_])
    busy = np.flatnonzero(np.diff(kept.indptr))
    row_low, row_high = np.array(system.row_low)[used] - shift, np.array(system.row_high)[used] - shift
    return IndependentSystem(
        np.array(used, dtype=np.intp)[busy],
        open_,
        kept[busy, :],
        row_low[busy],
        row_high[busy],
        low[open_],
        high[open_],
    )


def broken_rows(system: Equations) -> list[int]:
    """Rows over known numbers alone that do not hold."""
    low, high = system.low, system.high
    found = []
    for i, terms in enumerate(system.rows):
        least = sum(f * (low[c] if f > 0 else high[c]) for c, f in terms.items())
        most = sum(f * (high[c] if f > 0 else low[c]) for c, f in terms.items())
        if least > system.row_high[i] + 0.5 or most < system.row_low[i] - 0.5:
            found.append(i)
    return found


def ranges(block: IndependentSystem, targets: Sequence[BoundedColumn]) -> dict[int, Range] | None:
    """Column -> range: exact where it fails its need, at least this wide where it meets it. None: nothing fits."""
    solver = _Solver(block, targets)
    if not solver.look(np.zeros(len(targets))):
        return None
    for direction in (1.0, -1.0):
        solver.look(np.where(solver.pending(direction), direction, 0.0))
    for i in range(len(targets)):
        for direction in (1.0, -1.0):
            if solver.pending(direction)[i]:
                solver.look(direction * np.eye(1, len(targets), i)[0])
    return solver.found()


def fits(block: IndependentSystem, rows: Ints) -> bool:
    """Whether whole numbers satisfy these rows of the block together."""
    part = replace(
        block,
        matrix=sparse.csr_array(block.matrix[rows, :]),
        row_low=block.row_low[rows],
        row_high=block.row_high[rows],
    )
    return _Solver(part, ()).look(np.zeros(0))


@contextmanager
def _quiet() -> Iterator[None]:
    """Keeps what HiGHS prints on its own out of the report of the gate."""
    sys.stdout.flush()
    report = os.dup(1)
    with open(os.devnull, "wb") as sink:  # noqa: PTH123  (a device, not a file)
        os.dup2(sink.fileno(), 1)
        try:
            yield
        finally:
            os.dup2(report, 1)
            os.close(report)


class _Solver:
    """Points of the block found so far, each a world that fits everything published."""

    def __init__(self, block: IndependentSystem, targets: Sequence[BoundedColumn]) -> None:
        self.block, self.targets = block, targets
        self.at = np.searchsorted(block.columns, np.array([t.column for t in targets], dtype=np.intp))
        self.need = np.array([t.need for t in targets])
        self.upward = np.array([t.upward for t in targets])
        self.least = np.full(len(targets), np.inf)
        self.most = np.full(len(targets), -np.inf)
        self.rows = LinearConstraint(block.matrix, block.row_low - 1e-6, block.row_high + 1e-6)

    def pending(self, direction: float) -> npt.NDArray[np.bool_]:
        """Targets that are not wide yet and for which going further that way may help."""
        narrow = np.where(self.upward, self.most < self.need, self.most - self.least < self.need)
        return np.asarray(narrow & ~self.upward if direction < 0 else narrow)

    def look(self, wish: Floats) -> bool:
        """The world that is furthest in a direction."""
        goal = np.zeros(len(self.block.columns))
        np.add.at(goal, self.at, -wish)
        world = self._furthest(goal)
        if world is None:
            return False
        self.least, self.most = np.minimum(self.least, world[self.at]), np.maximum(self.most, world[self.at])
        return True

    def _furthest(self, goal: Floats) -> Floats | None:
        """Whole numbers are demanded only where the linear program does not give them by itself."""
        limits = Bounds(self.block.low, self.block.high)
        for whole in (0, 1):
            with _quiet():
                answer = milp(goal, constraints=self.rows, bounds=limits, integrality=np.full(len(goal), whole))
            if answer.x is None:
                return None
            world: Floats = np.rint(answer.x)
            if np.abs(answer.x - world).max(initial=0.0) < 1e-5:
                break
        return world

    def found(self) -> dict[int, Range]:
        pairs = zip(self.targets, self.least.tolist(), self.most.tolist(), strict=True)
        return {target.column: (least, most) for target, least, most in pairs}
