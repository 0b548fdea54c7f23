"""Extracts worksheets that hold only cell values, as programs write them, row by row without building an XML tree.

A tree of all cells takes two hundred times the memory of the file. The expression below must match from the first row to
the last, so that nothing between the rows is missed; a sheet that it does not match is read as a tree by `office.py`.
"""

from __future__ import annotations

import functools
import html
import itertools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_ATTRIBUTE = (
    r' (?:r|s|t|ht|ph|spans|hidden|collapsed|outlineLevel|thickTop|thickBot|custom[A-Z]\w*+|\w++:dyDescent)="[^"<>&]*+"'
)
_CELL = rf'<c((?: r="([A-Z]{{1,3}})\d{{1,7}}")?+(?:{_ATTRIBUTE})*+)(?:/>|>(?:<v>([^<>]*+)</v>|<v/>)?</c>)'
_ROW = rf"<row(?:{_ATTRIBUTE})*+(?:/>|>((?:{re.sub(r'[(](?![?])', '(?:', _CELL)})*+)</row>)"
_BEGIN, _END = "<sheetData>", "</sheetData>"
_ROWS, _CELLS = re.compile(_ROW), re.compile(_CELL)
_VALUES = re.compile("<v>([^<>]+)")
_REFERENCE = re.compile(r' r="([A-Z]{1,3})\d')
_NAME = re.compile(r' r="([A-Z]{1,3}\d+)"')
_SHARED = ' t="s"'
_HIDDEN = ("<!--", "<![", "<?", "<!DOCTYPE")
"""What could stand around a part of the source and make something else of it."""
_MOST_DIGITS = 8


class BareSheet(NamedTuple):
    """What a sheet says, and its source without the cells."""

    rows: Sequence[str]
    """The source of each row that says something."""
    text: str
    """A line for each row, values apart by tabs."""
    rest: str


def bare_sheet(data: bytes) -> BareSheet | None:
    """The sheet, or None where it holds more than values."""
    try:
        source = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    source = source.removeprefix("\ufeff")
    head = source[: source.find("?>") + 2] if source.startswith("<?xml") else ""
    if "encoding" in head and "utf-8" not in head.lower():
        return None
    source = source[len(head) :]
    lead, _, behind = source.partition(_BEGIN)
    if any(sign in source for sign in _HIDDEN):
        return None
    rows: list[str] = []
    end = 0
    while row := _ROWS.match(behind, end):
        rows.append(row[1] or "")
        end = row.end()
    if not behind.startswith(_END, end):
        return None
    lines = ("\t".join(_VALUES.findall(row)) for row in rows)
    text = "\n".join(lines)
    told = [row for row in rows if "<v>" in row]
    return BareSheet(told, html.unescape(text) if "&" in text else text, lead + behind[end + len(_END) :])


def columns(row: str, strings: Sequence[str]) -> Iterator[str]:
    """The cells of a row in their columns, the empty ones too."""
    column = 0
    for attributes, letters, value in _CELLS.findall(row):
        reference = letters or "".join(_REFERENCE.findall(attributes)[:1])
        wanted = min(number_of(reference), 1_000) if reference else column + 1
        if wanted > column + 1:
            yield from itertools.repeat("", wanted - column - 1)
        column = max(wanted, column + 1)
        yield value_of(html.unescape(value), _SHARED in attributes, strings)


def named_cells(rows: Sequence[str], strings: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The names of the cells that have one, with what they show."""
    for row in rows:
        for attributes, _, value in _CELLS.findall(row):
            if name := _NAME.search(attributes):
                yield name[1], value_of(html.unescape(value), _SHARED in attributes, strings)


@functools.lru_cache(maxsize=1_000)
def number_of(letters: str) -> int:
    """The number of a column from its letters."""
    number = 0
    for letter in letters[:4]:
        number = number * 26 + ord(letter) - 64
    return number


def value_of(text: str, shared: bool, strings: Sequence[str]) -> str:
    """What a cell shows: its own text, or the string that it points to."""
    if shared and text.isdigit() and len(text) < _MOST_DIGITS:
        return strings[int(text)] if int(text) < len(strings) else ""
    return text.strip()
