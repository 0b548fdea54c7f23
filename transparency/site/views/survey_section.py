"""Builds all survey pages: overview, calendar, each survey and indicator, early warnings, annual extracts."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from transparency.model.demo import DEMONSTRATION
from transparency.model.survey import Population
from transparency.model.survey_section import SurveySection
from transparency.registry.check import CheckedRegistry
from transparency.site.views import survey_extract, survey_pages
from transparency.site.views.awaited import awaiting
from transparency.site.views.page import Page, text_in_all_languages
from transparency.site.views.sentence import Day, Number, sentence
from transparency.site.views.survey_calendar import CalendarRow, calendar
from transparency.site.views.survey_chart import Chart, Datum, Panel
from transparency.site.views.survey_facts import key_facts, share_before
from transparency.site.views.survey_figures import ShownFigure
from transparency.site.views.survey_subject import Subject, subjects
from transparency.site.views.survey_views import Glance, OverviewView, WarningsView
from transparency.site.views.survey_warnings import indicator_signs, warnings

ASKED: Mapping[str, tuple[Population, ...]] = {
    "learners": ("STUDENT", "CPD"),
    "staff": ("STAFF", "ADMIN"),
    "outside": ("ALUMNI", "EMPLOYER"),
}
"""The groups of the overview; a heading for each population would repeat the names of its surveys."""


def pages(registry: CheckedRegistry) -> Iterator[Page]:
    """Every page of the section, with or without surveys; none where nobody keeps the section."""
    if registry.surveys.section is None or not registry.settings.has("surveys"):
        return
    found = subjects(registry)
    rows = calendar(found, registry.date)
    yield _overview(registry, registry.surveys.section, rows)
    for row in rows:
        yield from survey_pages.pages(registry, row)
    yield _warnings(registry, registry.surveys.section, found)
    if registry.settings.has("reports"):
        yield from survey_extract.pages(registry, registry.surveys.section, found)


def _overview(registry: CheckedRegistry, section: SurveySection, rows: Sequence[CalendarRow]) -> Page:
    found, glances = tuple(row.subject for row in rows), tuple(_glance(row) for row in rows)
    chart = survey_extract.rates([(s, s.latest) for s in found if s.latest is not None])
    view = OverviewView(
        files=survey_pages.table_of_indicators(registry),
        rows=glances,
        groups=tuple((name, own) for name, asked in ASKED.items() if (own := _of(glances, asked))),
        ethics=section.ethics,
        duty=awaiting(section.keeper, section, registry.date),
        charts=(chart,) if chart else (),
        demonstration=any(s.demonstration for s in found),
    )
    return survey_pages.survey_page(
        registry,
        "surveys/index",
        "surveys",
        text_in_all_languages(registry, "surveys.title"),
        text_in_all_languages(registry, "surveys.description"),
        view,
        parent="index",
        charts=view.charts,
        demonstration=view.demonstration,
    )


def _of(glances: Iterable[Glance], asked: Container[Population]) -> tuple[Glance, ...]:
    return tuple(one for one in glances if one.calendar.subject.entry.population in asked)


def _glance(row: CalendarRow) -> Glance:
    signs = sum(one.strong for one in warnings([row.subject]))
    return Glance(row, key_facts(row.subject), share_before(row.subject), signs)


def _warnings(registry: CheckedRegistry, section: SurveySection, found: Sequence[Subject]) -> Page:
    signs = warnings(found)
    chart = risk_map(registry)
    view = WarningsView(
        files=survey_pages.offered(registry, f"{survey_pages.FOLDER}/risks.csv"),
        measured=bool(registry.surveys.observations),
        duty=awaiting(section.keeper, section, registry.date),
        strong=tuple(w for w in signs if w.strong),
        weak=tuple(w for w in signs if not w.strong),
        indicators=indicator_signs(registry),
        risks=tuple(sorted(registry.surveys.risks, key=lambda risk: (-risk.score, risk.id))),
        charts=(chart,) if chart else (),
        demonstration=any(s.demonstration for s in found)
        or any(sign.one.demonstration for sign in indicator_signs(registry))
        or any(risk.status == DEMONSTRATION for risk in registry.surveys.risks),
        thresholds=section.thresholds,
        decided=section.decided_thresholds is not None,
    )
    return survey_pages.survey_page(
        registry,
        "surveys/warnings",
        "survey_warnings",
        text_in_all_languages(registry, "surveys.warnings.title"),
        text_in_all_languages(registry, "surveys.warnings.description"),
        view,
        charts=view.charts,
        demonstration=view.demonstration,
    )


def risk_map(registry: CheckedRegistry) -> Chart | None:
    """Likelihood against impact, the score in each field, the risks where they stand."""
    section, risks = registry.surveys.section, registry.surveys.risks
    if section is None or not risks:
        return None
    high = sum(1 for risk in risks if risk.score >= section.thresholds.action_plan)
    dates = sorted(risk.assessed for risk in risks)
    return Chart(
        id="risks",
        kind="risk",
        title=sentence(
            "surveys.finding.risks",
            n=Number(len(risks)),
            high=Number(high),
            line=Number(section.thresholds.action_plan),
        ),
        subtitle=sentence("surveys.subtitle_risks", n=Number(len(risks)), first=Day(dates[0]), last=Day(dates[-1])),
        shows=sentence("surveys.shows.risk"),
        panels=(
            Panel(
                tuple(Datum(r.id, ShownFigure("shown"), place=(r.likelihood, r.impact), count=r.score) for r in risks)
            ),
        ),
        reference=section.thresholds.action_plan,
        demonstration=any(risk.status == DEMONSTRATION for risk in risks),
    )
