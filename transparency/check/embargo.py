"""Records that are not public yet never reach a page, a file or the search: they end here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from transparency.model.disclosure import Disclosure, Other
from transparency.model.quality import ControlledDocument, DocumentRegister


def public_item(item: Disclosure, today: dt.date) -> Disclosure:
    """The item without the entries that become public later."""
    if not isinstance(item.content, Other):
        return item
    entries = tuple(e for e in item.content.entries if e.public_from is None or e.public_from <= today)
    return item.model_copy(update={"content": item.content.model_copy(update={"entries": entries})})


def public_documents(register: DocumentRegister, today: dt.date) -> DocumentRegister:
    """The register without the documents that become public later."""
    return register.model_copy(update={"entries": tuple(_public(register.entries, today))})


def _public(documents: Iterable[ControlledDocument], today: dt.date) -> Iterable[ControlledDocument]:
    return (one for one in documents if one.public_from is None or one.public_from <= today)
