"""The solver HiGHS, kept quiet."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import numpy as np
import numpy.typing as npt
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, milp


def solve(
    goal: npt.NDArray[np.float64],
    constraints: Sequence[LinearConstraint],
    bounds: Bounds,
    integrality: npt.NDArray[np.int_],
) -> OptimizeResult:
    """Minimise ``goal``; to the last unit, because costs are compared."""
    with _silence():
        return milp(goal, constraints=constraints, bounds=bounds, integrality=integrality, options={"mip_rel_gap": 0.0})


@contextmanager
def _silence() -> Iterator[None]:
    """HiGHS prints some messages past every setting, into reports that programs read."""
    kept, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    try:
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)
