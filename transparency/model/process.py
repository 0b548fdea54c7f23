"""Record types for the process registry: processes with their owners, inputs, outputs, risks, indicators and documents.

The card follows ISO 9001:2015, 4.4.1 (inputs, outputs, sequence, criteria, resources, responsibilities, risks). Beyond the
first user's cards it has fields for what other universities' manuals describe: up to four levels of hierarchy, activity tables,
information tables with criteria and methods, and document pyramids.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from transparency.model.limits import GREATEST
from transparency.model.messages import Message
from transparency.model.number_types import Number
from transparency.model.text import Clarifiable, Date, Id, Item, LocalText, Record, Text, Translated

Phase = Literal["plan", "do", "check", "act"]
"""Place of a step in the plan-do-check-act cycle (ISO 9001:2015, 0.3.2)."""

OwnNumber = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,3}(\.[0-9]{1,3}){0,5}$")]
"""Number of a process in the institution's own order, e.g. 7.5.4.1."""

ClauseNumber = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,2}(\.[0-9]{1,2}){0,3}$")]

MAX_DEPTH = 4
"""Levels of the process hierarchy, the root process not counted."""


class Responsibility(Clarifiable):
    """A place in the card that a post or unit fills."""

    who: tuple[Id, ...]
    """Ids of roles or units; several where the source names several. Empty only while a question about it is open."""

    @model_validator(mode="after")
    def _filled_or_asked(self) -> Responsibility:
        if not self.who and not self.clarify:
            raise ValueError(Message("nobody is named, and no open question says why"))
        return self


class IndicatorTarget(Record):
    """The value that an indicator must reach, as a document of the university sets it."""

    value: Number
    direction: Literal["at-least", "at-most"]
    unit: LocalText


class Indicator(Clarifiable):
    """One measurable thing. What no document sets (unit, formula, period, target) is left out and shown as not set."""

    id: Id
    """Process id, ``k`` and a number, e.g. ``p08-k2``; never reused."""
    name: LocalText
    group: LocalText | None = None
    """Heading that the source puts over several indicators."""
    unit: LocalText | None = None
    formula: LocalText | None = None
    period: LocalText | None = None
    target: IndicatorTarget | None = None
    why: LocalText | None = None
    """Why it is measured."""
    expected_result: LocalText | None = None
    """What the university expects of it."""


class Risk(Clarifiable):
    """What may keep the process from its purpose, as the card names it."""

    id: Id
    """Process id, ``r`` and a number, e.g. ``p03-r4``; never reused."""
    text: LocalText


class Step(Clarifiable):
    """One step of the process, in working order."""

    phase: Phase
    text: Item


class Activity(Record):
    """A row of an activity table: what is done, who answers for it, what records it."""

    activity: LocalText
    responsible: tuple[Id, ...] = ()
    documents: tuple[Item, ...] = ()


class InformationRow(Record):
    """A row of a process information table; a method that no document states is left out."""

    inputs: tuple[Item, ...] = ()
    outputs: tuple[Item, ...] = ()
    criteria: tuple[Item, ...] = ()
    methods: tuple[Item, ...] = ()


class TitleVariant(Record):
    """Another form of the title in the sources; the card shows those that are other words, not another spelling."""

    text: Text
    where: Literal["heading", "code-line", "contents", "architecture", "earlier-map"]


