"""Reads a filled submission form (DOCX). The three names on it are compared with each other and never returned."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import docx
from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.exceptions import InvalidXmlError
from lxml import etree
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from transparency.gate.containers.office_package import OfficePackage, RefusedPackage, read_package
from transparency.model.limits import LARGEST_FORM
from transparency.model.messages import Message
from transparency.model.problem import Problem
from transparency.model.submission import NAME_FIELDS, Submission, SubmissionForm
from transparency.model.text import Languages
from transparency.registry.limit_messages import limit_fault
from transparency.registry.parse_values import as_day

TEXTS: tuple[str, ...] = ("topic", "content", "basis")
_SHORTEST_NAME = 4
_DAMAGED = RefusedPackage(Message("is damaged or no DOCX document"), foreign=True)
_SPAN = re.compile(rb"<[^<>]*gridSpan[^<>]*>")
_ORDINARY_SPAN = re.compile(rb"<w:gridSpan w:val=\"[1-6]?[0-9]\"\s*/>")
"""A table of Word has at most 63 columns."""
_ERRORS: tuple[type[Exception], ...] = (
    *(PackageNotFoundError, InvalidXmlError, zipfile.BadZipFile, etree.LxmlError, OSError, RecursionError),
    *(LookupError, ValueError, TypeError, AttributeError, AssertionError),
)
"""What python-docx raises on a document whose parts contradict each other."""
_YES = frozenset(("иә", "да", "yes", "+"))


def read_form(path: Path, form: SubmissionForm, languages: Languages) -> tuple[Submission | None, tuple[Problem, ...]]:
    """The form without its names, or every reason why it cannot be taken."""
    cells = _cells(path, form)
    if isinstance(cells, Problem):
        return None, (cells,)
    problems = [*_missing(path.name, form, languages, cells), *_names_in_text(path.name, cells)]
    day = _day(path.name, cells, problems)
    if problems or day is None:
        return None, tuple(problems)
    try:
        return _submission(cells, languages, day), ()
    except ValidationError as error:
        return None, tuple(_refused(path.name, detail) for detail in error.errors(include_url=False))


def _refused(file: str, detail: ErrorDetails) -> Problem:
    place = ".".join(str(part) for part in detail["loc"])
    if found := limit_fault(detail["type"], detail.get("ctx", {})):
        rule, what, wanted = found
        return Problem(file, 0, rule, place, what, wanted)
    advice = Message("Use the identifiers of data/organisation.yml, days of this century and plain file names.")
    return Problem(file, 0, "N02", place, Message("has the wrong form."), advice)


def _cells(path: Path, form: SubmissionForm) -> dict[str, str] | Problem:
    """Key -> what stands in the last column of its row."""
    known = {field.key for field in form.fields}
    opened = read_package(path)
    refused = opened if isinstance(opened, RefusedPackage) else _unlike_a_form(opened)
    if refused is not None or isinstance(opened, RefusedPackage):
        return _not_opened(path.name, refused or _DAMAGED)
    try:
        rows = list(_rows(docx.Document(io.BytesIO(opened.data))))
    except _ERRORS:
        return _not_opened(path.name, _DAMAGED)
    found = [row for row in rows if row.key in known]
    if not found:
        advice = Message("Start from the form that scripts/intake.py form writes; keep its first column.")
        return Problem(path.name, 0, "N01", "", Message("is not the submission form."), advice)
    return _wrong_row(path.name, found) or {row.key: row.value for row in found}


def _not_opened(file: str, refused: RefusedPackage) -> Problem:
    rule = "N01" if refused.foreign else "X03"
    return Problem(
        file,
        0,
        rule,
        "",
        Message("{what}.", what=refused.what),
        Message("Save the form as Word document (.docx), without a password."),
    )


def _unlike_a_form(package: OfficePackage) -> RefusedPackage | None:
    """python-docx makes a cell for each column that a cell spans, and follows merged rows up to the first."""
    if sum(len(part) for part in package.parts.values()) > LARGEST_FORM:
        return RefusedPackage(
            Message("has more than {most} MB of text and layout", most=LARGEST_FORM // 1024 // 1024), foreign=False
        )
    text = package.parts.get("word/document.xml", b"")
    spans = _SPAN.findall(text)
    if len(spans) != len(_ORDINARY_SPAN.findall(text)) or b"vMerge" in text:
        return RefusedPackage(Message("has merged cells"), foreign=False)
    return None


@dataclass(frozen=True, slots=True)
class _Row:
    key: str
    value: str
    nested: bool
    """Whether a table stands inside the answer; its text would be lost."""


def _rows(document: Document) -> Iterator[_Row]:
    for table in document.tables:
        for row in table.rows:
            cells = row.cells
            if len(cells) > 1:
                yield _Row(cells[0].text.strip(), cells[-1].text.strip(), bool(cells[-1].tables))


def _wrong_row(file: str, rows: Sequence[_Row]) -> Problem | None:
    """The first row whose answer cannot be taken as it stands."""
    seen: set[str] = set()
    for row in rows:
        if row.nested:
            return Problem(
                file, 0, "N07", row.key, Message("contains a table."), Message("Write the answer as plain text.")
            )
        if row.key in seen:
            return Problem(
                file, 0, "N07", row.key, Message("appears twice in the form."), Message("Keep one of the two rows.")
            )
        seen.add(row.key)
    return None


def _missing(file: str, form: SubmissionForm, languages: Languages, cells: Mapping[str, str]) -> Iterator[Problem]:
    photos = [field.key for field in form.fields if field.key.startswith("photo")]
    given = {key.split("_")[0] for key in photos if cells.get(key)}
    for field in form.fields:
        wanted = field.required or field.key.split("_")[0] in given
        if wanted and not cells.get(field.key):
            advice = Message("Fill «{label}»; all languages are required.", label=field.label)
            yield Problem(file, 0, "N02", field.key, Message("is empty."), advice)


def _names_in_text(file: str, cells: Mapping[str, str]) -> Iterator[Problem]:
    """A name from the paper fields may not slip into the text."""
    names = [word for key in NAME_FIELDS for word in _words(cells.get(key, "")) if len(word) >= _SHORTEST_NAME]
    for key, text in cells.items():
        if key not in NAME_FIELDS and any(name in _words(text) for name in names):
            advice = Message("Write the post instead; names of the form stay on paper.")
            yield Problem(
                file, 0, "N04", key, Message("contains a name from the signature fields (not shown)."), advice
            )


def _words(text: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in re.findall(r"[^\W\d_]+", text))


def _day(file: str, cells: Mapping[str, str], problems: list[Problem]) -> dt.date | None:
    day = as_day(cells.get("date", ""))
    if day is None and cells.get("date"):
        advice = Message("Write year-month-day, e.g. 2026-03-01.")
        problems.append(Problem(file, 0, "N02", "date", Message("is not a day of the calendar."), advice))
    return day


def _submission(cells: Mapping[str, str], languages: Languages, day: dt.date) -> Submission:
    return Submission.model_validate(
        {
            "date": day,
            "unit": cells["unit"],
            **{key: _text(cells, languages, key) for key in TEXTS},
            "photos": tuple(_photos(cells, languages)),
        }
    )


def _photos(cells: Mapping[str, str], languages: Languages) -> Iterator[dict[str, object]]:
    for key in cells:
        photo, _, part = key.partition("_")
        if part == "file" and cells[key]:
            yield {
                "file": cells[key],
                "alt": _text(cells, languages, f"{photo}_alt"),
                "consent": cells[f"{photo}_consent"].casefold() in _YES,
            }


def _text(cells: Mapping[str, str], languages: Languages, key: str) -> dict[str, str]:
    return {lang: cells[f"{key}_{lang}"] for lang in languages}
