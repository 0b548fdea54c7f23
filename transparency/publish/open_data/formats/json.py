"""JSON: the rows as objects under ``records``, what is needed to read them beside."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable

from transparency.shape.open_data import Table
from transparency.shape.row import Cell, Row


def write(table: Table) -> bytes:
    """The whole table."""
    return with_records(table, table.rows)


def with_records(table: Table, rows: Iterable[Row]) -> bytes:
    """Some rows of a table, one a line: easy on the eye, on a comparison of two versions, and on the size."""
    lines = ",\n".join(json.dumps(one, ensure_ascii=False, allow_nan=False) for one in records(table, rows))
    start = json.dumps(head(table), ensure_ascii=False)[:-1]
    return f'{start}, "records": [\n{lines}\n]}}\n'.encode()


def head(table: Table) -> dict[str, object]:
    """What names a set of records."""
    dataset = table.dataset
    return {"dataset": dataset.id, "schema_version": dataset.version, "key": list(dataset.key)}


def records(table: Table, rows: Iterable[Row]) -> list[dict[str, object]]:
    """Rows as objects, in the order of the columns."""
    return [{name: _plain(row[name]) for name in table.names} for row in rows]


def encoded(value: object) -> bytes:
    """UTF-8, a line a value, a line feed at the end."""
    return (json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


def _plain(cell: Cell) -> object:
    return cell.isoformat() if isinstance(cell, dt.date) else cell
