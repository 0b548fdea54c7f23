"""The only clock there is: the date in ``SITE_DATE``, else the date of the commit. The time of the build is never read."""

from __future__ import annotations

import datetime as dt
import subprocess
from collections.abc import Mapping
from pathlib import Path

from transparency.problem import CouldNotRun


def build_date(root: Path, environ: Mapping[str, str]) -> dt.date:
    """The day for which the site is built; states such as «expired» are computed for it."""
    written = environ.get("SITE_DATE")
    if written is None:
        return _commit_date(root)
    try:
        return dt.date.fromisoformat(written)
    except ValueError:
        raise CouldNotRun("SITE_DATE is not a day of the calendar. Write year-month-day, e.g. 2026-03-01.") from None


def _commit_date(root: Path) -> dt.date:
    command = ["git", "-C", str(root), "log", "-1", "--format=%cs"]
    try:
        printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()  # noqa: S603
        return dt.date.fromisoformat(printed)
    except (OSError, subprocess.CalledProcessError, ValueError):
        raise CouldNotRun("This folder has no git commit to take the date from. Set SITE_DATE=2026-03-01.") from None
