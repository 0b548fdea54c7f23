"""Rings: equal sectors that close the circle, each in the state of its fact."""

from __future__ import annotations

from math import hypot

import pytest

from transparency.site.render.ring import GAP, INNER, OUTER, sectors
from transparency.site.views.survey_trend import points


@pytest.mark.parametrize("count", [1, 2, 7, 36])
def test_sectors_are_equal_and_lie_between_the_radii(count: int) -> None:
    found = sectors(["published"] * count)
    assert len({one.path for one in found}) == count
    for one in found:
        assert hypot(one.x - 50, one.y - 50) == pytest.approx((OUTER + INNER) / 2, abs=0.01)


def test_the_first_sector_begins_at_the_top_and_goes_clockwise() -> None:
    first, second = sectors(["published", "expired"])
    assert (first.state, second.state) == ("published", "expired")
    assert first.x > 50 > second.x
    assert first.path.startswith(f"M{50 + GAP / 2:g} ")


def test_a_line_stops_where_questions_changed_or_no_wave_was_held() -> None:
    found = points([0.5, 0.6, None, 0.7, 0.7], [False, False, False, False, True])
    assert [one.joined for one in found] == [False, True, False, False, False]
    assert [one.y is None for one in found] == [False, False, True, False, False]
    assert found[0].y > found[1].y > found[3].y  # type: ignore[operator]
    assert [one.x for one in found] == [0, 25, 50, 75, 100]


def test_a_small_change_stays_small() -> None:
    low, high = points([0.50, 0.51], [False, False])
    assert low.y is not None
    assert high.y is not None
    assert low.y - high.y == pytest.approx(10)
