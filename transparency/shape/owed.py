"""Who owes what: everything that is missing, ends, is overdue or is not translated, by the unit that has to act."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from transparency.check.freshness import State
from transparency.check.registry import CheckedRegistry
from transparency.check.standing import Standing, standings
from transparency.check.translations import stale, untranslated
from transparency.load.prose import ProsePage
from transparency.model.disclosure import TranslatedFrom
from transparency.model.text import DEFAULT_LANGUAGE, Lang, LocalText, Record
from transparency.shape import mechanisms, quality
from transparency.shape.page import Page, said
from transparency.shape.programme import accreditations

Kind = Literal["expired", "missing", "under-review", "expiring", "stale", "untranslated", "stale-translation"]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""Most urgent first."""
PAGE = "disclosures/owed"


@dataclass(frozen=True, slots=True)
class Debt:
    """One thing that a unit has to supply, renew or confirm."""

    unit: str
    kind: Kind
    page: str
    what: LocalText
    due: dt.date | None = None


@dataclass(frozen=True, slots=True)
class UnitDebts:
    """Everything that one unit owes."""

    unit: str
    lang: Lang
    """Language in which the unit is written to."""
    debts: tuple[Debt, ...]


def debts(registry: CheckedRegistry) -> tuple[Debt, ...]:
    """All debts, sorted by unit, urgency, page and text."""
    found = {debt for source in SOURCES for debt in source(registry)}
    return tuple(sorted(found, key=lambda d: (d.unit, KINDS.index(d.kind), d.page, d.what.kk)))


def by_unit(registry: CheckedRegistry) -> tuple[UnitDebts, ...]:
    """A letter for each unit that owes something."""
    found = debts(registry)
    units = sorted({debt.unit for debt in found})
    return tuple(
        UnitDebts(unit, _language(registry, unit), tuple(debt for debt in found if debt.unit == unit)) for unit in units
    )


def _language(registry: CheckedRegistry, unit: str) -> Lang:
    return registry.units[unit].language if unit in registry.units else DEFAULT_LANGUAGE


def _of_disclosures(registry: CheckedRegistry) -> Iterator[Debt]:
    for one in standings(registry):
        item, page = one.item, f"disclosures/{one.item.id}"
        for name in one.missing:
            label = said(registry, f"disclosures.element.{name}")
            yield Debt(item.unit, "missing", page, said(registry, "owed.fact", item=item.title, fact=label))
        yield from _of_state(one, page)
        yield from _of_translation(item.unit, page, item.title, item, item.translated_from)


def _of_state(one: Standing, page: str) -> Iterator[Debt]:
    found: dict[State, tuple[Kind, dt.date | None]] = {
        "expired": ("expired", one.valid_until),
        "expiring": ("expiring", one.valid_until),
        "under-review": ("under-review", one.item.submitted_on),
        "stale": ("stale", one.item.review_by),
    }
    if one.state in found:
        kind, due = found[one.state]
        yield Debt(one.item.unit, kind, page, one.item.title, due)


def _of_translation(
    unit: str, page: str, title: LocalText, record: Record, translated_from: TranslatedFrom | None
) -> Iterator[Debt]:
    if untranslated(record):
        yield Debt(unit, "untranslated", page, title)
    if stale(record, translated_from):
        yield Debt(unit, "stale-translation", page, title)


def _of_mechanisms(registry: CheckedRegistry) -> Iterator[Debt]:
    for view in mechanisms.views(registry):
        one = view.mechanism
        for what in view.owed:
            yield Debt(one.unit, "missing", mechanisms.PAGE, said(registry, "owed.fact", item=one.title, fact=what))
        yield from _overdue(registry, one.unit, mechanisms.PAGE, one.title, one.review_by)
        yield from _of_translation(one.unit, mechanisms.PAGE, one.title, one, one.translated_from)


def _of_quality(registry: CheckedRegistry) -> Iterator[Debt]:
    for name in quality.MISSING:
        view = quality.part(registry, name)
        unit, title = view.part.unit, said(registry, f"quality.part.{name}")
        for fact in view.missing:
            label = said(registry, f"quality.fact.{fact}")
            yield Debt(unit, "missing", quality.PAGE, said(registry, "owed.fact", item=title, fact=label))
        yield from _overdue(registry, unit, quality.PAGE, title, view.part.review_by)
        yield from _of_translation(unit, quality.PAGE, title, view.part, view.part.translated_from)


def _of_documents(registry: CheckedRegistry) -> Iterator[Debt]:
    for one in registry.documents.entries:
        if one.origin == "internal" and one.replaced_by is None:
            for name in ("version", "approved_on"):
                if getattr(one, name) is None:
                    label = said(registry, f"documents.{name}")
                    what = said(registry, "owed.fact", item=one.title, fact=label)
                    yield Debt(one.unit, "missing", quality.DOCUMENTS, what)
            if one.review_by is not None:
                yield from _overdue(registry, one.unit, quality.DOCUMENTS, one.title, one.review_by)


_ENDING: Mapping[State, Kind] = {"expired": "expired", "expiring": "expiring"}


def _of_accreditations(registry: CheckedRegistry) -> Iterator[Debt]:
    unit = registry.datasets["accreditations"].keeper if "accreditations" in registry.datasets else ""
    for view in accreditations(registry):
        one = view.accreditation
        kind = _ENDING.get(view.state)
        if one.status == "actual" and kind is not None:
            title = view.programme.title if view.programme else one.agency
            yield Debt(unit, kind, "disclosures/accreditation-terms", title, one.valid_until)


def _of_frameworks(registry: CheckedRegistry) -> Iterator[Debt]:
    for one in registry.frameworks.values():
        yield from _overdue(registry, one.unit, f"compliance/{one.id}", one.title, one.review_by)


def _of_prose(registry: CheckedRegistry) -> Iterator[Debt]:
    pages: dict[str, dict[Lang, ProsePage]] = {}
    for page in registry.prose:
        pages.setdefault(page.id, {})[page.lang] = page
    for page_id, versions in pages.items():
        facts = versions[DEFAULT_LANGUAGE].facts
        title = LocalText(**{lang: page.facts.title for lang, page in versions.items()})
        yield from _overdue(registry, facts.keeper, page_id, title, facts.review_by)
        if any(page.facts.updated < facts.updated for page in versions.values()):
            yield Debt(facts.keeper, "stale-translation", page_id, title)


def _overdue(registry: CheckedRegistry, unit: str, page: str, title: LocalText, review_by: dt.date) -> Iterator[Debt]:
    if review_by < registry.date:
        yield Debt(unit, "stale", page, title, review_by)


SOURCES: tuple[Callable[[CheckedRegistry], Iterable[Debt]], ...] = (
    _of_disclosures,
    _of_mechanisms,
    _of_quality,
    _of_documents,
    _of_accreditations,
    _of_frameworks,
    _of_prose,
)
"""Each finds the debts of one kind of record; a new kind is one function here."""


def pages(registry: CheckedRegistry) -> Iterator[Page]:
    """The one page of debts."""
    records = registry.disclosures.values()
    yield Page(
        id=PAGE,
        template="owed.md.j2",
        title=said(registry, "owed.title"),
        description=said(registry, "owed.description"),
        view=by_unit(registry),
        keeper=registry.settings.keeper,
        updated=max(one.updated for one in records),
        review_by=min(one.review_by for one in records),
        source=said(registry, "disclosures.source"),
        parent="disclosures/index",
        datasets=("owed",),
    )
