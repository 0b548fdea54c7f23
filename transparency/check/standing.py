"""Where each disclosure stands: which of its required facts are there, in which state it is, what waives it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from transparency.check.freshness import Dates, State, state
from transparency.check.registry import CheckedRegistry
from transparency.check.translations import stale
from transparency.model.disclosure import Disclosure, Waiver
from transparency.model.text import Lang


@dataclass(frozen=True, slots=True)
class Element:
    """A required fact of an item."""

    name: str
    given: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """One disclosure on the day of the build."""

    item: Disclosure
    state: State
    elements: tuple[Element, ...]
    valid_until: dt.date | None
    stale_translations: tuple[Lang, ...]
    waiver: Waiver | None

    @property
    def missing(self) -> tuple[str, ...]:
        """Required facts that nobody has supplied."""
        return tuple(element.name for element in self.elements if not element.given)

    def given(self, lang: Lang = "kk") -> int:
        """Required facts that stand on the page of a language; a stale translation counts for none."""
        return 0 if lang in self.stale_translations else len(self.elements) - len(self.missing)


def standings(registry: CheckedRegistry) -> tuple[Standing, ...]:
    """Every item, in the order of the clauses."""
    return tuple(standing(registry, item) for item in registry.disclosures.values())


def standing(registry: CheckedRegistry, item: Disclosure) -> Standing:
    """One item on the day of the build."""
    found = elements(registry, item)
    until = valid_until(registry, item)
    dates = Dates(item.review_by, item.submitted_on, item.published_on, item.valid_from, until)
    return Standing(
        item=item,
        state=state(dates, registry.date, complete=all(element.given for element in found)),
        elements=found,
        valid_until=until,
        stale_translations=stale(item, item.translated_from),
        waiver=waiver(registry, item.id),
    )


def elements(registry: CheckedRegistry, item: Disclosure) -> tuple[Element, ...]:
    """The required facts of an item; a demonstration supplies none."""
    return tuple(
        Element(name, item.status == "actual" and _given(registry, item, name)) for name in item.content.required
    )


def _given(registry: CheckedRegistry, item: Disclosure, name: str) -> bool:
    counted = IN_REGISTERS.get(name)
    if counted is not None:
        return counted(registry)
    value = getattr(item.content, name)
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
