"""Answer bars: a row can be added up, and nothing is drawn over a number."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.results.examples import EXAMPLES
from transparency.registry.check import CheckedRegistry
from transparency.site.charts import bars
from transparency.site.charts.layout import LAYOUTS
from transparency.site.charts.names import WIDTHS, Width
from transparency.site.charts.plate import plate


@pytest.mark.parametrize("width", WIDTHS)
def test_neutral_answers_stand_apart_and_the_sum_of_positive_ones_at_their_end(
    registry: CheckedRegistry, width: Width
) -> None:
    chart = plate(EXAMPLES["distribution"](), registry.words["ru"])
    plot = bars.distribution(chart, LAYOUTS[width])[0]
    high, column = plot.params["high"], max(row["start"] for row in plot.rows if row.get("tone") == "middle")
    for i, mark in enumerate(one for one in chart.blocks[0].marks if one.segments):
        parts = [row for row in plot.rows if row["row"] == i and "tone" in row]
        line = [row for row in parts if row["tone"] != "middle"]
        assert all(one["end"] == pytest.approx(other["start"]) for one, other in pairwise(line))
        assert not any(one["start"] < -1e-9 and one["end"] > 1e-9 for one in parts), "the line is between parts"
        whole = next(row for row in plot.rows if row["row"] == i and "sum" in row)
        assert whole["sum"] == pytest.approx(line[-1]["end"]) == pytest.approx(mark.value)
        assert whole["known"] == [mark.shown]
        assert line[-1]["end"] < column <= high
