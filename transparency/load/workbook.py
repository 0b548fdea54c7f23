"""Reads an XLSX workbook that a unit filled: a worksheet for each dataset, column names in row 1, titles in row 2."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from transparency.load.tables import Row, Sheet
from transparency.problem import Problem

FIRST_ROW = 3
"""Row 1 holds the names of the columns, row 2 their titles in three languages."""


def read_workbook(path: Path, tabs: Iterable[str]) -> tuple[Mapping[str, Sheet], tuple[Problem, ...]]:
    """The named worksheets as text; a missing one is a problem, others are the unit's own business."""
    try:
        book = openpyxl.load_workbook(path, data_only=True, read_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, OSError):
        return {}, (Problem(path.name, 0, "X01", "", "is not an XLSX workbook.", "Save it as Excel workbook (.xlsx)."),)
    sheets, problems = {}, []
    for tab in tabs:
        if tab in book.sheetnames:
            sheets[tab] = _sheet(path.name, tab, book[tab].iter_rows(values_only=True))
        else:
            advice = "Start from the template; do not rename its sheets."
            problems.append(Problem(path.name, 0, "X02", tab, "the worksheet is missing.", advice))
    book.close()
    return sheets, tuple(problems)


def _sheet(file: str, tab: str, rows: Iterable[tuple[object, ...]]) -> Sheet:
    columns: tuple[str, ...] = ()
    found = []
    for number, values in enumerate(rows, start=1):
        texts = [cell_text(value) for value in values]
        if number == 1:
            columns = tuple(text for text in texts if text)
        elif number >= FIRST_ROW and any(texts):
            found.append(Row(number, dict(zip(columns, texts, strict=False))))
    return Sheet(file, tab, columns, tuple(found))


def cell_text(value: object) -> str:
    """What a cell would say in a CSV file: 4.0 is ``4``, a day is ``2026-03-01``."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    return str(value).strip()
