"""Reads the table of an export file: detects separator, sheet, preamble and header, and yields its rows as text in chunks.

Whatever is detected instead of declared is recorded in ``Export.assumed`` for the run report.
"""

from __future__ import annotations

import codecs
import contextlib
import csv
import io
import itertools
import re
from collections.abc import Callable, Generator, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import IO, AnyStr, Final, Generic, cast

import numpy as np
import pandas as pd

from transparency.model.messages import Message
from transparency.model.problem import Problem
from transparency.model.questionnaire import ExportLayout
from transparency.survey import parquet_table, regular_lines
from transparency.survey.codepage import CodePage, code_page
from transparency.survey.words import comparable, is_blank, is_totals
from transparency.survey.workbook import KINDS, ExportSheet, sheets

PIECE: Final = 250_000
"""Lines decoded at a time: memory grows with the answers kept, not with the text read."""
_LOOK: Final = 60
"""Lines at the top among which the header is sought, and at the bottom among which footers are."""
_DELIMITERS: Final = (";", ",", "\t", "|")
_IMPORT_ID: Final = re.compile(r'\s*\{"?\'?ImportId')
_WHOLE: Final = ("", "Response", "Open-Ended Response")
"""What SurveyMonkey writes under a question that has one column."""
_LONGEST_FIELD: Final = 1 << 30
_UTF_8: Final = ("utf-8", "utf-8-sig")
_NAMES: Final = {"\t": "tab", ";": "semicolon", ",": "comma", "|": "bar"}

Score = Callable[[Sequence[str]], int]
"""How many columns that the questionnaire expects a line names."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Positions of the columns to read."""

    columns: frozenset[int]
    few: frozenset[int]
    """Those with few different values: questions, groups, marks."""
    answers: frozenset[int]
    """Those that hold answers, where «average» may be the name of a point and not of a line of means."""
    stamps: frozenset[int] = frozenset()
    """Those that a system fills in every submission; where they end, the submissions end."""


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


@dataclass(frozen=True, slots=True)
class _Place:
    row: int
    """First line of the header, from 0."""
    header: tuple[str, ...]
    labels: tuple[str, ...]
    score: int
    below: int
    """First line under the header."""


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
        return _pieces(parquet_table.pieces(path, wanted.columns, wanted.few), wanted)

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


def _find(rows: Sequence[Sequence[str]], score: Score, heads: int = 0) -> _Place | None:
    scored = [(score(row), -number) for number, row in enumerate(rows)]
    best, negative = max(scored, default=(0, 0))
    if not best:
        return None
    first, below = (0, heads) if heads else _header_lines(rows, -negative)
    upper, lower = rows[first], rows[first + 1] if below - first > 1 else rows[first]
    header = tuple(text or part for text, part in zip_longest(upper, lower, fillvalue=""))
    labels = tuple(text if part in _WHOLE else part for text, part in zip_longest(upper, lower, fillvalue=""))
    return _Place(first, header, labels, best, below)


def _header_lines(rows: Sequence[Sequence[str]], best: int) -> tuple[int, int]:
    """First line of the header and the one below it. Qualtrics writes names, texts and ids, the last as JSON; SurveyMonkey
    questions, then their rows, or «Response»."""
    for number, row in enumerate(rows[: best + 3]):
        if number >= 2 and any(_IMPORT_ID.match(cell) for cell in row):
            return number - 2, number + 1
    pairs = ((first, first + 2) for first in range(min(best + 1, len(rows) - 1)))
    return next((pair for pair in pairs if _in_two_lines(*rows[slice(*pair)])), (best, best + 1))


