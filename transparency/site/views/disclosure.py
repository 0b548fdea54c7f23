"""Views of the register of disclosures: the list with its completeness, and a page for each item."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import get_args

from transparency.model.demo import DEMONSTRATION
from transparency.model.disclosure import AdditionalDisclosure, Block, Group, Waiver
from transparency.model.organisation import Role, RoleKind
from transparency.model.quality import ControlledDocument
from transparency.model.structure import VARIABLE_BLOCK
from transparency.model.text import Lang
from transparency.registry.check import CheckedRegistry
from transparency.registry.disclosure_status import (
    DisclosureStatus,
    Progress,
    RequiredFact,
    disclosure_statuses,
    progress,
)
from transparency.registry.freshness import State
from transparency.site.views import mechanisms, outstanding
from transparency.site.views.awaited import Awaiting, awaiting
from transparency.site.views.page import Neighbour, Page, text_in_all_languages
from transparency.site.views.programme import AccreditationView, accreditations
from transparency.site.views.state_counts import StateCount, state_counts

INDEX = "disclosures/index"
DATASETS: Mapping[str, tuple[str, ...]] = {
    "accreditation-terms": ("accreditations",),
    "declared": ("disclosure-facts",),
    "documents": ("documents",),
    "programmes-offered": ("programmes", "modules", "outcomes"),
}
"""Kind of item -> datasets that hold its rows."""


@dataclass(frozen=True, slots=True)
class GroupView:
    """Items that the regulation lists together."""

    group: Group
    items: tuple[DisclosureStatus, ...]

    @property
    def progress(self) -> Progress:
        """Facts published and needed in the group."""
        return progress(self.items)


@dataclass(frozen=True, slots=True)
class Completeness:
    """Progress of a unit, or of everything, in each language."""

    unit: str | None
    languages: tuple[tuple[Lang, Progress], ...]


@dataclass(frozen=True, slots=True)
class UnitOwes:
    """What of the mandatory items one unit owes: a state for each fact, and the items with their number of facts."""

    unit: str
    facts: tuple[State, ...]
    items: tuple[tuple[DisclosureStatus, int], ...]


@dataclass(frozen=True, slots=True)
class RegisterView:
    """The register as a whole."""

    groups: tuple[GroupView, ...]
    items: tuple[DisclosureStatus, ...]
    states: tuple[StateCount, ...]
    owes: tuple[UnitOwes, ...]
    """Who owes most stands first."""
    common_review: dt.date | None
    """The day on which every item is to be reviewed, where it is the same for all."""
    whole: Completeness
    units: tuple[Completeness, ...]
    waivers: tuple[Waiver, ...]
    duty: Awaiting
    """Who owes the list while it is empty."""
    related: tuple[str, ...]
    """Pages on what is owed, on how openness is served, and on the institution's own frameworks."""
    frameworks: tuple[str, ...]
    """Pages of the institution’s own frameworks, whose clauses the items are."""
    variable: tuple[str, ...] = VARIABLE_BLOCK
    """Sections beyond the mandatory items."""

    def in_block(self, block: Block) -> int:
        """How many items belong to a block."""
        return sum(one.item.block == block for group in self.groups for one in group.items)


@dataclass(frozen=True, slots=True)
class PostGroup:
    """Posts of one rank, each with the unit that it heads where a source says so."""

    kind: RoleKind
    posts: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class ItemView:
    """One item, and the rows of the registers that belong to it."""

    standing: DisclosureStatus
    waivers: tuple[Waiver, ...]
    accreditations: tuple[AccreditationView, ...]
    documents: tuple[ControlledDocument, ...]
    entries: tuple[AdditionalDisclosure, ...]
    posts: tuple[PostGroup, ...]
    duty: Awaiting
    example: str | None
    """Page of the preview that shows the item with invented records."""


def register(registry: CheckedRegistry) -> RegisterView:
    """Everything on one page, in the order of the clauses."""
    found = disclosure_statuses(registry)
    own = tuple(f"compliance/{one.id}" for one in registry.frameworks.values() if one.kind == "internal")
    groups = (GroupView(group, tuple(s for s in found if s.item.group == group)) for group in get_args(Group))
    units = sorted({one.item.unit for one in found})
    return RegisterView(
        groups=tuple(group for group in groups if group.items),
        items=found,
        states=state_counts(found),
        owes=who_owes(found),
        common_review=found[0].item.review_by if len({one.item.review_by for one in found}) == 1 else None,
        whole=completeness(registry, found, None),
        units=tuple(completeness(registry, [s for s in found if s.item.unit == unit], unit) for unit in units),
        waivers=registry.waivers,
        duty=Awaiting(registry.settings.keeper),
        related=("disclosures/owed", "disclosures/mechanisms", *own, "compliance/documents"),
        frameworks=own,
    )


