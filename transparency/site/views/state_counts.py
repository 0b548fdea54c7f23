"""Counts disclosures by state, in the order in which readers are shown the states."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from transparency.registry.disclosure_status import DisclosureStatus
from transparency.registry.freshness import State

STATES: tuple[State, ...] = (
    "published",
    "partly",
    "expiring",
    "stale",
    "expired",
    "under-review",
    "not-yet-published",
)
"""What is there, what needs attention, what is missing."""


@dataclass(frozen=True, slots=True)
class StateCount:
    """How many disclosures are in one state."""

    state: State
    items: int


def state_counts(found: Iterable[DisclosureStatus]) -> tuple[StateCount, ...]:
    """The states that occur."""
    counts = Counter(one.state for one in found)
    return tuple(StateCount(state, counts[state]) for state in STATES if counts[state])
