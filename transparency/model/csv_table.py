"""Writes rows as CSV, and escapes texts that a spreadsheet would run as formulas.

A spreadsheet treats a cell that begins with ``= + - @`` (also full-width, also after white space) as a formula (OWASP, CSV
injection). Such a *text* gets one apostrophe in front, numbers do not. A text that begins with apostrophes before such a
character gets one more, so that the original can be restored exactly.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

_APOSTROPHE = "'"
_FORMULA = re.compile(r"'*\s*[=+\-@\t\r\n＝＋－＠]")
_NUMBER = re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d+)?")


def csv_table(rows: Iterable[Iterable[object]], line_end: str = "\n") -> str:
    """Comma, minimal quotes; line feeds in the sources, ``line_end`` in published files (RFC 4180)."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator=line_end).writerows(rows)
    return text.getvalue()


def escaped(text: str) -> str:
    """``=1+1`` -> ``'=1+1``."""
    return _APOSTROPHE + text if _FORMULA.match(text) else text


def escaped_unless_number(text: str) -> str:
    """For a table whose cells have no types: what reads as a number is one."""
    return text if _NUMBER.fullmatch(text) else escaped(text)


def unescaped(text: str) -> str:
    """``'=1+1`` -> ``=1+1``."""
    return text[1:] if text.startswith(_APOSTROPHE) and _FORMULA.match(text) else text
