"""View of the annual extract: the survey results of one academic year on one printable page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from transparency.model.demo import DEMONSTRATION
from transparency.model.improvement import Action
from transparency.model.survey import ALL
from transparency.model.survey_section import MIDYEAR, SurveySection, report_year
from transparency.registry.check import CheckedRegistry
from transparency.site.views import improvement
from transparency.site.views.awaited import awaiting
from transparency.site.views.measured import all_measured
from transparency.site.views.page import Page, text_in_all_languages
from transparency.site.views.sentence import Number, ShareText, Value, When, sentence
from transparency.site.views.survey_calendar import calendar
from transparency.site.views.survey_chart import Chart, Datum, Panel
from transparency.site.views.survey_facts import action_lines, key_facts
from transparency.site.views.survey_pages import survey_page, table_of_indicators
from transparency.site.views.survey_subject import Subject
from transparency.site.views.survey_views import ExtractRow, ExtractView, ReportsView
from transparency.site.views.survey_warnings import in_period


def years(subjects: Iterable[Subject]) -> tuple[int, ...]:
    """Every year for which there is a wave, the latest first."""
    return tuple(sorted({report_year(wave) for s in subjects for wave in s.waves}, reverse=True))


def pages(registry: CheckedRegistry, section: SurveySection, subjects: Sequence[Subject]) -> Iterator[Page]:
    """The list and one page a year."""
    views = tuple(_view(registry, section, subjects, year) for year in years(subjects))
    yield survey_page(
        registry,
        "reports/index",
        "reports",
        text_in_all_languages(registry, "surveys.reports.title"),
        text_in_all_languages(registry, "surveys.reports.description"),
        _reports(registry, section, views),
        parent="index",
        demonstration=any(view.demonstration for view in views),
    )
    for view in views:
        names = {"first": str(view.year - 1), "last": str(view.year)}
        yield survey_page(
            registry,
            f"reports/{view.year}",
            "survey_extract",
            text_in_all_languages(registry, "surveys.extract.title", **names),
            text_in_all_languages(registry, "surveys.extract.description", **names),
            view,
            parent="reports/index",
            charts=view.charts,
            demonstration=view.demonstration,
        )


def _reports(registry: CheckedRegistry, section: SurveySection, views: tuple[ExtractView, ...]) -> ReportsView:
    """The list with the year whose report is due next, and the last one that is overdue by a decided day."""
    today = registry.date
    year = today.year + (_day(today.year, section.deadlines.report) < today)
    decided = section.decided_deadlines is not None
    published = {view.year for view in views if view.rows}
    return ReportsView(
        years=views,
        duty=awaiting(section.keeper, section, today),
        next_year=year,
        due=_day(year, section.deadlines.report),
        proposals_due=_day(year, section.deadlines.proposals),
        decided=decided,
        overdue=year - 1 if decided and year - 1 not in published else None,
    )


def _view(registry: CheckedRegistry, section: SurveySection, subjects: Sequence[Subject], year: int) -> ExtractView:
    waves = [(s, wave) for s in subjects for wave in s.waves if report_year(wave) == year]
    held = [(s, wave.period) for s, wave in waves if s.figures.satisfaction(wave.period).value is not None]
    actions = [a for s in subjects for a in s.actions if _in_year(a, year)]
    chart = rates(held)
    everything = improvement.actions(registry)
    before, after = (_day(one, section.deadlines.proposals) for one in (year - 1, year))
    measured = all_measured(registry).values() if registry.settings.has("figures") else ()
    indicators = tuple((one, value) for one in measured for value in one.series if value.time_period == str(year))
    return ExtractView(
        files=table_of_indicators(registry),
        year=year,
        rows=tuple(ExtractRow(s, facts) for s, period in held if (facts := key_facts(s, period=period))),
        missed=tuple(
            (s, When(wave.period), s.figures.satisfaction(wave.period))
            for s, wave in waves
            if (s, wave.period) not in held
        ),
        awaited=tuple(_awaited(subjects, year, registry.date)),
        warnings=tuple(w for s, period in held for w in in_period(s, period) if w.strong),
        actions=action_lines(actions, registry.date),
        due=_day(year, section.deadlines.report),
        proposals_due=after,
        decided=section.decided_deadlines is not None,
        proposed=any(before < one.action.decided <= after for one in everything),
        counts=improvement.counts(one for one in everything if _in_year(one.action, year)),
        charts=(chart,) if chart else (),
        indicators=indicators,
        demonstration=any(s.demonstration for s, _ in waves)
        or any(a.status == DEMONSTRATION for a in actions)
        or any(value.status == DEMONSTRATION for _, value in indicators),
    )


def _awaited(subjects: Sequence[Subject], year: int, today: dt.date) -> Iterator[tuple[Subject, When]]:
    """Waves of the academic year that the calendar expected before the day of the build and that have no record."""
    for line in calendar(tuple(subjects), today):
        known = {wave.period for wave in line.subject.waves}
        last_month = max(line.subject.entry.months, default=0)
        for period in line.missed:
            autumn = period.endswith("-S2") or ("-" not in period and last_month > MIDYEAR)
            if period not in known and int(period[:4]) + autumn == year:
                yield line.subject, When(period)


def _day(year: int, day: str) -> dt.date:
    return dt.date(year, *map(int, day.split("-")))


def _in_year(action: Action, year: int) -> bool:
    return action.decided.year + (action.decided.month > MIDYEAR) == year


def rates(held: Sequence[tuple[Subject, str]], chart_id: str = "response") -> Chart | None:
    """The response rates of several surveys beside the line of warning, the highest first."""
    rated = sorted(
        ((subject, period, subject.figures.of(period, ALL, "RESP_RATE")) for subject, period in held),
        key=lambda one: -(one[2].value or 0),
    )
    data = tuple(Datum(_label(subject, period), figure) for subject, period, figure in rated)
    known = [one for one in rated if one[2].value is not None]
    if not known:
        return None
    line = held[0][0].section.thresholds.response
    lowest, _, least = min(known, key=lambda one: one[2].value or 0)
    word = "low" if (least.value or 0) < line else "enough"
    title = sentence(
        f"surveys.finding.rates_{word}",
        name=lowest.entry.title,
        share=ShareText(least.value or 0),
        line=ShareText(line, 0),
    )
    return Chart(
        id=chart_id,
        kind="response",
        title=title,
        subtitle=sentence("surveys.subtitle_rates", n=Number(sum(figure.respondents or 0 for *_, figure in known))),
        shows=sentence("surveys.shows.response", line=ShareText(line, 0)),
        panels=(Panel(data),),
        reference=line,
        demonstration=any(subject.demonstration for subject, _ in held),
    )


def _label(subject: Subject, period: str) -> Value:
    return sentence("surveys.wave_label", survey=subject.entry.title, period=When(period))
