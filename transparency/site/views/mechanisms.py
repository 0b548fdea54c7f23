"""View of the transparency mechanisms: their places on the site, their channels, and what is still missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from transparency.model.compliance import Channel, Mechanism
from transparency.model.text import LocalText
from transparency.registry.check import CheckedRegistry
from transparency.site.views.answer import EvidencePlace, place
from transparency.site.views.awaited import Awaiting, awaiting
from transparency.site.views.evidence_status import EvidenceStatus, Worth, joined
from transparency.site.views.page import Page, text_in_all_languages

PAGE = "disclosures/mechanisms"


@dataclass(frozen=True, slots=True)
class MechanismView:
    """One mechanism on the day of the build."""

    mechanism: Mechanism
    answers: tuple[EvidencePlace, ...]
    duty: Awaiting

    @property
    def verdict(self) -> EvidenceStatus:
        """Served once each of its places answers and nothing is owed for it."""
        owed: list[Worth] = ["missing"] * len(self.owed)
        worths = [one.worth for one in self.answers] + owed
        return EvidenceStatus(joined(worths), "places", worths.count("answered"), len(worths))

    @property
    def worth(self) -> Worth:
        """How far the mechanism is served."""
        return self.verdict.worth

    @property
    def owed(self) -> tuple[LocalText, ...]:
        """What its unit still has to supply: named things and channels without an address."""
        return (*self.mechanism.missing, *(one.title for one in self.mechanism.channels if incomplete(one)))


def incomplete(channel: Channel) -> bool:
    """A channel helps nobody without an address."""
    return channel.contact is None


def view(registry: CheckedRegistry, mechanism: Mechanism) -> MechanismView:
    """One mechanism with its places."""
    answers = tuple(place(registry, evidence) for evidence in mechanism.answers)
    return MechanismView(mechanism, answers, awaiting(mechanism.unit, mechanism, registry.date))


def views(registry: CheckedRegistry) -> tuple[MechanismView, ...]:
    """All mechanisms in the order of the file."""
    return tuple(view(registry, mechanism) for mechanism in registry.mechanisms.values())


def pages(registry: CheckedRegistry) -> Iterator[Page]:
    """The one page of mechanisms."""
    records = tuple(registry.mechanisms.values())
    if records:
        yield Page(
            id=PAGE,
            template="mechanisms.html.j2",
            title=text_in_all_languages(registry, "mechanisms.title"),
            description=text_in_all_languages(registry, "mechanisms.description"),
            view=views(registry),
            keeper=registry.settings.keeper,
            updated=max(one.updated for one in records),
            review_by=min(one.review_by for one in records),
            source=text_in_all_languages(registry, "disclosures.source"),
            parent="disclosures/index",
        )
