"""Parses numbers, dates and tables from text strictly: one notation each, within the limits of `model.limits`.

Python's own conversions accept more than an editor means: ``1_000``, ``٣``, ``nan``, ``1e999``, ``20260301``.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterator

from transparency.model.characters import ADVICE, hidden, invisible_character
from transparency.model.characters import RULE as HIDDEN
from transparency.model.limits import LONGEST_CELL, MOST_DIGITS
from transparency.model.messages import Message
from transparency.model.problem import Problem

_WHOLE = re.compile(r"-?[0-9]+")
_DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SHOWN = 60
"""Characters of a value that a message repeats."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")


def as_whole(text: str) -> int | None:
    """A whole number; None where the text is written in another way or is too long to be one."""
    return int(text) if len(text) <= MOST_DIGITS and _WHOLE.fullmatch(text) else None


def as_decimal(text: str) -> float | None:
    """A number with a point before the decimals."""
    return float(text) if len(text) <= MOST_DIGITS and _DECIMAL.fullmatch(text) else None


def as_day(text: str) -> dt.date | None:
    """A day of the calendar, year-month-day."""
    if not _DAY.fullmatch(text):
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def quoted(text: str) -> str:
    """The text in quotes for a message, only its beginning where it is long."""
    return f'"{shortened(text, _SHOWN)}"'


def shortened(text: str, most: int = 200) -> str:
    """The beginning of a text, on one line, as a message shows it."""
    flat = " ".join(text[: most + 1].split())
    return f"{flat[:most]}…" if len(text) > most else flat


def hidden_cells(file: str, text: str) -> Iterator[Problem]:
    """Each cell of a CSV text that holds an invisible character (H01), with its line and its column."""
    reader = csv.reader(io.StringIO(text, newline=""))
    columns: list[str] = []
    line = 1
    try:
        for cells in reader:
            for i, cell in enumerate(cells):
                if found := hidden(cell):
                    column = columns[i] if i < len(columns) else Message("column {number}", number=i + 1)
                    yield Problem(
                        file,
                        line + cell.count("\n", 0, found.start()),
                        HIDDEN,
                        column,
                        invisible_character(found),
                        ADVICE,
                    )
                line += cell.count("\n")
            columns = columns or [
                Message("column {number}", number=i + 1) if hidden(cell) else cell for i, cell in enumerate(cells)
            ]
            line = reader.line_num + 1
    except csv.Error:  # a cell beyond the limit of the reader: the line is what can be said
        if found := hidden(text):
            yield Problem(file, text.count("\n", 0, found.start()) + 1, HIDDEN, "", invisible_character(found), ADVICE)


def csv_rows(file: str, text: str, problems: list[Problem]) -> Iterator[tuple[int, list[str]]]:
    """Rows of a CSV file, each with the line on which it ends; ends early with a problem where a cell cannot be right."""
    if control := _CONTROL.search(text):
        line = text.count("\n", 0, control.start()) + 1
        advice = Message("Remove it; save the table anew as CSV in UTF-8.")
        problems.append(Problem(file, line, "Y12", "", Message("has a control character."), advice))
        return
    if hidden(text):
        problems += hidden_cells(file, text)
        return
    reader = csv.reader(io.StringIO(text, newline=""))
    while True:
        start = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            cells = None
        if cells is None or any(len(cell) > LONGEST_CELL for cell in cells):
            what = Message("a cell has more than {most} characters.", most=f"{LONGEST_CELL:,}")
            advice = Message("Shorten it; if the cell is short, a quotation mark before it is not closed.")
            problems.append(Problem(file, start, "T12", "", what, advice))
            return
        yield reader.line_num, cells
