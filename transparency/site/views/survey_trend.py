"""The share of positive answers of a survey over its comparable waves, as points of a small line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from transparency.model.survey import ALL
from transparency.site.views.survey_subject import Subject


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """A wave: where it stands on a field of 100 × 100, from the upper left."""

    x: float
    y: float | None
    """None where the wave was not held or its share is not shown."""
    joined: bool
    """A line leads to it from the wave before: both are shown."""


@dataclass(frozen=True, slots=True)
class SmallTrend:
    """Waves that may be compared, and whether there are earlier ones that may not."""

    points: tuple[TrendPoint, ...]
    interrupted: bool


def small_trend(subject: Subject) -> SmallTrend | None:
    """The waves that compare with the last one shown, in order of time; None unless two have a share.

    Second halves of a year compare with second halves, and nothing with what was asked before the questions changed.
    """
    last = subject.latest
    if last is None:
        return None
    wave = subject.wave_name(last)
    periods = [period for period in subject.periods if period <= last and subject.wave_name(period) == wave]
    start = max((i for i, period in enumerate(periods) if i and subject.figures.broken(period, ALL)), default=0)
    found = points([subject.figures.satisfaction(period).value for period in periods[start:]])
    return SmallTrend(found, interrupted=start > 0) if sum(one.y is not None for one in found) > 1 else None


def points(shares: Sequence[float | None]) -> tuple[TrendPoint, ...]:
    """Shares on a field whose height shows at least ten percentage points, so that small changes stay small."""
    known = [share for share in shares if share is not None]
    middle = (max(known) + min(known)) / 2 if known else 0.5
    span = max(0.1, max(known) - min(known)) if known else 0.1
    step = 100 / max(1, len(shares) - 1)
    heights = [None if share is None else round(50 - (share - middle) / span * 100, 1) for share in shares]
    return tuple(
        TrendPoint(x=round(i * step, 1), y=y, joined=i > 0 and y is not None and heights[i - 1] is not None)
        for i, y in enumerate(heights)
    )
