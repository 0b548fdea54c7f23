"""Reads worksheets as text: merged cells filled downwards, dates in ISO form, whole numbers without a decimal point."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from transparency.gate.containers.office_package import RefusedPackage, read_package
from transparency.gate.containers.workbook import Grid, grids
from transparency.model.problem import Problem


@dataclass(frozen=True, slots=True)
class ExportSheet:
    """One worksheet; every row has the same number of cells."""

    title: str
    rows: tuple[tuple[str, ...], ...]


def sheets(path: Path) -> tuple[ExportSheet, ...] | Problem:
    """The visible and hidden worksheets of a file, in order."""
    opened = read_package(path)
    found = opened if isinstance(opened, RefusedPackage) else grids(opened)
    if isinstance(found, RefusedPackage):
        rule = "I09" if found.foreign else "X03"
        return Problem(
            path.name, 0, rule, "", f"{found.what}.", "Save it as XLSX without a password, or as CSV in UTF-8."
        )
    return tuple(_sheet(grid) for grid in found)


def _sheet(grid: Grid) -> ExportSheet:
    """A cell merged over several lines says the same for each of them."""
    rows = [[_text(value) for value in row] for row in grid.rows]
    for column, first, last in grid.merged:
        for row in rows[first + 1 : last + 1]:
            row[column] = rows[first][column]
    return ExportSheet(grid.title, tuple(tuple(row) for row in rows))


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return value.isoformat(sep=" ", timespec="seconds" if value.second else "minutes")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
