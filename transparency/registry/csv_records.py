"""Reads CSV rows as typed records: headers are field names in capitals, a text has one column per language."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar, get_args

from transparency.cache import in_memory_by_file
from transparency.model.messages import Message
from transparency.model.problem import Problem
from transparency.model.text import COMPUTED_FIELDS, Languages, LocalText, Record
from transparency.registry.files import Source, read_text
from transparency.registry.parse_values import as_day, as_decimal, as_whole, csv_rows
from transparency.registry.records import typed
from transparency.registry.yaml_document import Document, Value

R = TypeVar("R", bound=Record)


def columns(model: type[Record], languages: Languages) -> tuple[str, ...]:
    """The header of a table of such records."""
    return tuple(column for _, names in _fields(model, languages) for column in names)


def _fields(model: type[Record], languages: Languages) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name, field in model.model_fields.items():
        if name in COMPUTED_FIELDS:
            continue
        if field.annotation is LocalText:
            yield name, tuple(f"{name}_{lang}".upper() for lang in languages)
        else:
            yield name, (name.upper(),)


def read_table(model: type[R], file: Source, languages: Languages) -> tuple[tuple[R, ...], tuple[Problem, ...]]:
    """All rows that are right, and what is wrong with the others."""
    return in_memory_by_file(file.path, (model, languages), lambda: _read(model, file, languages))


def _read(model: type[R], file: Source, languages: Languages) -> tuple[tuple[R, ...], tuple[Problem, ...]]:
    document = Document(file.name)
    parse = _parser(model, languages)
    rows = enumerate(rows_under(columns(model, languages), file, document))
    found = (typed(model, parse(row), document, (number,), languages) for number, row in rows)
    return tuple(_sharing_names(r for r in found if r is not None)), tuple(document.problems)


def rows_under(expected: tuple[str, ...], file: Source, document: Document) -> Iterator[list[str]]:
    """The rows of a table that has exactly the expected header; what is wrong becomes a problem of the document."""
    text = read_text(file)
    if isinstance(text, Problem):
        document.problems.append(text)
        return
    reader = csv_rows(file.name, text, document.problems)
    header = tuple(next(reader, (1, []))[1])
    if document.problems:
        return
    if header != expected:
        document.report(
            (),
            "T03",
            Message("the header is not the expected one."),
            Message("Write: {header}", header=",".join(expected)),
        )
        return
    yield from _rows(reader, document, len(expected))


def _sharing_names(rows: Iterable[R]) -> Iterator[R]:
    """Every row gives every field, so all rows keep one set of names: two of the three KiB of a row of indicators."""
    names: set[str] | None = None
    for row in rows:
        names = row.model_fields_set if names is None else names
        object.__setattr__(row, "__pydantic_fields_set__", names)
        yield row


def _rows(reader: Iterator[tuple[int, list[str]]], document: Document, width: int) -> Iterator[list[str]]:
    kept = 0
    for line, row in reader:
        if len(row) == width:
            document.lines[(kept,)] = line
            kept += 1
            yield row
        else:
            what = Message("the row has {count} cells instead of {width}.", count=len(row), width=width)
            document.problems.append(
                Problem(document.file, line, "T03", "", what, Message("Correct the commas and quotes."))
            )


def _parser(model: type[Record], languages: Languages) -> Callable[[list[str]], dict[str, Value]]:
    """Built once a table, because tables have many rows."""
    plans: list[tuple[str, int, Callable[[str], Value] | None]] = []
    position = 0
    for name, names in _fields(model, languages):
        single = model.model_fields[name].annotation is not LocalText
        plans.append((name, position, _conversion(model.model_fields[name].annotation) if single else None))
        position += len(names)

    def parse(row: list[str]) -> dict[str, Value]:
        return {name: convert(row[at]) if convert else _texts(row, at, languages) for name, at, convert in plans}

    return parse


def _texts(row: list[str], at: int, languages: Languages) -> Value:
    return {lang: row[at + number] for number, lang in enumerate(languages)}


def _conversion(annotation: object) -> Callable[[str], Value]:
    kinds = set(_kinds(annotation))
    for kind, convert in _CONVERSIONS.items():
        if kind in kinds:
            return _or_none(convert) if type(None) in kinds else convert
    return _or_none(sys.intern) if type(None) in kinds else sys.intern


def _kinds(annotation: object) -> Iterator[object]:
    """The types that an annotation allows; limits and the letters of a `Literal` set aside."""
    yield annotation
    for part in get_args(annotation):
        if isinstance(part, int):
            yield type(part)
        else:
            yield from _kinds(part)


def _or_none(convert: Callable[[str], Value]) -> Callable[[str], Value]:
    return lambda text: convert(text) if text else None


def _as(kind: Callable[[str], Value | None]) -> Callable[[str], Value]:
    """The value, or the text itself, which the record then refuses in words."""

    def convert(text: str) -> Value:
        value = kind(text)
        return text if value is None else value

    return convert


_CONVERSIONS: Mapping[type, Callable[[str], Value]] = {
    dt.date: _as(as_day),
    float: _as(as_decimal),
    int: _as(as_whole),
}
