"""Record type for approvals of the site that a regulation requires: what is approved, by which post, on which day."""

from __future__ import annotations

from typing import Literal

from transparency.model.disclosure import ClauseOfDuty
from transparency.model.promise import Awaited
from transparency.model.text import Clarifiable, Date, Digest, Id, LocalText, Text, Translated

Subject = Literal["structure", "mandatory-items", "anonymisation"]


class Approval(Clarifiable, Awaited, Translated):
    """One thing that the management has to approve; without a date the approval is shown as not evidenced."""

    id: Id
    clause: ClauseOfDuty
    """Clause that asks for the approval."""
    title: LocalText
    """What is approved."""
    approved_by: Id
    """Post that approves it."""
    approved_on: Date | None = None
    version: Text | None = None
    document: LocalText | None = None
    """Order or minutes that record the approval."""
    covers: Subject | None = None
    """The section tree of the site, the list of mandatory items, or how published figures are anonymised."""
    structure: Digest | None = None
    """Checksum of the section structure that was approved."""
    unit: Id
    """Who has to bring the record of the approval."""
