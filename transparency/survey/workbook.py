"""Worksheets as text: merged cells filled downwards, dates in ISO form, whole numbers without a point."""

from __future__ import annotations

import datetime as dt
import zipfile
from dataclasses import dataclass
from pathlib import Path

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from transparency.problem import Problem


@dataclass(frozen=True, slots=True)
class Sheet:
    """One worksheet; every row has the same number of cells."""

    title: str
    rows: tuple[tuple[str, ...], ...]


def sheets(path: Path) -> tuple[Sheet, ...] | Problem:
    """The visible and hidden worksheets of a file, in order."""
    try:
        workbook = openpyxl.load_workbook(path, data_only=True)
    except (zipfile.BadZipFile, InvalidFileException, KeyError):
        what = "is not a workbook that can be read."
        return Problem(path.name, 0, "I09", "", what, "Save it as XLSX without a password, or as CSV in UTF-8.")
    return tuple(_sheet(sheet) for sheet in workbook.worksheets)


def _sheet(sheet: Worksheet) -> Sheet:
    grid = [[_text(value) for value in row] for row in sheet.iter_rows(values_only=True)]
    for merged in sheet.merged_cells.ranges:
        if merged.min_col == merged.max_col:
            _fill(grid, merged.min_col - 1, merged.min_row - 1, merged.max_row)
    return Sheet(sheet.title, tuple(tuple(row) for row in grid))


def _fill(grid: list[list[str]], column: int, first: int, end: int) -> None:
    """A cell merged over several lines says the same for each of them."""
    for row in grid[first + 1 : end]:
        row[column] = grid[first][column]


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return value.isoformat(sep=" ", timespec="seconds" if value.second else "minutes")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
