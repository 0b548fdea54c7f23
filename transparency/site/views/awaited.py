"""View of missing records (empty states): the unit that owes them, since when, and by when they were promised."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise

from transparency.model.promise import Awaited, Promise
from transparency.model.text import LocalText


@dataclass(frozen=True, slots=True)
class Replaced:
    """A promise that another took the place of."""

    day: dt.date
    given_on: dt.date
    replaced_because: LocalText | None


@dataclass(frozen=True, slots=True)
class Awaiting:
    """Something that a unit owes, on the day of the build."""

    unit: str
    since: dt.date | None = None
    """Day on which the register first named the gap."""
    promise: Promise | None = None
    """The promise in force."""
    earlier: tuple[Replaced, ...] = ()
    """Promises that were replaced, the newest first."""
    late: bool = False
    """The promised day has passed."""


def awaiting(unit: str, record: Awaited, today: dt.date) -> Awaiting:
    """The duty of a unit to complete a record."""
    promises = record.promised_by
    last = promises[-1] if promises else None
    return Awaiting(
        unit=unit,
        since=record.missing_since,
        promise=last,
        earlier=tuple(Replaced(old.day, old.given_on, new.reason) for old, new in pairwise(promises))[::-1],
        late=last is not None and last.day < today,
    )
