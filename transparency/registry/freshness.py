"""Computes the state of a disclosure item on the day of the build: valid, expired, awaiting approval, incomplete, overdue.

The conditions are tested in this order and the first that applies decides: its validity has ended; a newer version waits for
approval; something is missing (and whether anything is there); its validity ends soon; its review is overdue.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal, get_args

State = Literal["expired", "under-review", "not-yet-published", "partly", "expiring", "stale", "published"]
STATES: tuple[State, ...] = get_args(State)
"""Most urgent first."""

EXPIRING_DAYS = 90
"""An item whose validity ends within so many days is shown as expiring, so that its unit can renew it in time."""


@dataclass(frozen=True, slots=True)
class Dates:
    """The days on which the state of an item depends."""

    review_by: dt.date
    submitted_on: dt.date | None = None
    published_on: dt.date | None = None
    valid_from: dt.date | None = None
    valid_until: dt.date | None = None


def state(dates: Dates, today: dt.date, *, complete: bool, begun: bool = False) -> State:
    """The one state that holds today; ``complete``: every required fact is there; ``begun``: at least a part of one is."""
    if dates.valid_until is not None and dates.valid_until < today:
        return "expired"
    if _waits_for_approval(dates, today):
        return "under-review"
    if dates.valid_from is not None and dates.valid_from > today:
        return "not-yet-published"
    if not complete:
        return "partly" if begun else "not-yet-published"
    if dates.valid_until is not None and (dates.valid_until - today).days <= EXPIRING_DAYS:
        return "expiring"
    return "stale" if dates.review_by < today else "published"


def _waits_for_approval(dates: Dates, today: dt.date) -> bool:
    """Something newer than what is public was handed in."""
    if dates.submitted_on is None or dates.submitted_on > today:
        return False
    return dates.published_on is None or dates.published_on < dates.submitted_on or dates.published_on > today
