"""Rows of the CSV files that editors change (programmes), as values of a form and back; other rows keep their bytes."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Mapping
from itertools import accumulate

from transparency.desk.form import parsed
from transparency.desk.form_fields import EditorField, form_fields
from transparency.model.csv_table import csv_table
from transparency.model.problem import Problem
from transparency.model.text import Languages, Record
from transparency.registry.tables import SEPARATOR
from transparency.registry.yaml_document import Value


def row_value(model: type[Record], row: Mapping[str, str | None], languages: Languages) -> dict[str, Value]:
    """A row as the value of a record; an empty cell is left out."""
    found = {field.name: _value(field, row, languages) for field in form_fields(model)}
    return {name: value for name, value in found.items() if value not in (None, "", (), {})}


def _value(field: EditorField, row: Mapping[str, str | None], languages: Languages) -> Value:
    if field.kind == "texts":
        cells = {lang: row.get(f"{field.name}_{lang}") or "" for lang in languages}
        return {lang: text for lang, text in cells.items() if text}
    cell = (row.get(field.name) or "").strip()
    if field.kind == "list":
        return tuple(part.strip() for part in cell.split(SEPARATOR) if part.strip())
    return parsed(field.kind, cell.replace(".", ",") if field.kind == "number" else cell, None)


def as_cells(model: type[Record], value: Mapping[str, Value], languages: Languages) -> dict[str, str]:
    """Column -> cell."""
    cells: dict[str, str] = {}
    for field in form_fields(model):
        said = value.get(field.name)
        if field.kind == "texts":
            texts = said if isinstance(said, dict) else {}
            cells |= {f"{field.name}_{lang}": str(texts.get(lang, "")) for lang in languages}
        elif isinstance(said, tuple):
            cells[field.name] = f" {SEPARATOR} ".join(map(str, said))
        else:
            cells[field.name] = _cell(said)
    return cells


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, dt.date):
        return value.isoformat()
    return repr(value).removesuffix(".0") if isinstance(value, float) else str(value)


def with_row(text: str, at: int | None, cells: Mapping[str, str] | None) -> str:
    """The table in which a row says ``cells``; without cells the row is taken out, without a place it is added.

    A table that there is not yet begins with the columns of its first row.
    """
    lines = rows_of(text) or [_line(list(cells or {}))]
    header = next(csv.reader([lines[0]]))
    written = [] if cells is None else [_line([cells.get(column, "") for column in header])]
    place = slice(len(lines), len(lines)) if at is None else slice(at + 1, at + 2)
    if at is None and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    lines[place] = written
    return "".join(lines)


def input_of_cell(model: type[Record], problem: Problem, text: str, row: int) -> str | None:
    """Name of the input that a problem of a table is about; empty for the whole row, None for another row."""
    ends = list(accumulate(one.count("\n") for one in rows_of(text)))
    if row + 1 >= len(ends) or not ends[row] < problem.line <= ends[row + 1]:
        return None
    column = str(problem.place)
    base, _, lang = column.rpartition("_")
    return f"{base}.{lang}" if any(one.name == base and one.kind == "texts" for one in form_fields(model)) else column


def rows_of(text: str) -> list[str]:
    """The header and the rows as they are written; a row with a line break in quotes is one of them."""
    rows: list[str] = []
    for line in text.splitlines(keepends=True):
        if rows and rows[-1].count('"') % 2:
            rows[-1] += line
        else:
            rows.append(line)
    return rows


def _line(cells: list[str]) -> str:
    return csv_table([cells])
