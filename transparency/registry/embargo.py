"""Removes records that are under embargo or not public, so that they reach no page, file or search index."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from transparency.model.disclosure import AdditionalDisclosure
from transparency.model.disclosure_facts import Attachment
from transparency.model.quality import ControlledDocument, DocumentRegister
from transparency.model.text import Record, parts
from transparency.registry.quality import QualitySystem


def public_entries(entries: Iterable[AdditionalDisclosure], today: dt.date) -> tuple[AdditionalDisclosure, ...]:
    """The entries that are public today, the newest first."""
    found = (one for one in entries if one.public_from is None or one.public_from <= today)
    return tuple(sorted(found, key=lambda one: (-one.submitted_on.toordinal(), one.id)))


def public_documents(register: DocumentRegister, today: dt.date) -> DocumentRegister:
    """The register without the documents that become public later, and without references to them."""
    found = tuple(one for one in register.entries if one.public_from is None or one.public_from <= today)
    known = {one.id for one in found}
    return register.model_copy(update={"entries": tuple(_without_unknown(one, known) for one in found)})


def public_quality(parts: QualitySystem, documents: DocumentRegister) -> QualitySystem:
    """The quality system without documents that are not public, and without a rating that nobody decided to publish."""
    known = {one.id for one in documents.entries}
    parties = tuple(
        party.model_copy(update={"bound_by": tuple(one for one in party.bound_by if one in known)})
        for party in parts.parties.entries
    )
    rating = parts.rating
    if rating.decision != "published":
        rating = rating.model_copy(update={"rows": ()})
    return replace(parts, parties=parts.parties.model_copy(update={"entries": parties}), rating=rating)


def public_files(files: Mapping[str, bytes], records: Iterable[Record]) -> dict[str, bytes]:
    """The attached files that a public record names; a file goes public with its record, not before."""
    named = {attachment.file for record in records for _, attachment in parts(record, Attachment)}
    return {name: data for name, data in files.items() if name in named}


def _without_unknown(document: ControlledDocument, known: Collection[str]) -> ControlledDocument:
    """A document whose successor is not public yet stands as if it had none."""
    if document.replaced_by is None or document.replaced_by in known:
        return document
    return document.model_copy(update={"replaced_by": None})
