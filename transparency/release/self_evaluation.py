"""Writes the self-evaluation table of a framework as XLSX and DOCX: the evidence of each clause, and a column to fill in."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence

import docx
import xlsxwriter
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from transparency.model.words import Words
from transparency.model.zip_archive import unzipped, zipped
from transparency.opendata.formats.xlsx import OPTIONS
from transparency.release.clause_data import EvidenceLine
from transparency.release.clause_evidence import ClauseEvidence

COLUMNS = ("clause", "duty", "state", "evidence", "values", "gaps", "recommendations", "unit", "own")
SHEET_NAME = 31
"""Characters that a workbook allows in the name of a sheet."""
_WIDTHS = (22, 40, 14, 60, 40, 50, 40, 24, 40)


def table(clauses: Sequence[ClauseEvidence], words: Words) -> list[tuple[str, ...]]:
    """Heading and one row a clause; the last column is left to the university."""
    heads = tuple(words.text(f"evidence.column.{name}") for name in COLUMNS)
    return [heads, *(_row(one, words) for one in clauses)]


def _row(one: ClauseEvidence, words: Words) -> tuple[str, ...]:
    evidence = _lines((*one.claims, *one.documents), words) or one.outside
    values = _lines((*one.values, *one.surveys), words)
    gaps, recommended = _lines(one.gaps, words), _lines(one.recommendations, words)
    return (f"{one.number} {one.title}", one.duty, one.state_title, evidence, values, gaps, recommended, one.unit, "")


def _lines(lines: Sequence[EvidenceLine], words: Words) -> str:
    mark = f" [{words.text('surveys.demonstration')}]"
    return "\n".join(f"• {one.whole}{mark if one.demonstration else ''}" for one in lines)


def as_xlsx(rows: Sequence[tuple[str, ...]], title: str, sheet_name: str, day: dt.date) -> bytes:
    """The table as a workbook; texts stay texts."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, OPTIONS) as book:
        book.set_properties({"title": title, "created": dt.datetime(day.year, day.month, day.day)})  # noqa: DTZ001
        sheet = book.add_worksheet(sheet_name[:SHEET_NAME])
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        cell = book.add_format({"text_wrap": True, "valign": "top"})
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                sheet.write_string(number, column, text, cell if number else head)
        for column, width in enumerate(_WIDTHS):
            sheet.set_column(column, column, width)
        sheet.freeze_panes(1, 1)
        sheet.set_landscape()
        sheet.repeat_rows(0)
        sheet.fit_to_pages(1, 0)
    return file.getvalue()


def as_docx(rows: Sequence[tuple[str, ...]], title: str, lang: str, day: dt.date) -> bytes:
    """The same as a document of Word, a table across the sheet; its only date is the day of the data."""
    document = docx.Document()
    facts = document.core_properties
    facts.title, facts.language, facts.author, facts.comments = title, lang, "", ""
    facts.created = facts.modified = dt.datetime(day.year, day.month, day.day)  # noqa: DTZ001
    _language(document, lang)
    section = document.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    document.styles["Normal"].font.size = Pt(8)
    document.add_heading(title, level=1)
    grid = document.add_table(rows=0, cols=len(COLUMNS), style="Table Grid")
    for row in rows:
        for cell, text in zip(grid.add_row().cells, row, strict=True):
            cell.text = text
    grid.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell in grid.rows[0].cells:
        cell.paragraphs[0].runs[0].bold = True
    file = io.BytesIO()
    document.save(file)
    return zipped(unzipped(file.getvalue()).items())  # without the moments at which its parts were packed


def _language(document: Document, lang: str) -> None:
    """The language of all text, where the template of python-docx has en-US."""
    for declared in document.styles.element.iter(qn("w:lang")):
        declared.set(qn("w:val"), lang)
