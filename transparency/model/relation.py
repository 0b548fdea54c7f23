"""Record type for relations between pages: processes, indicators, survey blocks, disclosures, programmes, clauses."""

from __future__ import annotations

from pydantic import Field

from transparency.model.text import LocalText, Text, Translated


class Relation(Translated):
    """One line of ``data/relations.yml``. Each page that it names links to the others; a proposed relation is marked so."""

    page: Text
    """Id of a page of the site, e.g. ``disclosures/contacts``."""
    pages: tuple[Text, ...] = Field(min_length=1)
    """Ids of the pages that belong to it."""
    confirmed: bool = False
    """The institution has confirmed the relation."""
    source: LocalText | None = None
    """Where the relation is stated; empty for a proposal of the portal."""
