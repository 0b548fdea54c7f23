"""Record types for limitations and risks that are shown beside survey figures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from transparency.model.survey import Code, Status, SurveyCode
from transparency.model.text import Date, LocalText, Record, Translated

RiskClass = Literal["METHOD", "ETHICS", "ORGANISATION", "TECHNICAL", "COMMUNICATION"]
"""The five classes of risks of monitoring and feedback, for risks and for the limits of figures."""
LIMIT_CLASSES: Mapping[str, RiskClass | None] = {"DEMO": None, "NOT_HELD": "ORGANISATION", "BAND": "ETHICS"}
"""Id of a standing note -> the class of the limit that it tells; any other is one of the method."""
Grade = Annotated[int, Field(ge=1, le=5)]


class Note(Translated):
    """A limit to be read with a figure; a row of ``notes.csv``."""

    id: Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9_.-]*$")]
    text: LocalText
    """``{n}`` stands for a number that the id carries, e.g. 12 in BH12."""
    status: Status = "final"
    """``demonstration`` where it belongs to invented figures."""


class SurveyRisk(Record):
    """A risk that survey figures point to; a row of ``risks.csv``. Its owner is a post or unit, never a person.

    The published table has one column more, SCORE, which is computed.
    """

    id: Code
    survey: SurveyCode
    element: Code
    measure: Code
    """The indicator it was seen in: question, block or ALL, and measure."""
    risk_class: RiskClass
    likelihood: Grade
    impact: Grade
    assessed: Date
    owner: LocalText
    title: LocalText
    action: LocalText
    status: Status

    @property
    def score(self) -> int:
        """Likelihood times impact, 1 to 25; the section says from which score an action plan is due."""
        return self.likelihood * self.impact
