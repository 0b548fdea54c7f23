"""Record type for the metadata at the top of a hand-written page."""

from __future__ import annotations

from transparency.model.text import Date, Digest, Id, Record, Text


class ProseFacts(Record):
    """Front matter of a file in ``docs/<language>/``."""

    title: Text
    description: Text
    """One sentence for search engines and lists."""
    keeper: Id
    """Unit or role that answers for the text."""
    updated: Date
    review_by: Date
    translated_from: Digest | None = None
    """In a translation: digest of the text in the default language from which it was made."""
    approved_by: Id | None = None
    """Post that approved the text; given together with the day."""
    approved_on: Date | None = None
    parent: Text | None = None
    """Id of the page above it, for the breadcrumbs; left out on top pages."""
