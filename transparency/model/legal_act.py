"""Record type for an act of law and what it obliges the institution to publish, once the legal service has confirmed it."""

from __future__ import annotations

from pydantic import Field, model_validator

from transparency.model.compliance import Evidence
from transparency.model.disclosure_facts import WebAddress
from transparency.model.messages import Message
from transparency.model.text import Date, Id, LocalText, Record, Text, Translated


class LegalDuty(Record):
    """Something that the act may oblige the institution to make public; it binds once ``confirmed`` is set."""

    id: Id
    article: Text | None = None
    """Article and paragraph, e.g. ``9 (1)``; left out until somebody has found it."""
    duty: LocalText
    """What is to be public, in our own words; the act is never quoted."""
    audience: LocalText
    """For whom."""
    periodicity: LocalText | None = None
    """How often it is renewed; left out until the legal service has named it."""
    question: LocalText | None = None
    """What the legal service has to decide; left out once it has answered."""
    answers: tuple[Evidence, ...] = ()
    """Records and pages that fulfil the duty; each of them names this ground."""
    confirmed: Date | None = None
    """Day on which the legal service confirmed article, duty and periodicity."""

    @model_validator(mode="after")
    def _complete(self) -> LegalDuty:
        if self.confirmed and not (self.article and self.periodicity and self.question is None):
            raise ValueError(Message("a confirmed duty has an article and a periodicity, and no open question"))
        return self


class LegalAct(Translated):
    """A law or another act of a state body, with its duties."""

    id: Id
    title: LocalText
    number: Text
    adopted: Date
    source: WebAddress
    """Where the text of the act stands: the public register of acts."""
    unit: Id
    """Who confirms the duties: the legal service."""
    duties: tuple[LegalDuty, ...] = Field(min_length=1)
    updated: Date
    review_by: Date
