"""How invented answers for the demonstration are drawn. Nothing in a plan was ever measured."""

from __future__ import annotations

from pydantic import Field

from transparency.model.survey import Period, SurveyCode
from transparency.model.text import Record


class DemoWave(Record):
    """One period of invented answers."""

    period: Period
    eligible: int = Field(ge=1)
    rate: float = Field(gt=0, le=1)
    """Share of the eligible who answer."""


class DemoPlan(Record):
    """Invented answers of one survey."""

    survey: SurveyCode
    seed: int
    groups: dict[str, dict[str, int]] = Field(default_factory=dict)
    """Group -> category -> weight."""
    repeats: int = Field(default=1, ge=1)
    """Most submissions of one person, where something is evaluated."""
    blocks: dict[str, float]
    """Block -> how far its answers lie above the middle, in standard deviations."""
    shifts: dict[str, float] = Field(default_factory=dict)
    """Category -> how far its members differ."""
    yearly: dict[str, float] = Field(default_factory=dict)
    """Block -> change a year."""
    waves: tuple[DemoWave, ...] = Field(min_length=1)
