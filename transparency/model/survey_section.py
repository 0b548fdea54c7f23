"""Record type for settings shared by all surveys (``data/surveys/section.yml``)."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from transparency.model.promise import Awaited
from transparency.model.questionnaire import Wave
from transparency.model.text import Date, Id, LocalText, Record, Translated

MIDYEAR = 6
"""Last month of an academic year."""


class Thresholds(Record):
    """When the survey pages warn."""

    response: float = Field(gt=0, lt=1)
    """Response rate below which the site warns."""
    action_plan: int = Field(ge=1, le=25)
    """Risk score from which an action plan is due."""
    intensive: int = Field(ge=1, le=25)
    """Risk score from which a risk is monitored intensively."""


DEFAULT_THRESHOLDS = Thresholds(response=0.3, action_plan=15, intensive=20)
"""Used until an institution has decided its own; pages then say that they are a proposal."""


MonthDay = Annotated[str, StringConstraints(pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$")]
"""A day of every year, e.g. 07-01."""


class Deadlines(Record):
    """When the results of an academic year are due."""

    report: MonthDay
    """The annual report."""
    proposals: MonthDay
    """Decisions on improvement that follow from it."""


DEFAULT_DEADLINES = Deadlines(report="07-01", proposals="10-01")
"""Used until an institution has decided its own."""


class SurveySection(Awaited, Translated):
    """Keeper, dates and thresholds of the survey pages."""

    keeper: Id
    """Unit that answers for the pages and owes what is missing on them."""
    updated: Date
    review_by: Date
    """When method and calendar are looked at again; three years at most."""
    decided_thresholds: Thresholds | None = None
    """What the institution has decided; absent until it has."""
    decided_deadlines: Deadlines | None = None
    """What the institution has decided; absent until it has."""
    ethics: tuple[LocalText, ...] = Field(min_length=1)
    """What is promised to everybody who is asked."""

    @property
    def thresholds(self) -> Thresholds:
        """The thresholds in use."""
        return self.decided_thresholds or DEFAULT_THRESHOLDS

    @property
    def deadlines(self) -> Deadlines:
        """The deadlines in use."""
        return self.decided_deadlines or DEFAULT_DEADLINES


def report_year(wave: Wave) -> int:
    """The year whose extract holds the wave: academic years run from July to June."""
    if wave.ends is not None:
        return wave.ends.year + (wave.ends.month > MIDYEAR)
    return int(wave.period[:4]) + wave.period.endswith("-S2")
