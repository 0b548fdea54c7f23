"""A table that says the same is written once; one that Python only takes for equal is not the same."""

from __future__ import annotations

from dataclasses import replace

import pytest

from transparency.publish.open_data import OpenData
from transparency.publish.open_data.formats.again import once
from transparency.shape.open_data import Table
from transparency.shape.row import Cell


@pytest.fixture
def table(data: OpenData) -> Table:
    return data.catalogue.tables[0]


def _with(table: Table, cell: Cell) -> Table:
    first, *rest = table.rows
    return replace(table, rows=((*first[:-1], cell), *rest))


def test_the_same_table_is_written_once(table: Table) -> None:
    seen: list[Table] = []
    write = once(seen.append)
    for _ in range(2):
        write(_with(table, 1))
    assert len(seen) == 1


@pytest.mark.parametrize("other", [2, 1.0, True, "1", None])
def test_a_table_that_differs_in_one_cell_or_its_type_is_written_anew(table: Table, other: Cell) -> None:
    seen: list[Table] = []
    write = once(seen.append)
    for cell in (1, other):
        write(_with(table, cell))
    assert len(seen) == 2
