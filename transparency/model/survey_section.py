"""Record type for settings shared by all surveys (``data/surveys/section.yml``)."""

from __future__ import annotations

from pydantic import Field

from transparency.model.promise import Awaited
from transparency.model.questionnaire import Wave
from transparency.model.text import Date, Id, LocalText

MIDYEAR = 6
"""Last month of an academic year."""


class SurveySection(Awaited):
    """Keeper, dates and lines of warning of the survey pages."""

    keeper: Id
    """Unit that answers for the pages and owes what is missing on them."""
    updated: Date
    review_by: Date
    """When method and calendar are looked at again; three years at most."""
    response_line: float = Field(gt=0, lt=1)
    """Response rate below which the site warns."""
    action_plan_from: int = Field(ge=1, le=25)
    """Risk score from which an action plan is due."""
    intensive_from: int = Field(ge=1, le=25)
    """Risk score from which a risk is monitored intensively."""
    ethics: tuple[LocalText, ...] = Field(min_length=1)
    """What is promised to everybody who is asked."""


def report_year(wave: Wave) -> int:
    """The year whose extract, due by 1 July, holds the wave: academic years run from July to June."""
    if wave.ends is not None:
        return wave.ends.year + (wave.ends.month > MIDYEAR)
    return int(wave.period[:4]) + wave.period.endswith("-S2")
