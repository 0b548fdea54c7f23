"""Comma-separated values by RFC 4180: UTF-8 without a byte order mark, CRLF, a first line of names.

A spreadsheet takes a cell that begins with ``= + - @``, a tab or a carriage return for a formula (OWASP, CSV injection). Such
a *text* gets one apostrophe in front, numbers do not; the apostrophe is the only difference between this file and the others,
and `loose` takes it away again. A text that begins with apostrophes before such a character gets one more, so that the
way back is exact.
"""

from __future__ import annotations

import csv
import io
import re

from transparency.publish.open_data.formats.again import once
from transparency.shape.open_data import Table, cell_text
from transparency.shape.row import Cell

MARK = "'"
_FORMULA = re.compile(r"'*[=+\-@\t\r]")


@once
def write(table: Table) -> bytes:
    """The table as a file."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(table.names)
    writer.writerows([_written(cell) for cell in row] for row in table.rows)
    return text.getvalue().encode()


def read(content: bytes) -> tuple[dict[str, str], ...]:
    """The cells of a file as text, as they were before `write` made them safe."""
    rows = csv.DictReader(io.StringIO(content.decode(), newline=""))
    return tuple({name: loose(cell) for name, cell in row.items()} for row in rows)


def safe(text: str) -> str:
    """``=1+1`` -> ``'=1+1``."""
    return MARK + text if _FORMULA.match(text) else text


def loose(text: str) -> str:
    """``'=1+1`` -> ``=1+1``."""
    return text[1:] if text.startswith(MARK) and _FORMULA.match(text) else text


def _written(cell: Cell) -> str:
    return safe(cell) if isinstance(cell, str) else cell_text(cell)
