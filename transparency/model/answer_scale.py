"""The scale on which a question is answered."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from transparency.model.number_types import Whole
from transparency.model.survey import Code
from transparency.model.text import LocalText, Record, Text

Word = str | Whole
"""A code as people write it in YAML, quoted or not."""
Point = Annotated[int, Field(ge=-1_000, le=1_000)]
"""A point of a scale; sliders go to 100."""


class PointLabel(LocalText):
    """The words of one point of a scale."""

    value: Point
    also: tuple[Text, ...] = ()
    """Other spellings that exports use."""


class AnswerScale(Record):
    """A scale of whole numbers, and the codes and words that are not answers on it."""

    code: Code
    """E.g. ``five_1_5``; charts and tables name the scale by it."""
    minimum: Point
    maximum: Point
    labels: tuple[PointLabel, ...] = ()
    """All points or only those that have words; a slider needs none."""
    recode: dict[str, Point] = Field(default_factory=dict)
    """Code in the export -> value, where the order of codes is not the order of values."""
    na_codes: tuple[Word, ...] = ()
    """Codes of «not applicable»; the usual words are known."""
    na_labels: tuple[Text, ...] = ()
    dk_codes: tuple[Word, ...] = ()
    """Codes of «hard to answer»; the usual words are known."""
    dk_labels: tuple[Text, ...] = ()
    order_unknown: tuple[Text, ...] = ()
    """In a draft: labels that a person has to put in order, from the lowest to the highest, under ``labels``."""

    @property
    def values(self) -> range:
        """Every point, lowest first."""
        return range(self.minimum, self.maximum + 1)

    @property
    def positive(self) -> tuple[int, ...]:
        """Points in the upper 40 % of the length of the scale: 5(x - min) >= 3(max - min)."""
        return tuple(self.values[-(-3 * (self.maximum - self.minimum) // 5) :])

    @property
    def negative(self) -> tuple[int, ...]:
        """Points in the lower 40 %."""
        return tuple(self.values[: 2 * (self.maximum - self.minimum) // 5 + 1])

    @property
    def middle(self) -> tuple[int, ...]:
        """Points between; a scale of 2, 4 or 6 points has none and its middle share does not exist."""
        return tuple(self.values[len(self.negative) : len(self.values) - len(self.positive)])
