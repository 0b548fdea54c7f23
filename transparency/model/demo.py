"""Record types for plans that generate invented survey answers for the demonstration."""

from __future__ import annotations

from typing import Final

from pydantic import Field

from transparency.model.limits import GREATEST
from transparency.model.number_types import Count, Number, Whole
from transparency.model.survey import Period, SurveyCode
from transparency.model.text import Record

DEMONSTRATION: Final = "demonstration"
"""Status of every invented record."""


class DemoWave(Record):
    """One period of invented answers."""

    period: Period
    eligible: int = Field(ge=1, le=GREATEST)
    rate: float = Field(gt=0, le=1)
    """Share of the eligible who answer."""


class DemoPlan(Record):
    """Invented answers of one survey."""

    survey: SurveyCode
    seed: Whole
    groups: dict[str, dict[str, Count]] = Field(default_factory=dict)
    """Group -> category -> weight."""
    repeats: int = Field(default=1, ge=1, le=GREATEST)
    """Most submissions of one person, where something is evaluated."""
    blocks: dict[str, Number]
    """Block -> how far its answers lie above the middle, in standard deviations."""
    shifts: dict[str, Number] = Field(default_factory=dict)
    """Category -> how far its members differ."""
    yearly: dict[str, Number] = Field(default_factory=dict)
    """Block -> change a year."""
    waves: tuple[DemoWave, ...] = Field(min_length=1)
