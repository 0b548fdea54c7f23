"""Shares on pages are rounded once: what a reader computes from the counts is what stands there."""

from __future__ import annotations

from fractions import Fraction

import pytest

from transparency.model.survey import DECIMALS
from transparency.site.render.formats import number, percent
from transparency.survey.rounding import half_up, written


@pytest.mark.parametrize("answers", [12, 22, 39, 136, 304, 322, 999])
def test_a_published_share_is_shown_as_if_it_were_rounded_from_the_counts(answers: int) -> None:
    for positive in range(answers + 1):
        published = half_up(positive / answers, DECIMALS["SAT_SHARE"])
        per_mille = Fraction(1000 * positive, answers)
        once = int(per_mille + Fraction(1, 2))
        assert percent(published, "en").rstrip("%") == number(once / 10, "en", 1), (positive, answers)


def test_a_table_has_no_places_that_a_figure_was_not_published_with() -> None:
    assert [written(value, 6) for value in (0.9167, 0.541667, 0.0, 1.0, -0.02)] == [
        "0.9167",
        "0.541667",
        "0",
        "1",
        "-0.02",
    ]
    assert written(20.0, 0) == "20"
