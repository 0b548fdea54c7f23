"""Turns a filled form into an edit of files, checks it, and commits it on a branch of the editor."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import cast

from pydantic import ValidationError

from transparency.desk.attach_file import FOLDER
from transparency.desk.commit_files import commit_files
from transparency.desk.edit_records import (
    EditorRecord,
    RecordValue,
    declared,
    file_of_new,
    group_of,
    records_of,
    text_of,
    text_with,
)
from transparency.desk.edit_yaml import edited
from transparency.desk.merge_records import NotMerged, merged_value
from transparency.desk.workspace import Files, Workspace
from transparency.model.problem import Problem
from transparency.model.text import Lang, Languages, Translated
from transparency.registry.load import Draft
from transparency.registry.stale_translations import digest, stale
from transparency.registry.translated_rows import FILE, TranslatedRow, stale_row, translated_row, with_confirmed
from transparency.registry.yaml_document import Value

MAP = "data/architecture.yml"
ROWS = f"data/{FILE}"
RETIRED = "data/retired.yml"
KINDS = {"processes": "process", "programmes": "programme", "units": "unit"}
"""Types whose records are retired and never just deleted -> kind of the entry that stays."""
UNFINISHED = frozenset(("R03", "D08"))
"""A new group of processes is saved before its first process, a programme before its modules; neither can be sent before."""
_NAME = re.compile(r"[a-z0-9-]+\.[a-z]+")


@dataclass(frozen=True, slots=True)
class RecordEdit:
    """What becomes of a record, and of the files that go with it."""

    type: str
    record: EditorRecord | None
    value: RecordValue | None
    """None: the record is taken out."""
    files: Files
    problems: tuple[Problem, ...] = field(default=())

    @property
    def file(self) -> str:
        """The file of the record."""
        return next(iter(self.files))

    @property
    def refused(self) -> bool:
        """Whether it must not be saved."""
        return any(one.level == "error" and one.rule not in UNFINISHED for one in self.problems)


def with_newest(base: RecordValue, wanted: RecordValue, newest: RecordValue) -> RecordValue:
    """What the editor changed, applied to the record as it is now; `NotMerged` where somebody changed the same."""
    try:
        return cast(RecordValue, merged_value(base, wanted, newest))
    except ValueError:
        raise NotMerged("") from None


def record_edit(
    space: Workspace,
    name: str,
    record: EditorRecord | None,
    value: RecordValue | None,
    languages: Languages,
    uploads: Mapping[str, bytes],
) -> RecordEdit:
    """The files that change; nothing is written."""
    root = space.root
    text = _text(root, name, record, value, languages)
    file = record.file if record else file_of_new(name, value or {})
    files: dict[str, bytes | None] = {file: None if text is None else text.encode()}
    files |= _attached(value, uploads)
    files |= dict.fromkeys(_no_longer_attached(root, record, value))
    if name == "processes":
        files |= _counted(root, record, value or {}, languages)
    return RecordEdit(name, record, value, files)


def _text(
    root: Path, name: str, record: EditorRecord | None, value: RecordValue | None, languages: Languages
) -> str | None:
    """The text of the record's file; None where the file goes with its only record."""
    if value is None and declared(name).key is None and record and not record.file.endswith(".csv"):
        return None
    return text_with(root, name, record, value, languages)


def checked(space: Workspace, edit: RecordEdit) -> RecordEdit:
    """The edit with everything that would be wrong after it."""
    return RecordEdit(edit.type, edit.record, edit.value, edit.files, space.findings(edit.files))


def attachments(value: Value) -> Iterator[tuple[str, str]]:
    """Name and checksum of every file that a value names."""
    if isinstance(value, dict):
        if isinstance(value.get("sha256"), str) and isinstance(value.get("file"), str):
            yield str(value["file"]), str(value["sha256"])
        for one in value.values():
            yield from attachments(one)
    elif isinstance(value, tuple):
        for one in value:
            yield from attachments(one)


def _attached(value: Value, uploads: Mapping[str, bytes]) -> dict[str, bytes | None]:
    """Files that were dropped; a name that is none is refused by the model and must not become a path before."""
    named = [(file, sha) for file, sha in attachments(value) if sha in uploads and _NAME.fullmatch(file)]
    return {f"{FOLDER}/{file}": uploads[sha] for file, sha in named}


