"""Extracts tables from plain text: CSV with any separator, Markdown tables, tab-separated rows."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence

from transparency.gate.extractors.extracted import ExtractedRow, ExtractedTable, Rows, View

SEPARATORS = (",", ";", "\t", "|")
_MARKDOWN_ROW = re.compile(r"^[ \t>]*\|.*\|[ \t]*$")
_MARKDOWN_RULE = re.compile(r"^[\s|:+-]+$")
_GAP, _GAPS = "  ", re.compile(" {2,}")
_SEMICOLON, _PIPE = re.compile(r"\s*;\s*"), re.compile(r"\s+\|\s+")
_LEAST_ROWS, _LEAST_COLUMNS = 4, 3
_ROWS_SHOWN = 20_000
"""Rows of a table that are looked at as rows; the text of all of them is read in any case."""


def csv_table(text: str, place: str = "") -> ExtractedTable | None:
    """The table of a CSV file, or None where it has one column only."""
    head = [line for line in text[:20_000].splitlines() if line.strip()][:20]
    separator = _separator(head)
    if separator is None and (below := _separator(head[1:])) and _has_title([line.split(below) for line in head]):
        separator = below
    if separator is None:
        return _single_column(text, place)
    reader = csv.reader(text.splitlines(keepends=True), delimiter=separator, strict=False)
    rows: list[tuple[int, list[str]]] = []
    try:
        for cells in reader:
            if cells and not "".join(cells).isspace():
                rows.append((reader.line_num, cells))
            if len(rows) > _ROWS_SHOWN:
                break
    except csv.Error:
        pass  # a field beyond the reader's limit: its text is scanned as text

    if _has_title([cells for _, cells in rows]):
        del rows[0]

    def row(at: int) -> ExtractedRow:
        line, cells = rows[at]
        return ExtractedRow(line, tuple(cell.strip() for cell in cells))

    return ExtractedTable(place, Rows(len(rows), row)) if rows else None


def _has_title(rows: Sequence[Sequence[str]]) -> bool:
    """Whether one cell stands above rows of a table, all as wide."""
    widths = {len(row) for row in rows[1:]}
    return len(rows) > _LEAST_COLUMNS and len(rows[0]) == 1 and len(widths) == 1 and min(widths) >= _LEAST_COLUMNS


def _separator(head: Sequence[str]) -> str | None:
    counts = {s: [line.count(s) for line in head] for s in SEPARATORS}
    scored = [(min(c), sum(c), s) for s, c in counts.items() if c and c[0]]
    return max(scored)[2] if scored else None


def _single_column(text: str, place: str) -> ExtractedTable:
    lines = text.splitlines()
    return ExtractedTable(
        place, tuple(ExtractedRow(i, (line.strip(),)) for i, line in enumerate(lines, 1) if line.strip())
    )


def tables_in(view: View) -> Iterator[ExtractedTable]:
    """Runs of lines that are rows: Markdown tables, cells apart by tabs (HTML, Word), columns aligned by spaces."""
    yield from _apart(view, _SEMICOLON, ";")
    yield from _apart(view, _PIPE, " | ")
    if "\t" not in view.text and "|" not in view.text:
        yield from _apart(view, _GAPS, _GAP)
        return
    run: list[ExtractedRow] = []
    offset = 0
    for text in view.text.split("\n"):
        cells = _cells(text, 1 if run else 2) if "\t" in text or "|" in text else ()
        if cells:
            run.append(ExtractedRow(offset, cells, view))
        elif run and text.strip() and not _MARKDOWN_RULE.match(text):
            yield from _run(view, run)
            run = []
        offset += len(text) + 1
    yield from _run(view, run)


def _apart(view: View, gaps: re.Pattern[str], sign: str) -> Iterator[ExtractedTable]:
    """Lines in a row with as many columns each, that have the sign between their cells."""
    if sign not in view.text:
        return
    rows, offset = list[ExtractedRow](), 0
    for text in view.text.split("\n"):
        line = text.strip()
        cells = tuple(gaps.split(line)) if sign in line and not line.startswith("|") else ()
        if rows and len(cells) != len(rows[0].cells):
            if len(rows) >= _LEAST_ROWS:
                yield ExtractedTable(view.place, tuple(rows))
            rows = []
        if len(cells) >= _LEAST_COLUMNS:
            rows.append(ExtractedRow(offset, cells, view))
        offset += len(text) + 1
    if len(rows) >= _LEAST_ROWS:
        yield ExtractedTable(view.place, tuple(rows))


def _run(view: View, run: list[ExtractedRow]) -> Iterator[ExtractedTable]:
    if len(run) > 1:
        yield ExtractedTable(view.place, tuple(run))


def _cells(line: str, least: int) -> tuple[str, ...]:
    """The cells of a line that is a row with at least so many of them filled; a header has two."""
    if _MARKDOWN_ROW.match(line):
        if _MARKDOWN_RULE.match(line):
            return ()
        return tuple(cell.strip() for cell in line.strip().strip("|").split("|"))
    if "\t" in line and line.strip():
        cells = tuple(cell.strip() for cell in line.rstrip("\t ").split("\t"))
        return cells if sum(1 for c in cells if c) >= least else ()
    return ()
