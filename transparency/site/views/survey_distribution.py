"""Builds the chart of how answers spread over the points or classes of a scale."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from transparency.model.survey import Measure
from transparency.site.views.sentence import Sentence, ShareText, Value, When, sentence
from transparency.site.views.survey_captions import remarks, subtitle
from transparency.site.views.survey_chart import Chart, Datum, Panel, Part, Role
from transparency.site.views.survey_findings import name_of
from transparency.site.views.survey_subject import Subject, SurveyElement

MOST_POINTS = 5
"""A longer scale is drawn as three classes."""


def distribution(subject: Subject, element: SurveyElement, chart_id: str = "distribution") -> Chart | None:
    """How answers spread over the scale: a line for each question of the latest wave, or for each wave of a question."""
    period = subject.figures.latest(element.code)
    scale = subject.scale(element)
    if period is None or (scale is None and element.kind == "item"):
        return None
    pairs = [(element, p) for p in subject.periods] if element.kind == "item" else _questions(subject, element, period)
    pooled = scale is None or len(scale.values) > MOST_POINTS
    rows = [_spread(subject, one, p, by_period=element.kind == "item", pooled=pooled) for one, p in pairs]
    data = tuple(row for row in rows if element.kind == "item" or row.figure.value is not None)
    if element.kind != "item":
        data = tuple(sorted(data, key=lambda d: -(d.figure.value or 0))) if _may_sort(data) else data
    periods = [period] if element.kind != "item" else list(subject.periods)
    return Chart(
        id=chart_id,
        kind="distribution",
        title=_range_finding(subject, element, period, data),
        subtitle=subtitle(subject, [datum.figure for datum in data], periods),
        shows=sentence("surveys.shows.distribution"),
        panels=(Panel(data),),
        legend=_legend(subject, element, pooled=pooled),
        remarks=remarks(subject, data),
        demonstration=subject.demonstration,
    )


def _questions(subject: Subject, element: SurveyElement, period: str) -> list[tuple[SurveyElement, str]]:
    return [(one, period) for one in subject.within(element)]


def _may_sort(data: Sequence[Datum]) -> bool:
    """Below 30 respondents nothing is put in order."""
    return all(datum.figure.ranked for datum in data)


def _spread(subject: Subject, element: SurveyElement, period: str, *, by_period: bool, pooled: bool) -> Datum:
    name: Value = When(period) if by_period else element.text
    figure = subject.figures.satisfaction(period, element.code)
    parts = tuple(_parts(subject, element, period, pooled=pooled)) if figure.value is not None else ()
    return Datum(name, figure, parts=parts)


def _parts(subject: Subject, element: SurveyElement, period: str, *, pooled: bool) -> Iterator[Part]:
    if pooled:
        for measure, role in _CLASSES:
            figure = subject.figures.of(period, element.code, measure)
            if figure.value is not None:
                yield Part(measure, role, figure)
        return
    scale = subject.scale(element)
    for point in scale.values if scale else ():
        figure = subject.figures.of(period, element.code, "DIST", category=str(point))
        yield Part(str(point), _role(subject, element, point), figure)


_CLASSES: tuple[tuple[Measure, Role], ...] = (
    ("NEG_SHARE", "negative"),
    ("MID_SHARE", "middle"),
    ("SAT_SHARE", "positive"),
)


def _role(subject: Subject, element: SurveyElement, point: int) -> Role:
    scale = subject.scale(element)
    if scale is None or point in scale.positive:
        return "positive"
    return "negative" if point in scale.negative else "middle"


def _legend(subject: Subject, element: SurveyElement, *, pooled: bool) -> tuple[tuple[str, Role, Value], ...]:
    scale = subject.scale(element)
    if pooled or scale is None:
        return tuple((measure, role, sentence(f"surveys.class.{role}")) for measure, role in _CLASSES)
    names = {label.value: label for label in scale.labels}
    return tuple((str(p), _role(subject, element, p), names[p] if p in names else str(p)) for p in scale.values)


def _range_finding(subject: Subject, element: SurveyElement, period: str, data: Sequence[Datum]) -> Sentence:
    values = [datum.figure.value for datum in data if datum.figure.value is not None]
    if element.kind == "item":
        figure = subject.figures.satisfaction(period, element.code)
        share = ShareText(figure.value or 0)
        return sentence("surveys.finding.answers", name=element.text, period=When(period), share=share)
    low, high = min(values), max(values)
    if low == high:
        return sentence("surveys.finding.plain", name=name_of(element), share=ShareText(low))
    if element.kind == "survey":
        return sentence("surveys.finding.range_all", low=ShareText(low), high=ShareText(high))
    return sentence("surveys.finding.range", name=name_of(element), low=ShareText(low), high=ShareText(high))
