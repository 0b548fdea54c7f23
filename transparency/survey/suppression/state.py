"""State of the search for a suppression pattern: cells hidden so far, and cells that may still change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import Bounds

from transparency.survey.suppression.pattern import Cells, Search
from transparency.survey.suppression.relations import Relations

NONE: Cells = frozenset()


@dataclass(frozen=True, slots=True)
class SuppressionState:
    """Where the search stands."""

    hidden: Cells
    small: Cells
    """Hidden because of their own size."""
    kept: Cells
    """Not shown again by trimming: small, or hidden in an element that was processed before."""
    fixed: Cells
    """Known already, or empty: hiding them protects nobody."""
    threshold: int
    withheld: Cells = NONE
    unsafe: Cells = NONE
    protects: Mapping[int, int] = field(default_factory=dict)
    """Secondary cell -> a cell whose number of respondents would be known if it were shown."""


def search_for(found: Relations, state: SuppressionState, target: int) -> Search:
    def movable(cell: int, _hidden: bool) -> tuple[int, ...]:
        own = found.columns[cell]
        eligible = () if own.eligible is None else (own.eligible,)
        return (*own.answers, own.satisfied, own.other, own.valid, own.people, *eligible)

    candidates = frozenset(range(len(found.cells))) - state.hidden - state.fixed
    return Search(found, state.hidden, candidates, movable, target, state.threshold, any_count(found))


def any_count(found: Relations) -> Bounds:
    return Bounds(np.zeros(len(found.values)), np.full(len(found.values), np.inf))
