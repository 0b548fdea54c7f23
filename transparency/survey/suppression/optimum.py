"""Computes a lower bound on the cost of a safe pattern, and the cheapest pattern where the search ends in time.

A set of hidden cells in which one count stays too narrow violates an inequality that every safe set satisfies; the dual
solution of the program that moves the count gives it. Inequalities are collected until the cheapest set that satisfies
all of them is safe. Its cost, at any time, is a lower bound. Fischetti and Salazar, Management Science 47 (2001) 1008,
sections 3 and 4 (capacity constraints, with coefficients cut to the need).
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog
from scipy.sparse import csr_array, vstack

from transparency.survey.suppression.highs import solve
from transparency.survey.suppression.pattern import Cells, cost
from transparency.survey.suppression.ranges import ROOM
from transparency.survey.suppression.relations import Relations, Vector
from transparency.survey.suppression.state import SuppressionState

EFFORT = 600_000
"""Columns solved for in all programs together: a limit that, unlike one in seconds, is the same on every machine."""
ROUNDS = 40
TOLERANCE = 1e-6


@dataclass(frozen=True, slots=True)
class Optimum:
    """What the search proved."""

    bound: float
    """No safe pattern costs less."""
    pattern: Cells
    """The cheapest set that satisfies all inequalities found; safe if the search ended by itself."""


def optimum(found: Relations, state: SuppressionState) -> Optimum:
    """Bound and pattern; ``state`` holds a safe pattern, and a bound that reaches its cost ends the search."""
    search = _Search(found, state)
    incumbent = sum(cost(found, i) for i in state.hidden)
    if not state.hidden - state.kept:
        return Optimum(incumbent, state.hidden)
    for whole in (False, True):
        while search.bound < incumbent - TOLERANCE and search.affordable():
            chosen = search.cheapest(whole=whole)
            if not search.separate(chosen):
                break
    if search.bound >= incumbent - TOLERANCE:
        return Optimum(incumbent, state.hidden)
    return Optimum(search.bound, search.pattern)


@dataclass(frozen=True, slots=True)
class _Inequality:
    """sum of factors * choices >= need * choice of the target."""

    factors: Vector
    target: int
    need: float


@dataclass(slots=True)
class _Search:
    """Inequalities found so far, over one choice for each cell: hidden or shown."""

    found: Relations
    state: SuppressionState
    bound: float = 0.0
    pattern: Cells = frozenset()
    spent: int = 0
    rounds: int = 0
    inequalities: list[_Inequality] = field(default_factory=list)

    def affordable(self) -> bool:
        """Whether another round is within the limits."""
        return self.rounds < ROUNDS and self.spent < EFFORT

    def cheapest(self, *, whole: bool) -> Vector:
        """The cheapest choices that satisfy the inequalities; with fractions of cells unless ``whole``."""
        size = len(self.found.cells)
        self.rounds += 1
        low, high = np.zeros(size), np.ones(size)
        low[list(self.state.small)] = 1.0
        high[list(self.state.fixed)] = 0.0
        answer = solve(
            self.found.costs, self._constraints(), Bounds(low, high), np.full(size, int(whole)), thrifty=whole
        )
        if answer.x is None:
            raise RuntimeError(f"no pattern satisfies the inequalities of a safe one: {answer.message}")
        proven = answer.mip_dual_bound if whole else answer.fun
        self.bound = max(self.bound, float(np.ceil(proven - TOLERANCE)))
        if whole:
            self.pattern = frozenset(np.flatnonzero(answer.x > 0.5).tolist())
        return np.asarray(answer.x, dtype=float)

    def _constraints(self) -> list[LinearConstraint]:
        rows = [self._listed()]
        for one in self.inequalities:
            row = one.factors.copy()
            row[one.target] -= one.need
            rows.append(csr_array(row.reshape(1, -1)))
        return [LinearConstraint(csr_array(vstack(rows)), 0.0, np.inf)]

    def _listed(self) -> csr_array:
        """Where a part of a sum is hidden, people whose group is unknown are listed as hidden too."""
        pairs = sorted(self.found.listed)
        rows = np.repeat(np.arange(len(pairs)), 2)
        columns = np.array(pairs, dtype=int).ravel()
        factors = np.tile([1.0, -1.0], len(pairs))
        return csr_array((factors, (rows, columns)), shape=(len(pairs), len(self.found.cells)))

    def separate(self, choices: Vector) -> bool:
        """Add the inequalities that these choices violate; whether there are any."""
        before = len(self.inequalities)
        hidden = np.flatnonzero(choices > TOLERANCE).tolist()
        for cell in sorted(hidden, key=lambda i: (i not in self.state.small, i)):
            if self.spent >= EFFORT:
                return True
            self._examine(cell, choices)
        return len(self.inequalities) > before

    def _examine(self, cell: int, choices: Vector) -> None:
        target = self.found.columns[cell].people
        moves = [_Move.of(self.found, choices, target, sign) for sign in (1.0, -1.0)]
        self.spent += sum(move.size for move in moves)
        factors = moves[0].factors + moves[1].factors
        need = self.state.threshold - moves[0].constant - moves[1].constant - factors[cell]
        if need <= TOLERANCE:
            return
        factors = np.minimum(factors, need)
        factors[cell] = 0.0
        if factors @ choices < need * choices[cell] - 1e-4:
            self.inequalities.append(_Inequality(factors, cell, need))


@dataclass(frozen=True, slots=True)
class _Move:
    """How far a count can go in one direction at most: ``constant`` plus the factors of the hidden cells."""

    factors: Vector
    constant: float
    size: int

    @classmethod
    def of(cls, found: Relations, choices: Vector, target: int, sign: float) -> _Move:
        share = choices[found.owner]
        free = np.flatnonzero(share > TOLERANCE)
        goal = np.zeros(len(found.values))
        goal[target] = -sign
        rows = csr_array(found.rows[:, free])
        used = np.flatnonzero(np.diff(rows.indptr))
        equal = used[found.low[used] == found.high[used]]
        prices = np.zeros(len(found.low))
        constant = 0.0
        open_ = used[found.low[used] != found.high[used]]
        slack = found.rows.dot(found.values)
        upper, lower = open_[np.isfinite(found.high[open_])], open_[np.isfinite(found.low[open_])]
        answer = linprog(
            goal[free],
            A_ub=vstack([rows[upper, :], -rows[lower, :]]) if len(open_) else None,
            b_ub=np.concatenate([found.high[upper] - slack[upper], slack[lower] - found.low[lower]])
            if len(open_)
            else None,
            A_eq=rows[equal, :] if len(equal) else None,
            b_eq=np.zeros(len(equal)) if len(equal) else None,
            bounds=np.column_stack([-found.values[free] * share[free], ROOM * share[free]]),
            method="highs",
        )
        if answer.x is None:
            raise RuntimeError(f"the solver found no world although the true one exists: {answer.message}")
        if len(equal):
            prices[equal] = answer.eqlin.marginals
        if len(open_):
            marginals = answer.ineqlin.marginals
            sides = np.concatenate([found.high[upper] - slack[upper], slack[lower] - found.low[lower]])
            constant = float(-(marginals @ sides))
            np.add.at(prices, upper, marginals[: len(upper)])
            np.add.at(prices, lower, -marginals[len(upper) :])
        reduced = goal - found.rows.T @ prices
        moved = np.where(reduced < 0, -reduced * ROOM, reduced * found.values)
        factors = np.bincount(found.owner, weights=moved, minlength=len(found.cells))
        return cls(np.where(factors < TOLERANCE, 0.0, factors), constant, len(free))
