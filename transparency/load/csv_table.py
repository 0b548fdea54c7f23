"""CSV with a typed record a row: the header is the fields of the record in capitals, a text in three columns."""

from __future__ import annotations

import csv
import datetime as dt
import io
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar, get_args

from transparency.load.again import again
from transparency.load.files import Source, read_text
from transparency.load.records import typed
from transparency.load.yaml_document import Document, Value
from transparency.model.text import LANGUAGES, LocalText, Record
from transparency.problem import Problem

R = TypeVar("R", bound=Record)


def columns(model: type[Record]) -> tuple[str, ...]:
    """The header of a table of such records."""
    return tuple(column for _, names in _fields(model) for column in names)


def _fields(model: type[Record]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name, field in model.model_fields.items():
        if field.annotation is LocalText:
            yield name, tuple(f"{name}_{lang}".upper() for lang in LANGUAGES)
        else:
            yield name, (name.upper(),)


def read_table(model: type[R], file: Source) -> tuple[tuple[R, ...], tuple[Problem, ...]]:
    """All rows that are right, and what is wrong with the others."""
    return again(file.path, model, lambda: _read(model, file))


def _read(model: type[R], file: Source) -> tuple[tuple[R, ...], tuple[Problem, ...]]:
    document = Document(file.name)
    text = read_text(file)
    if isinstance(text, Problem):
        return (), (text,)
    reader = csv.reader(io.StringIO(text, newline=""))
    header = tuple(next(reader, ()))
    expected = columns(model)
    if header != expected:
        document.report((), "T03", "the header is not the expected one.", f"Write: {','.join(expected)}")
        return (), tuple(document.problems)
    parse = _parser(model)
    rows = enumerate(_rows(reader, document, len(expected)))
    found = (typed(model, parse(row), document, (number,)) for number, row in rows)
    return tuple(_sharing_names(r for r in found if r is not None)), tuple(document.problems)


def _sharing_names(rows: Iterable[R]) -> Iterator[R]:
    """Every row gives every field, so all rows keep one set of names: two of the three KiB of a row of indicators."""
    names: set[str] | None = None
    for row in rows:
        names = row.model_fields_set if names is None else names
        object.__setattr__(row, "__pydantic_fields_set__", names)
        yield row


def _rows(reader: Iterator[list[str]], document: Document, width: int) -> Iterator[list[str]]:
    kept = 0
    for row in reader:
        line = reader.line_num  # type: ignore[attr-defined]
        if len(row) == width:
            document.lines[(kept,)] = line
            kept += 1
            yield row
        else:
            what = f"the row has {len(row)} cells instead of {width}."
            document.problems.append(Problem(document.file, line, "T03", "", what, "Mend the commas and quotes."))


def _parser(model: type[Record]) -> Callable[[list[str]], dict[str, Value]]:
    """Built once a table, because tables have many rows."""
    plans: list[tuple[str, int, Callable[[str], Value] | None]] = []
    position = 0
    for name, names in _fields(model):
        single = len(names) == 1
        plans.append((name, position, _conversion(model.model_fields[name].annotation) if single else None))
        position += len(names)

    def parse(row: list[str]) -> dict[str, Value]:
        return {name: convert(row[at]) if convert else _texts(row, at) for name, at, convert in plans}

    return parse


def _texts(row: list[str], at: int) -> Value:
    return {lang: row[at + number] for number, lang in enumerate(LANGUAGES)}


def _conversion(annotation: object) -> Callable[[str], Value]:
    kinds = {annotation, *get_args(annotation)}
    kinds |= {type(kind) for kind in get_args(annotation) if isinstance(kind, int)}
    for kind, convert in _CONVERSIONS.items():
        if kind in kinds:
            return _or_none(convert) if type(None) in kinds else convert
    return _or_none(sys.intern) if type(None) in kinds else sys.intern


def _or_none(convert: Callable[[str], Value]) -> Callable[[str], Value]:
    return lambda text: convert(text) if text else None


def _as(kind: Callable[[str], Value]) -> Callable[[str], Value]:
    """The value, or the text itself, which the record then refuses in words."""

    def convert(text: str) -> Value:
        try:
            return kind(text)
        except ValueError:
            return text

    return convert


_CONVERSIONS: Mapping[type, Callable[[str], Value]] = {
    dt.date: _as(dt.date.fromisoformat),
    float: _as(float),
    int: _as(int),
}
