"""Adapter to the linear and integer program solver HiGHS, with its console output switched off."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import numpy as np
import numpy.typing as npt
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, milp

EXACT = 30
"""Up to this many choices the optimum is proven."""
NODES = 100


def solve(
    goal: npt.NDArray[np.float64],
    constraints: Sequence[LinearConstraint],
    bounds: Bounds,
    integrality: npt.NDArray[np.int_],
    *,
    thrifty: bool = False,
) -> OptimizeResult:
    """Minimise ``goal`` to the last unit, or thriftily: within 5 % and a fixed number of nodes if there are many choices.

    A limit in nodes, unlike one in seconds, gives the same answer on every machine.
    """
    limited = thrifty and np.count_nonzero(integrality) > EXACT
    effort = {"mip_rel_gap": 0.05, "node_limit": NODES} if limited else {"mip_rel_gap": 0.0}
    with _silence():
        return milp(goal, constraints=constraints, bounds=bounds, integrality=integrality, options=effort)


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
