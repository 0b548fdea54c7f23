"""Writes CSV files (RFC 4180): UTF-8 without a byte order mark, CRLF, a header of column names, formulas escaped.

A spreadsheet treats a cell that begins with ``= + - @`` (also full-width, also after white space) as a formula (OWASP, CSV
injection). Such a *text* gets one apostrophe in front, numbers do not; the apostrophe is the only difference between this file
and the others, and `loose` removes it again. A text that begins with apostrophes before such a character gets one more, so
that the original can be restored exactly.
"""

from __future__ import annotations

import csv
import functools
import io
import re
from collections.abc import Iterable

from transparency.cache import again
from transparency.model.csv_table import csv_table
from transparency.opendata.dataset_table import Cell, DatasetTable, cell_text

MARK = "'"
_FORMULA = re.compile(r"'*\s*[=+\-@\t\r\n＝＋－＠]")
_NUMBER = re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d+)?")


def write(table: DatasetTable) -> bytes:
    """The table as a file."""
    return again((write, table.dataset.id), table.exactly(), lambda: text_of(table.names, table.rows))


def text_of(header: Iterable[str], rows: Iterable[Iterable[Cell]]) -> bytes:
    """A header and rows as the content of a file."""
    written = functools.lru_cache(None, typed=True)(_written)  # tables repeat their cells; 1, 1.0 and true are three
    return csv_table((map(written, row) for row in (header, *rows)), "\r\n").encode()


def read(content: bytes) -> tuple[dict[str, str], ...]:
    """The cells of a file as text, as they were before `write` made them safe."""
    rows = csv.DictReader(io.StringIO(content.decode(), newline=""))
    return tuple({name: loose(cell) for name, cell in row.items()} for row in rows)


def safe(text: str) -> str:
    """``=1+1`` -> ``'=1+1``."""
    return MARK + text if _FORMULA.match(text) else text


def safe_table(content: bytes) -> bytes:
    """A table that was written elsewhere, its texts made safe; the same bytes where nothing in it begins like a formula.

    The cells of such a file have no types: what reads as a number is one.
    """
    rows = list(csv.reader(io.StringIO(content.decode(), newline="")))
    guarded = [[cell if _NUMBER.fullmatch(cell) else safe(cell) for cell in row] for row in rows]
    return content if guarded == rows else csv_table(guarded).encode()


def loose(text: str) -> str:
    """``'=1+1`` -> ``=1+1``."""
    return text[1:] if text.startswith(MARK) and _FORMULA.match(text) else text


def _written(cell: Cell) -> str:
    return safe(cell) if isinstance(cell, str) else cell_text(cell)
