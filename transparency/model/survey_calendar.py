"""The calendar of surveys: of whom each is held, how often, and what may change through it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from transparency.model.survey import Frequency, Population, Status, SurveyCode
from transparency.model.text import Date, LocalText, Record, Text, Translated


class FeedbackType(Record):
    """The kind of feedback that a survey is, by the five attributes of the monitoring regulation (7.2)."""

    source: Literal["internal", "external"]
    function: Literal["support", "correction", "development"]
    regularity: Literal["planned", "on-demand"]
    anonymity: Literal["anonymous", "named"]
    channel: Literal["digital", "offline", "hybrid"]


class CalendarEntry(Translated):
    """A survey in the calendar: what is planned, and for whom. Proposed until the university confirms it."""

    id: SurveyCode
    title: LocalText
    target_group: LocalText
    population: Population
    frequency: Frequency
    times_per_year: Annotated[int, Field(ge=1, le=366)] | None = None
    """Left out where it follows an event."""
    months: tuple[Annotated[int, Field(ge=1, le=12)], ...] = ()
    when: LocalText
    clause: Text | None = None
    """Clause of the university's own regulation that lists it."""
    confirmed: bool
    """False: proposed and not yet confirmed by the university."""
    publication: Literal["units", "university"]
    """The finest level that may be public."""
    feedback: FeedbackType | None = None
    first_addressee: LocalText | None = None
    """Unit or post that receives the results first, in words."""
    catalogue_approved_on: Date | None = None
    """Day on which the catalogue of surveys that names it was approved; it is approved every year."""
    instrument_approved_on: Date | None = None
    """Day on which the questionnaire was validated and approved."""
    status: Status = "final"
    """``demonstration`` where the survey is invented."""
