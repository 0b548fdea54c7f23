"""Chooses the further cells to hide (secondary suppression): the cheapest set that makes a hidden count uncertain enough."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy.optimize import Bounds, LinearConstraint
from scipy.sparse import block_array, coo_array, csr_array
from scipy.sparse.csgraph import connected_components

from transparency.survey.suppression.highs import solve
from transparency.survey.suppression.relations import Mask, Relations, Vector

EXACT = 30
"""Up to this many candidate cells the set is the cheapest there is; beyond, the cheapest within a good choice."""
FAR = 500.0
"""How far a count may move in the search when the need itself leaves too little play."""

Cells = frozenset[int]


@dataclass(frozen=True, slots=True)
class Search:
    """What may move, what it costs, and how far one column has to move."""

    found: Relations
    hidden: Cells
    candidates: Cells
    movable: Callable[[int, bool], tuple[int, ...]]
    """Columns of a cell that move when it is hidden already (True) or would be chosen (False)."""
    target: int
    need: float
    bounds: Bounds


def cheapest(search: Search) -> Cells | None:
    """The candidates to hide so that the target can move by ``need``; None if nothing helps.

    The cost of a cell (`relations.weight`) makes blocks, totals and the headline the last to be hidden. In large
    tables the relaxation, in which a cell may be hidden in part, first says which candidates are worth a look.
    """
    reach = _within_reach(search)
    if len(reach.candidates) > EXACT:
        worth = _solve(reach, reach.need, whole=False)
        reach = reach if worth is None else replace(reach, candidates=worth)
    return _solve(reach, reach.need, whole=True) or _solve(reach, FAR, whole=True)


def cost(found: Relations, cell: int) -> float:
    """Weighted respondents that a reader loses with a cell, plus one for the cell."""
    return float(found.costs[cell])


def _within_reach(search: Search) -> Search:
    """Only candidates that some row links with the target, directly or over others."""
    moving = np.zeros(len(search.found.values), dtype=bool)
    for cell in search.hidden | search.candidates:
        moving[list(search.movable(cell, cell in search.hidden))] = True
    rows = search.found.rows[:, np.flatnonzero(moving)]
    links = block_array([[None, rows], [rows.T, None]], format="csr")
    _, label = connected_components(links, directed=False)
    of_column = np.full(len(search.found.values), -1)
    of_column[moving] = label[rows.shape[0] :]
    near = frozenset(search.found.owner[of_column == of_column[search.target]].tolist())
    return replace(search, hidden=search.hidden & near, candidates=search.candidates & near)


def _solve(search: Search, play: float, *, whole: bool) -> Cells | None:
    """Minimise the cost of hidden cells subject to two worlds, one with the target high and one with it low."""
    program = _Program(search, play)
    answer = solve(program.costs(), program.constraints(), program.limits(), program.integrality(whole), thrifty=True)
    if answer.x is None:
        return None
    chosen = answer.x[program.choice :] > (0.5 if whole else 1e-7)
    return frozenset(cell for cell, yes in zip(program.candidates, chosen, strict=True) if yes)


class _Program:
    """Columns: the moves of the high world, the moves of the low world, one choice for each candidate."""

    def __init__(self, search: Search, play: float) -> None:
        found = search.found
        self.search, self.play = search, play
        self.candidates = sorted(search.candidates - search.hidden)
        columns = [c for cell in search.hidden for c in search.movable(cell, True)]
        self.chooser = {c: i for i, cell in enumerate(self.candidates) for c in search.movable(cell, False)}
        self.columns = np.array(sorted({*columns, *self.chooser, search.target}), dtype=np.intp)
        self.choice = 2 * len(self.columns)
        self.values = found.values[self.columns]
        self.down = np.minimum(self.values - search.bounds.lb[self.columns], play)
        self.up = np.minimum(search.bounds.ub[self.columns] - self.values, play)

    def costs(self) -> Vector:
        own = [cost(self.search.found, cell) for cell in self.candidates]
        return np.concatenate([np.zeros(self.choice), np.array(own, dtype=float)])

    def limits(self) -> Bounds:
        choices = len(self.candidates)
        low = np.concatenate([-self.down, -self.down, np.zeros(choices)])
        return Bounds(low, np.concatenate([self.up, self.up, np.ones(choices)]))

    def integrality(self, whole: bool) -> npt.NDArray[np.int_]:
        choices = np.full(len(self.candidates), int(whole))
        return np.concatenate([np.zeros(self.choice, dtype=int), choices])

    def constraints(self) -> list[LinearConstraint]:
        return [*self._worlds(), *self._links(), self._spread()]

    def _worlds(self) -> list[LinearConstraint]:
        """Both worlds agree with everything published."""
        found = self.search.found
        sums = found.rows.dot(found.values)
        rows = csr_array(found.rows[:, self.columns])
        used = np.flatnonzero(np.diff(rows.indptr))
        rows, low, high = rows[used, :], (found.low - sums)[used], (found.high - sums)[used]
        empty = csr_array((len(used), len(self.columns)))
        choices = csr_array((len(used), len(self.candidates)))
        pairs = ([rows, empty, choices], [empty, rows, choices])
        return [LinearConstraint(csr_array(block_array([pair])), low, high) for pair in pairs]

    def _links(self) -> list[LinearConstraint]:
        """A candidate that is not chosen does not move."""
        place = {int(column): i for i, column in enumerate(self.columns)}
        moves = [(place[column], choice) for column, choice in sorted(self.chooser.items())]
        return [
            self._link([(at + world * len(self.columns), choice) for at, choice in moves], sign)
            for world in (0, 1)
            for sign in (1.0, -1.0)
        ]

    def _link(self, moves: list[tuple[int, int]], sign: float) -> LinearConstraint:
        """sign * move <= room * choice."""
        room = self.up if sign > 0 else self.down
        rows = list(range(len(moves)))
        factors = [sign] * len(moves) + [-room[at % len(self.columns)] for at, _ in moves]
        columns = [at for at, _ in moves] + [self.choice + choice for _, choice in moves]
        shape = (len(moves), self.choice + len(self.candidates))
        matrix = csr_array(coo_array((factors, (rows + rows, columns)), shape=shape))
        return LinearConstraint(matrix, -np.inf, 0.0)

    def _spread(self) -> LinearConstraint:
        """The target differs between the two worlds by the need."""
        at = int(np.searchsorted(self.columns, self.search.target))
        row = np.zeros((1, self.choice + len(self.candidates)))
        row[0, at], row[0, at + len(self.columns)] = 1.0, -1.0
        return LinearConstraint(row, self.search.need, np.inf)


def columns_of(found: Relations, cells: Cells) -> Mask:
    """Every unknown of the cells."""
    mask: Mask = np.isin(found.owner, list(cells))
    return mask
