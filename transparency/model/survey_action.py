"""Record type for what the university changed because of a survey, as published for respondents and everyone else."""

from __future__ import annotations

import datetime as dt
from typing import Self

from pydantic import model_validator

from transparency.model.messages import Message
from transparency.model.survey import Code, Period, Status, SurveyCode
from transparency.model.text import Date, Id, LocalText, Record

REASSESSED_AFTER = (6, 12)
"""Months after a decision within which its effect is looked at again."""


class SurveyAction(Record):
    """A decision that follows from a survey; an entry of ``data/surveys/actions.yml``."""

    id: Id
    survey: SurveyCode
    element: Code
    """Question, block or ALL that showed the need."""
    period: Period
    """The wave in which it was seen."""
    finding: LocalText
    """What respondents said, as a whole."""
    decision: LocalText
    """What was decided, in one sentence."""
    unit: LocalText
    """Unit or post that carries it out, never a person."""
    decided: Date
    reassess: Date
    """When the effect is looked at again: 6 to 12 months after the decision."""
    effect: LocalText | None = None
    """What the reassessment showed; left out until it was made."""
    status: Status

    @model_validator(mode="after")
    def _reassessed_in_time(self) -> Self:
        months = (self.reassess.year - self.decided.year) * 12 + self.reassess.month - self.decided.month
        months -= self.reassess.day < self.decided.day
        least, most = REASSESSED_AFTER
        if not least <= months <= most:
            raise ValueError(
                Message(
                    "the effect must be looked at {least} to {most} months after the decision", least=least, most=most
                )
            )
        return self

    def is_due(self, today: dt.date) -> bool:
        """The day of the reassessment has passed and nobody has written what it showed."""
        return self.effect is None and self.reassess < today
