"""Language-independent sentences about figures: the key of an interface text and the values to fill in.

A share, a count or a period is written differently in each language, so views pass on the value and its kind; its format,
number and grammatical case are decided when a page or a chart is rendered.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal, TypeAlias

from transparency.model.text import LocalText


@dataclass(frozen=True, slots=True)
class ShareText:
    """A part of the whole, 0..1, shown in per cent."""

    value: float
    decimals: int = 1


@dataclass(frozen=True, slots=True)
class Points:
    """The size of a difference of shares, without sign, shown in percentage points."""

    value: float


@dataclass(frozen=True, slots=True)
class IntervalText:
    """Both ends of an interval of shares, or of a difference of shares, in per cent."""

    lower: float
    upper: float
    of: Literal["share", "difference"] = "share"


@dataclass(frozen=True, slots=True)
class Number:
    """A plain number."""

    value: float
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class Count:
    """A number with the word it counts: the key of a word with plural forms."""

    key: str
    value: int


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in its unit; ``key`` is the word of the unit, which may have plural forms."""

    key: str
    value: float
    decimals: int = 0


Form = Literal["name", "since", "short", "part"]
"""``name``: on its own; ``since``: «compared with …»; ``short``: under an axis."""


@dataclass(frozen=True, slots=True)
class When:
    """A period, e.g. the second half of 2025."""

    period: str
    form: Form = "name"


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar day."""

    value: dt.date


@dataclass(frozen=True, slots=True)
class Days:
    """The days from the first to the last."""

    first: dt.date
    last: dt.date


@dataclass(frozen=True, slots=True)
class Sentence:
    """A word of the catalogues with the values for its placeholders."""

    key: str
    values: tuple[tuple[str, Value], ...] = ()


Value: TypeAlias = (
    "ShareText | Points | IntervalText | Number | Count | Quantity | When | Day | Days | Sentence | LocalText | str"
)


def within(text: str) -> str:
    """A heading or label as it stands within a sentence; an abbreviation keeps its letters."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def sentence(key: str, **values: Value) -> Sentence:
    """``sentence('surveys.n', n=Count('surveys.people', 322))``."""
    return Sentence(key, tuple(values.items()))
