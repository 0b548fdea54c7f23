"""Reads tables that people fill (CSV or worksheet) as rows typed by the declaration of the dataset.

One declaration (``opendata/datasets/``) gives the meaning of a column, its values and whether it may be empty. The same
code reads CSV and XLSX, so an error has one message and two kinds of location: line and column, or sheet and cell.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias, TypeVar, get_origin

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from transparency.model.dataset import Column, Dataset
from transparency.model.messages import Message
from transparency.model.problem import Problem
from transparency.model.text import LANGUAGES, Languages, Record
from transparency.registry.files import Source, read_text
from transparency.registry.limit_messages import limit_fault
from transparency.registry.parse_values import as_day, as_decimal, as_whole, csv_rows, quoted, shortened
from transparency.registry.records import add_text, refused, unknown_word

R = TypeVar("R", bound=Record)
Fields: TypeAlias = Mapping[str, FieldInfo]
"""Of the model of the rows."""
Cells: TypeAlias = tuple[tuple[Column, Callable[[str], object]], ...]
"""The columns to be filled, with what reads a cell of each; a table repeats most of its cells."""
SEPARATOR = "|"
"""Between the entries of a list inside one cell."""


@dataclass(frozen=True, slots=True)
class TextRow:
    """One row as text; ``number`` is its line in the file or its row on the sheet."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class TextTable:
    """A table as text."""

    file: str
    tab: str
    """Name of the worksheet; empty for a CSV file."""
    columns: tuple[str, ...]
    rows: tuple[TextRow, ...]

    def problem(self, row: int, column: str, rule: str, what: Message, advice: Message) -> Problem:
        """A problem at a cell: ``programmes.csv:3 … title_ru`` or ``programmes.xlsx … programmes!E3``."""
        if not self.tab:
            return Problem(self.file, row, rule, column, what, advice)
        return Problem(self.file, 0, rule, self.where(row, column), what, advice)

    def where(self, row: int, column: str) -> str:
        """A cell in the words of the program that the file is opened with."""
        if not self.tab:
            return f"{self.file}:{row}"
        letter = _letters(self.columns.index(column)) if column in self.columns else ""
        return f"{self.tab}!{letter}{row}"


def _letters(index: int) -> str:
    """0 -> A, 26 -> AA, as spreadsheets count columns."""
    text = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def read_csv(file: Source) -> TextTable | Problem:
    """A CSV file as text, cell by cell; empty lines at the end are ignored."""
    text = read_text(file)
    if isinstance(text, Problem):
        return text
    problems: list[Problem] = []
    reader = csv_rows(file.name, text, problems)
    columns = tuple(next(reader, (1, []))[1])
    rows = []
    for line, values in reader:
        if len(values) > len(columns):
            what = Message("has {count} cells, the header {wanted}.", count=len(values), wanted=len(columns))
            return Problem(file.name, line, "T10", "", what, Message("Put cells that contain a comma in quotes."))
        if any(values):
            rows.append(TextRow(line, dict(zip(columns, values, strict=False))))
    if problems:
        return problems[0]
    return TextTable(file.name, "", columns, tuple(rows))


def typed(
    sheet: TextTable, dataset: Dataset, model: type[R], languages: Languages
) -> tuple[tuple[tuple[int, R], ...], tuple[Problem, ...]]:
    """Each row as a record with its number; a faulty row is left out and every fault of it reported."""
    problems = list(_columns(sheet, dataset, languages))
    if problems:
        return (), tuple(problems)
    fields = model.model_fields
    found = []
    cells = tuple(
        (one, functools.cache(functools.partial(_value, column=one, fields=fields))) for one in dataset.filled
    )
    for row in sheet.rows:
        values, faults = _values(sheet, cells, fields, row, languages)
        record = None if faults else _record(sheet, model, row, values, faults, languages)
        problems += faults
        if record is not None:
            found.append((row.number, record))
    return tuple(found), tuple(problems)


def _columns(sheet: TextTable, dataset: Dataset, languages: Languages) -> Iterator[Problem]:
    declared = {column.name for column in dataset.filled}
    advice = Message("The columns are: {columns}.", columns=", ".join(column.name for column in dataset.filled))
    for name in sorted(set(sheet.columns) - declared - _of_other_languages(declared, languages)):
        yield sheet.problem(1, shortened(name, 60), "T02", Message("unknown column {name}.", name=quoted(name)), advice)
    for name in sorted(declared - set(sheet.columns)):
        yield sheet.problem(1, "", "T03", Message('the column "{name}" is missing.', name=name), advice)
    if len(set(sheet.columns)) != len(sheet.columns):
        yield sheet.problem(1, "", "T11", Message("two columns have the same name."), advice)


