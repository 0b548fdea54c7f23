"""The proven bound against every pattern of tables so small that all of them can be tried."""

from __future__ import annotations

from itertools import combinations
from random import Random

import pytest

from tests.disclosure_control.publication import Group, cells, margins, mixed
from transparency.survey.cells import Cell, Partition
from transparency.survey.suppression import protect
from transparency.survey.suppression.pattern import columns_of, cost
from transparency.survey.suppression.ranges import RangeQuestion, verdict
from transparency.survey.suppression.relations import Relations, relations


def drawn(seed: int) -> tuple[list[Cell], list[Partition]]:
    """Three units by two years; at least one group is small."""
    chance = Random(seed)  # noqa: S311  (invented counts)
    inner: dict[Group, int] = {(u, y): chance.choice((4, 7, 12, 18, 25, 40)) for u in "abc" for y in "xy"}
    inner["a", "x"] = 5
    counts, sums = margins({group: mixed(size) for group, size in inner.items()})
    return cells(counts), sums


def _is_safe(found: Relations, hidden: frozenset[int]) -> bool:
    targets = tuple(found.columns[i].people for i in sorted(hidden))
    return verdict(RangeQuestion(found, columns_of(found, hidden), targets, 10)).narrow is None


def _cheapest(found: Relations) -> float:
    """By trying all patterns, cheapest first."""
    small = frozenset(i for i, cell in enumerate(found.cells) if cell.n_resp < 10)
    others = [i for i in range(len(found.cells)) if i not in small]
    more = [frozenset(chosen) for size in range(len(others) + 1) for chosen in combinations(others, size)]
    patterns = sorted((small | chosen for chosen in more), key=lambda hidden: sum(cost(found, i) for i in hidden))
    return next(sum(cost(found, i) for i in hidden) for hidden in patterns if _is_safe(found, hidden))


@pytest.mark.integration
@pytest.mark.parametrize("seed", range(6))
def test_the_bound_is_the_cost_of_the_cheapest_safe_pattern(seed: int) -> None:
    found_cells, sums = drawn(seed)
    protection = protect(found_cells, sums)
    best = _cheapest(relations(sorted(found_cells, key=lambda cell: cell.key), sums, ()))
    assert protection.cost.bound <= best
    assert protection.cost.bound == pytest.approx(best, rel=0.001)
    assert best <= protection.cost.weighted <= 1.1 * best
