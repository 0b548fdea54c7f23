"""Records that are not public yet never reach a page, a file or the search: they end here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from transparency.model.disclosure import Entry
from transparency.model.quality import ControlledDocument, DocumentRegister


def public_entries(entries: Iterable[Entry], today: dt.date) -> tuple[Entry, ...]:
    """The entries that are public today, the newest first."""
    found = (one for one in entries if one.public_from is None or one.public_from <= today)
    return tuple(sorted(found, key=lambda one: (-one.submitted_on.toordinal(), one.id)))


def public_documents(register: DocumentRegister, today: dt.date) -> DocumentRegister:
    """The register without the documents that become public later."""
    return register.model_copy(update={"entries": tuple(_public(register.entries, today))})


def _public(documents: Iterable[ControlledDocument], today: dt.date) -> Iterable[ControlledDocument]:
    return (one for one in documents if one.public_from is None or one.public_from <= today)
