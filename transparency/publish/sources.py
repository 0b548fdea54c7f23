"""What the data of a checked-out commit say about its own release."""

from __future__ import annotations

from transparency.check.registry import CheckedRegistry, check
from transparency.load.registry import load
from transparency.problem import CouldNotRun
from transparency.publish.checkout import Checkout


def registry_of(sources: Checkout) -> CheckedRegistry:
    """The registry of a commit, checked; a commit whose data do not fit together has nothing to release."""
    draft, problems = load(sources.root)
    registry = check(draft, sources.date)[0] if draft else None
    if registry is None:
        raise CouldNotRun(f"The data of the release cannot be read: {problems[0]}")
    return registry


def waived(registry: CheckedRegistry) -> tuple[str, ...]:
    """What would stop an official release and is let pass by a dated decision, one line each."""
    in_force = (one for one in registry.waivers if one.granted_on <= registry.date <= one.until)
    return tuple(
        sorted(f"{one.item}: {one.granted_by} {one.granted_on}, until {one.until}: {one.reason.en}" for one in in_force)
    )
