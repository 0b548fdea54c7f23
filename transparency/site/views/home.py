"""View of the home page."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from transparency.model.change import PortalChange
from transparency.model.text import LocalText
from transparency.registry.check import CheckedRegistry
from transparency.registry.disclosure_status import DisclosureStatus, Progress, progress, standings
from transparency.site.views.page import Page, said
from transparency.site.views.portal import newest_first
from transparency.site.views.process import ProcessGroup, groups

NEWS = 4
"""How many changes and how many coming reviews the page names."""

AUDIENCES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("applicant", ("programmes/index", "disclosures/index")),
    ("expert", ("compliance/index", "processes/clauses", "disclosures/owed")),
    ("analyst", ("open-data/index", "surveys/index")),
    ("citizen", ("disclosures/mechanisms", "reports/index")),
)
"""Entry by who the visitor is: the word for the audience and the pages it looks for first."""


@dataclass(frozen=True, slots=True)
class Entrance:
    """A way in for one kind of visitor."""

    audience: str
    pages: tuple[Page, ...]


@dataclass(frozen=True, slots=True)
class StateCount:
    """How many disclosures are in one state."""

    state: str
    items: int


@dataclass(frozen=True, slots=True)
class DueReview:
    """A disclosure that is to be looked at again."""

    page: str
    title: LocalText
    day: dt.date


@dataclass(frozen=True, slots=True)
class HomeView:
    """Key facts, the ways in, and what is new."""

    processes: int
    indicators: int
    datasets: int
    facts: Progress
    """Facts of all disclosures, published and needed."""
    states: tuple[StateCount, ...]
    entrances: tuple[Entrance, ...]
    groups: tuple[ProcessGroup, ...]
    changes: tuple[PortalChange, ...]
    reviews: tuple[DueReview, ...]


def page(registry: CheckedRegistry, others: tuple[Page, ...], datasets: int) -> Page:
    """The one home page; it leads to the pages that the other sections have made, and counts the datasets on offer."""
    chart, found = registry.architecture, standings(registry)
    return Page(
        id="index",
        template="home.html.j2",
        title=registry.settings.portal,
        description=registry.settings.tagline,
        view=HomeView(
            processes=len(registry.processes),
            indicators=sum(len(p.indicators) for p in registry.processes),
            datasets=datasets,
            facts=progress(found),
            states=_states(found),
            entrances=tuple(_entrances(others)),
            groups=groups(registry),
            changes=newest_first(registry.changes)[:NEWS],
            reviews=_reviews(registry, found),
        ),
        keeper=registry.settings.keeper,
        updated=max((chart.updated, *(change.date for change in registry.changes))),
        review_by=chart.review_by,
        source=said(registry, "home.source"),
    )


def _entrances(others: tuple[Page, ...]) -> Iterator[Entrance]:
    by_id = {one.id: one for one in others}
    for audience, wanted in AUDIENCES:
        found = tuple(by_id[one] for one in wanted if one in by_id)
        if found:
            yield Entrance(audience, found)


def _states(found: tuple[DisclosureStatus, ...]) -> tuple[StateCount, ...]:
    return tuple(StateCount(state, items) for state, items in Counter(one.state for one in found).most_common())


def _reviews(registry: CheckedRegistry, found: tuple[DisclosureStatus, ...]) -> tuple[DueReview, ...]:
    """The next days on which something is due, the nearest first."""
    coming = [DueReview(f"disclosures/{s.item.id}", s.item.title, s.item.review_by) for s in found]
    later = [one for one in coming if one.day >= registry.date]
    return tuple(sorted(later, key=lambda one: (one.day, one.page))[:NEWS])
