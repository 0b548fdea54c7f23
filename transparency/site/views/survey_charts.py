"""Builds the charts of a survey from its figures; the data model of surveys says which chart fits which question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from transparency.model.survey import TOTAL, UNIVERSITY, ThemeCount
from transparency.site.views.sentence import Number, ShareText, Value, When, sentence
from transparency.site.views.survey_captions import fielded, remarks, subtitle
from transparency.site.views.survey_chart import Chart, Datum, Panel
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
    missing = tuple(dict.fromkeys(remarks(subject, panels[0].data)))
    return Chart(
        id=chart_id,
        kind="trend",
        title=blocks_finding(subject, elements[1:]) if elements[1:] else change_finding(subject, elements[0]),
        subtitle=subtitle(subject, shown, subject.periods),
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
        subtitle=subtitle(subject, [row.figure for row in rows], [period]),
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
        subtitle=subtitle(subject, [whole], [period]),
        shows=sentence("surveys.shows.units", name=name_of(element)),
        panels=(Panel((*ranked, *rest)),),
        reference=whole.value,
        remarks=remarks(subject, rest),
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
        subtitle=subtitle(subject, [d.figure for d in data], subject.periods),
        shows=sentence("surveys.shows.response", line=ShareText(line, 0)),
        panels=(Panel(data),),
        reference=line,
        remarks=remarks(subject, data),
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
