"""The table of four units by four years in which the usual rule of two hidden cells a row and column fails."""

from __future__ import annotations

from itertools import combinations

import pytest

from tests.disclosure_control.publication import (
    Count,
    cells,
    found,
    key,
    margins,
    mixed,
    published,
    release,
    rules,
    table,
)
from transparency.survey.cells import CellKey
from transparency.survey.suppression import protect

SIZES = {"w": (20, 3, 24, 29), "x": (40, 34, 6, 11), "y": (32, 50, 29, 25), "z": (80, 96, 61, 70)}
INNER = {(unit, year): mixed(n) for unit, row in SIZES.items() for year, n in zip("abcd", row, strict=True)}
COUNTS, SUMS = margins(INNER)
PROTECTED = key("w", "b")


def named(cells_: str) -> set[CellKey]:
    return {key(name[0], name[1]) for name in cells_.split()}


def leaks(pattern: str) -> set[str]:
    """What the audit says about the protected cell when ``pattern`` and the other small cell are hidden."""
    problems = found(release(table(COUNTS, named(pattern))))
    return {rule for rule, place in problems if place == "S1 2025 w/YEAR=b ALL"}


@pytest.mark.integration
@pytest.mark.parametrize(
    "pattern",
    ["wb", "wb wc", "wa wb wc xa xc yb yd zb zd"],
    ids=["one", "two in a row", "two in every row and column"],
)
def test_too_few_hidden_cells_are_seen_through(pattern: str) -> None:
    assert "S07" in leaks(pattern)


@pytest.mark.parametrize("pattern", ["wa wb wc xa xb xc yb yd zb zd", "wb wc xb xc"])
def test_enough_hidden_cells_are_safe(pattern: str) -> None:
    assert leaks(pattern) == set()


def test_every_row_and_column_of_the_third_pattern_has_two_hidden_cells() -> None:
    """The leak of the third pattern is not one that counting hidden cells could find."""
    pattern = named("wa wb wc xa xc yb yd zb zd")
    for name in (*SIZES, *"abcd"):
        assert sum(name in (k.ref_unit, k.category) for k in pattern) >= 2


@pytest.mark.integration
def test_suppression_hides_the_cheapest_safe_set() -> None:
    protection = protect(cells(COUNTS), SUMS)
    assert {k for k, decision in protection.decisions.items() if decision != "F"} == named("wb wc xb xc")
    assert (protection.cost.hidden_cells, protection.cost.hidden_respondents) == (4, 67)
    assert {k for k, decision in protection.decisions.items() if decision == "A"} == named("wb xc")


@pytest.mark.slow
def test_no_safe_set_is_cheaper() -> None:
    """Every set of up to four cells with fewer respondents leaks: the choice cannot be bettered."""
    inner = [key(*group) for group in INNER]
    needed = named("wb xc")
    for size in (0, 1, 2):
        for more in combinations([k for k in inner if k not in needed], size):
            pattern = {*needed, *more}
            if sum(COUNTS[k].size for k in pattern) < 67:
                assert rules(release(table(COUNTS, pattern))) & {"S07", "S08"}


def test_what_suppression_lets_through_passes_the_audit() -> None:
    protection = protect(cells(COUNTS), SUMS)
    assert found(release(published(COUNTS, protection))) == set()


def test_the_order_of_cells_does_not_matter() -> None:
    backwards = protect(cells(dict(reversed(COUNTS.items()))), SUMS[::-1])
    assert backwards == protect(cells(COUNTS), SUMS)


@pytest.mark.integration
def test_published_answers_narrow_what_sizes_leave_open() -> None:
    """Where the four hidden groups answer differently, the shares of the totals give each of them away."""
    alike = {"wb": Count(3, 0, 0), "wc": Count(0, 0, 24), "xb": Count(0, 34, 0), "xc": Count(0, 6, 0)}
    inner = {group: alike.get("".join(group), count) for group, count in INNER.items()}
    counts, sums = margins(inner)
    assert ("S07", "S1 2025 w/YEAR=b ALL") in found(release(table(counts, named("wb wc xb xc"))))
    protection = protect(cells(counts), sums)
    assert protection.cost.hidden_cells > 4
    assert found(release(published(counts, protection))) == set()
