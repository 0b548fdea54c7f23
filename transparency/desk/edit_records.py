"""Finds the records that editors change in the files of ``data/``, and writes one of them without touching the others."""

from __future__ import annotations

import csv
import hashlib
import io
import os
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from transparency.desk.edit_csv import as_cells, row_value, rows_of, with_row
from transparency.desk.edit_yaml import edited
from transparency.desk.yaml_lines import block
from transparency.model.messages import Message
from transparency.model.problem import Problem
from transparency.model.record_type import RecordType
from transparency.model.text import ID, LONGEST_ID, Languages
from transparency.registry.files import Source, read_text
from transparency.registry.load import Unreadable
from transparency.registry.record_types import record_types
from transparency.registry.records import report_type
from transparency.registry.yaml_document import Document, Value, parse_yaml
from transparency.registry.yaml_document import Path as Place

NEW = "new"
"""Stands for the key of a record that is still to be written."""
NEWEST_FIRST = frozenset(("changes",))
HIDDEN = frozenset(("survey-demo",))
"""Types of which there is nothing to edit for the official site."""

_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")

RecordValue = dict[str, Value]


@dataclass(frozen=True, slots=True)
class EditorRecord:
    """A record as it stands in a file now."""

    type: str
    key: str
    """Its id; the number of its place where records have none."""
    file: str
    path: Place
    """Where it stands in the file; empty for a file that is one record."""
    value: RecordValue

    @property
    def version(self) -> str:
        """Digest of what it says, to notice that somebody else has changed it."""
        return version(self.value)


def version(value: Mapping[str, Value]) -> str:
    """Digest of a value."""
    return hashlib.sha256(repr(value).encode()).hexdigest()[:16]


def declared(name: str) -> RecordType:
    """The declaration of a type by its name."""
    return record_types()[name]


def editable() -> Mapping[str, RecordType]:
    """The types that the desk shows; tables of which there are several are filled in a spreadsheet."""
    tables = {name for name, one in record_types().items() if "*" in one.files and one.files.endswith(".csv")}
    return {name: one for name, one in record_types().items() if name not in HIDDEN | tables}


def records_of(root: Path, name: str, languages: Languages) -> tuple[EditorRecord, ...]:
    """All records of a type; a file that cannot be read has none here, and the check says why."""
    one = declared(name)
    files = sorted(path for path in (root / "data").glob(one.files) if path.is_file())
    return tuple(
        found for path in files for found in _in_file(name, one, path, path.relative_to(root).as_posix(), languages)
    )


def _in_file(name: str, one: RecordType, path: Path, file: str, languages: Languages) -> list[EditorRecord]:
    text = read_text(Source(path, file))
    if not isinstance(text, str):
        return []
    if file.endswith(".csv"):
        rows = list(csv.DictReader(io.StringIO(text)))
        values = [row_value(one.record, row, languages) for row in rows]
        return [EditorRecord(name, _key(value, i), file, (i,), value) for i, value in enumerate(values)]
    document = Document(file)
    parse_yaml(document, text)
    value = document.value
    if document.problems or not isinstance(value, dict):
        return []
    if one.key is None:
        return [EditorRecord(name, path.stem if "*" in one.files else name, file, (), value)]
    entries = value.get(one.key)
    found = [entry for entry in entries if isinstance(entry, dict)] if isinstance(entries, tuple) else []
    return [EditorRecord(name, _key(entry, i), file, (one.key, i), entry) for i, entry in enumerate(found)]


def _key(value: Mapping[str, Value], number: int) -> str:
    key = value.get("id")
    return key if isinstance(key, str) and _KEY.fullmatch(key) else f"no-{number + 1}"


def find(root: Path, name: str, key: str, languages: Languages) -> EditorRecord | None:
    """The record with a key."""
    return next((one for one in records_of(root, name, languages) if one.key == key), None)


def file_of_new(name: str, value: Mapping[str, Value]) -> str:
    """Where a new record is written; an id that is none is not part of a path, and the check says what is wrong with it."""
    given = str(value.get("id", NEW))
    is_id = len(given) <= LONGEST_ID and ID.fullmatch(given)
    return f"data/{declared(name).files}".replace("*", given if is_id else NEW)


