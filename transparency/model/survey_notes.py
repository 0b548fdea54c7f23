"""Limits and risks that stand beside survey figures."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import Field, StringConstraints

from transparency.model.survey import Code, Status, SurveyCode
from transparency.model.text import LocalText, Record

Grade = Annotated[int, Field(ge=1, le=5)]


class Note(Record):
    """A limit to be read with a figure; a row of ``notes.csv``."""

    id: Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9_.-]*$")]
    text: LocalText
    """``{n}`` stands for a number that the id carries, e.g. 12 in BH12."""


class SurveyRisk(Record):
    """A risk that survey figures point to; a row of ``risks.csv``. Its owner is a post or unit, never a person."""

    id: Code
    survey: SurveyCode
    element: Code
    measure: Code
    """The indicator it was seen in: question, block or ALL, and measure."""
    likelihood: Grade
    impact: Grade
    score: int = Field(ge=1, le=25)
    """Likelihood times impact: from 15 an action plan is due, from 20 intensive monitoring."""
    assessed: Annotated[dt.date, Field(strict=False)]
    owner: LocalText
    title: LocalText
    action: LocalText
    status: Status
