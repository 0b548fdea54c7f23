"""Record type for what the university changed because of a survey, as published for respondents and everyone else."""

from __future__ import annotations

from transparency.model.improvement import Action
from transparency.model.survey import Code, Period, Status, SurveyCode
from transparency.model.text import LocalText


class SurveyAction(Action):
    """A decision that follows from a survey; an entry of ``data/surveys/actions.yml``."""

    survey: SurveyCode
    element: Code
    """Question, block or ALL that showed the need."""
    period: Period
    """The wave in which it was seen."""
    unit: LocalText
    """Unit or post that carries it out, never a person."""
    status: Status
