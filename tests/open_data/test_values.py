"""Each file says the same, with the declared types, to the programs that people use."""

from __future__ import annotations

import datetime as dt
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest

from transparency.model.csv_table import unescaped
from transparency.model.product_files import DATASETS, PRODUCT
from transparency.opendata import OpenData
from transparency.opendata.dataset_table import Cell, DatasetTable, cell_text
from transparency.opendata.formats import csv

PANDAS: Mapping[str, str] = {
    "string": "string",
    "integer": "Int64",
    "number": "Float64",
    "boolean": "boolean",
    "date": "datetime64[us]",
}
DUCKDB: Mapping[str, str] = {
    "string": "VARCHAR",
    "integer": "BIGINT",
    "number": "DOUBLE",
    "boolean": "BOOLEAN",
    "date": "DATE",
}


@pytest.fixture(params=sorted(file.stem for file in (PRODUCT / DATASETS).glob("*.yml")))
def table(request: pytest.FixtureRequest, data: OpenData) -> DatasetTable:
    return next(one for one in data.catalogue.tables if one.dataset.id == request.param)


def expected(table: DatasetTable) -> list[tuple[Cell, ...]]:
    return list(table.rows)


@pytest.mark.integration
def test_csv_json_parquet_and_workbook_hold_equal_values(table: DatasetTable, data: OpenData) -> None:
    name, rows = table.dataset.id, expected(table)
    as_text = [tuple(cell_text(cell) for cell in row) for row in rows]
    read = csv.read(data.files[f"open-data/files/{name}.csv"])
    assert [tuple(row.values()) for row in read] == as_text
    records = json.loads(data.files[f"open-data/files/{name}.json"])["records"]
    plain = [tuple(c.isoformat() if isinstance(c, dt.date) else c for c in row) for row in rows]
    assert [tuple(record.values()) for record in records] == plain
    parquet = pq.read_table(io.BytesIO(data.files[f"open-data/files/{name}.parquet"]))
    assert [tuple(row.values()) for row in parquet.to_pylist()] == rows


def test_the_workbook_holds_equal_values(data: OpenData) -> None:
    book = openpyxl.load_workbook(io.BytesIO(data.files["open-data/open-data.xlsx"]), read_only=True)
    for table in data.catalogue.tables:
        header, *rows = book[table.dataset.id].iter_rows(values_only=True)
        assert header == table.names
        assert [tuple(_day(cell) for cell in row) for row in rows] == expected(table), table.dataset.id


def _day(cell: Any) -> Any:
    return cell.date() if isinstance(cell, dt.datetime) else cell


def test_pandas_reads_the_csv_with_the_declared_types(table: DatasetTable, folder: Path) -> None:
    dates = [column.name for column in table.dataset.columns if column.type == "date"]
    types = {column.name: PANDAS[column.type] for column in table.dataset.columns if column.name not in dates}
    file = folder / f"files/{table.dataset.id}.csv"
    frame = pd.read_csv(file, dtype=types, parse_dates=dates, keep_default_na=False, na_values=[""])
    assert list(frame.columns) == list(table.names)
    assert len(frame) == len(table.rows)
    for column in table.dataset.columns:
        read = [None if pd.isna(cell) else cell for cell in frame[column.name]]
        if column.type != "date":
            assert [unescaped(c) if isinstance(c, str) else c for c in read] == list(table.column(column.name))
        else:
            assert [c.date() if c else None for c in read] == list(table.column(column.name))


def test_duckdb_reads_the_csv_with_the_declared_types(table: DatasetTable, folder: Path) -> None:
    columns = {column.name: DUCKDB[column.type] for column in table.dataset.columns}
    file = folder / f"files/{table.dataset.id}.csv"
    with duckdb.connect() as connection:
        read = connection.read_csv(str(file), columns=columns, header=True, delimiter=",", quotechar='"')
        rows = [tuple(unescaped(c) if isinstance(c, str) else c for c in row) for row in read.fetchall()]
    assert rows == expected(table)


def test_codes_and_keys_are_those_of_the_declaration(table: DatasetTable) -> None:
    assert set(table.dataset.key) <= set(table.names)
    for column in (one for one in table.dataset.columns if one.codes):
        codes = {code.code for code in column.codes}
        for value in table.column(column.name):
            parts = [] if value is None else str(value).split(" | ")
            assert codes.issuperset(part.partition(":")[0] if column.compound else part for part in parts)


def test_the_interface_for_programs_holds_every_row_once(table: DatasetTable, data: OpenData) -> None:
    root = f"open-data/api/v1/{table.dataset.id}/"
    addresses = json.loads(data.files[f"{root}index.json"])["records"]["addresses"]
    rows = [r for value in addresses for r in json.loads(data.files[f"{root}{value}.json"])["records"]]
    whole = json.loads(data.files[f"open-data/files/{table.dataset.id}.json"])["records"]
    assert sorted(map(json.dumps, rows)) == sorted(map(json.dumps, whole))
