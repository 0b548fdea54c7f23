"""Imports the criteria of a framework (a standard, an agency's criteria) from a table into ``data/compliance/``.

One row a clause: number, level, unit, title and duty in each language, in our own words. The row without a number is the
framework itself: its title, its description (as duty) and the unit that keeps the mapping. What is already in the file
(answers, questions, comments) stays, so that a new edition can be imported over an old one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import cast

from transparency.desk.edit_yaml import edited, read_value
from transparency.desk.read_workbook import read_workbook
from transparency.model.compliance import Framework
from transparency.model.csv_table import csv_table
from transparency.model.messages import Message
from transparency.model.problem import CouldNotRun, Problem
from transparency.model.text import Lang, Languages
from transparency.model.words import Words
from transparency.registry.files import Source
from transparency.registry.records import record
from transparency.registry.tables import TextTable, read_csv
from transparency.registry.yaml_document import Document, Value, parse_yaml

TAB = "framework"
"""Worksheet of a workbook."""
_REVIEWED_EVERY = dt.timedelta(days=365)


def columns(languages: Languages) -> tuple[str, ...]:
    """Heading of the table."""
    texts = (f"{name}_{lang}" for name in ("title", "duty") for lang in languages)
    return ("number", "level", "unit", *texts)


def template(languages: Languages) -> bytes:
    """A table to fill, empty but for its heading."""
    return csv_table([columns(languages)]).encode()


def imported(
    table: Path, file: Path, edition: str, languages: Languages, words: Mapping[Lang, Words], day: dt.date
) -> tuple[str, tuple[Problem, ...]]:
    """The text of ``data/compliance/NAME.yml`` after the import, and what is wrong with it."""
    sheet = _read(table)
    if isinstance(sheet, Problem):
        return "", (sheet,)
    missing = [one for one in columns(languages) if one not in sheet.columns]
    if missing:
        raise CouldNotRun(Message("The table lacks the columns {names}.", names=", ".join(missing)))
    text = file.read_text("utf-8") if file.is_file() else ""
    old = cast("dict[str, Value]", read_value(text)) if text else {}
    head = next((row.cells for row in sheet.rows if not row.cells.get("number")), None)
    wanted = old | (_head(head, languages) if head else {})
    wanted |= {
        "id": file.stem,
        "kind": old.get("kind", "external"),
        "edition": edition,
        "note": old.get("note", {lang: words[lang].text("compliance.own_words") for lang in languages}),
        **{name: old.get(name, day) for name in ("updated", "last_reviewed")},
        "review_by": old.get("review_by", day + _REVIEWED_EVERY),
        "clauses": tuple(_clauses(sheet, old, languages)),
    }
    text = edited(text, cast("Value", wanted))
    document = Document(f"data/compliance/{file.name}")
    parse_yaml(document, text)
    if not document.problems:
        record(Framework, document, languages)
    return text, tuple(document.problems)


def _read(table: Path) -> TextTable | Problem:
    if table.suffix != ".xlsx":
        return read_csv(Source(table, table.name))
    sheets, problems = read_workbook(table, (TAB,))
    return problems[0] if problems else sheets[TAB]


def _text(cells: Mapping[str, str], name: str, languages: Languages) -> Value:
    return {lang: cells.get(f"{name}_{lang}", "").strip() for lang in languages}


def _head(cells: Mapping[str, str], languages: Languages) -> dict[str, Value]:
    title, description = (_text(cells, name, languages) for name in ("title", "duty"))
    return {"title": title, "description": description, "unit": cells.get("unit", "")}


def _clauses(sheet: TextTable, old: Mapping[str, Value], languages: Languages) -> list[Value]:
    """The rows of the table, each with the answers that its clause had before."""
    before = cast("tuple[dict[str, Value], ...]", old.get("clauses", ()))
    known = {str(one["number"]): one for one in before}
    found: list[Value] = []
    for row in sheet.rows:
        if number := row.cells.get("number", "").strip():
            texts = {name: _text(row.cells, name, languages) for name in ("title", "duty")}
            clause: dict[str, Value] = {**known.get(number, {}), "number": number, **texts, "unit": row.cells["unit"]}
            if level := row.cells.get("level", ""):
                clause["level"] = level
            found.append(clause)
    return found
