"""Files that go public: the type by content, size, checksum, what the metadata reveal, whether a PDF can be read aloud.

A finding about metadata never repeats the value: it may be a person's name.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from transparency.load.attachments import FOLDER
from transparency.load.entry import Entry
from transparency.load.registry import Draft
from transparency.load.yaml_document import Path
from transparency.model.disclosure import Attachment
from transparency.model.text import Record
from transparency.problem import Problem

Finding = tuple[str, str, str]
"""Rule, what, advice."""


def wrong_attachments(draft: Draft) -> Iterator[Problem]:
    """Every file that a record names exists, is what it says, and gives nothing away; every file is named by a record."""
    files = draft.disclosing.attachments
    named: set[str] = set()
    for entry, path, attachment in _attachments(draft):
        named.add(attachment.file)
        data = files.get(attachment.file)
        for rule, what, advice in _missing(attachment) if data is None else _inner(attachment.file, data):
            yield entry.problem((*path, "file"), rule, what, advice)
        if data is not None and hashlib.sha256(data).hexdigest() != attachment.sha256:
            what = "the checksum is not that of the file."
            yield entry.problem((*path, "sha256"), "F07", what, f"Write {hashlib.sha256(data).hexdigest()}.")
    for name in () if "disclosing" in draft.incomplete else sorted(set(files) - named):
        what = "no record names this file."
        yield Problem(f"{FOLDER}/{name}", 0, "F09", "", what, "Name it in a record, or remove it.")


def _missing(attachment: Attachment) -> Iterator[Finding]:
    yield "F01", f"there is no file {FOLDER}/{attachment.file}.", "Put the file there, or correct the name."


def _inner(name: str, data: bytes) -> Iterator[Finding]:
    from transparency.check.attached_file import findings  # noqa: PLC0415  (large readers; most runs have no attachment)

    return findings(name, data)


def _attachments(draft: Draft) -> Iterator[tuple[Entry[Any], Path, Attachment]]:
    entries: list[Entry[Any]] = [*draft.disclosing.disclosures, *draft.disclosing.entries]
    if draft.disclosing.documents is not None:
        entries.append(draft.disclosing.documents)
    for entry in entries:
        for path, attachment in _inside(entry.record, ()):
            yield entry, path, attachment


def _inside(value: object, path: Path) -> Iterator[tuple[Path, Attachment]]:
    if isinstance(value, Attachment):
        yield path, value
    elif isinstance(value, Record):
        for name, child in value:
            yield from _inside(child, (*path, name))
    elif isinstance(value, tuple):
        for i, child in enumerate(value):
            yield from _inside(child, (*path, i))
