"""Record type for an entry of the portal's news of changes, written for its readers."""

from __future__ import annotations

from typing import Literal

from transparency.model.text import Date, Id, LocalText, Text, Translated

ChangeKind = Literal["page", "data", "document", "correction"]


class PortalChange(Translated):
    """One entry of the page of changes and of the Atom feeds."""

    id: Id
    """Part of the address of the entry; never changes."""
    date: Date
    kind: ChangeKind
    title: LocalText
    """What is new, in one line."""
    text: LocalText
    """Why, and for a correction the old and the new value."""
    page: Text | None = None
    """Id of the page it is about, e.g. ``processes/index``."""
    datasets: tuple[Id, ...] = ()
    """Datasets whose change it explains: the report of the next version repeats it."""
    submitted_by: Id | None = None
    """Post or unit that submitted the change; absent where it was not recorded."""
    approved_by: Id | None = None
    """Post or unit that approved it, never the one that submitted it; absent where it was not recorded."""
