"""Writes CSV files (RFC 4180): UTF-8 without a byte order mark, CRLF, a header of column names, formulas escaped.

The apostrophe of an escaped text (`model/csv_table.py`) is the only difference between this file and the others.
"""

from __future__ import annotations

import csv
import functools
import io
from collections.abc import Iterable

from transparency.cache import in_memory
from transparency.model.csv_table import csv_table, escaped, escaped_unless_number, unescaped
from transparency.opendata.dataset_table import Cell, DatasetTable, cell_text


def write(table: DatasetTable) -> bytes:
    """The table as a file."""
    return in_memory((write, table.dataset.id), table.exactly(), lambda: text_of(table.names, table.rows))


def text_of(header: Iterable[str], rows: Iterable[Iterable[Cell]]) -> bytes:
    """A header and rows as the content of a file."""
    written = functools.lru_cache(None, typed=True)(_written)  # tables repeat their cells; 1, 1.0 and true are three
    return csv_table((map(written, row) for row in (header, *rows)), "\r\n").encode()


def read(content: bytes) -> tuple[dict[str, str], ...]:
    """The cells of a file as text, as they were before `write` escaped them."""
    rows = csv.DictReader(io.StringIO(content.decode(), newline=""))
    return tuple({name: unescaped(cell) for name, cell in row.items()} for row in rows)


def escaped_table(content: bytes) -> bytes:
    """A table of the sources with every text escaped once; the same bytes where nothing in it begins like a formula."""
    rows = list(csv.reader(io.StringIO(content.decode(), newline="")))
    guarded = [[escaped_unless_number(unescaped(cell)) for cell in row] for row in rows]
    return content if guarded == rows else csv_table(guarded).encode()


def _written(cell: Cell) -> str:
    return escaped(cell) if isinstance(cell, str) else cell_text(cell)
