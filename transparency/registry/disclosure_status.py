"""Computes disclosure progress: which required facts of each item are published, its state, and any waiver.

`DisclosureStatus.progress` counts the facts of one item, `progress` those of any items (a section, a unit, the whole register).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from transparency.model.disclosure import Disclosure, Waiver
from transparency.model.text import Lang, LocalText
from transparency.registry.check import CheckedRegistry
from transparency.registry.freshness import Dates, State, state
from transparency.registry.stale_translations import stale


@dataclass(frozen=True, slots=True)
class RequiredFact:
    """A required fact of an item."""

    name: str
    given: bool
    title: LocalText | None = None
    """Of a fact that the institution declares; that of a field is an interface text."""
    partly: bool = False
    """Not given as a whole, but a part of it is, e.g. the city of an address."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How many required facts are published, and how many are needed."""

    published: int
    needed: int
    partly: int = 0
    """Facts of which only a part is published; they are not counted as published."""

    @property
    def complete(self) -> bool:
        """Whether nothing is missing."""
        return self.published == self.needed

    @property
    def begun(self) -> bool:
        """Whether anything is there."""
        return bool(self.published or self.partly)

    @property
    def share(self) -> float:
        """Published part of what is needed, 0 to 1; nothing needed counts as complete."""
        return self.published / self.needed if self.needed else 1.0


@dataclass(frozen=True, slots=True)
class DisclosureStatus:
    """One disclosure on the day of the build."""

    item: Disclosure
    state: State
    elements: tuple[RequiredFact, ...]
    valid_until: dt.date | None
    stale_translations: tuple[Lang, ...]
    waiver: Waiver | None

    @property
    def missing(self) -> tuple[str, ...]:
        """Required facts that nobody has supplied."""
        return tuple(element.name for element in self.elements if not element.given)

    @property
    def facts(self) -> tuple[State, ...]:
        """The state of each required fact: that of the item where it is given, otherwise partly or not yet published."""
        whole: State = "published" if self.state in ("partly", "not-yet-published") else self.state
        return tuple(whole if one.given else "partly" if one.partly else "not-yet-published" for one in self.elements)

    def progress(self, lang: Lang | None = None) -> Progress:
        """Facts published on the page of a language (the default one); a stale translation counts for none."""
        if lang in self.stale_translations:
            return Progress(0, len(self.elements))
        return _counted(self.elements)


def _counted(elements: tuple[RequiredFact, ...]) -> Progress:
    return Progress(sum(one.given for one in elements), len(elements), sum(one.partly for one in elements))


def progress(items: Iterable[DisclosureStatus], lang: Lang | None = None) -> Progress:
    """Facts published and needed in several items together: a section, a unit, or the whole register."""
    found = tuple(item.progress(lang) for item in items)
    return Progress(sum(p.published for p in found), sum(p.needed for p in found), sum(p.partly for p in found))


def disclosure_statuses(registry: CheckedRegistry) -> tuple[DisclosureStatus, ...]:
    """Every item, in the order of the clauses."""
    return tuple(disclosure_status(registry, item) for item in registry.disclosures.values())


def disclosure_status(registry: CheckedRegistry, item: Disclosure) -> DisclosureStatus:
    """One item on the day of the build."""
    found = elements(registry, item)
    counted = _counted(found)
    until = valid_until(registry, item)
    dates = Dates(item.review_by, item.submitted_on, item.published_on, item.valid_from, until)
    return DisclosureStatus(
        item=item,
        state=state(dates, registry.date, complete=counted.complete, begun=counted.begun),
        elements=found,
        valid_until=until,
        stale_translations=stale(item, registry.languages),
        waiver=waiver(registry, item.id),
    )


def elements(registry: CheckedRegistry, item: Disclosure) -> tuple[RequiredFact, ...]:
    """The required facts of an item; a demonstration supplies none."""
    return tuple(_element(registry, item, name) for name in item.content.required_facts)


def _element(registry: CheckedRegistry, item: Disclosure, name: str) -> RequiredFact:
    title = item.content.title_of(name)
    if item.status != "actual":
        return RequiredFact(name, given=False, title=title)
    given = _given(registry, item, name)
    parts = item.content.parts.get(name, ())
    partly = not given and any(_given(registry, item, part) for part in parts)
    return RequiredFact(name, given, title, partly)


def _given(registry: CheckedRegistry, item: Disclosure, name: str) -> bool:
    if name in IN_REGISTERS and item.content.kind != "declared":
        return IN_REGISTERS[name](registry)
    value = item.content.fact(name)
    return value is not None and value != ()


def _has_programmes(registry: CheckedRegistry) -> bool:
    return any(programme.status == "actual" for programme in registry.programmes)


def _has_modules(registry: CheckedRegistry) -> bool:
    actual = {programme.id for programme in registry.programmes if programme.status == "actual"}
    return bool(actual) and actual <= {module.programme for module in registry.modules}


def _has_accreditations(registry: CheckedRegistry) -> bool:
    return any(one.status == "actual" for one in registry.accreditations)


def _has_documents(registry: CheckedRegistry) -> bool:
    return any(
        document.educational and document.replaced_by is None and document.version and document.approved_on
        for document in registry.documents.entries
    )


def _has_entries(registry: CheckedRegistry) -> bool:
    return any(entry.status == "actual" and entry.published_on is not None for entry in registry.entries)


IN_REGISTERS: Mapping[str, Callable[[CheckedRegistry], bool]] = {
    "programmes": _has_programmes,
    "modules": _has_modules,
    "accreditations": _has_accreditations,
    "documents": _has_documents,
    "entries": _has_entries,
}
"""Facts that stand in a register of their own and not in the item."""


def valid_until(registry: CheckedRegistry, item: Disclosure) -> dt.date | None:
    """End of validity: of the record, of the certificate in it, or of the accreditation that ends first."""
    own = item.valid_until or getattr(item.content, "valid_until", None)
    if own is not None or item.content.kind != "accreditation-terms":
        return own
    return min((one.valid_until for one in registry.accreditations if one.status == "actual"), default=None)


def waiver(registry: CheckedRegistry, item: str) -> Waiver | None:
    """The decision that lets a release pass without the item today."""
    return next(_in_force(registry, item), None)


def _in_force(registry: CheckedRegistry, item: str) -> Iterator[Waiver]:
    for one in registry.waivers:
        if one.item == item and one.granted_on <= registry.date <= one.until:
            yield one
