"""Record types of the quality system that the site shows as plain tables: quality plans and review marks of content."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from transparency.model.messages import Message
from transparency.model.text import Date, Id, LocalText, Translated


class QualityPlan(Translated):
    """A plan that says who reaches which quality goal, with what and by when (ISO 10005)."""

    id: Id
    title: LocalText
    goal: LocalText
    unit: Id
    """Unit that answers for the plan."""
    resources: LocalText | None = None
    """People, money and equipment, as a whole; left out until the plan says."""
    starts: Date
    ends: Date
    control_points: tuple[LocalText, ...] = Field(min_length=1)
    """When and how progress is checked."""
    approved_on: Date | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.ends < self.starts:
            raise ValueError(Message("a plan does not end before it starts"))
        return self


class ContentReview(Translated):
    """The mark of a unit that it has read a part of the site with the questions of the regulation on the site in mind."""

    id: Id
    title: LocalText
    """Part of the site that was read."""
    asked: tuple[LocalText, ...] = Field(min_length=1)
    """What was looked for, e.g. nothing that harms honour and reputation."""
    unit: Id
    """Unit that reads it."""
    reviewed_on: Date | None = None
    """Left out until it was read."""
    review_by: Date | None = None