def _in_two_lines(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Whether the second line completes the first: nothing under its first two columns, a text wherever it has none."""
    whole = any(part in _WHOLE and part for part in lower)
    open_ = [part for text, part in zip_longest(upper, lower, fillvalue="") if is_blank(text)]
    named = all(upper[:2]) and not any(lower[:2])
    return named and (whole or bool(open_)) and not any(map(is_blank, open_))


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
    if not _has_lines(path, page, delimiter, place):
        return _no_lines(path)
    assumed = (
        page.evidence,
        Message("{sign} between columns", sign=Message(f"delimiter.{_NAMES[delimiter]}")),
        _where(place),
    )

    def read(wanted: Wanted) -> Iterator[pd.DataFrame]:
        return _pieces(_text_pieces(path, page, delimiter, place, wanted), wanted)

    return Export(path.name, place.header, place.labels, read, assumed)


def _where(place: _Place) -> str:
    above = Message("; lines above it left out: {n}", n=place.row) if place.row else ""
    several = Message(" in {n} lines", n=place.below - place.row) if place.below > place.row + 1 else ""
    return Message("header with {n} columns{several}{above}", n=len(place.header), several=several, above=above)


def _find_in_text(path: Path, page: CodePage, layout: ExportLayout, score: Score) -> tuple[str, _Place] | None:
    names = {name: sign for sign, name in _NAMES.items()}
    declared = names.get(layout.delimiter, layout.delimiter)
    candidates = _DELIMITERS if declared == "auto" else (declared,)
    found = [(delimiter, _find(_first_rows(path, page, delimiter), score)) for delimiter in candidates]
    places = [(delimiter, place) for delimiter, place in found if place]
    return max(places, key=lambda found: (found[1].score, len(found[1].header)), default=None)


def _first_rows(path: Path, page: CodePage, delimiter: str) -> list[list[str]]:
    with path.open(encoding=page.encoding, newline="") as file:
        sample = io.StringIO(file.read(1 << 18), newline="")
    return list(itertools.islice(_csv_rows(sample, delimiter), _LOOK))


def _has_lines(path: Path, page: CodePage, delimiter: str, place: _Place) -> bool:
    with path.open(encoding=page.encoding, newline="") as file:
        rows = _csv_rows(file, delimiter)
        below = itertools.islice(rows, place.below, place.below + _LOOK)
        return any(not is_blank(cell) for row in below for cell in row)


def _text_pieces(path: Path, page: CodePage, delimiter: str, place: _Place, wanted: Wanted) -> Iterator[pd.DataFrame]:
    """Regular lines of UTF-8 by pyarrow, in a quarter of the time; all from the first irregular one on by pandas."""
    given: int | None = 0
    first = place.below + 1
    if page.encoding in _UTF_8:
        start = _bytes_above(path, page, delimiter, place)
        found = regular_lines.pieces(path, start, delimiter, len(place.header), wanted.columns, wanted.few, PIECE)
        given = yield from _numbered(found, first)
    if given is not None:
        yield from _irregular_pieces(path, page, delimiter, place, wanted, given)


def _numbered(
    found: Generator[pd.DataFrame, None, int | None], first: int
) -> Generator[pd.DataFrame, None, int | None]:
    while True:
        try:
            piece = next(found)
        except StopIteration as end:
            return cast("int | None", end.value)
        yield piece.set_axis(range(first, first + len(piece)))
        first += len(piece)


def _irregular_pieces(
    path: Path, page: CodePage, delimiter: str, place: _Place, wanted: Wanted, given: int
) -> Iterator[pd.DataFrame]:
    """The lines after those ``given``, shorter ones filled up. One column more than the header has is read, so that a line
    that is too long is noticed and not cut.

    pandas learns the number of columns from the first line; an empty one of the full width is put before the others.
    """
    width = len(place.header)
    with _below(path, page, delimiter, place) as file:
        reader = pd.read_csv(
            cast("IO[bytes]", file),  # pandas takes text and bytes alike, and asks for no more than `read`
            skiprows=range(1, given + 1),
            sep=delimiter,
            header=None,
            names=range(width + 1),
            usecols=sorted({*wanted.columns, width}),
            dtype=dict.fromkeys(wanted.columns, "str") | dict.fromkeys((*wanted.few, width), "category"),
            na_filter=False,
            skip_blank_lines=False,
            chunksize=PIECE,
            index_col=False,
        )
        try:
            for piece in reader:
                if not all(is_blank(str(text)) for text in piece[width].cat.categories):
                    raise MalformedLineError(path.name, _too_long(path, page, delimiter, place), _TOO_LONG)
                yield piece.drop(columns=[width]).set_axis(piece.index + place.below + given)
        except pd.errors.ParserError:
            raise MalformedLineError(path.name, 0, _UNCLOSED) from None


@contextlib.contextmanager
def _below(path: Path, page: CodePage, delimiter: str, place: _Place) -> Iterator[_Preceded[str] | _Preceded[bytes]]:
    """An empty line of the full width, then the lines under the header; UTF-8 as bytes, which pandas takes as they are."""
    first = delimiter * len(place.header) + "\n"
    if page.encoding in _UTF_8:
        with path.open("rb") as file:
            file.seek(_bytes_above(path, page, delimiter, place))
            yield _Preceded(first.encode(), file)
    else:
        with path.open(encoding=page.encoding, newline="") as text:
            _skip(text, delimiter, place.below)
            yield _Preceded(first, text)


def _bytes_above(path: Path, page: CodePage, delimiter: str, place: _Place) -> int:
    """Where the lines under the header of a UTF-8 file begin."""
    size = len(codecs.BOM_UTF8) if page.encoding == "utf-8-sig" else 0

    def lines(text: IO[str]) -> Iterator[str]:
        nonlocal size
        for line in text:
            size += len(line.encode())
            yield line

    with path.open(encoding=page.encoding, newline="") as text:
        _skip(lines(text), delimiter, place.below)
    return size


def _skip(lines: Iterable[str], delimiter: str, rows: int) -> None:
    for _ in itertools.islice(_csv_rows(lines, delimiter), rows):
        pass


class _Preceded(Generic[AnyStr]):
    """A file with a text put before it."""

    def __init__(self, first: AnyStr, rest: IO[AnyStr]) -> None:
        self._first: AnyStr = first
        self._rest: IO[AnyStr] = rest

    def __iter__(self) -> Iterator[AnyStr]:
        return iter(self._rest)

    def read(self, size: int = -1, /) -> AnyStr:
        """The text first, whatever the size."""
        first, self._first = self._first, self._first[:0]
        return first or self._rest.read(size)


_TOO_LONG: Final = Message("this line has more fields than the header.")
_UNCLOSED: Final = Message("a quotation mark is opened and never closed.")


class MalformedLineError(Exception):
    """A line that cannot be cut into columns; carries file, line and fault, never the text."""

    def __init__(self, file: str, line: int, what: Message) -> None:
        super().__init__(file, line, what)
        advice = Message("Export again with quotes round texts, or as XLSX.")
        self._problem = Problem(file, line, "I11", "", what, advice)

    def problem(self) -> Problem:
        """The same as a value."""
        return self._problem


def _too_long(path: Path, page: CodePage, delimiter: str, place: _Place) -> int:
    """Where the first line with a cell beyond the header ends."""
    with path.open(encoding=page.encoding, newline="") as file:
        rows = csv.reader(file, delimiter=delimiter)
        with _long_fields():
            for number, row in enumerate(rows):
                if number >= place.below and any(not is_blank(cell) for cell in row[len(place.header) :]):
                    return rows.line_num
    return 0


@contextlib.contextmanager
def _long_fields() -> Iterator[None]:
    """The module csv stops at 128 KB, pandas does not: a respondent may write as much as the form lets him."""
    usual = csv.field_size_limit(_LONGEST_FIELD)
    try:
        yield
    finally:
        csv.field_size_limit(usual)


def _csv_rows(file: Iterable[str], delimiter: str) -> Iterator[list[str]]:
    rows = csv.reader(file, delimiter=delimiter)
    while True:
        with _long_fields():
            row = next(rows, None)
        if row is None:
            return
        yield row


def _from_workbook(path: Path, layout: ExportLayout, score: Score) -> Export | Problem:
    found = sheets(path)
    if isinstance(found, Problem):
        return found
    chosen = [(number, sheet) for number, sheet in enumerate(found, start=1) if layout.sheet in {None, sheet.title}]
    places = [(number, sheet, _find(sheet.rows[:_LOOK], score, sheet.heads)) for number, sheet in chosen]
    scored = [(number, sheet, place) for number, sheet, place in places if place]
    if not scored:
        return _no_header(path)
    best = max((place for _, _, place in scored), key=lambda place: place.score)
    tables = [(number, sheet, place) for number, sheet, place in scored if place.header == best.header]
    if not any(not is_blank(cell) for _, sheet, place in tables for row in sheet.rows[place.below :] for cell in row):
        return _no_lines(path)

    def read(wanted: Wanted) -> Iterator[pd.DataFrame]:
        for _, sheet, place in tables:
            yield from _pieces(_sheet_pieces(sheet, place, wanted), wanted)

    assumed = (_which([number for number, _, _ in tables], len(found)), _where(best))
    return Export(path.name, best.header, best.labels, read, assumed)


def _which(numbers: Sequence[int], total: int) -> str:
    """Sheets with one header, such as a sheet for each faculty, are one table."""
    if len(numbers) == 1:
        return Message("worksheet number {number} of {all}", number=numbers[0], all=total)
    return Message(
        "worksheets {numbers} of {all}, which have the same header, read together", numbers=tuple(numbers), all=total
    )


def _sheet_pieces(sheet: ExportSheet, place: _Place, wanted: Wanted) -> Iterator[pd.DataFrame]:
    rows = sheet.rows[place.below :]
    columns = {column: [row[column] for row in rows] for column in sorted(wanted.columns)}
    lines = range(place.below + 1, place.below + 1 + len(rows))
    yield pd.DataFrame(columns, dtype="str", index=lines).astype(dict.fromkeys(sorted(wanted.few), "category"))


def _pieces(found: Iterator[pd.DataFrame], wanted: Wanted) -> Iterator[pd.DataFrame]:
    """Drops blank lines everywhere and footers at the end; the last two pieces go together if the last is short."""
    held: pd.DataFrame | None = None
    for piece in found:
        blank = _blank_lines(piece)
        kept = piece.loc[~blank] if blank.any() else piece
        if held is not None and len(kept) < _LOOK:
            kept = pd.concat([held.astype("str"), kept.astype("str")])
        elif held is not None:
            yield held
        held = kept
    if held is not None:
        footers = _footers(held, wanted)
        yield held.iloc[:-footers] if footers else held


def _blank_lines(piece: pd.DataFrame) -> pd.Series[bool]:
    """Lines in which every cell is blank; a column is looked at only where those before it are."""
    rows = np.arange(len(piece))
    for column in sorted(piece, key=lambda column: not isinstance(piece[column].dtype, pd.CategoricalDtype)):
        if not len(rows):
            break
        rows = rows[_blank_cells(piece[column].iloc[rows]).to_numpy()]
    blank = np.zeros(len(piece), dtype=np.bool_)
    blank[rows] = True
    return pd.Series(blank, index=piece.index)


def _blank_cells(cells: pd.Series[str]) -> pd.Series[bool]:
    distinct = cells.cat.categories if isinstance(cells.dtype, pd.CategoricalDtype) else cells.unique()
    # pandas makes numbers of some columns of large files; a text that begins with a letter or digit is not blank either
    texts = [text for text in distinct if isinstance(text, str) and not text[:1].isalnum()]
    return cells.isin([text for text in texts if len(text) < 20 and is_blank(text)])


def _footers(piece: pd.DataFrame, wanted: Wanted) -> int:
    """How many lines at the end are totals or remarks, not submissions."""
    stamped = any(not is_blank(str(cell)) for column in wanted.stamps for cell in piece[column])
    stamps = wanted.stamps if stamped else frozenset()
    count = 0
    for place in range(len(piece) - 1, max(len(piece) - _LOOK, 0) - 1, -1):
        line = {column: str(piece[column].iat[place]) for column in piece}
        cells = {column: cell for column, cell in line.items() if not is_blank(cell)}
        if not _is_footer(cells, stamps, wanted.answers, piece.shape[1]):
            return count
        count += 1
    return count


def _is_footer(cells: Mapping[Hashable, str], stamps: frozenset[int], answers: frozenset[int], width: int) -> bool:
    """A line of totals or means, one without any stamp, or one remark alone in a wide table."""
    if not cells or (stamps and not stamps & set(cells)):
        return True
    column, text = next(iter(cells.items()))
    if is_totals(text, sure=column in answers):
        return True
    return len(cells) == 1 and width > 2 and column not in answers and " " in comparable(text)
