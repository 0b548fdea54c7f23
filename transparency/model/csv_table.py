"""Writes rows as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable


def csv_table(rows: Iterable[Iterable[object]], line_end: str = "\n") -> str:
    """Comma, minimal quotes; line feeds in the sources, ``line_end`` in published files (RFC 4180)."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator=line_end).writerows(rows)
    return text.getvalue()
