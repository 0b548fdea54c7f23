"""Writes JSON: the rows as objects under ``records``, with the metadata needed to read them."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable

from transparency.cache import in_memory
from transparency.opendata.dataset_table import DatasetTable

_ROW = json.JSONEncoder(ensure_ascii=False, allow_nan=False, default=dt.date.isoformat)
"""Beside dates, cells are what JSON knows."""


def write(table: DatasetTable) -> bytes:
    """The whole table."""
    return with_records(table, lines(table))


def lines(table: DatasetTable) -> tuple[bytes, ...]:
    """The rows as objects in their order, columns in theirs: one a line is easy on the eye, on comparisons and on size."""
    return in_memory((lines, table.dataset.id), table.exactly(), lambda: _lines(table))


def _lines(table: DatasetTable) -> tuple[bytes, ...]:
    return tuple(_ROW.encode(dict(zip(table.names, row, strict=True))).encode() for row in table.rows)


def with_records(table: DatasetTable, records: Iterable[bytes]) -> bytes:
    """Some lines of a table, with what is needed to read them."""
    start = json.dumps(head(table), ensure_ascii=False)[:-1]
    return b",\n".join(records).join((f'{start}, "records": [\n'.encode(), b"\n]}\n"))


def head(table: DatasetTable) -> dict[str, object]:
    """What names a set of records."""
    dataset = table.dataset
    named = {"dataset": dataset.id, "schema_version": dataset.version, "key": list(dataset.key)}
    return {**named, "demonstration": table.demonstration}


def encoded(value: object) -> bytes:
    """UTF-8, a line a value, a line feed at the end."""
    return (json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()
