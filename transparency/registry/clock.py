"""The build date: ``SITE_DATE`` if set, otherwise the date of the commit; the current time is never read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from transparency.model.git import git
from transparency.model.limits import FIRST_DAY, LAST_DAY
from transparency.model.messages import Message
from transparency.model.problem import CouldNotRun
from transparency.registry.parse_values import as_day


def build_date(root: Path, environ: Mapping[str, str]) -> dt.date:
    """The day for which the site is built; states such as «expired» are computed for it."""
    written = environ.get("SITE_DATE")
    if written is None:
        return _commit_date(root)
    day = as_day(written)
    if day is None:
        raise CouldNotRun(Message("SITE_DATE is not a day of the calendar. Write year-month-day, e.g. 2026-03-01."))
    if not FIRST_DAY <= day <= LAST_DAY:
        raise CouldNotRun(
            Message(
                "SITE_DATE lies outside the years {first} to {last}. Correct the year.",
                first=FIRST_DAY.year,
                last=LAST_DAY.year,
            )
        )
    return day


def _commit_date(root: Path) -> dt.date:
    try:
        return dt.date.fromisoformat(git(root, "log", "-1", "--format=%cs").strip())
    except (CouldNotRun, ValueError):
        raise CouldNotRun(
            Message("This folder has no git commit to take the date from. Set SITE_DATE=2026-03-01.")
        ) from None
