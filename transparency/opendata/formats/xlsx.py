"""Writes one XLSX workbook of all datasets: one sheet per dataset, and a dictionary of columns and codes.

Text is written as text, so leading zeros stay and ``=1+1`` is never calculated; dates are dates, numbers are numbers.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TypeAlias

from transparency.model.text import LocalText
from transparency.opendata.dataset_table import Cell, DatasetTable

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook

NAME = "open-data.xlsx"
CONTENTS, DICTIONARY = "_contents", "_dictionary"
"""Names of the sheets that describe the others; no dataset can have such an id."""

_WIDTH = 18

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "yyyy-mm-dd",
}
"""How the product writes workbooks: a text is never a formula, a link or a number."""


Sheet: TypeAlias = tuple[str, Sequence[str], Iterable[Sequence[Cell]]]
"""Name, header and rows."""


def write(tables: Sequence[DatasetTable], title: str, day: dt.date) -> bytes:
    """The workbook of all datasets."""
    names = ("dataset", "column", "code", "type", *_titles(tables))
    contents = (CONTENTS, ("dataset", *_titles(tables)), _contents(tables))
    sheets = ((table.dataset.id, table.names, table.rows) for table in tables)
    return workbook((contents, *sheets, (DICTIONARY, names, _dictionary(tables))), title, day)


def workbook(sheets: Iterable[Sheet], title: str, day: dt.date) -> bytes:
    """A workbook; its only date is the day of the data, so that the same data give the same bytes."""
    import xlsxwriter  # noqa: PLC0415

    file = io.BytesIO()
    with xlsxwriter.Workbook(file, OPTIONS) as book:
        book.set_properties({"title": title, "created": dt.datetime(day.year, day.month, day.day)})  # noqa: DTZ001
        for name, header, rows in sheets:
            _sheet(book, name, header, rows)
    return file.getvalue()


def _contents(tables: Iterable[DatasetTable]) -> Iterable[Sequence[Cell]]:
    for table in tables:
        dataset = table.dataset
        yield (dataset.id, *_texts(dataset.title), *_texts(dataset.description))


def _dictionary(tables: Iterable[DatasetTable]) -> Iterable[Sequence[Cell]]:
    """A row a column, and under it a row for each of its codes."""
    for table in tables:
        for column in table.dataset.columns:
            start = (table.dataset.id, column.name)
            yield (*start, None, column.type, *_texts(column.title), *_texts(column.description))
            for code in column.codes:
                yield (*start, code.code, None, *_texts(code.title), *(None for _ in code.title.texts))


def _titles(tables: Sequence[DatasetTable]) -> tuple[str, ...]:
    languages = tables[0].dataset.title.texts
    return tuple(f"{name}_{lang}" for name in ("title", "description") for lang in languages)


def _texts(text: LocalText) -> tuple[str, ...]:
    return tuple(text.texts.values())


def _sheet(book: Workbook, name: str, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    sheet = book.add_worksheet(name)
    sheet.write_row(0, 0, header, book.add_format({"bold": True, "bottom": 1}))
    # A value as its type; a text never as a formula, a link or a number
    writers = {str: sheet.write_string, bool: sheet.write_boolean, dt.date: sheet.write_datetime}
    last = 0
    for last, row in enumerate(rows, start=1):
        for place, cell in enumerate(row):
            if cell is not None:
                writers.get(type(cell), sheet.write_number)(last, place, cell)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, last, len(header) - 1)
    sheet.set_column(0, len(header) - 1, _WIDTH)