def who_owes(found: Iterable[DisclosureStatus]) -> tuple[UnitOwes, ...]:
    """Units with what they owe, most facts first."""
    of_unit: dict[str, list[tuple[DisclosureStatus, tuple[State, ...]]]] = {}
    for one in found:
        if facts := owed_facts(one):
            of_unit.setdefault(one.item.unit, []).append((one, facts))
    units = (
        UnitOwes(unit, tuple(f for _, facts in items for f in facts), tuple((one, len(facts)) for one, facts in items))
        for unit, items in of_unit.items()
    )
    return tuple(sorted(units, key=lambda one: (-len(one.facts), one.unit)))


def owed_facts(one: DisclosureStatus) -> tuple[State, ...]:
    """A state for each fact that is to be supplied: all of an expired item, otherwise those that are missing."""
    if one.state == "expired":
        return tuple(one.state for _ in one.elements)
    return tuple(_owed(one.state, fact) for fact in one.elements if not fact.given)


def _owed(state: State, fact: RequiredFact) -> State:
    if state == "under-review":
        return state
    return "partly" if fact.partly else "not-yet-published"


def completeness(registry: CheckedRegistry, found: Iterable[DisclosureStatus], unit: str | None) -> Completeness:
    """Progress in each language."""
    items = tuple(found)
    return Completeness(unit, tuple((lang, progress(items, lang)) for lang in registry.languages))


def pages(registry: CheckedRegistry) -> Iterator[Page]:
    """The register, its items, the mechanisms, and who owes what."""
    if not registry.settings.has("disclosures"):
        return
    found = disclosure_statuses(registry)
    yield _index(registry, found)
    for i, one in enumerate(found):
        yield _item(registry, one, found[i - 1] if i else None, found[i + 1] if i + 1 < len(found) else None)
    yield from mechanisms.pages(registry)
    yield from outstanding.pages(registry)


def _index(registry: CheckedRegistry, found: tuple[DisclosureStatus, ...]) -> Page:
    return Page(
        id=INDEX,
        template="disclosures.html.j2",
        title=text_in_all_languages(registry, "disclosures.title"),
        description=text_in_all_languages(registry, "disclosures.description"),
        view=register(registry),
        keeper=registry.settings.keeper,
        updated=max((one.item.updated for one in found), default=registry.architecture.updated),
        review_by=min((one.item.review_by for one in found), default=registry.architecture.review_by),
        source=text_in_all_languages(registry, "disclosures.source"),
        parent="index",
        datasets=("disclosures", "disclosure-facts"),
    )


def _item(
    registry: CheckedRegistry, one: DisclosureStatus, before: DisclosureStatus | None, after: DisclosureStatus | None
) -> Page:
    item = one.item
    kind = item.content.kind
    decisions = accreditations(registry) if kind == "accreditation-terms" else ()
    entries = tuple(entry for entry in registry.entries if entry.item == item.id)
    statuses = {entry.status for entry in entries} | {view.accreditation.status for view in decisions}
    return Page(
        id=f"disclosures/{item.id}",
        template="disclosure.html.j2",
        title=item.title,
        description=item.summary,
        view=ItemView(
            standing=one,
            waivers=tuple(waiver for waiver in registry.waivers if waiver.item == item.id),
            accreditations=decisions,
            documents=_documents(registry) if kind == "documents" else (),
            entries=entries,
            posts=post_groups(registry) if kind == "governance" else (),
            duty=awaiting(item.unit, item, registry.date),
            example=_example(registry, kind),
        ),
        keeper=item.unit,
        updated=item.updated,
        review_by=item.review_by,
        source=item.source,
        parent=INDEX,
        datasets=DATASETS.get(kind, ()),
        before=_neighbour(before),
        after=_neighbour(after),
        demonstration=DEMONSTRATION in statuses,
    )


def _neighbour(one: DisclosureStatus | None) -> Neighbour | None:
    return Neighbour(f"disclosures/{one.item.id}", one.item.title) if one else None


def post_groups(registry: CheckedRegistry) -> tuple[PostGroup, ...]:
    """Every post that the records name, the highest rank first; who reports to whom is for the approved structure to say."""
    groups = (
        PostGroup(kind, tuple(one for one in registry.roles.values() if one.kind == kind))
        for kind in get_args(RoleKind)
    )
    return tuple(group for group in groups if group.posts)


def _example(registry: CheckedRegistry, kind: str) -> str | None:
    invented = any(one.status == "demonstration" for one in registry.programmes)
    return "programmes/index" if invented and kind == "programmes-offered" else None


def _documents(registry: CheckedRegistry) -> tuple[ControlledDocument, ...]:
    return tuple(one for one in registry.documents.entries if one.educational and one.replaced_by is None)
