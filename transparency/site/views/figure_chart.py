"""Declares the chart of an indicator over its periods."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from transparency.model.indicator_value import (
    IndicatorValue,
)
from transparency.site.views.measured import SHOWN_PERIODS, Measured, written_value
from transparency.site.views.sentence import Value, When, sentence
from transparency.site.views.survey_chart import Chart, Datum, Panel, PlainFigure


def chart(one: Measured) -> Chart | None:
    """The values of the institution by period; none for fewer than two."""
    shown = one.series[-SHOWN_PERIODS:]
    known = [value for value in shown if value.obs_value is not None]
    if len(known) < 2 or known[-1].obs_value is None:
        return None
    last = known[-1]
    told = written_value(last.unit_measure, last.obs_value or 0, one.places)
    return Chart(
        id=one.id,
        kind="series",
        title=sentence("figures.finding", name=one.title, value=told, period=When(last.time_period)),
        subtitle=sentence("figures.subtitle", source=last.source),
        shows=sentence("figures.shows_target" if any(v.target is not None for v in shown) else "figures.shows"),
        panels=(Panel(tuple(_datum(value, one.places) for value in shown)),),
        remarks=tuple(_remarks(shown)),
        demonstration=one.demonstration,
        unit=last.unit_measure,
    )


def _datum(value: IndicatorValue, places: int) -> Datum:
    state: Literal["shown", "secondary", "impossible"] = (
        "shown" if value.obs_value is not None else "secondary" if value.obs_status == "Q" else "impossible"
    )
    shown = None if value.obs_value is None else written_value(value.unit_measure, value.obs_value, places)
    figure = PlainFigure(state, plain=value.obs_value)
    return Datum(When(value.time_period), figure, broken=bool(value.series_break), target=value.target, shown=shown)


def _remarks(shown: Sequence[IndicatorValue]) -> Iterator[Value]:
    for value in shown:
        if value.obs_value is None:
            why = sentence("figures.withheld" if value.obs_status == "Q" else "figures.impossible")
            yield sentence("surveys.remark", what=When(value.time_period), why=why)
    for value in shown:
        if value.series_break:
            yield sentence("figures.broken_at", period=When(value.time_period))
