"""Finds which published sums contradict each other: a smallest set of rows that no numbers satisfy together.

The relaxation in which every row may be missed at a price has a dual solution; its rows contradict each other by
themselves. Rows without which the others still do are then left out one by one (the deletion filter of Chinneck and
Dravnieks, ORSA Journal on Computing 3 (1991) 157).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.optimize import linprog

from transparency.audit.bounds import IndependentSystem, fits

Rows = npt.NDArray[np.intp]


def contradicting_rows(block: IndependentSystem) -> list[int]:
    """Rows of the whole system, none of which can be left out; ``block`` has no solution."""
    kept = _priced(block)
    if not len(kept) or fits(block, kept):
        kept = np.arange(len(block.rows))  # only whole numbers contradict each other
    size = len(kept)
    while size:
        size //= 2
        kept = _filtered(block, kept, max(size, 1))
    return sorted(block.rows[kept].tolist())


def _filtered(block: IndependentSystem, kept: Rows, size: int) -> Rows:
    """Without those groups of ``size`` rows that are not needed for the contradiction."""
    start = 0
    while start < len(kept):
        fewer = np.delete(kept, np.s_[start : start + size])
        if fits(block, fewer):
            start += size
        else:
            kept = fewer
    return kept


def _priced(block: IndependentSystem) -> Rows:
    """Rows with a price in the relaxation where a row may be missed by a unit at a cost of one."""
    count, width = block.matrix.shape
    rows, sides, at = [], [], []
    for sign, side in ((1.0, block.row_high), (-1.0, block.row_low)):
        finite = np.flatnonzero(np.isfinite(side))
        rows.append(sparse.hstack([sign * block.matrix[finite, :], -sparse.eye_array(count, format="csr")[finite, :]]))
        sides.append(sign * side[finite])
        at.append(finite)
    goal = np.concatenate([np.zeros(width), np.ones(count)])
    low, high = np.concatenate([block.low, np.zeros(count)]), np.concatenate([block.high, np.full(count, np.inf)])
    bounds = np.column_stack([low, high])
    answer = linprog(goal, A_ub=sparse.vstack(rows), b_ub=np.concatenate(sides), bounds=bounds, method="highs")
    priced: Rows = np.unique(np.concatenate(at)[np.abs(answer.ineqlin.marginals) > 1e-9])
    return priced