def _no_longer_attached(root: Path, record: EditorRecord | None, value: Value) -> Iterator[str]:
    """Files that the record named alone and names no longer."""
    if record is None:
        return
    now = {file for file, _ in attachments(value)}
    for file in {file for file, _ in attachments(record.value) if _NAME.fullmatch(file)} - now:
        if (root / FOLDER / file).is_file():
            yield f"{FOLDER}/{file}"


def _counted(
    root: Path, record: EditorRecord | None, new: Mapping[str, Value], languages: Languages
) -> dict[str, bytes | None]:
    """The process map declares how many processes each group has; the number follows the processes."""
    others = [one.value for one in records_of(root, "processes", languages) if record is None or one.key != record.key]
    top = [value.get("category") for value in (*others, new) if value and "parent" not in value]
    touched = {value.get("category") for value in (record.value if record else {}, new) if value}
    text = text_of(root, MAP)
    whole = group_of(MAP, text, "categories")
    categories = cast(tuple[Value, ...], whole.get("categories") or ())
    counted = tuple(
        {**one, "count": max(1, top.count(one.get("id")))}
        if isinstance(one, dict) and one.get("id") in touched
        else one
        for one in categories
    )
    if counted == categories:
        return {}
    return {MAP: edited(text, {**whole, "categories": counted}).encode()}


def retired(root: Path, name: str, record: EditorRecord, successor: str, since: Value) -> dict[str, bytes | None]:
    """The entry that keeps the address of a record that goes, and says what replaced it."""
    text = text_of(root, RETIRED)
    whole = group_of(RETIRED, text, "retired")
    entries = cast(tuple[Value, ...], whole.get("retired") or ())
    entry: RecordValue = {"id": record.key, "kind": KINDS[name], "title": record.value.get("title"), "since": since}
    if successor:
        entry["successor"] = successor
    return {RETIRED: edited(text, {**whole, "retired": (*entries, entry)}).encode()}


def confirmed(name: str, value: RecordValue, languages: Languages) -> RecordValue:
    """The value with the sign that its translations follow its present text; unchanged where it is not a whole record yet."""
    model = declared(name).record
    if not issubclass(model, Translated):
        return value
    try:
        record = model.model_validate(value, context=languages)
    except ValidationError:
        return value
    said: dict[str, Value] = dict.fromkeys(languages.translations, digest(record, languages.default))
    return {**{key: one for key, one in value.items() if key != "translated_from"}, "translated_from": said}


def unconfirmed_in(record: EditorRecord, draft: Draft) -> tuple[Lang, ...]:
    """Languages of a record whose translation nobody has confirmed; none where it is not a whole record yet."""
    if record.file.endswith(".csv"):
        row = _row(record.type, record.file, record.value, draft)
        return stale_row(row, draft.confirmed_rows, draft.languages) if row else ()
    model = declared(record.type).record
    if not issubclass(model, Translated):
        return ()
    try:
        return stale(model.model_validate(record.value, context=draft.languages), draft.languages)
    except ValidationError:
        return ()


def _row(name: str, file: str, value: RecordValue, draft: Draft) -> TranslatedRow | None:
    """The row with such a value; None where it is not a whole one yet."""
    dataset = next(one.record for one in draft.datasets if one.record.id == name)
    try:
        return translated_row(dataset, file, declared(name).record.model_validate(value, context=draft.languages))
    except ValidationError:
        return None


def with_row_confirmed(edit: RecordEdit, draft: Draft) -> RecordEdit:
    """The edit with the sign that the translations of a row follow its present text."""
    row = _row(edit.type, edit.file, edit.value or {}, draft)
    text = text_of(draft.root, ROWS)
    new = with_confirmed(text, [row], draft.languages) if row else text
    return edit if new == text else replace(edit, files={**edit.files, ROWS: new.encode()})


def save(space: Workspace, edit: RecordEdit, message: str, editor: str) -> str:
    """Writes the files and commits them, and nothing else, on a branch of the editor."""
    key = edit.record.key if edit.record else str((edit.value or {}).get("id", "new"))
    return commit_files(space, edit.files, f"{message}\n\nDesk: {edit.type}/{key}", editor)


def free_key(root: Path, name: str, value: RecordValue, languages: Languages) -> bool:
    """Whether no other record has the id."""
    return "id" not in value or all(one.key != value["id"] for one in records_of(root, name, languages))
