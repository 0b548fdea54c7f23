"""Record types of the improvement loop: what was found, what was decided, what was done, and whether it helped.

Actions after audits, complaints, indicators, reviews and external assessments are entries of ``data/quality/improvements.yml``;
those after surveys stand with the surveys (`survey_action`). A finding names no person and no single case.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal, Self

from pydantic import model_validator

from transparency.model.disclosure import ClauseOfDuty
from transparency.model.messages import Message
from transparency.model.text import Date, Id, LocalText, Translated

REASSESSED_AFTER = (6, 12)
"""Months after a decision within which its effect is looked at again."""

ActionState = Literal["open", "overdue", "done", "effect-overdue", "assessed"]
ActionSource = Literal["audit", "complaint", "survey", "indicator", "review", "accreditation"]


class Action(Translated):
    """A decision that follows from a finding; base of the actions of every source."""

    id: Id
    finding: LocalText
    """What was found, as a whole."""
    decision: LocalText
    """What was decided, in one sentence."""
    decided: Date
    due: Date | None = None
    """When it has to be carried out; left out where the decision sets no day."""
    done: Date | None = None
    """When it was carried out."""
    reassess: Date
    """When the effect is looked at again: 6 to 12 months after the decision."""
    effect: LocalText | None = None
    """What the reassessment showed; left out until it was made."""

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
        if min(day for day in (self.due, self.done, self.decided) if day) < self.decided:
            raise ValueError(Message("an action is neither due nor done before its decision"))
        return self

    def is_due(self, today: dt.date) -> bool:
        """The day of the reassessment has passed and nobody has written what it showed."""
        return self.effect is None and self.reassess < today

    def state(self, today: dt.date) -> ActionState:
        """How far it has come; an action that is late itself is late before its effect is."""
        if self.effect is not None:
            return "assessed"
        if self.done is None and self.due is not None and self.due < today:
            return "overdue"
        if self.reassess < today:
            return "effect-overdue"
        return "done" if self.done else "open"


class Improvement(Action):
    """An action of the university; what an agency recommended names the framework and the criterion."""

    source: Literal["audit", "complaint", "indicator", "review", "accreditation"]
    unit: Id
    """Unit that carries it out, never a person."""
    framework: Id | None = None
    """Framework of the external assessment that recommended it."""
    clause: ClauseOfDuty | None = None
    """Its criterion."""
    status: Literal["actual", "demonstration"] = "actual"
    """``demonstration`` for invented entries, which stand in ``demo/`` only."""

    @model_validator(mode="after")
    def _recommended(self) -> Self:
        if (self.framework is None) != (self.clause is None):
            raise ValueError(Message("a framework needs its clause, and a clause its framework"))
        return self
