"""Reads a filled submission form (DOCX). What the three name fields hold is compared and forgotten, never returned."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import docx
from docx.opc.exceptions import PackageNotFoundError
from pydantic import ValidationError

from transparency.model.submission import NAME_FIELDS, Submission, SubmissionForm
from transparency.model.text import LANGUAGES
from transparency.problem import Problem

TEXTS: tuple[str, ...] = ("topic", "content", "basis")
_SHORTEST_NAME = 4
_YES = frozenset(("иә", "да", "yes", "+"))


def read_form(path: Path, form: SubmissionForm) -> tuple[Submission | None, tuple[Problem, ...]]:
    """The form without its names, or every reason why it cannot be taken."""
    cells = _cells(path, form)
    if isinstance(cells, Problem):
        return None, (cells,)
    problems = [*_missing(path.name, form, cells), *_names_in_text(path.name, cells)]
    day = _day(path.name, cells, problems)
    if problems or day is None:
        return None, tuple(problems)
    try:
        return _submission(cells, day), ()
    except ValidationError as error:
        places = sorted({".".join(str(part) for part in detail["loc"]) for detail in error.errors()})
        advice = "Use the identifiers of data/organisation.yml and plain file names."
        return None, tuple(Problem(path.name, 0, "N02", place, "has the wrong form.", advice) for place in places)


def _cells(path: Path, form: SubmissionForm) -> dict[str, str] | Problem:
    """Key -> what stands in the last column of its row."""
    known = {field.key for field in form.fields}
    try:
        document = docx.Document(str(path))
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError, OSError):
        return Problem(path.name, 0, "N01", "", "is not a DOCX document.", "Save the form as Word document (.docx).")
    rows = (row.cells for table in document.tables for row in table.rows)
    cells = {row[0].text.strip(): row[-1].text.strip() for row in rows if len(row) > 1}
    found = {key: value for key, value in cells.items() if key in known}
    if not found:
        advice = "Start from the form that scripts/intake.py form writes; keep its first column."
        return Problem(path.name, 0, "N01", "", "is not the submission form.", advice)
    return found


def _missing(file: str, form: SubmissionForm, cells: Mapping[str, str]) -> Iterator[Problem]:
    photos = [field.key for field in form.fields if field.key.startswith("photo")]
    given = {key.split("_")[0] for key in photos if cells.get(key)}
    for field in form.fields:
        wanted = field.required or field.key.split("_")[0] in given
        if wanted and not cells.get(field.key):
            advice = f"Fill «{field.label.kk}»; all three languages are required."
            yield Problem(file, 0, "N02", field.key, "is empty.", advice)


def _names_in_text(file: str, cells: Mapping[str, str]) -> Iterator[Problem]:
    """A name from the paper fields may not slip into the text."""
    names = [word for key in NAME_FIELDS for word in _words(cells.get(key, "")) if len(word) >= _SHORTEST_NAME]
    for key, text in cells.items():
        if key not in NAME_FIELDS and any(name in _words(text) for name in names):
            advice = "Write the post instead; names of the form stay on paper."
            yield Problem(file, 0, "N04", key, "holds a name from the signature fields (not shown).", advice)


def _words(text: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in re.findall(r"[^\W\d_]+", text))


def _day(file: str, cells: Mapping[str, str], problems: list[Problem]) -> dt.date | None:
    try:
        return dt.date.fromisoformat(cells.get("date", ""))
    except ValueError:
        if cells.get("date"):
            advice = "Write year-month-day, e.g. 2026-03-01."
            problems.append(Problem(file, 0, "N02", "date", "is not a day of the calendar.", advice))
        return None


def _submission(cells: Mapping[str, str], day: dt.date) -> Submission:
    return Submission.model_validate(
        {
            "date": day,
            "unit": cells["unit"],
            **{key: _text(cells, key) for key in TEXTS},
            "photos": tuple(_photos(cells)),
        }
    )


def _photos(cells: Mapping[str, str]) -> Iterator[dict[str, object]]:
    for key in cells:
        photo, _, part = key.partition("_")
        if part == "file" and cells[key]:
            yield {
                "file": cells[key],
                "alt": _text(cells, f"{photo}_alt"),
                "consent": cells[f"{photo}_consent"].casefold() in _YES,
            }


def _text(cells: Mapping[str, str], key: str) -> dict[str, str]:
    return {lang: cells[f"{key}_{lang}"] for lang in LANGUAGES}