class Process(Clarifiable, Translated):
    """One card of the process map. A card of another university may have no more than owner, purpose and scope."""

    id: Id
    """``p01`` …; the address of the page, never changes."""
    number: int = Field(ge=1, le=GREATEST)
    """Place in the order of the map."""
    own_number: OwnNumber | None = None
    """How the institution numbers it, where that is not its place in the map."""
    category: Id
    parent: Id | None = None
    """The process of the same group that it is part of; left out at the top level."""
    code: Text
    """Canonical document code of the card."""
    code_aliases: tuple[str, ...] = ()
    """Every other printed form of the code; the card shows those that no correction names."""
    title: LocalText
    title_variants: tuple[TitleVariant, ...] = ()
    iso_9001: tuple[ClauseNumber, ...] = ()
    """Clauses of the map's standard as stated in the code; a reference, not a claim of conformity."""
    iso_9001_clarify: tuple[str, ...] = ()
    """Open questions about the clauses."""
    owner: Responsibility
    manager: Responsibility | None = None
    """Left out by universities whose cards know only one responsible."""
    participants: Responsibility | None = None
    purpose: LocalText
    """In our own words."""
    introduction: LocalText | None = None
    """One or two plain sentences for a visitor who has never seen a process map; without it the purpose stands there."""
    scope: LocalText | None = None
    """Where the process applies, in universities whose cards say so."""
    inputs: tuple[Item, ...] = ()
    outputs: tuple[Item, ...] = ()
    suppliers: tuple[Item, ...] = ()
    consumers: tuple[Item, ...] = ()
    resources: tuple[Item, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    evaluation: tuple[Item, ...] = ()
    """Evaluation indicators of the process as a whole."""
    risks: tuple[Risk, ...] = ()
    documents: tuple[Item, ...] = ()
    """Documented information."""
    steps: tuple[Step, ...] = ()
    activities: tuple[Activity, ...] = ()
    information: tuple[InformationRow, ...] = ()

    @property
    def heading_number(self) -> str:
        """The number as it stands before the title."""
        return self.own_number or f"{self.number}."

    @property
    def lead(self) -> LocalText:
        """What stands under the title of the card."""
        return self.introduction or self.purpose


class Category(Record):
    """One of the groups of the process architecture."""

    id: Id
    title: LocalText
    purpose: LocalText
    count: int = Field(ge=1, le=GREATEST)
    """How many processes of the top level the map declares for it; a difference is reported."""


class ProcessDocumentLevel(Record):
    """A level of the document pyramid, 1 at the top."""

    level: int = Field(ge=1, le=6)
    title: LocalText
    documents: tuple[Item, ...] = ()


class Feedback(Record):
    """An element of feedback, and the page of the portal that shows it."""

    text: Item
    page: Text | None = None
    """Id of a page, e.g. ``processes/indicators``."""
    anchor: Id | None = None
    """Place on that page."""


class Architecture(Translated):
    """The process architecture as one picture: who gives, what is done, what comes out, how it improves."""

    title: LocalText
    code: Text
    """Document code of the map itself."""
    standard: Text = "ISO 9001"
    """The standard, with its edition, whose clauses the codes of the cards name."""
    version: Text
    status: Literal["draft", "in-force"]
    """``draft`` until an order number and a date are recorded."""
    order_number: Text | None = None
    order_date: Date | None = None
    owner: Id
    """Unit or role that keeps the map."""
    updated: Date
    """When the data of the map were last changed."""
    review_by: Date
    inputs: tuple[Item, ...]
    """External environment: interested parties."""
    categories: tuple[Category, ...]
    results: tuple[Item, ...]
    feedback: tuple[Feedback, ...]
    """Feedback and improvement."""
    document_levels: tuple[ProcessDocumentLevel, ...] = ()

    @model_validator(mode="after")
    def _in_force_by_an_order(self) -> Architecture:
        if self.status == "in-force" and not (self.order_number and self.order_date):
            raise ValueError(Message("a map in force needs order_number and order_date; until then it is a draft"))
        return self


def no_map(title: LocalText, keeper: Id, day: dt.date) -> Architecture:
    """An empty map for a site without processes: pages that follow the dates of the map have these."""
    return Architecture(
        title=title,
        code="-",
        version="-",
        status="draft",
        owner=keeper,
        updated=day,
        review_by=day + dt.timedelta(days=365),
        inputs=(),
        categories=(),
        results=(),
        feedback=(),
    )
