"""The share of positive answers of a survey over its waves, as points of a small line."""

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
    """A line leads to it from the wave before: both are shown, and the questions did not change."""
    broken: bool
    """Earlier shares must not be compared with it."""


def trend_points(subject: Subject) -> tuple[TrendPoint, ...]:
    """Every wave from the first to the last that is shown, in order of time."""
    last = subject.latest
    periods = [period for period in subject.periods if last is not None and period <= last]
    shares = [subject.figures.satisfaction(period).value for period in periods]
    broken = [i > 0 and subject.figures.broken(period, ALL) for i, period in enumerate(periods)]
    return points(shares, broken)


def points(shares: Sequence[float | None], broken: Sequence[bool]) -> tuple[TrendPoint, ...]:
    """Shares on a field whose height shows at least ten percentage points, so that small changes stay small."""
    known = [share for share in shares if share is not None]
    middle = (max(known) + min(known)) / 2 if known else 0.5
    span = max(0.1, max(known) - min(known)) if known else 0.1
    step = 100 / max(1, len(shares) - 1)
    heights = [None if share is None else round(50 - (share - middle) / span * 100, 1) for share in shares]
    return tuple(
        TrendPoint(
            x=round(i * step, 1),
            y=y,
            joined=i > 0 and y is not None and heights[i - 1] is not None and not broken[i],
            broken=broken[i],
        )
        for i, y in enumerate(heights)
    )
