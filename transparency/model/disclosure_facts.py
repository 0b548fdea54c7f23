"""Facts of a disclosure: their base, attached files, and facts that an institution declares itself.

The register knows twelve kinds of items with fields of their own (`transparency.model.disclosure`). Any other item has the kind
``declared``: its record names each fact; page, form, dataset and the list of outstanding items follow from that.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field, StringConstraints

from transparency.model.messages import Message
from transparency.model.number_types import Number
from transparency.model.text import Date, DocumentLanguage, Id, LocalText, Record, Text

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
FileName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*\.(pdf|jpg|jpeg|png|csv|xlsx)$")]
WebAddress = Annotated[str, StringConstraints(pattern=r"^https://[^\s]+$")]


class Attachment(Record):
    """A file in ``data/attachments/``, published with an HTML summary beside it."""

    file: FileName
    title: LocalText
    language: DocumentLanguage
    """Language of the file itself."""
    sha256: Sha256
    """Checksum, so that a file cannot be exchanged unnoticed."""
    summary: LocalText
    """What the file says, for readers who cannot open it."""


class DisclosureFacts(Record):
    """Base of the facts of an item."""

    required: ClassVar[tuple[str, ...]] = ()
    """Fields without which the item does not count as published."""
    parts: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    """Required field -> fields that hold a part of it and are shown while the whole is missing."""

    @property
    def required_facts(self) -> tuple[str, ...]:
        """Names of the facts without which the item does not count as published."""
        return self.required

    def fact(self, name: str) -> object:
        """What is supplied of a fact; None or an empty tuple where nothing is."""
        return getattr(self, name)

    def title_of(self, name: str) -> LocalText | None:
        """Title of a fact that the institution declares; None for a field, whose title is an interface text."""
        return None


class DeclaredFact(Record):
    """Base of the facts that an item declares: what is asked for, and in the field of its kind what is supplied."""

    holds: ClassVar[str]
    """Name of the field with the value."""
    id: Id
    title: LocalText
    required: bool = True
    """Whether the item counts as published only with this fact."""

    @property
    def value(self) -> object:
        """What is supplied; None while it is owed."""
        return getattr(self, self.holds)


class TextFact(DeclaredFact):
    """A sentence or a name."""

    holds = "text"
    kind: Literal["text"]
    text: LocalText | None = None


class DateFact(DeclaredFact):
    """A day."""

    holds = "day"
    kind: Literal["date"]
    day: Date | None = None


class NumberFact(DeclaredFact):
    """A count or an amount."""

    holds = "number"
    kind: Literal["number"]
    number: Number | None = None
    measure: LocalText | None = None
    """What is counted or measured, e.g. square metres."""


class LinkFact(DeclaredFact):
    """A page of another site."""

    holds = "link"
    kind: Literal["link"]
    link: WebAddress | None = None


class FileFact(DeclaredFact):
    """A copy of a document."""

    holds = "file"
    kind: Literal["file"]
    file: Attachment | None = None


class ReferenceFact(DeclaredFact):
    """A page of this site that holds the fact."""

    holds = "page"
    kind: Literal["reference"]
    page: Text | None = None
    """Id of the page, e.g. ``processes/p05``."""


AnyFact = Annotated[
    TextFact | DateFact | NumberFact | LinkFact | FileFact | ReferenceFact,
    Field(discriminator="kind"),
]


def _countable(facts: tuple[DeclaredFact, ...]) -> tuple[DeclaredFact, ...]:
    """Facts with ids of their own, at least one of them required: with none, an empty item would count as published."""
    if len({one.id for one in facts}) < len(facts):
        raise ValueError(Message("two facts have one id"))
    if not any(one.required for one in facts):
        raise ValueError(Message("no fact is required"))
    return facts


class DeclaredFacts(DisclosureFacts):
    """An item whose facts the institution names itself."""

    kind: Literal["declared"]
    facts: Annotated[tuple[AnyFact, ...], AfterValidator(_countable)] = Field(min_length=1)

    @property
    def required_facts(self) -> tuple[str, ...]:
        return tuple(one.id for one in self.facts if one.required)

    def fact(self, name: str) -> object:
        return self._of(name).value

    def title_of(self, name: str) -> LocalText | None:
        return self._of(name).title

    def _of(self, name: str) -> DeclaredFact:
        return next(one for one in self.facts if one.id == name)
