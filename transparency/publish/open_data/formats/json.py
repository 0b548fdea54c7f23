"""JSON: the rows as objects under ``records``, what is needed to read them beside."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable

from transparency.publish.open_data.formats.again import once
from transparency.shape.open_data import Table

_ROW = json.JSONEncoder(ensure_ascii=False, allow_nan=False, default=dt.date.isoformat)
"""Beside dates, cells are what JSON knows."""


def write(table: Table) -> bytes:
    """The whole table."""
    return with_records(table, lines(table))


@once
def lines(table: Table) -> tuple[bytes, ...]:
    """The rows as objects in their order, columns in theirs: one a line is easy on the eye, on comparisons and on size."""
    return tuple(_ROW.encode(dict(zip(table.names, row, strict=True))).encode() for row in table.rows)


def with_records(table: Table, records: Iterable[bytes]) -> bytes:
    """Some lines of a table, with what is needed to read them."""
    start = json.dumps(head(table), ensure_ascii=False)[:-1]
    return b",\n".join(records).join((f'{start}, "records": [\n'.encode(), b"\n]}\n"))


def head(table: Table) -> dict[str, object]:
    """What names a set of records."""
    dataset = table.dataset
    return {"dataset": dataset.id, "schema_version": dataset.version, "key": list(dataset.key)}


def encoded(value: object) -> bytes:
    """UTF-8, a line a value, a line feed at the end."""
    return (json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()
