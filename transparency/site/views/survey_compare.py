"""Builds the series that «Compare» offers of a survey: every question by period, by unit and by the published breakdowns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from transparency.model.survey import TOTAL
from transparency.site.views.sentence import Value, When, sentence
from transparency.site.views.survey_chart import Panel
from transparency.site.views.survey_charts import trend_data
from transparency.site.views.survey_findings import name_of
from transparency.site.views.survey_subject import Subject, SurveyElement

PERIODS, UNITS = "period", "unit"

Options = tuple[tuple[str, Value], ...]
"""Code and name of each thing that can be chosen."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The series of a survey and the lists to choose them from."""

    questions: Options
    breakdowns: tuple[tuple[str, Value, Options], ...]
    """Code, title and options; those of ``PERIODS`` are the periods of the whole institution."""
    series: tuple[tuple[str, str, str, Panel], ...]
    """Question, breakdown and option of a panel of the trend chart; the option of ``PERIODS`` is ``TOTAL``."""


def comparison(subject: Subject) -> Comparison:
    """All series that have a value; a question without one is not offered."""
    places = _breakdowns(subject)
    panels = (
        (element.code, code, option, _panel(subject, element, code, option))
        for element in subject.elements
        for code, _, options in places
        for option in ((TOTAL,) if code == PERIODS else tuple(found for found, _ in options))
    )
    series = tuple(one for one in panels if any(datum.figure.value is not None for datum in one[3].data))
    asked, used = {key[0] for key in series}, {key[1:3] for key in series}
    kept = (
        (code, title, tuple(one for one in options if code == PERIODS or (code, one[0]) in used))
        for code, title, options in places
    )
    return Comparison(
        questions=tuple((one.code, name_of(one)) for one in subject.elements if one.code in asked),
        breakdowns=tuple(one for one in kept if one[2]),
        series=series,
    )


def _breakdowns(subject: Subject) -> tuple[tuple[str, Value, Options], ...]:
    periods: Options = tuple((period, When(period)) for period in subject.periods)
    units = sorted({unit for period in subject.periods for unit in subject.figures.units(period)})
    return (
        (PERIODS, sentence("surveys.compare.periods"), periods),
        (UNITS, sentence("surveys.page.units"), tuple((unit, subject.unit(unit)) for unit in units)),
        *_groups(subject),
    )


def _groups(subject: Subject) -> Iterator[tuple[str, Value, Options]]:
    for group in subject.form.groups if subject.form else ():
        yield group.code, group.title, tuple((one.code, one.label) for one in group.values)


def _panel(subject: Subject, element: SurveyElement, breakdown: str, option: str) -> Panel:
    if breakdown == PERIODS:
        return Panel(tuple(trend_data(subject, element)))
    if breakdown == UNITS:
        return Panel(tuple(trend_data(subject, element, unit=option)))
    return Panel(tuple(trend_data(subject, element, breakdown=breakdown, group=option)))
