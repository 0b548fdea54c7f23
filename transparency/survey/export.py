"""Reads the table of an export file: detects separator, sheet, preamble and header, and yields its rows as text in chunks.

Whatever is detected instead of declared is recorded in ``Export.assumed`` for the run report.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pandas as pd

from transparency.model.messages import Message
from transparency.model.problem import Problem
from transparency.model.questionnaire import ExportLayout
from transparency.survey import parquet_table
from transparency.survey.codepage import CodePage, code_page
from transparency.survey.delimited import first_rows, has_lines, text_pieces
from transparency.survey.header import LOOK, Header, Score, find_header
from transparency.survey.submission_lines import Wanted, submission_lines
from transparency.survey.words import is_blank
from transparency.survey.workbook import KINDS, ExportSheet, sheets

_DELIMITERS: Final = (";", ",", "\t", "|")
_NAMES: Final = {"\t": "tab", ";": "semicolon", ",": "comma", "|": "bar"}


@dataclass(frozen=True, slots=True)
class Export:
    """A table that was found: its header and a way to read its lines once."""

    name: str
    header: tuple[str, ...]
    labels: tuple[str, ...]
    """What a second line of the header says: the texts of the questions; the same as ``header`` where there is one line."""
    read: Callable[[Wanted], Iterator[pd.DataFrame]]
    """The wanted columns in pieces, as text, named by position; the index is the line in the file, counted from 1."""
    assumed: tuple[str, ...]


def open_export(path: Path, layout: ExportLayout, score: Score) -> Export | Problem:
    """The table of one file, or why there is none."""
    if path.stat().st_size == 0:
        return _problem(path, "I09", Message("the file is empty."), Message("Export the answers again."))
    if path.suffix.lower() in KINDS:
        return _from_workbook(path, layout, score)
    if path.suffix.lower() == ".parquet":
        return _from_parquet(path)
    return _from_text(path, layout, score)


def _from_parquet(path: Path) -> Export:
    header = parquet_table.columns(path)

    def read(wanted: Wanted) -> Iterator[pd.DataFrame]:
        return submission_lines(parquet_table.pieces(path, wanted.columns, wanted.few), wanted)

    return Export(path.name, header, header, read, (Message("Parquet with {n} columns", n=len(header)),))


def _problem(path: Path, rule: str, what: Message, advice: Message, line: int = 0) -> Problem:
    return Problem(path.name, line, rule, "", what, advice)


def _no_header(path: Path) -> Problem:
    what = Message("no line among the first sixty names a question of the questionnaire.")
    return _problem(
        path, "I09", what, Message("Check that it is the right file, or give the headers in a layout file.")
    )


def _no_lines(path: Path) -> Problem:
    return _problem(
        path, "I09", Message("the table has a header and no answers."), Message("Export the answers again.")
    )


def _from_text(path: Path, layout: ExportLayout, score: Score) -> Export | Problem:
    page = code_page(path, layout.encoding)
    if page is None:
        what = Message("wrong code page: its words are not Kazakh, Russian or English.")
        if layout.encoding != "auto":
            what = Message(
                "read as {encoding}, its words are not Kazakh, Russian or English.", encoding=layout.encoding
            )
        return _problem(path, "I10", what, Message("Save the file as UTF-8, or declare its encoding in the layout."))
    found = _find_in_text(path, page, layout, score)
    if found is None:
        return _no_header(path)
    delimiter, place = found
    if not has_lines(path, page, delimiter, place):
        return _no_lines(path)
    assumed = (
        page.evidence,
        Message("{sign} between columns", sign=Message(f"delimiter.{_NAMES[delimiter]}")),
        _where(place),
    )

    def read(wanted: Wanted) -> Iterator[pd.DataFrame]:
        return submission_lines(text_pieces(path, page, delimiter, place, wanted), wanted)

    return Export(path.name, place.header, place.labels, read, assumed)


def _where(place: Header) -> str:
    above = Message("; lines above it left out: {n}", n=place.row) if place.row else ""
    several = Message(" in {n} lines", n=place.below - place.row) if place.below > place.row + 1 else ""
    return Message("header with {n} columns{several}{above}", n=len(place.header), several=several, above=above)


def _find_in_text(path: Path, page: CodePage, layout: ExportLayout, score: Score) -> tuple[str, Header] | None:
    names = {name: sign for sign, name in _NAMES.items()}
    declared = names.get(layout.delimiter, layout.delimiter)
    candidates = _DELIMITERS if declared == "auto" else (declared,)
    found = [(delimiter, find_header(first_rows(path, page, delimiter), score)) for delimiter in candidates]
    places = [(delimiter, place) for delimiter, place in found if place]
    return max(places, key=lambda found: (found[1].score, len(found[1].header)), default=None)


def _from_workbook(path: Path, layout: ExportLayout, score: Score) -> Export | Problem:
    found = sheets(path)
    if isinstance(found, Problem):
        return found
    chosen = [(number, sheet) for number, sheet in enumerate(found, start=1) if layout.sheet in {None, sheet.title}]
    places = [(number, sheet, find_header(sheet.rows[:LOOK], score, sheet.heads)) for number, sheet in chosen]
    scored = [(number, sheet, place) for number, sheet, place in places if place]
    if not scored:
        return _no_header(path)
    best = max((place for _, _, place in scored), key=lambda place: place.score)
    tables = [(number, sheet, place) for number, sheet, place in scored if place.header == best.header]
    if not any(not is_blank(cell) for _, sheet, place in tables for row in sheet.rows[place.below :] for cell in row):
        return _no_lines(path)

    def read(wanted: Wanted) -> Iterator[pd.DataFrame]:
        for _, sheet, place in tables:
            yield from submission_lines(_sheet_pieces(sheet, place, wanted), wanted)

    assumed = (_which([number for number, _, _ in tables], len(found)), _where(best))
    return Export(path.name, best.header, best.labels, read, assumed)


def _which(numbers: Sequence[int], total: int) -> str:
    """Sheets with one header, such as a sheet for each faculty, are one table."""
    if len(numbers) == 1:
        return Message("worksheet number {number} of {all}", number=numbers[0], all=total)
    return Message(
        "worksheets {numbers} of {all}, which have the same header, read together", numbers=tuple(numbers), all=total
    )


def _sheet_pieces(sheet: ExportSheet, place: Header, wanted: Wanted) -> Iterator[pd.DataFrame]:
    rows = sheet.rows[place.below :]
    columns = {column: [row[column] for row in rows] for column in sorted(wanted.columns)}
    lines = range(place.below + 1, place.below + 1 + len(rows))
    yield pd.DataFrame(columns, dtype="str", index=lines).astype(dict.fromkeys(sorted(wanted.few), "category"))
