"""Writes a table as CSV text that is safe to open in a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from transparency.model.csv_table import csv_table, escaped_unless_number

Row = Sequence[object]


def csv_text(header: Sequence[str], rows: Iterable[Row]) -> str:
    """Comma, minimal quotes, line feeds; texts that a spreadsheet would take for a formula are escaped."""
    return csv_table([header, *([escaped_unless_number(v) if isinstance(v, str) else v for v in row] for row in rows)])
