"""Reads worksheets of an XLSX workbook as grids of values, within limits of rows, columns and cells.

The workbook is read row by row: the other mode of openpyxl creates a cell for each place of a merged range or a link, and one
range can name seventeen billion places.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass

import openpyxl
from openpyxl.utils import column_index_from_string
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from transparency.gate.containers.office_package import OfficePackage, RefusedPackage
from transparency.model.limits import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, MOST_UNFOLDED
from transparency.model.messages import Message

_ERRORS: tuple[type[Exception], ...] = (
    *(InvalidFileException, zipfile.BadZipFile, OSError, EOFError, OverflowError, RecursionError),
    *(SyntaxError, LookupError, ValueError, TypeError, AttributeError, AssertionError),
)
"""What openpyxl raises on a package whose parts contradict each other."""
_DAMAGED = RefusedPackage(Message("is damaged or no XLSX workbook"), foreign=True)
_WIDE = RefusedPackage(Message("has a worksheet with more than {most} columns", most=MOST_COLUMNS), foreign=False)
_FAR = re.compile(rb"\br=[\"'][A-Za-z]{3,}[0-9]")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=[\"']([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})[\"']")


@dataclass(frozen=True, slots=True)
class Grid:
    """One worksheet; every row has the same number of values."""

    title: str
    rows: tuple[tuple[object, ...], ...]
    merged: tuple[tuple[int, int, int], ...]
    """Cells of one column that are merged over several rows: column, first and last row, counted from 0."""


def grids(package: OfficePackage) -> tuple[Grid, ...] | RefusedPackage:
    """The visible and hidden worksheets in order."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of parts that it leaves out
            book = openpyxl.load_workbook(io.BytesIO(package.data), read_only=True, data_only=True, keep_links=False)
            found = [_grid(package, sheet) for sheet in book.worksheets]
            book.close()
    except _ERRORS:
        return _DAMAGED
    refused = next((grid for grid in found if isinstance(grid, RefusedPackage)), None)
    return refused or tuple(grid for grid in found if isinstance(grid, Grid)) or _DAMAGED


def _grid(package: OfficePackage, sheet: ReadOnlyWorksheet) -> Grid | RefusedPackage:
    source = package.parts.get(sheet._worksheet_path.lstrip("/"), b"")  # type: ignore[attr-defined]
    if _FAR.search(source):
        return _WIDE
    sheet.reset_dimensions()  # what the file says of its size is not believed
    rows: list[tuple[object, ...]] = []
    width = letters = 0
    for values in sheet.iter_rows(values_only=True, max_row=MOST_ROWS + 1):  # type: ignore[misc]
        kept = _without_end(values)
        if len(kept) > MOST_COLUMNS:
            return _WIDE
        width = max(width, len(kept))
        rows.append(kept)
        letters += sum(len(value) for value in kept if isinstance(value, str))  # a string may stand in many cells
        if letters > MOST_UNFOLDED:
            return RefusedPackage(
                Message("has a worksheet with more than {most} characters", most=f"{MOST_UNFOLDED:,}"),
                foreign=False,
            )
        if len(rows) > MOST_ROWS:
            return RefusedPackage(
                Message("has a worksheet with more than {most} rows", most=f"{MOST_ROWS:,}"), foreign=False
            )
        if len(rows) * width > MOST_CELLS:
            return RefusedPackage(
                Message("has a worksheet with more than {most} cells", most=f"{MOST_CELLS:,}"),
                foreign=False,
            )
    while rows and not rows[-1]:
        rows.pop()
    padded = tuple((*row, *(None,) * (width - len(row))) for row in rows)
    return Grid(sheet.title, padded, tuple(_merged(source, len(padded), width)))


def _without_end(values: tuple[object, ...]) -> tuple[object, ...]:
    last = next((i for i in range(len(values), 0, -1) if values[i - 1] is not None), 0)
    return values[:last]


def _merged(source: bytes, height: int, width: int) -> Iterable[tuple[int, int, int]]:
    left_to_fill = MOST_CELLS  # ranges that lie over each other would be filled again and again
    for found in _MERGED.finditer(source):
        first, last = int(found[2]) - 1, min(int(found[4]), height) - 1
        left_to_fill -= max(last - first, 1)
        column = column_index_from_string(found[1].decode()) - 1
        if left_to_fill > 0 and found[1] == found[3] and column < width and first < last:
            yield column, first, last
