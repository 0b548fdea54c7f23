"""Writes a table as CSV text that is safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Final

Row = Sequence[object]


def csv_text(header: Sequence[str], rows: Iterable[Row]) -> str:
    """Comma, minimal quotes, line feeds; texts that a spreadsheet would take for a formula are neutralised."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([_plain(v) if isinstance(v, str) and v[:1] in _SIGNS else v for v in row] for row in rows)
    return text.getvalue()


_SIGNS: Final = frozenset("=+-@\t\r")
"""With these a spreadsheet begins a formula."""


def _plain(text: str) -> str:
    return text if re.fullmatch(r"-?\d+(\.\d+)?", text) else f"'{text}"
