"""Reads an XLSX workbook filled by a unit: one worksheet per dataset, column names in row 1, titles in row 2."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from pathlib import Path

from transparency.gate.containers.office_package import RefusedPackage, read_package
from transparency.gate.containers.workbook import grids
from transparency.model.messages import Message
from transparency.model.problem import Problem
from transparency.registry.tables import TextRow, TextTable

FIRST_ROW = 3
"""Row 1 holds the names of the columns, row 2 their titles in three languages."""


def read_workbook(path: Path, tabs: Iterable[str]) -> tuple[Mapping[str, TextTable], tuple[Problem, ...]]:
    """The named worksheets as text; a missing one is a problem, others are the unit's own business."""
    opened = read_package(path)
    found = opened if isinstance(opened, RefusedPackage) else grids(opened)
    if isinstance(found, RefusedPackage):
        rule = "X01" if found.foreign else "X03"
        return {}, (
            Problem(
                path.name,
                0,
                rule,
                "",
                Message("{what}.", what=found.what),
                Message("Save it as Excel workbook (.xlsx)."),
            ),
        )
    given = {grid.title: grid.rows for grid in found}
    sheets, problems = {}, []
    for tab in tabs:
        if tab in given:
            sheets[tab] = _sheet(path.name, tab, given[tab])
        else:
            advice = Message("Start from the template; do not rename its sheets.")
            problems.append(Problem(path.name, 0, "X02", tab, Message("the worksheet is missing."), advice))
    return sheets, tuple(problems)


def _sheet(file: str, tab: str, rows: Iterable[tuple[object, ...]]) -> TextTable:
    columns: tuple[str, ...] = ()
    found = []
    for number, values in enumerate(rows, start=1):
        texts = [cell_text(value) for value in values]
        if number == 1:
            columns = tuple(text for text in texts if text)
        elif number >= FIRST_ROW and any(texts):
            found.append(TextRow(number, dict(zip(columns, texts, strict=False))))
    return TextTable(file, tab, columns, tuple(found))


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
