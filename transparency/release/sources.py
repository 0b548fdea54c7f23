"""Loads the checked registry of a commit, and lists what would stop its release."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from transparency.model.messages import Message
from transparency.model.problem import CouldNotRun, Problem
from transparency.registry.check import CheckedRegistry, check
from transparency.registry.load import load
from transparency.release.checkout import Checkout


def registry_of(sources: Checkout) -> CheckedRegistry:
    """The registry of a commit, checked; a commit whose data do not fit together has nothing to release."""
    draft, problems = load(sources.root)
    registry = check(draft, sources.date)[0] if draft else None
    if registry is None:
        raise CouldNotRun(Message("The data of the release cannot be read: {problem}", problem=problems[0]))
    return registry


def without_demo(root: Path, date: dt.date) -> tuple[Problem, ...]:
    """What is wrong with ``data/`` alone: the official site is made without the records of ``demo/``, so none may need them."""
    draft, problems = load(root)
    return problems if draft is None else (*problems, *check(draft, date)[1])


def waived(registry: CheckedRegistry) -> tuple[str, ...]:
    """What would stop an official release and is let pass by a dated decision, one line each."""
    in_force = (one for one in registry.waivers if one.granted_on <= registry.date <= one.until)
    return tuple(
        sorted(
            f"{one.item}: {one.granted_by} {one.granted_on}, until {one.until}: {one.reason.any}" for one in in_force
        )
    )