def text_of(root: Path, file: str) -> str:
    """What stands in a file, empty where there is none; `Unreadable` where it cannot be read."""
    text = read_text(Source(root / file, file)) if os.path.lexists(root / file) else ""
    if isinstance(text, Problem):
        raise Unreadable([text])
    return text


def group_of(file: str, text: str, key: str | None = None) -> RecordValue:
    """What a YAML file says, with a list under ``key`` or nothing there; `Unreadable` where it says anything else."""
    document = Document(file)
    parse_yaml(document, text)
    value = {} if document.value is None else document.value
    if not isinstance(value, dict):
        report_type(document, (), Message("a group of keys"), value)
    elif key and not isinstance(value.get(key) or (), tuple):
        report_type(document, (key,), Message("a list"), value[key])
    if document.problems:
        raise Unreadable(document.problems)
    return cast(RecordValue, value)


def text_with(
    root: Path, name: str, record: EditorRecord | None, value: RecordValue | None, languages: Languages
) -> str:
    """The text of the file in which the record says ``value``; without a value the record is taken out."""
    one = declared(name)
    file = record.file if record else file_of_new(name, value or {})
    text = text_of(root, file)
    if file.endswith(".csv"):
        row = as_cells(one.record, value, languages) if value is not None else None
        return with_row(text, cast(int, record.path[0]) if record else None, row)
    if one.key is None:
        group_of(file, text)
        return edited(text, value or {}) if text else block(value, 0)
    whole = group_of(file, text, one.key)
    entries = cast(tuple[Value, ...], whole.get(one.key) or ())
    changed = _with_entry(entries, cast(int, record.path[1]) if record else None, value, first=name in NEWEST_FIRST)
    return edited(text, {**whole, one.key: changed})


RecordEdits = list[tuple[str, EditorRecord | None, RecordValue]]
"""Type, the record as it is (None: a new one), and what it is to say."""


def files_with(root: Path, edits: RecordEdits, languages: Languages) -> tuple[dict[str, bytes | None], list[Place]]:
    """The files in which all these records say what is wanted, and for each edit its file and its place there."""
    texts: dict[str, str] = {}
    wanted: dict[str, RecordValue] = {}
    places: list[Place] = []
    added: Counter[Place] = Counter()
    for name, record, value in edits:
        one, file = declared(name), record.file if record else file_of_new(name, value)
        if file not in texts:
            texts[file] = text_of(root, file)
        if file.endswith(".csv"):
            number = cast(int, record.path[0]) if record else max(0, len(rows_of(texts[file])) - 1)
            texts[file] = with_row(texts[file], number if record else None, as_cells(one.record, value, languages))
            places.append((file, number))
        elif one.key is None:
            group_of(file, texts[file])
            wanted[file] = value
            places.append((file,))
        else:
            whole = wanted.setdefault(file, group_of(file, texts[file], one.key))
            entries = cast(tuple[Value, ...], whole.get(one.key) or ())
            first = name in NEWEST_FIRST
            at = cast(int, record.path[1]) + added[file, one.key] if record else None
            whole[one.key] = _with_entry(entries, at, value, first=first)
            if record is None and first:
                added[file, one.key] += 1
                places = [(*p[:2], cast(int, p[2]) + 1) if p[:2] == (file, one.key) else p for p in places]
            places.append((file, one.key, at if at is not None else 0 if first else len(entries)))
    done = {file: edited(text, wanted[file]) if file in wanted else text for file, text in texts.items()}
    return {file: text.encode() for file, text in done.items()}, places


def _with_entry(
    entries: tuple[Value, ...], at: int | None, value: RecordValue | None, *, first: bool
) -> tuple[Value, ...]:
    if at is None:
        assert value is not None  # noqa: S101  (nothing is taken out of nowhere)
        return (value, *entries) if first else (*entries, value)
    return (*entries[:at], *(() if value is None else (value,)), *entries[at + 1 :])
