"""Rings: equal sectors that close the circle, each in the state of its fact."""

from __future__ import annotations

from math import hypot

import pytest

from transparency.site.render.ring import GAP, INNER, OUTER, sectors


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
