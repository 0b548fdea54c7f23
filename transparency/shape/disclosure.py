"""Views of the register of disclosures: the list with its completeness, and a page for each item."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import get_args

from transparency.check.registry import CheckedRegistry
from transparency.check.standing import Standing, standings
from transparency.model.disclosure import Entry, Group, Waiver
from transparency.model.quality import ControlledDocument
from transparency.model.text import LANGUAGES, Lang
from transparency.shape import mechanisms, owed
from transparency.shape.page import Page, said
from transparency.shape.programme import AccreditationView, accreditations

INDEX = "disclosures/index"
DATASETS: Mapping[str, tuple[str, ...]] = {
    "accreditation-terms": ("accreditations",),
    "documents": ("documents",),
    "programmes-offered": ("programmes", "modules", "outcomes"),
}
"""Kind of item -> datasets that hold its rows."""


@dataclass(frozen=True, slots=True)
class GroupView:
    """Items that the regulation lists together."""

    group: Group
    items: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class Completeness:
    """How many of the required facts of a unit, or of everything, stand on the site in each language."""

    unit: str | None
    required: int
    given: tuple[tuple[Lang, int], ...]

    def share(self, given: int) -> float:
        """Part of what is required, 0 to 1."""
        return given / self.required if self.required else 1.0


@dataclass(frozen=True, slots=True)
class RegisterView:
    """The register as a whole."""

    groups: tuple[GroupView, ...]
    whole: Completeness
    units: tuple[Completeness, ...]
    waivers: tuple[Waiver, ...]


@dataclass(frozen=True, slots=True)
class ItemView:
    """One item, and the rows of the registers that belong to it."""

    standing: Standing
    waivers: tuple[Waiver, ...]
    accreditations: tuple[AccreditationView, ...]
    documents: tuple[ControlledDocument, ...]
    entries: tuple[Entry, ...]
    before: Standing | None
    after: Standing | None


def register(registry: CheckedRegistry) -> RegisterView:
    """Everything on one page, in the order of the clauses."""
    found = standings(registry)
    groups = (GroupView(group, tuple(s for s in found if s.item.group == group)) for group in get_args(Group))
    units = sorted({one.item.unit for one in found})
    return RegisterView(
        groups=tuple(group for group in groups if group.items),
        whole=completeness(found, None),
        units=tuple(completeness([s for s in found if s.item.unit == unit], unit) for unit in units),
        waivers=registry.waivers,
    )


def completeness(found: Iterable[Standing], unit: str | None) -> Completeness:
    """Required facts and how many of them are given, in each language."""
    items = tuple(found)
    required = sum(len(one.elements) for one in items)
    return Completeness(unit, required, tuple((lang, sum(one.given(lang) for one in items)) for lang in LANGUAGES))


def pages(registry: CheckedRegistry) -> Iterator[Page]:
    """The register, its items, the mechanisms, and who owes what."""
    found = standings(registry)
    if not found:
        return
    yield _index(registry, found)
    for i, one in enumerate(found):
        yield _item(registry, one, found[i - 1] if i else None, found[i + 1] if i + 1 < len(found) else None)
    yield from mechanisms.pages(registry)
    yield from owed.pages(registry)


def _index(registry: CheckedRegistry, found: tuple[Standing, ...]) -> Page:
    return Page(
        id=INDEX,
        template="disclosures.md.j2",
        title=said(registry, "disclosures.title"),
        description=said(registry, "disclosures.description"),
        view=register(registry),
        keeper=registry.settings.keeper,
        updated=max(one.item.updated for one in found),
        review_by=min(one.item.review_by for one in found),
        source=said(registry, "disclosures.source"),
        parent="index",
        datasets=("disclosures",),
    )


def _item(registry: CheckedRegistry, one: Standing, before: Standing | None, after: Standing | None) -> Page:
    item = one.item
    kind = item.content.kind
    return Page(
        id=f"disclosures/{item.id}",
        template="disclosure.md.j2",
        title=item.title,
        description=item.summary,
        view=ItemView(
            standing=one,
            waivers=tuple(waiver for waiver in registry.waivers if waiver.item == item.id),
            accreditations=accreditations(registry) if kind == "accreditation-terms" else (),
            documents=_documents(registry) if kind == "documents" else (),
            entries=tuple(entry for entry in registry.entries if entry.item == item.id),
            before=before,
            after=after,
        ),
        keeper=item.unit,
        updated=item.updated,
        review_by=item.review_by,
        source=item.source,
        parent=INDEX,
        datasets=DATASETS.get(kind, ()),
    )


def _documents(registry: CheckedRegistry) -> tuple[ControlledDocument, ...]:
    return tuple(one for one in registry.documents.entries if one.educational and one.replaced_by is None)
