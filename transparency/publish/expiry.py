"""What has run out although nobody changed anything: found today, not found on the day of the last change."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from transparency.check.registry import check
from transparency.check.release import refusals
from transparency.load.registry import load
from transparency.problem import Problem, in_order


def expired(root: Path, changed: dt.date, today: dt.date) -> tuple[Problem, ...]:
    """Problems and refusals of ``today`` that there were not on the day of the last change."""
    then = {(problem.rule, problem.file, problem.place) for problem in _against(root, changed)}
    return in_order(p for p in _against(root, today) if (p.rule, p.file, p.place) not in then)


def _against(root: Path, date: dt.date) -> tuple[Problem, ...]:
    draft, problems = load(root)
    if draft is None:
        return problems
    registry, found = check(draft, date)
    return (*problems, *found, *(refusals(registry) if registry else ()))
