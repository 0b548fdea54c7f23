"""Which rows contradict each other, and which only stand beside them."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array

from transparency.audit.bounds import IndependentSystem
from transparency.audit.contradictions import contradicting_rows


def system(rows: list[list[int]], sides: list[float]) -> IndependentSystem:
    """Sums of whole numbers from 0 to 1,000 that are published as ``sides``."""
    count, width = len(rows), len(rows[0])
    both = np.array(sides, dtype=float)
    low, high = np.zeros(width), np.full(width, 1000.0)
    return IndependentSystem(
        np.arange(100, 100 + count), np.arange(width), csr_array(np.array(rows, dtype=float)), both, both, low, high
    )


def test_three_sums_of_which_any_two_are_possible() -> None:
    """x + y = 10 and x + z = 10 leave at most 20 for y + z; the sums before and after are right."""
    rows = [[1, 0, 0, 1, 0], [1, 1, 0, 0, 0], [1, 0, 1, 0, 0], [0, 1, 1, 0, 0], [0, 0, 0, 1, 1]]
    assert contradicting_rows(system(rows, [30, 10, 10, 25, 90])) == [101, 102, 103]


def test_sums_that_only_fractions_satisfy() -> None:
    """x + y = 3, x + z = 3 and y + z = 3 need halves."""
    rows = [[1, 1, 0, 0], [1, 0, 1, 0], [0, 1, 1, 0], [1, 0, 0, 1]]
    assert contradicting_rows(system(rows, [3, 3, 3, 50])) == [100, 101, 102]
