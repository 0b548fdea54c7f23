"""Record type for a missing fact that its unit has promised to supply: missing since when, promised by which day."""

from __future__ import annotations

from transparency.model.text import Date, LocalText, Record


class Promise(Record):
    """A day by which the responsible unit promised to supply what is missing."""

    day: Date
    given_on: Date
    """Day on which the unit gave the promise."""
    reason: LocalText | None = None
    """Why the promise before it was not kept; the first promise has none."""


class Awaited(Record):
    """Base of records whose facts a unit owes until they are complete."""

    missing_since: Date | None = None
    """Day on which the register first named a gap here."""
    promised_by: tuple[Promise, ...] = ()
    """Every promise, the oldest first; the last one is in force. Earlier ones stay, so that readers see them."""
