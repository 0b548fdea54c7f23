"""Computes the range of each hidden count that is consistent with everything published."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import Bounds, LinearConstraint
from scipy.sparse import block_array
from scipy.sparse.csgraph import connected_components

from transparency.survey.suppression.highs import solve
from transparency.survey.suppression.relations import Mask, Relations, Vector

ROOM = 1000.0
"""How far above its true value an unknown may go; only keeps programs without an upper end finite."""

Positions = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class RangeQuestion:
    """Can each target move by ``need`` when the ``free`` columns are hidden?"""

    found: Relations
    free: Mask
    targets: tuple[int, ...]
    need: float
    bounds: Bounds | None = None
    whole: bool = False
    """Count only worlds of whole numbers; without it the answer is quicker and a trace too friendly."""


@dataclass(frozen=True, slots=True)
class RangeVerdict:
    """Targets proven wide, and the first one proven narrow."""

    wide: frozenset[int]
    narrow: int | None


def verdict(question: RangeQuestion) -> RangeVerdict:
    """Look for pairs of worlds that agree with everything published and differ by ``need``.

    One pair proves many columns at once; only those that stay in doubt get programs of their own, and the first that
    fails ends the search.
    """
    worlds = _Worlds(question)
    for turn, sign in enumerate(_patterns(len(question.targets))):
        if (doubtful := worlds.doubtful()).any():
            worlds.look(np.where(doubtful, sign, 0.0))
        if turn % 2 and worlds.doubtful().any() and not worlds.is_wide(int(worlds.doubtful().argmax())):
            break  # one that fails is an answer
    narrow = next((i for i in range(len(question.targets)) if not worlds.is_wide(i)), None)
    wide = frozenset(np.array(question.targets, dtype=int)[~worlds.doubtful()].tolist())
    return RangeVerdict(wide, None if narrow is None else question.targets[narrow])


def narrow_targets(question: RangeQuestion) -> frozenset[int]:
    """All targets that cannot move by ``need``."""
    worlds = _Worlds(question)
    for sign in _patterns(len(question.targets)):
        if (doubtful := worlds.doubtful()).any():
            worlds.look(np.where(doubtful, sign, 0.0))
    return frozenset(column for i, column in enumerate(question.targets) if not worlds.is_wide(i))


def _patterns(size: int) -> list[Vector]:
    """All up, all down, then signs by the binary digits of the position: any two columns part in some pattern."""
    digits = range(max(1, (size - 1).bit_length())) if size else ()
    halves = [np.where((np.arange(size) >> digit) & 1, 1.0, -1.0) for digit in digits]
    return [pattern for half in (np.ones(size), *halves) for pattern in (half, -half)]


class _Worlds:
    """Possible worlds seen so far: smallest and largest value of each target."""

    def __init__(self, question: RangeQuestion) -> None:
        found = question.found
        self.need, self.whole = question.need, question.whole
        self.free = np.flatnonzero(question.free)
        fixed = np.flatnonzero(~question.free)
        known = found.rows[:, fixed] @ found.values[fixed]
        rows = found.rows[:, self.free]
        used = np.flatnonzero(np.diff(rows.indptr))
        self.rows = rows[used, :]
        self.low, self.high = (found.low - known)[used], (found.high - known)[used]
        self.bounds = _bounds(found.values, self.free, question.bounds)
        self.place = np.searchsorted(self.free, np.array(question.targets, dtype=np.intp))
        self.smallest = found.values[list(question.targets)].astype(float)
        self.largest = self.smallest.copy()
        links = block_array([[None, self.rows], [self.rows.T, None]], format="csr")
        self.label = connected_components(links, directed=False)[1]

    def doubtful(self) -> Mask:
        unproven: Mask = self.largest - self.smallest < self.need
        return unproven

    def is_wide(self, target: int) -> bool:
        """The exact answer for one target, from the part of the table that is linked with it."""
        goal = np.zeros(len(self.place))
        for direction in (1.0, -1.0):
            if self.doubtful()[target]:
                goal[target] = direction
                self.look(goal, self._linked(target))
        return not self.doubtful()[target]

    def _linked(self, target: int) -> tuple[Positions, Positions]:
        same = self.label == self.label[len(self.low) + self.place[target]]
        return np.flatnonzero(same[: len(self.low)]), np.flatnonzero(same[len(self.low) :])

    def look(self, wish: Vector, part: tuple[Positions, Positions] | None = None) -> None:
        """Go as far as possible in the direction of ``wish`` and note where every target is there."""
        rows, columns = part or (np.arange(len(self.low)), np.arange(len(self.free)))
        goal = np.zeros(len(self.free))
        np.add.at(goal, self.place, -wish)
        world = np.full(len(self.free), np.nan)
        world[columns] = self._solve(goal, rows, columns)
        self.smallest = np.fmin(self.smallest, world[self.place])
        self.largest = np.fmax(self.largest, world[self.place])

    def _solve(self, goal: Vector, rows: Positions, columns: Positions) -> Vector:
        """A world; whole numbers are asked for only if the vertex is not whole by itself."""
        constraint = LinearConstraint(self.rows[rows, :][:, columns], self.low[rows], self.high[rows])
        bounds = Bounds(self.bounds.lb[columns], self.bounds.ub[columns])
        for whole in (False, True) if self.whole else (False,):
            kind = np.full(len(columns), int(whole))
            answer = solve(goal[columns], constraints=[constraint], bounds=bounds, integrality=kind)
            if answer.x is None:
                raise RuntimeError(f"the solver found no world although the true one exists: {answer.message}")
            nearest: Vector = np.rint(answer.x)
            if np.abs(answer.x - nearest).max() < 1e-6:
                return nearest
        return np.asarray(answer.x, dtype=float) + 0.0


def _bounds(values: Vector, free: Positions, given: Bounds | None) -> Bounds:
    low, high = np.zeros(len(free)), values[free] + ROOM
    if given is None:
        return Bounds(low, high)
    return Bounds(np.maximum(low, given.lb[free]), np.minimum(high, given.ub[free]))
