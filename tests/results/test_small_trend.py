"""The small line of a home tile: comparable waves only."""

from __future__ import annotations

import pytest

from transparency.model.survey import ALL
from transparency.registry.check import CheckedRegistry
from transparency.site.views.survey_subject import subjects
from transparency.site.views.survey_trend import points, small_trend


def test_a_line_stops_where_no_wave_was_held() -> None:
    found = points([0.5, 0.6, None, 0.7, 0.7])
    assert [one.joined for one in found] == [False, True, False, False, True]
    assert [one.y is None for one in found] == [False, False, True, False, False]
    assert found[0].y > found[1].y > found[3].y  # type: ignore[operator]
    assert [one.x for one in found] == [0, 25, 50, 75, 100]


def test_only_comparable_waves_make_a_small_trend(registry: CheckedRegistry) -> None:
    """Of a survey held twice a year the same half; nothing from before the questions changed; at least two shares."""
    seen = set()
    for subject in subjects(registry):
        found, last = small_trend(subject), subject.latest
        comparable = [last] if last else []
        for period in reversed(subject.periods):
            if last and period < last and subject.wave_name(period) == subject.wave_name(last):
                if subject.figures.broken(comparable[-1], ALL):
                    break
                comparable.append(period)
        shown = [one for one in comparable if subject.figures.satisfaction(one).value is not None]
        assert (len(found.points) if found else 0) == (len(comparable) if len(shown) > 1 else 0)
        seen.add(found is None)
    assert seen == {True, False}


def test_a_small_change_stays_small() -> None:
    low, high = points([0.50, 0.51])
    assert low.y is not None
    assert high.y is not None
    assert low.y - high.y == pytest.approx(10)
