"""Writes all records of `data/` as one workbook: a sheet for each type, with notes and drop-down lists in a chosen language.

Row 1 holds the addresses of the columns, row 2 their labels; records start in row `FIRST_ROW`. Columns that no record uses are
folded away.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from transparency.desk.desk_words import words_of
from transparency.desk.edit_records import EditorRecord, editable, records_of
from transparency.desk.form import as_inputs, parsed
from transparency.desk.form_fields import form_fields
from transparency.desk.form_view import FormWords, form_words
from transparency.desk.read_workbook import FIRST_ROW
from transparency.desk.record_columns import KEY, RecordColumn, as_rows, record_columns
from transparency.desk.write_workbook import BOLD, CODES, TOP, offer, saved, write_head, write_text
from transparency.model.record_type import RecordType
from transparency.model.text import Lang, Languages
from transparency.registry.load import load_or_stop

CONTENTS = "contents"
"""The first sheet: what the others hold and how they are filled."""
_WIDE, _NARROW = 34, 16


def export_records(root: Path, lang: Lang) -> bytes:
    """The workbook; the same records give the same bytes."""
    draft = load_or_stop(root)
    shown = form_words(draft, lang, words_of(lang))
    book = Workbook()
    first = book.worksheets[0]
    codes = _Lists(book.create_sheet(CODES))
    types = editable()
    for name, one in types.items():
        page = book.create_sheet(name, len(book.sheetnames) - 1)
        _Sheet(page, codes, shown, draft.languages).fill(one, records_of(root, name, draft.languages))
    _contents(first, types.items(), shown)
    return saved(book)


def _contents(page: Worksheet, types: Iterable[tuple[str, RecordType]], shown: FormWords) -> None:
    page.title = CONTENTS
    page.cell(1, 1, shown.words.text("workbook.title")).font = BOLD
    page.cell(2, 1, shown.words.text("workbook.help")).alignment = TOP
    page.merge_cells("A2:C2")
    page.row_dimensions[2].height = 130
    for row, (name, one) in enumerate(types, start=4):
        link = page.cell(row, 1, name)
        link.hyperlink = f"#'{name}'!A{FIRST_ROW}"
        link.font = Font(color="1F5C7A", underline="single")
        page.cell(row, 2, one.title.get(shown.lang))
        page.cell(row, 3, one.help.get(shown.lang)).alignment = TOP
    for letter, width in (("A", 22), ("B", 40), ("C", 90)):
        page.column_dimensions[letter].width = width


@dataclass(slots=True)
class _Lists:
    """The sheet that feeds the drop-down lists: one column for each list of labels."""

    page: Worksheet
    known: dict[tuple[str, ...], str] = field(default_factory=dict)

    def address(self, labels: tuple[str, ...]) -> str:
        """Where a list stands; an equal list is written once."""
        if labels not in self.known:
            letter = get_column_letter(len(self.known) + 1)
            for row, label in enumerate(labels, start=1):
                write_text(self.page, row, len(self.known) + 1, label)
            self.known[labels] = f"{CODES}!${letter}$1:${letter}${len(labels)}"
        return self.known[labels]


@dataclass(slots=True)
class _Sheet:
    """One worksheet while it is filled."""

    page: Worksheet
    lists: _Lists
    shown: FormWords
    languages: Languages

    def fill(self, one: RecordType, records: tuple[EditorRecord, ...]) -> None:
        """Head, then a block of rows for each record."""
        columns = record_columns(one.record, self.shown, self.languages)
        numbered = frozenset(column.address for column in columns if column.is_number)
        rows = [
            (record.key, line)
            for record in records
            for line in as_rows(as_inputs(form_fields(one.record), record.value), numbered)
        ]
        used = {address for _, line in rows for address in line}
        words = self.shown.words
        write_head(self.page, 1, KEY, words.text("workbook.key"), words.text("workbook.key.help"), width=_NARROW)
        for number, (key, _) in enumerate(rows, start=FIRST_ROW):
            write_text(self.page, number, 1, key)
        for at, column in enumerate(columns, start=2):
            width = _WIDE if column.field.kind in ("texts", "item") else _NARROW
            write_head(self.page, at, column.address, column.label, column.help, width=width)
            if column.options:
                offer(self.page, at, self.lists.address(tuple(label for _, label in column.options)), len(rows))
            self.page.column_dimensions[get_column_letter(at)].hidden = bool(used) and column.address not in used
            for number, (_, line) in enumerate(rows, start=FIRST_ROW):
                if column.address in line:
                    _value(self.page, number, at, line[column.address], column)
        self.page.freeze_panes = f"B{FIRST_ROW}"


def _value(page: Worksheet, row: int, at: int, text: str, column: RecordColumn) -> None:
    if column.is_number or column.field.kind in ("whole", "number"):
        value = parsed("number", text, None)
        if isinstance(value, int | float):
            page.cell(row, at, value)
            return
    write_text(page, row, at, dict(column.options).get(text, text))


def name_of_cell(sheet: str, row: int, at: int) -> str:
    """``units!C5``."""
    return f"{sheet}!{get_column_letter(at)}{row}"


def text_of_cell(value: object) -> str:
    """What a cell says as an input of a form would: 4.0 is ``4``, half is ``0,5``, a day is ``01.03.2026``."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value).replace(".", ",")
    if isinstance(value, dt.datetime | dt.date):
        return f"{value:%d.%m.%Y}"
    return str(value).replace("\r\n", "\n").strip()
