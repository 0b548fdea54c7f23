"""A table that says the same is written once; one that Python only takes for equal is not the same."""

from __future__ import annotations

from dataclasses import replace

import pytest

from transparency.opendata import OpenData
from transparency.opendata.dataset_table import Cell, DatasetTable
from transparency.opendata.formats import csv


@pytest.fixture
def table(data: OpenData) -> DatasetTable:
    return data.catalogue.tables[0]


def _with(table: DatasetTable, cell: Cell) -> DatasetTable:
    first, *rest = table.rows
    return replace(table, rows=((*first[:-1], cell), *rest))


def test_the_same_table_is_written_once(table: DatasetTable) -> None:
    assert csv.write(_with(table, 1)) is csv.write(_with(table, 1))


@pytest.mark.parametrize("other", [2, 1.0, True, "1", None])
def test_a_table_that_differs_in_one_cell_or_its_type_is_written_anew(table: DatasetTable, other: Cell) -> None:
    first = csv.write(_with(table, 1))
    assert csv.write(_with(table, other)) is not first
