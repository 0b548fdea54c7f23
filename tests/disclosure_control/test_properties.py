"""For any table: what suppression lets through, the audit cannot see through."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.disclosure_control.publication import (
    Count,
    cells,
    found,
    hidden,
    key,
    margins,
    published,
    release,
    shown,
    total,
)
from transparency.survey.cells import CellKey, Partition
from transparency.survey.suppression import PublishedCell, protect

pytestmark = pytest.mark.slow

Table = tuple[dict[CellKey, Count], list[Partition]]

sizes = st.one_of(st.integers(1, 14), st.integers(1, 60))
counts = st.builds(
    lambda size, low, middle: Count(min(low, size), min(middle, size - min(low, size)), max(0, size - low - middle)),
    sizes,
    st.integers(0, 8),
    st.integers(0, 8),
)


@st.composite
def crossed(draw: Callable[[st.SearchStrategy[Count]], Count], rows: int = 4, columns: int = 3) -> Table:
    """Units by years."""
    inner = {(f"U{u}", f"Y{y}"): draw(counts) for u in range(rows) for y in range(columns)}
    return margins(inner)


@st.composite
def hierarchies(draw: Callable[[st.SearchStrategy[object]], object]) -> Table:
    """A university of schools of departments; some schools have one department only."""
    whole: dict[CellKey, Count] = {}
    sums: list[Partition] = []
    schools = []
    for s in range(draw(st.integers(1, 4))):  # type: ignore[call-overload]
        departments = {key(f"S{s}D{d}"): draw(counts) for d in range(draw(st.integers(1, 4)))}  # type: ignore[call-overload]
        whole |= departments  # type: ignore[arg-type]
        whole[key(f"S{s}")] = total(departments.values())  # type: ignore[arg-type]
        schools.append(key(f"S{s}"))
        sums.append(Partition(key(f"S{s}"), tuple(departments)))
    whole[key("UNIV")] = total(whole[school] for school in schools)
    sums.append(Partition(key("UNIV"), tuple(schools)))
    return whole, sums


def tree(table: dict[CellKey, Count]) -> dict[str, str]:
    """The list of units."""
    units = sorted({k.ref_unit for k in table} - {"UNIV"})
    return {unit: unit.partition("D")[0] if "D" in unit else "UNIV" for unit in units}


@settings(max_examples=40, deadline=None)
@given(st.one_of(crossed(), hierarchies()))
def test_no_hidden_cell_is_known_within_the_threshold(table: Table) -> None:
    counts_, sums = table
    protection = protect(cells(counts_), sums)
    assert protection.unsafe == ()
    assert found(release(published(counts_, protection), units=tree(counts_))) == set()


@settings(max_examples=40, deadline=None)
@given(st.one_of(crossed(), hierarchies()))
def test_no_published_count_is_small(table: Table) -> None:
    counts_, sums = table
    decisions = protect(cells(counts_), sums).decisions
    assert all(not 0 < counts_[k].size < 10 for k, decision in decisions.items() if decision == "F")


@settings(max_examples=25, deadline=None)
@given(st.one_of(crossed(), hierarchies()))
def test_suppression_is_idempotent(table: Table) -> None:
    """Run again on its own publication it hides and shows the same."""
    counts_, sums = table
    first = protect(cells(counts_), sums)
    history = [
        PublishedCell(k, c.size, c.size, c.positive if k not in first.withheld else None)
        if first.decisions[k] == "F"
        else PublishedCell(k, None, None, None)
        for k, c in counts_.items()
    ]
    again = protect(cells(counts_), sums, history=history)
    assert (again.decisions, again.withheld, again.held, again.unsafe) == (first.decisions, first.withheld, (), ())


@settings(max_examples=25, deadline=None)
@given(crossed(3, 3))
def test_showing_any_hidden_cell_again_leaks(table: Table) -> None:
    """No secondary cell is hidden without need: each one shown would let the audit see through the rest."""
    counts_, sums = table
    protection = protect(cells(counts_), sums)
    if protection.withheld:
        return
    for k in [k for k, decision in protection.decisions.items() if decision == "D"]:
        lines = [
            line
            for other in sorted(counts_)
            for line in (
                hidden(other) if protection.decisions[other] != "F" and other != k else shown(other, counts_[other])
            )
        ]
        assert {rule for rule, _ in found(release(lines))} & {"S02", "S07", "S08", "S09"}
