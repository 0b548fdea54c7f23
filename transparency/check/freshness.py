"""The state of an item on the day of the build. It is computed, never typed, so that nobody can forget to change it.

Order of the questions, the first that applies answers: has its validity ended; is a newer version waiting for approval; is
something missing; does its validity end soon; is its review overdue.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal, get_args

State = Literal["expired", "under-review", "not-yet-published", "expiring", "stale", "published"]
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


def state(dates: Dates, today: dt.date, *, complete: bool) -> State:
    """The one state that holds today; ``complete`` says whether every required fact is there."""
    if dates.valid_until is not None and dates.valid_until < today:
        return "expired"
    if _waits_for_approval(dates, today):
        return "under-review"
    if not complete or (dates.valid_from is not None and dates.valid_from > today):
        return "not-yet-published"
    if dates.valid_until is not None and (dates.valid_until - today).days <= EXPIRING_DAYS:
        return "expiring"
    return "stale" if dates.review_by < today else "published"


def _waits_for_approval(dates: Dates, today: dt.date) -> bool:
    """Something newer than what is public was handed in."""
    if dates.submitted_on is None or dates.submitted_on > today:
        return False
    return dates.published_on is None or dates.published_on < dates.submitted_on or dates.published_on > today
