"""How openness is served: each mechanism with its places on the site, its channels, and what it still lacks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from transparency.check.registry import CheckedRegistry
from transparency.model.compliance import Channel, Mechanism
from transparency.model.text import LocalText
from transparency.shape.answer import Answer, Worth, joined, place
from transparency.shape.page import Page, said

PAGE = "disclosures/mechanisms"


@dataclass(frozen=True, slots=True)
class MechanismView:
    """One mechanism on the day of the build."""

    mechanism: Mechanism
    answers: tuple[Answer, ...]
    worth: Worth

    @property
    def owed(self) -> tuple[LocalText, ...]:
        """What its unit still has to supply: named things and channels without an address."""
        return (*self.mechanism.missing, *(one.title for one in self.mechanism.channels if incomplete(one)))


def incomplete(channel: Channel) -> bool:
    """A channel helps nobody without an address."""
    return channel.contact is None


def view(registry: CheckedRegistry, mechanism: Mechanism) -> MechanismView:
    """A mechanism is answered when its places are and nothing is owed for it."""
    answers = tuple(place(registry, evidence) for evidence in mechanism.answers)
    owed = bool(mechanism.missing) or any(incomplete(channel) for channel in mechanism.channels)
    worths: list[Worth] = [one.worth for one in answers]
    return MechanismView(mechanism, answers, joined([*worths, "missing"] if owed else worths))


def views(registry: CheckedRegistry) -> tuple[MechanismView, ...]:
    """All mechanisms in the order of the file."""
    return tuple(view(registry, mechanism) for mechanism in registry.mechanisms.values())


def pages(registry: CheckedRegistry) -> Iterator[Page]:
    """The one page of mechanisms."""
    records = tuple(registry.mechanisms.values())
    if records:
        yield Page(
            id=PAGE,
            template="mechanisms.md.j2",
            title=said(registry, "mechanisms.title"),
            description=said(registry, "mechanisms.description"),
            view=views(registry),
            keeper=registry.settings.keeper,
            updated=max(one.updated for one in records),
            review_by=min(one.review_by for one in records),
            source=said(registry, "disclosures.source"),
            parent="disclosures/index",
        )
