"""Lists outstanding items by responsible unit: missing, expiring, overdue or untranslated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from transparency.model.text import Lang
from transparency.registry.check import CheckedRegistry
from transparency.registry.disclosure_status import Progress, disclosure_statuses, progress
from transparency.site.views.outstanding_item import KINDS, PAGE, OutstandingItem
from transparency.site.views.outstanding_sources import SOURCES
from transparency.site.views.page import Page, text_in_all_languages


@dataclass(frozen=True, slots=True)
class UnitItems:
    """Everything that one unit owes."""

    unit: str
    lang: Lang
    """Language in which the unit is written to."""
    items: tuple[OutstandingItem, ...]
    progress: Progress
    """Required facts of the unit's disclosures, published and needed."""


def outstanding_items(registry: CheckedRegistry) -> tuple[OutstandingItem, ...]:
    """All outstanding items, sorted by unit, urgency, page and text."""
    found = {item for source in SOURCES for item in source(registry)}
    return tuple(
        sorted(found, key=lambda d: (d.unit, KINDS.index(d.kind), d.page, d.what.get(registry.languages.default)))
    )


def by_unit(registry: CheckedRegistry) -> tuple[UnitItems, ...]:
    """A letter for each unit that owes something."""
    found, disclosures = outstanding_items(registry), disclosure_statuses(registry)
    units = sorted({item.unit for item in found})
    return tuple(
        UnitItems(
            unit,
            _language(registry, unit),
            tuple(item for item in found if item.unit == unit),
            progress(one for one in disclosures if one.item.unit == unit),
        )
        for unit in units
    )


def _language(registry: CheckedRegistry, unit: str) -> Lang:
    wanted = registry.units[unit].language if unit in registry.units else None
    return wanted if wanted in registry.languages.codes else registry.languages.default


def pages(registry: CheckedRegistry) -> Iterator[Page]:
    """The page of all outstanding items, by unit."""
    records = registry.disclosures.values()
    yield Page(
        id=PAGE,
        template="owed.html.j2",
        title=text_in_all_languages(registry, "owed.title"),
        description=text_in_all_languages(registry, "owed.description"),
        view=by_unit(registry),
        keeper=registry.settings.keeper,
        updated=max((one.updated for one in records), default=registry.architecture.updated),
        review_by=min((one.review_by for one in records), default=registry.architecture.review_by),
        source=text_in_all_languages(registry, "disclosures.source"),
        parent="disclosures/index",
        datasets=("owed",),
    )
