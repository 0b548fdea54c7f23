"""Key facts and table lines shared by several survey pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from transparency.model.survey import ALL, Measure
from transparency.model.survey_action import SurveyAction
from transparency.site.views.survey_figures import ShownFigure
from transparency.site.views.survey_findings import change_words
from transparency.site.views.survey_subject import Subject, SurveyElement
from transparency.site.views.survey_views import ActionLine, Breakdown, KeyFacts, Line


def key_facts(subject: Subject, code: str = ALL, period: str | None = None) -> KeyFacts | None:
    """The first things to know about an element; of the latest wave unless a period is given."""
    period = period or subject.figures.latest(code)
    if period is None or not subject.elements:
        return None
    element = subject.element(code)
    return KeyFacts(
        period=period,
        satisfaction=subject.figures.satisfaction(period, code),
        change=change_words(subject, element, period),
        response=subject.figures.of(period, ALL, "RESP_RATE"),
    )


def lines(subject: Subject, elements: Iterable[SurveyElement], period: str) -> tuple[Line, ...]:
    """A line for each element."""
    return tuple(
        Line(element, subject.figures.satisfaction(period, element.code), change_words(subject, element, period))
        for element in elements
    )


def breakdowns(subject: Subject, period: str) -> tuple[Breakdown, ...]:
    """Every breakdown that has figures in the period."""
    groups = subject.form.groups if subject.form else ()
    found = []
    for group in groups:
        names = {value.code: value.label for value in group.values}
        codes = subject.figures.categories(period, group.code)
        rows = tuple(
            (names[code], subject.figures.of(period, ALL, "SAT_SHARE", breakdown=group.code, group=code))
            for code in names
            if code in codes
        )
        if rows:
            found.append(Breakdown(group.title, rows))
    return tuple(found)


SHOWN: tuple[Measure, ...] = ("SAT_SHARE", "NEG_SHARE", "MID_SHARE", "DK_SHARE", "NA_SHARE", "MEAN", "ALPHA")
"""Measures of an indicator page, in this order."""


def measures(subject: Subject, element: SurveyElement, period: str) -> tuple[tuple[str, ShownFigure], ...]:
    """The measures that the table has for an element."""
    found = ((measure, subject.figures.of(period, element.code, measure)) for measure in SHOWN)
    return tuple((measure, figure) for measure, figure in found if figure.state != "absent")


def action_lines(actions: Iterable[SurveyAction], today: dt.date) -> tuple[ActionLine, ...]:
    """The latest decision first."""
    ordered = sorted(actions, key=lambda action: (action.decided, action.id), reverse=True)
    return tuple(ActionLine(action, action.is_due(today)) for action in ordered)
