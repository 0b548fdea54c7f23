"""Record types for compliance frameworks: clauses as duties in our own words, and where each is answered."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from transparency.model.disclosure import ClauseOfDuty
from transparency.model.process import ClauseNumber
from transparency.model.promise import Awaited
from transparency.model.survey import Population, SurveyCode
from transparency.model.text import Clarifiable, Date, Id, LocalText, Record, Text, Translated


class Evidence(Record):
    """A place that answers a clause. Exactly one of the fields except ``anchor`` and ``checked_by_rule`` is given."""

    page: Text | None = None
    """Id of a page, e.g. ``processes/clauses``."""
    anchor: Id | None = None
    """Place on that page."""
    checked_by_rule: Text | None = None
    """Code of the rule by which every build checks what a hand-written page says, e.g. ``L05``."""
    disclosure: Id | None = None
    process: Id | None = None
    indicator: Id | None = None
    """Indicator of the process registry."""
    approval: Id | None = None
    """Approval of the site or of its list of items, ``data/approvals.yml``."""
    mechanism: Id | None = None
    quality: Id | None = None
    """Part of the public quality system, e.g. ``policy``."""
    dataset: Id | None = None
    survey: SurveyCode | None = None
    """Code of a survey of the calendar: what the people asked think of it."""
    surveyed: Population | None = None
    """The people asked, whichever surveys of them there are."""


class Duty(Clarifiable):
    """One clause of a framework."""

    number: ClauseOfDuty
    level: Literal["standard", "criterion", "indicator"] = "standard"
    """A standard has criteria, a criterion has indicators; a framework may use only one of them."""
    title: LocalText
    duty: LocalText
    """What it asks of us, in our own words; the text of the clause is never quoted."""
    unit: Id
    """Who answers for it."""
    answers: tuple[Evidence, ...] = ()
    """Where the site answers it; empty means a gap."""
    outside: LocalText | None = None
    """Why a public site cannot answer it, where that is so."""
    mandatory_item: bool = False
    """Whether the clause wants an item in the register of disclosures."""


class Framework(Translated):
    """A regulation or standard with its clauses; agencies' criteria are added as one more file."""

    id: Id
    title: LocalText
    description: LocalText
    kind: Literal["internal", "external"]
    edition: Text | None = None
    """Year or edition; left out where the list has none yet."""
    note: LocalText
    """What the page does and does not claim."""
    unit: Id
    """Who keeps the mapping."""
    updated: Date
    last_reviewed: Date
    """Day on which somebody compared the answers with the framework."""
    review_by: Date
    clauses: tuple[Duty, ...] = Field(min_length=1)


class Channel(Record):
    """A way to reach the university or to take part; what is not supplied is left out and shown as owed."""

    title: LocalText
    contact: Text | None = None
    """Office telephone, mailbox or address of a page."""
    time_limit: LocalText | None = None
    """How soon an answer comes."""


class Mechanism(Clarifiable, Awaited, Translated):
    """One of the ways in which the regulation wants openness served."""

    id: Id
    clause: ClauseOfDuty
    printed: Text
    """Number in the source where it differs, else the same."""
    title: LocalText
    how: LocalText
    """How the university serves it."""
    unit: Id
    answers: tuple[Evidence, ...] = ()
    channels: tuple[Channel, ...] = ()
    missing: tuple[LocalText, ...] = ()
    """What is still owed for it."""
    outside: LocalText | None = None
    """The part that a static public site cannot carry."""
    updated: Date
    review_by: Date


class Clause(Translated):
    """One clause of ISO 9001:2015."""

    number: ClauseNumber
    title: LocalText
