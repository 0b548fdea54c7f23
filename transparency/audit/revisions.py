"""Attacks several releases of the figures together: a count once published stays known, differences reveal small cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from transparency.audit.direct import problem
from transparency.audit.facts import CellPlace, Facts, whole
from transparency.model.messages import Message
from transparency.model.problem import Problem

Cells = Mapping[CellPlace, Facts]


def small_changes(releases: Sequence[Cells], threshold: int) -> Iterator[Problem]:
    """S11: between two releases a cell changes by so few people that the change shows their answers."""
    for i, later in enumerate(releases):
        for earlier in releases[:i]:
            for place in sorted(later.keys() & earlier.keys()):
                if 0 < _change(earlier[place], later[place]) < threshold:
                    what = Message(
                        "an earlier release differs by so few people that the difference shows their answers."
                    )
                    advice = Message("Keep the earlier figures until more answers have changed.")
                    yield problem("S11", later[place].row, what, advice, place)


def _change(earlier: Facts, later: Facts) -> float:
    """People or answers by which two revisions differ at least; 0 where either is hidden."""
    if earlier.hidden or later.hidden:
        return 0.0
    changes = [abs(later.people[0] - earlier.people[0]), abs(later.valid[0] - earlier.valid[0])]
    if 2 in earlier.classes and 2 in later.classes:
        old, new = whole(earlier.classes[2], earlier.valid), whole(later.classes[2], later.valid)
        changes.append(max(0.0, new[0] - old[1], old[0] - new[1]))
    changes += [abs(later.missing[name] - earlier.missing[name]) for name in later.missing.keys() & earlier.missing]
    return max(changes)


def remembered(current: Cells, others: Sequence[Cells]) -> dict[CellPlace, Facts]:
    """The cells of a release, hidden ones filled in from releases that showed them and agree with it otherwise."""
    known = dict(current)
    for other in others:
        revised = {place[:3] for place in current.keys() & other.keys() if _change(other[place], current[place])}
        for place, facts in other.items():
            if place[:3] in revised:
                continue
            here = known.get(place)
            if here is None:
                known[place] = facts
            elif here.hidden and not facts.hidden:
                known[place] = replace(facts, row=here.row)
    return known
