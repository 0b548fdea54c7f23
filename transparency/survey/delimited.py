"""Reads delimited text whose header was found, in chunks; names the line that cannot be cut into columns."""

from __future__ import annotations

import codecs
import contextlib
import csv
import io
import itertools
from collections.abc import Generator, Iterable, Iterator
from pathlib import Path
from typing import IO, AnyStr, Final, Generic, cast

import pandas as pd

from transparency.model.messages import Message
from transparency.model.problem import Problem
from transparency.survey import regular_lines
from transparency.survey.codepage import CodePage
from transparency.survey.header import LOOK, Header
from transparency.survey.submission_lines import Wanted
from transparency.survey.words import is_blank

PIECE: Final = 250_000
"""Lines decoded at a time: memory grows with the answers kept, not with the text read."""
_LONGEST_FIELD: Final = 1 << 30
_UTF_8: Final = ("utf-8", "utf-8-sig")


def first_rows(path: Path, page: CodePage, delimiter: str) -> list[list[str]]:
    """The first lines, cut at ``delimiter``."""
    with path.open(encoding=page.encoding, newline="") as file:
        sample = io.StringIO(file.read(1 << 18), newline="")
    return list(itertools.islice(_csv_rows(sample, delimiter), LOOK))


def has_lines(path: Path, page: CodePage, delimiter: str, place: Header) -> bool:
    """Whether anything is written in the first lines under the header."""
    with path.open(encoding=page.encoding, newline="") as file:
        rows = _csv_rows(file, delimiter)
        below = itertools.islice(rows, place.below, place.below + LOOK)
        return any(not is_blank(cell) for row in below for cell in row)


def text_pieces(path: Path, page: CodePage, delimiter: str, place: Header, wanted: Wanted) -> Iterator[pd.DataFrame]:
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
    path: Path, page: CodePage, delimiter: str, place: Header, wanted: Wanted, given: int
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
def _below(path: Path, page: CodePage, delimiter: str, place: Header) -> Iterator[_Preceded[str] | _Preceded[bytes]]:
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


def _bytes_above(path: Path, page: CodePage, delimiter: str, place: Header) -> int:
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


def _too_long(path: Path, page: CodePage, delimiter: str, place: Header) -> int:
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
