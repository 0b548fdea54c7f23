"""Finds what is owed in each kind of record."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from transparency.model.compliance import Mechanism
from transparency.model.disclosure import Disclosure
from transparency.model.process import Process
from transparency.model.promise import Awaited
from transparency.model.quality import QualityPart
from transparency.model.text import Lang, LocalText, Record
from transparency.registry.check import CheckedRegistry
from transparency.registry.check_approvals import is_evidenced
from transparency.registry.disclosure_status import DisclosureStatus, disclosure_statuses
from transparency.registry.freshness import State
from transparency.registry.record_types import record_types
from transparency.registry.stale_translations import stale, stale_pages, untranslated
from transparency.site.views import grounds, mechanisms, quality, verify
from transparency.site.views.evidence_status import of_surveys
from transparency.site.views.measured import all_measured
from transparency.site.views.outstanding_item import NO_VALUES, PAGE, WHOLE_PAGE, Kind, OutstandingItem
from transparency.site.views.page import text_in_all_languages
from transparency.site.views.programme import accreditations
from transparency.site.views.sentence import within

_LISTED_ONE_BY_ONE = (Disclosure, Process, Mechanism, QualityPart)
"""Types of which each stale translation is an item of its own."""


def _fact(registry: CheckedRegistry, item: LocalText, fact: LocalText) -> LocalText:
    """A fact that an item lacks; after the colon it begins with a small letter."""
    told = LocalText(**{lang: within(text) for lang, text in fact.texts.items()})
    return text_in_all_languages(registry, "owed.fact", item=item, fact=told)


def _of_disclosures(registry: CheckedRegistry) -> Iterator[OutstandingItem]:
    for one in disclosure_statuses(registry):
        item, page = one.item, f"disclosures/{one.item.id}"
        for fact in one.elements:
            if fact.given:
                continue
            label = fact.title or text_in_all_languages(registry, f"disclosures.element.{fact.name}")
            yield _missing(item.unit, page, _fact(registry, item.title, label), item)
        yield from _of_state(one, page)
        yield from _of_translation(registry, item.unit, page, item.title, item, one.stale_translations)


def _missing(unit: str, page: str, what: LocalText, record: Awaited, anchor: str = WHOLE_PAGE) -> OutstandingItem:
    last = record.promised_by[-1].day if record.promised_by else None
    return OutstandingItem(unit, "missing", page, what, since=record.missing_since, promised_by=last, anchor=anchor)


def _of_state(one: DisclosureStatus, page: str) -> Iterator[OutstandingItem]:
    found: dict[State, tuple[Kind, dt.date | None]] = {
        "expired": ("expired", one.valid_until),
        "expiring": ("expiring", one.valid_until),
        "under-review": ("under-review", one.item.submitted_on),
        "stale": ("stale", one.item.review_by),
    }
    if one.state in found:
        kind, due = found[one.state]
        yield OutstandingItem(one.item.unit, kind, page, one.item.title, due)


def _of_translation(
    registry: CheckedRegistry,
    unit: str,
    page: str,
    title: LocalText,
    record: Record,
    unconfirmed: Collection[Lang],
    anchor: str = WHOLE_PAGE,
) -> Iterator[OutstandingItem]:
    if untranslated(record, registry.languages):
        yield OutstandingItem(unit, "untranslated", page, title, anchor=anchor)
    if unconfirmed:
        yield OutstandingItem(unit, "stale-translation", page, title, anchor=anchor)


def _of_mechanisms(registry: CheckedRegistry) -> Iterator[OutstandingItem]:
    for view in mechanisms.views(registry):
        one = view.mechanism
        for what in view.owed:
            yield _missing(one.unit, mechanisms.PAGE, _fact(registry, one.title, what), one, one.id)
        yield from _overdue(registry, one.unit, mechanisms.PAGE, one.title, one.review_by, one.id)
        yield from _of_translation(
            registry, one.unit, mechanisms.PAGE, one.title, one, stale(one, registry.languages), one.id
        )


def _of_registers(registry: CheckedRegistry) -> Iterator[OutstandingItem]:
    """Addresses in outside registers."""
    for one in registry.registers:
        if one.address is None:
            yield _missing(one.unit, verify.PAGE, one.title, one)


def _of_grounds(registry: CheckedRegistry) -> Iterator[OutstandingItem]:
    """Duties that the legal service has to confirm."""
    for act in registry.legal_acts:
        for duty in act.duties:
            if duty.confirmed is None:
                act_title = text_in_all_languages(registry, "grounds.act", title=act.title, number=act.number)
                what = _fact(registry, act_title, duty.duty)
                yield OutstandingItem(act.unit, "to-confirm", grounds.PAGE, what, anchor=duty.id)


def _of_quality(registry: CheckedRegistry) -> Iterator[OutstandingItem]:
    for name in quality.MISSING if registry.quality else ():
        view = quality.part(registry, name)
        unit, title = view.part.unit, text_in_all_languages(registry, f"quality.part.{name}")
        for fact in view.missing:
            label = text_in_all_languages(registry, f"quality.fact.{fact}")
            yield _missing(unit, quality.PAGE, _fact(registry, title, label), view.part, name)
        yield from _overdue(registry, unit, quality.PAGE, title, view.part.review_by, name)
        yield from _of_translation(
            registry, unit, quality.PAGE, title, view.part, stale(view.part, registry.languages), name
        )


def _of_approvals(registry: CheckedRegistry) -> Iterator[OutstandingItem]:
    for one in registry.approvals.values():
        if not is_evidenced(one, registry.settings.sections):
            what = _fact(registry, one.title, text_in_all_languages(registry, "approvals.record"))
            yield _missing(one.unit, quality.PAGE, what, one, f"approval-{one.id}")


def _of_documents(registry: CheckedRegistry) -> Iterator[OutstandingItem]:
    for one in registry.documents.entries:
        if one.origin == "internal" and one.replaced_by is None:
            for name in ("version", "approved_on"):
                if getattr(one, name) is None:
                    label = text_in_all_languages(registry, f"documents.{name}")
                    what = _fact(registry, one.title, label)
                    yield _missing(one.unit, quality.DOCUMENTS, what, one, one.id)
            if one.review_by is not None:
                yield from _overdue(registry, one.unit, quality.DOCUMENTS, one.title, one.review_by, one.id)


def _of_indicators(registry: CheckedRegistry) -> Iterator[OutstandingItem]:
    """Indicators without values: one item for each unit and each group or process."""
    titles = {f"figures/{one.id}": one.title for one in registry.indicator_groups}
    titles |= {f"processes/{one.id}": one.title for one in registry.processes}
    found = Counter((one.owner, one.home) for one in all_measured(registry).values() if one.state == "missing")
    for (owner, page), number in found.items():
        if owner is not None:
            what = text_in_all_languages(registry, "owed.indicators", item=titles[page], n=str(number))
            yield OutstandingItem(owner, NO_VALUES, page, what)


def _of_surveys(registry: CheckedRegistry) -> Iterator[OutstandingItem]:
    """The calendar of surveys, and results that nobody invented."""
    section, calendar = registry.surveys.section, registry.surveys.calendar
    if section is None:
        return
    if not calendar:
        yield _missing(
            section.keeper, "surveys/index", text_in_all_languages(registry, "owed.survey_calendar"), section
        )
    if of_surveys(registry, [one.id for one in calendar]).worth == "missing":
        yield _missing(section.keeper, "surveys/index", text_in_all_languages(registry, "owed.survey_results"), section)


_ENDING: Mapping[State, Kind] = {"expired": "expired", "expiring": "expiring"}


def _of_accreditations(registry: CheckedRegistry) -> Iterator[OutstandingItem]:
    unit = registry.settings.keeper_of("accreditations")
    items = (one.id for one in registry.disclosures.values() if one.content.kind == "accreditation-terms")
    page = next((f"disclosures/{item}" for item in items), PAGE)
    for view in accreditations(registry):
        one = view.accreditation
        kind = _ENDING.get(view.state)
        if one.status == "actual" and kind is not None:
            title = view.programme.title if view.programme else one.agency
            yield OutstandingItem(unit, kind, page, title, one.valid_until)


def _of_frameworks(registry: CheckedRegistry) -> Iterator[OutstandingItem]:
    for one in registry.frameworks.values():
        yield from _overdue(registry, one.unit, f"compliance/{one.id}", one.title, one.review_by)


def _of_prose(registry: CheckedRegistry) -> Iterator[OutstandingItem]:
    for page_id, unconfirmed in stale_pages(registry.prose, registry.languages).items():
        versions = {page.lang: page.facts for page in registry.prose if page.id == page_id}
        facts = versions[registry.languages.default]
        title = LocalText(**{lang: one.title for lang, one in versions.items()})
        yield from _overdue(registry, facts.keeper, page_id, title, facts.review_by)
        if unconfirmed:
            yield OutstandingItem(facts.keeper, "stale-translation", page_id, title)


def _of_processes(registry: CheckedRegistry) -> Iterator[OutstandingItem]:
    for one in registry.processes:
        page = f"processes/{one.id}"
        unconfirmed = registry.stale_in("processes", one.id)
        yield from _of_translation(registry, registry.architecture.owner, page, one.title, one, unconfirmed)


def _of_translations(registry: CheckedRegistry) -> Iterator[OutstandingItem]:
    """Stale translations of the types that have no source above: one item a type and unit, however many records."""
    owed = {(one.type, one.keeper or registry.settings.keeper) for one in registry.unconfirmed}
    for name, unit in sorted(owed):
        declared = record_types()[name]
        if not issubclass(declared.record, _LISTED_ONE_BY_ONE):
            page = next(filter(registry.settings.uses, declared.pages), PAGE)
            yield OutstandingItem(unit, "stale-translation", page, declared.title)


def _overdue(
    registry: CheckedRegistry, unit: str, page: str, title: LocalText, review_by: dt.date, anchor: str = WHOLE_PAGE
) -> Iterator[OutstandingItem]:
    if review_by < registry.date:
        yield OutstandingItem(unit, "stale", page, title, review_by, anchor=anchor)


SOURCES: tuple[Callable[[CheckedRegistry], Iterable[OutstandingItem]], ...] = (
    _of_disclosures,
    _of_processes,
    _of_mechanisms,
    _of_registers,
    _of_grounds,
    _of_quality,
    _of_approvals,
    _of_documents,
    _of_indicators,
    _of_surveys,
    _of_accreditations,
    _of_frameworks,
    _of_prose,
    _of_translations,
)
"""Each finds the outstanding items of one kind of record; a new kind is one function here."""
