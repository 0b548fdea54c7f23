"""Writes the register of programmes as an XLSX workbook: one worksheet per dataset, with notes and drop-down lists.

Row 1 holds the names of the columns, row 2 their titles in three languages with a note on each; rows start at
`transparency.desk.read_workbook.FIRST_ROW`. All of it comes from the declarations of the datasets.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from transparency.desk.read_workbook import FIRST_ROW
from transparency.model.dataset import Column, Dataset
from transparency.model.text import LocalText
from transparency.model.zip_archive import EARLIEST, unzipped, zipped
from transparency.registry.parse_values import as_decimal, as_whole
from transparency.registry.tables import TextTable

CODES = "codes"
"""Worksheet that explains the codes and feeds the lists."""
EPOCH = dt.datetime(*EARLIEST)  # noqa: DTZ001  (ZIP and OOXML want a day; the same input gives the same bytes)
SPARE_ROWS = 500
"""Empty rows that already have lists, for new entries."""


def workbook(sheets: Mapping[str, TextTable | None], datasets: Mapping[str, Dataset]) -> bytes:
    """The sheets with their rows; None gives an empty one, so that the same code draws up the template."""
    book = Workbook()
    book.properties.created = book.properties.modified = EPOCH
    book.remove(book.worksheets[0])
    codes = _Codes(book.create_sheet(CODES))
    for name, sheet in sheets.items():
        _fill(book.create_sheet(name, len(book.sheetnames) - 1), sheet, datasets[name], codes)
    book.active = 0
    raw = io.BytesIO()
    book.save(raw)
    return same_bytes(raw.getvalue())


class _Codes:
    """One column a code list: the codes, and beside each what it means."""

    def __init__(self, page: Worksheet) -> None:
        self.page = page
        self.used = 0

    def add(self, dataset: str, column: Column) -> str:
        """Writes a list and answers with its address."""
        at = self.used * 2 + 1
        self.used += 1
        self.page.cell(1, at, f"{dataset}.{column.name}").font = Font(bold=True)
        for row, code in enumerate(column.codes, start=2):
            self.page.cell(row, at, code.code).number_format = "@"
            self.page.cell(row, at + 1, _three(code.title, " / "))
        letter = get_column_letter(at)
        self.page.column_dimensions[get_column_letter(at + 1)].width = 60
        return f"{CODES}!${letter}$2:${letter}${len(column.codes) + 1}"


def _fill(page: Worksheet, sheet: TextTable | None, dataset: Dataset, codes: _Codes) -> None:
    rows = sheet.rows if sheet else ()
    last = FIRST_ROW + len(rows) + SPARE_ROWS
    for at, column in enumerate(dataset.filled, start=1):
        _head(page, at, column)
        source = codes.add(dataset.id, column) if column.codes else None
        if source and not column.several:  # a drop-down offers one code
            _list(page, at, source, last)
        for number, row in enumerate(rows, start=FIRST_ROW):
            _cell(page, number, at, row.cells.get(column.name, ""), column)
    page.freeze_panes = f"B{FIRST_ROW}"


def _head(page: Worksheet, at: int, column: Column) -> None:
    page.cell(1, at, column.name).font = Font(color="808080", size=9)
    title = page.cell(2, at, _three(column.title, "\n"))
    title.font = Font(bold=True)
    title.alignment = Alignment(wrap_text=True, vertical="top")
    note = Comment(_three(column.description, "\n\n"), "", width=360, height=180)
    title.comment = note
    page.column_dimensions[get_column_letter(at)].width = 26
    page.row_dimensions[2].height = 48


def _list(page: Worksheet, at: int, source: str, last: int) -> None:
    letter = get_column_letter(at)
    choice = DataValidation(type="list", formula1=f"={source}", allow_blank=True, showErrorMessage=True)
    choice.add(f"{letter}{FIRST_ROW}:{letter}{last}")
    page.add_data_validation(choice)


def _cell(page: Worksheet, row: int, at: int, text: str, column: Column) -> None:
    if not text:
        return
    cell = page.cell(row, at)
    whole = as_whole(text)
    number = as_decimal(text) if whole is None else whole
    if column.type in {"integer", "number"} and number is not None:
        cell.value = number
    else:
        cell.value = text
        cell.data_type = "s"  # what starts with = stays a text
        cell.number_format = "@"


def _three(text: LocalText, between: str) -> str:
    return between.join(text.texts.values())


def same_bytes(data: bytes) -> bytes:
    """The same archive with one date for all its parts."""
    return zipped((name, _undated(name, part)) for name, part in sorted(unzipped(data).items()))


def _undated(name: str, content: bytes) -> bytes:
    """openpyxl writes the moment of saving over the given one."""
    if name != "docProps/core.xml":
        return content
    head, mark, rest = content.partition(b"<dcterms:modified")
    start, end = rest.find(b">") + 1, rest.find(b"<")
    day = EPOCH.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    return head + mark + rest[:start] + day + rest[end:] if mark else content
