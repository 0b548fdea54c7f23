"""Rules about attachments: type by content, size, checksum, metadata, accessibility of PDF.

A finding about metadata never repeats the value: it may be a person's name.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from transparency.model.disclosure_facts import Attachment
from transparency.model.messages import Message
from transparency.model.problem import Problem
from transparency.model.text import parts
from transparency.registry.attachment_files import FOLDER
from transparency.registry.entry import SourceRecord
from transparency.registry.load import Draft
from transparency.registry.yaml_document import Path

HOME_PHOTO = 75 * 1024
"""Most bytes of the photograph of the home page, whose first view has 120 KB."""
Finding = tuple[str, Message, Message]
"""Rule, what, advice."""


def wrong_attachments(draft: Draft) -> Iterator[Problem]:
    """Every file that a record names exists, is what it says, and gives nothing away; every file is named by a record."""
    files = draft.disclosing.attachments
    domain = draft.settings.record.institution.domain
    named: set[str] = set()
    for entry, path, attachment in _attachments(draft):
        named.add(attachment.file)
        data = files.get(attachment.file)
        for rule, what, advice in (
            _missing(attachment) if data is None else inner_findings(attachment.file, data, domain)
        ):
            yield entry.problem((*path, "file"), rule, what, advice)
        if data is not None and entry is draft.settings and len(data) > HOME_PHOTO:
            what = Message("is larger than {most} KB.", most=HOME_PHOTO // 1024)
            yield entry.problem((*path, "file"), "F03", what, Message("Make the picture smaller."))
        if data is not None and hashlib.sha256(data).hexdigest() != attachment.sha256:
            what = Message("the checksum is not that of the file.")
            yield entry.problem(
                (*path, "sha256"),
                "F07",
                what,
                Message("Write {digest}.", digest=hashlib.sha256(data).hexdigest()),
            )
    for name in () if "disclosing" in draft.incomplete else sorted(set(files) - named):
        what = Message("no record names this file.")
        yield Problem(f"{FOLDER}/{name}", 0, "F09", "", what, Message("Name it in a record, or remove it."))


def _missing(attachment: Attachment) -> Iterator[Finding]:
    yield (
        "F01",
        Message("there is no file {folder}/{file}.", folder=FOLDER, file=attachment.file),
        Message("Put the file there, or correct the name."),
    )


def inner_findings(name: str, data: bytes, domain: str = "") -> Iterator[Finding]:
    """What is wrong with the content of one file."""
    from transparency.registry.attached_file import findings  # noqa: PLC0415  (large readers; most runs have no attachment)

    return findings(name, data, domain)


def _attachments(draft: Draft) -> Iterator[tuple[SourceRecord[Any], Path, Attachment]]:
    entries: list[SourceRecord[Any]] = [draft.settings, *draft.disclosing.disclosures, *draft.disclosing.entries]
    if draft.disclosing.documents is not None:
        entries.append(draft.disclosing.documents)
    for entry in entries:
        for path, attachment in parts(entry.record, Attachment):
            yield entry, path, attachment
