"""Builds the charts of a survey from its figures; the data model of surveys says which chart fits which question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from transparency.model.survey import TOTAL, UNIVERSITY, Measure, ThemeCount
from transparency.site.views.sentence import Days, Number, Sentence, ShareText, Value, When, sentence
from transparency.site.views.survey_chart import Chart, Datum, Panel, Part, Role
from transparency.site.views.survey_figures import ShownFigure
from transparency.site.views.survey_findings import (
    blocks_finding,
    change_finding,
    listed,
    name_of,
    targets_finding,
    units_finding,
)
from transparency.site.views.survey_subject import Subject, SurveyElement

MOST_POINTS = 5
"""A longer scale is drawn as three classes."""


def fielded(subject: Subject, periods: Sequence[str]) -> Value:
    """When the questions could be answered, from the first to the last of the periods."""
    first, last = (subject.form.wave_of(p) if subject.form else None for p in (periods[0], periods[-1]))
    if first and last and first.starts and last.ends:
        return Days(first.starts, last.ends)
    if periods[0] == periods[-1]:
        return sentence("surveys.in_period", period=When(periods[0]))
    if periods[0].isdigit() and periods[-1].isdigit():
        return sentence("surveys.in_years", first=periods[0], last=periods[-1])
    return sentence("surveys.in_periods", first=When(periods[0]), last=When(periods[-1]))


def _known(subject: Subject, periods: Iterable[str]) -> list[str]:
    return [p for p in periods if subject.figures.satisfaction(p).value is not None]


def _respondents(figures: Iterable[ShownFigure]) -> Sentence:
    counts = [figure.respondents for figure in figures if figure.respondents is not None]
    if not counts:
        return sentence("surveys.n_none")
    least, most = min(counts), max(counts)
    if least == most:
        return sentence("surveys.n_one", n=Number(most))
    return sentence("surveys.n_range", least=Number(least), most=Number(most))


def _subtitle(subject: Subject, figures: Iterable[ShownFigure], periods: Sequence[str]) -> Sentence:
    known = _known(subject, periods) or list(periods)
    return sentence("surveys.subtitle", n=_respondents(figures), dates=fielded(subject, known))


def _remarks(subject: Subject, data: Iterable[Datum]) -> tuple[Value, ...]:
    return tuple(
        sentence("surveys.remark", what=datum.label, why=subject.why_hidden(datum.figure))
        for datum in data
        if datum.figure.value is None
    )


def _breaks(panels: Iterable[Panel]) -> Iterator[Value]:
    """One remark for all periods in which questions changed."""
    broken = [d.figure.row.time_period for panel in panels for d in panel.data if d.broken and d.figure.row]
    if broken:
        yield sentence("surveys.broken_at", period=listed([When(period) for period in sorted(set(broken))]))


def trend(subject: Subject, elements: Sequence[SurveyElement], chart_id: str = "trend") -> Chart:
    """The share of positive answers over time, a panel for each element."""
    panels = tuple(
        Panel(tuple(trend_data(subject, element)), name_of(element) if len(elements) > 1 else None)
        for element in elements
    )
    shown = [datum.figure for panel in panels for datum in panel.data]
    missing = tuple(dict.fromkeys(_remarks(subject, panels[0].data)))
    return Chart(
        id=chart_id,
        kind="trend",
        title=blocks_finding(subject, elements[1:]) if elements[1:] else change_finding(subject, elements[0]),
        subtitle=_subtitle(subject, shown, subject.periods),
        shows=sentence(
            "surveys.shows.trend_halves" if any("-S" in p for p in subject.periods) else "surveys.shows.trend"
        ),
        panels=panels,
        remarks=(*missing, *_breaks(panels)),
        demonstration=subject.demonstration,
    )


def trend_data(
    subject: Subject, element: SurveyElement, *, unit: str = UNIVERSITY, breakdown: str = TOTAL, group: str = TOTAL
) -> Iterator[Datum]:
    """The share of positive answers of a unit or group in each period."""
    for period in subject.periods:
        yield Datum(
            label=When(period),
            figure=subject.figures.of(period, element.code, "SAT_SHARE", unit=unit, breakdown=breakdown, group=group),
            wave=subject.wave_name(period),
            broken=subject.figures.broken(period, element.code),
        )


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
        subtitle=_subtitle(subject, [datum.figure for datum in data], periods),
        shows=sentence("surveys.shows.distribution"),
        panels=(Panel(data),),
        legend=_legend(subject, element, pooled=pooled),
        remarks=_remarks(subject, data),
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
    return sentence("surveys.finding.range", name=name_of(element), low=ShareText(low), high=ShareText(high))


def targets(subject: Subject, period: str | None = None, chart_id: str = "targets") -> Chart | None:
    """What was reached against what was to be reached."""
    period = period or subject.latest
    rows = tuple(_target_data(subject, period)) if period else ()
    if not rows or period is None:
        return None
    met, missed, uncertain = ([row.label for row in rows if row.verdict == v] for v in ("MET", "NOT_MET", "UNCERTAIN"))
    return Chart(
        id=chart_id,
        kind="target",
        title=targets_finding(met, missed, uncertain),
        subtitle=_subtitle(subject, [row.figure for row in rows], [period]),
        shows=sentence("surveys.shows.target"),
        panels=(Panel(rows),),
        remarks=(),
        demonstration=subject.demonstration,
    )


def _target_data(subject: Subject, period: str) -> Iterator[Datum]:
    for element in subject.elements:
        gap = subject.figures.of(period, element.code, "GAP_TARGET", versus="TARGET")
        target = subject.target(element.code, period)
        if target is not None and gap.value is not None:
            figure = subject.figures.satisfaction(period, element.code)
            yield Datum(name_of(element), figure, target=target, verdict=gap.assessment)


def units(subject: Subject, element: SurveyElement, chart_id: str = "units") -> Chart | None:
    """Units against the rest of the university, in order of value only where at least 30 people answered in each."""
    period = subject.figures.latest(element.code)
    codes = subject.figures.units(period, element.code) if period else ()
    if period is None or not codes:
        return None
    data = [_unit_datum(subject, element, period, code) for code in codes]
    ranked = sorted((d for d in data if d.figure.ranked), key=lambda d: -(d.figure.value or 0))
    rest = [d for d in data if not d.figure.ranked]
    whole = subject.figures.satisfaction(period, element.code)
    above, below = ([d.label for d in data if d.verdict == verdict] for verdict in ("ABOVE", "BELOW"))
    return Chart(
        id=chart_id,
        kind="units",
        title=units_finding(above, below),
        subtitle=_subtitle(subject, [whole], [period]),
        shows=sentence("surveys.shows.units", name=name_of(element)),
        panels=(Panel((*ranked, *rest)),),
        reference=whole.value,
        remarks=_remarks(subject, rest),
        demonstration=subject.demonstration,
    )


def _unit_datum(subject: Subject, element: SurveyElement, period: str, code: str) -> Datum:
    figure = subject.figures.satisfaction(period, element.code, code)
    against = subject.figures.of(period, element.code, "DIFF", unit=code, versus="REST")
    verdict = against.assessment if figure.ranked and against.state == "shown" else ""
    return Datum(subject.unit(code), figure, verdict=verdict if verdict != "_Z" else "")


def response(subject: Subject, chart_id: str = "response") -> Chart | None:
    """The response rate of each wave with the line below which the site warns."""
    period = subject.latest
    if period is None:
        return None
    data = tuple(Datum(When(p), subject.figures.of(p, "ALL", "RESP_RATE", unit=UNIVERSITY)) for p in subject.periods)
    known = [d for d in data if d.figure.value is not None]
    if not known:
        return None
    line = subject.section.thresholds.response
    last = known[-1].figure
    word = "low" if (last.value or 0) < line else "enough"
    where = When(last.row.time_period) if last.row else ""
    return Chart(
        id=chart_id,
        kind="response",
        title=sentence(
            f"surveys.finding.response_{word}", period=where, share=ShareText(last.value or 0), line=ShareText(line, 0)
        ),
        subtitle=_subtitle(subject, [d.figure for d in data], subject.periods),
        shows=sentence("surveys.shows.response", line=ShareText(line, 0)),
        panels=(Panel(data),),
        reference=line,
        remarks=_remarks(subject, data),
        demonstration=subject.demonstration,
    )


def themes(subject: Subject) -> Iterator[Chart]:
    """What people wrote about, as coded by readers of the open answers: strengths, complaints and proposals apart."""
    period = max((t.time_period for t in subject.themes), default=None)
    found = sorted((t for t in subject.themes if t.time_period == period), key=lambda t: (-t.n, t.theme))
    for kind in ("strength", "improvement", "proposal"):
        of_kind = [theme for theme in found if theme.kind == kind]
        if of_kind and period is not None:
            yield _themes_of(subject, kind, of_kind, max(theme.share for theme in found))


def _themes_of(subject: Subject, kind: str, found: Sequence[ThemeCount], top: float) -> Chart:
    first = found[0]
    people = sentence("surveys.n_one", n=Number(first.n_resp))
    data = tuple(Datum(theme.title, ShownFigure("shown"), count=theme.n, share=theme.share) for theme in found)
    return Chart(
        id=f"themes-{kind}",
        kind="themes",
        title=sentence(f"surveys.finding.themes.{kind}", name=first.title, share=ShareText(first.share)),
        subtitle=sentence("surveys.subtitle", n=people, dates=fielded(subject, [first.time_period])),
        shows=sentence(f"surveys.shows.themes.{kind}", n=str(subject.threshold)),
        panels=(Panel(data),),
        top=top,
        demonstration=subject.demonstration,
    )
