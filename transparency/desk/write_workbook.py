"""Writes datasets as an XLSX workbook: one worksheet per dataset, with notes and drop-down lists.

Row 1 holds the names of the columns, row 2 their titles in three languages with a note on each; rows start at
`transparency.desk.read_workbook.FIRST_ROW`. All of it comes from the declarations of the datasets. The workbook of all
records (`export_records`) has such sheets too and draws them with the functions of this module.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
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
BOLD, TOP = Font(bold=True), Alignment(wrap_text=True, vertical="top")


def workbook(sheets: Mapping[str, TextTable | None], datasets: Mapping[str, Dataset]) -> bytes:
    """The sheets with their rows; None gives an empty one, so that the same code draws up the template."""
    book = Workbook()
    book.remove(book.worksheets[0])
    codes = _Codes(book.create_sheet(CODES))
    for name, sheet in sheets.items():
        _fill(book.create_sheet(name, len(book.sheetnames) - 1), sheet, datasets[name], codes)
    book.active = 0
    return saved(book)


class _Codes:
    """One column a code list: the codes, and beside each what it means."""

    def __init__(self, page: Worksheet) -> None:
        self.page = page
        self.used = 0

    def add(self, dataset: str, column: Column) -> str:
        """Writes a list and answers with its address."""
        at = self.used * 2 + 1
        self.used += 1
        self.page.cell(1, at, f"{dataset}.{column.name}").font = BOLD
        for row, code in enumerate(column.codes, start=2):
            self.page.cell(row, at, code.code).number_format = "@"
            self.page.cell(row, at + 1, _three(code.title, " / "))
        letter = get_column_letter(at)
        self.page.column_dimensions[get_column_letter(at + 1)].width = 60
        return f"{CODES}!${letter}$2:${letter}${len(column.codes) + 1}"


def _fill(page: Worksheet, sheet: TextTable | None, dataset: Dataset, codes: _Codes) -> None:
    rows = sheet.rows if sheet else ()
    for at, column in enumerate(dataset.filled, start=1):
        write_head(page, at, column.name, _three(column.title, "\n"), _three(column.description, "\n\n"), width=26)
        source = codes.add(dataset.id, column) if column.codes else None
        if source and not column.several:  # a drop-down offers one code
            offer(page, at, source, len(rows))
        for number, row in enumerate(rows, start=FIRST_ROW):
            _cell(page, number, at, row.cells.get(column.name, ""), column)
    page.freeze_panes = f"B{FIRST_ROW}"


def write_head(page: Worksheet, at: int, name: str, title: str, note: str, *, width: int) -> None:
    """The first two rows of a column: its name for the program, its title and a note for people."""
    page.cell(1, at, name).font = Font(color="808080", size=9)
    shown = page.cell(2, at, title)
    shown.font, shown.alignment, shown.fill = BOLD, TOP, PatternFill("solid", fgColor="EAF1F5")
    if note:
        shown.comment = Comment(note, "", width=340, height=150)
    page.column_dimensions[get_column_letter(at)].width = width
    page.row_dimensions[2].height = 62


def offer(page: Worksheet, at: int, source: str, rows: int) -> None:
    """Gives the cells of a column, spare ones below its rows too, the drop-down list that stands at an address."""
    letter = get_column_letter(at)
    choice = DataValidation(type="list", formula1=f"={source}", allow_blank=True, showErrorMessage=True)
    choice.add(f"{letter}{FIRST_ROW}:{letter}{FIRST_ROW + rows + SPARE_ROWS}")
    page.add_data_validation(choice)


def write_text(page: Worksheet, row: int, at: int, text: str) -> None:
    """A text; what starts with = stays one."""
    cell = page.cell(row, at)
    cell.value, cell.data_type, cell.number_format = text, "s", "@"
    cell.alignment = TOP


def _cell(page: Worksheet, row: int, at: int, text: str, column: Column) -> None:
    if not text:
        return
    whole = as_whole(text)
    number = as_decimal(text) if whole is None else whole
    if column.type in {"integer", "number"} and number is not None:
        page.cell(row, at).value = number
    else:
        write_text(page, row, at, text)


def _three(text: LocalText, between: str) -> str:
    return between.join(text.texts.values())


def saved(book: Workbook) -> bytes:
    """The file; the same content gives the same bytes."""
    book.properties.created = book.properties.modified = EPOCH
    raw = io.BytesIO()
    book.save(raw)
    return zipped((name, _undated(name, part)) for name, part in sorted(unzipped(raw.getvalue()).items()))


def _undated(name: str, content: bytes) -> bytes:
    """openpyxl writes the moment of saving over the given one."""
    if name != "docProps/core.xml":
        return content
    head, mark, rest = content.partition(b"<dcterms:modified")
    start, end = rest.find(b">") + 1, rest.find(b"<")
    day = EPOCH.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    return head + mark + rest[:start] + day + rest[end:] if mark else content