def _of_other_languages(declared: Collection[str], languages: Languages) -> frozenset[str]:
    """Columns of the product's other languages; they are left out, like such texts in YAML."""
    texts = {name.removesuffix(f"_{lang}") for lang in languages for name in declared if name.endswith(f"_{lang}")}
    return frozenset(f"{text}_{lang}" for text in texts for lang in set(LANGUAGES) - set(languages))


def _values(
    sheet: TextTable, cells: Cells, fields: Fields, row: TextRow, languages: Languages
) -> tuple[dict[str, object], list[Problem]]:
    values: dict[str, object] = {}
    faults: list[Problem] = []
    for column, read in cells:
        text = row.cells.get(column.name, "").strip()
        if not text:
            if column.required:
                advice = Message("Write it: {description}", description=column.description)
                faults.append(sheet.problem(row.number, column.name, "T06", Message("is empty."), advice))
            continue
        value = read(text)
        if isinstance(value, _Fault):
            faults.append(sheet.problem(row.number, column.name, value.rule, value.what, value.advice))
        else:
            _put(values, fields, column.name, value, languages)
    faults += _gaps(sheet, fields, row, values, languages)
    return values, faults


@dataclass(frozen=True, slots=True)
class _Fault:
    rule: str
    what: Message
    advice: Message


def _value(text: str, column: Column, fields: Fields) -> object:
    """The text as a value of the column's type."""
    if column.codes and not column.several and text not in {code.code for code in column.codes}:
        known = ", ".join(code.code for code in column.codes)
        return _Fault(
            "T05",
            Message("{text} is not one of the codes: {known}.", text=quoted(text), known=known),
            Message("Choose one of them."),
        )
    if _is_list(fields, column.name):
        return tuple(part.strip() for part in text.split(SEPARATOR) if part.strip())
    if column.type == "integer":
        return _or_fault(as_whole(text), text, Message("is not a whole number."), Message("Write e.g. 5."))
    if column.type == "number":
        return _or_fault(as_decimal(text), text, Message("is not a number."), Message("Write e.g. 2.5, with a point."))
    if column.type == "date":
        return _or_fault(
            as_day(text),
            text,
            Message("is not a day of the calendar."),
            Message("Write year-month-day, e.g. 2026-03-01."),
        )
    return text


def _or_fault(value: object, text: str, what: Message, advice: Message) -> object:
    """The value, or what is wrong with the text; a long one is not quoted in full."""
    return _Fault("T04", Message("{text} {what}", text=quoted(text), what=what), advice) if value is None else value


def _is_list(fields: Fields, name: str) -> bool:
    field = fields.get(name)
    return field is not None and get_origin(field.annotation) is tuple


def _put(values: dict[str, object], fields: Fields, column: str, value: object, languages: Languages) -> None:
    """``title_ru`` goes into the text ``title``; other columns are fields of their own."""
    base, _, lang = column.rpartition("_")
    if lang in languages.codes and base in fields:
        text = values.setdefault(base, {})
        assert isinstance(text, dict)  # noqa: S101  (only texts are put under a base)
        text[lang] = value
    else:
        values[column] = value


def _gaps(
    sheet: TextTable, fields: Fields, row: TextRow, values: Mapping[str, object], languages: Languages
) -> Iterator[Problem]:
    """A text stands in all languages or in none."""
    for base, text in values.items():
        if base in fields and isinstance(text, dict):
            for lang in languages:
                name = f"{base}_{lang}"
                if lang not in text and name not in row.cells:
                    continue
                if lang not in text:
                    yield sheet.problem(
                        row.number, name, "L01", Message("this language is missing."), add_text(languages)
                    )


def _record(
    sheet: TextTable,
    model: type[R],
    row: TextRow,
    values: dict[str, object],
    faults: list[Problem],
    languages: Languages,
) -> R | None:
    try:
        return model.model_validate(values, context=languages)
    except ValidationError as error:
        faults += (_fault(sheet, row, detail) for detail in error.errors(include_url=False))
        return None


def _fault(sheet: TextTable, row: TextRow, detail: ErrorDetails) -> Problem:
    column = "_".join(str(part) for part in detail["loc"] if not isinstance(part, int))
    context = detail.get("ctx", {})
    kind = detail["type"]
    if kind == "literal_error":
        advice = Message("Choose one of them.")
        return sheet.problem(row.number, column, "T05", unknown_word(context["expected"]), advice)
    if kind == "string_pattern_mismatch":
        what = Message("does not have the form {pattern}.", pattern=context["pattern"])
        return sheet.problem(row.number, column, "T07", what, Message("Correct the spelling."))
    if found := limit_fault(kind, context):
        return sheet.problem(row.number, column, *found)
    return sheet.problem(row.number, column, "T08", refused(detail), Message("Correct the value."))
