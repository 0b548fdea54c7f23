"""Builds the pages of a survey and of its indicators."""

from __future__ import annotations

from collections.abc import Iterator

from transparency.model.survey import ALL, QualityRow
from transparency.model.text import Lang, LocalText
from transparency.registry.check import CheckedRegistry
from transparency.site.views import survey_charts as charts
from transparency.site.views.awaited import awaiting
from transparency.site.views.page import Page, text_in_all_languages
from transparency.site.views.sentence import within
from transparency.site.views.survey_calendar import CalendarRow
from transparency.site.views.survey_chart import Chart
from transparency.site.views.survey_distribution import distribution
from transparency.site.views.survey_facts import action_lines, breakdowns, key_facts, lines, main_points, measures
from transparency.site.views.survey_findings import trend_words
from transparency.site.views.survey_subject import Limits, Subject, SurveyElement, subjects
from transparency.site.views.survey_views import IndicatorView, SurveyView

FOLDER = "open-data/files/surveys"
INDICATORS = f"{FOLDER}/indicators.csv"


def files_of(subject: Subject) -> tuple[str, str]:
    """The table of all indicators, which lies with its code lists, and the records of this survey."""
    return INDICATORS, f"{FOLDER}/{subject.slug}.json"


def offered(registry: CheckedRegistry, *files: str) -> tuple[str, ...]:
    """The files to which a page leads; none in a site without open data."""
    return files if registry.settings.has("open-data") else ()


def table_of_indicators(registry: CheckedRegistry) -> tuple[str, ...]:
    """The table of all indicators, once a survey of the calendar has figures."""
    return offered(registry, INDICATORS) if registry.surveys.observations and subjects(registry) else ()


def compare_path(subject: Subject, lang: Lang) -> str:
    """Where the series that «Compare» shows of a survey lie below the root of the site."""
    return f"assets/surveys/{subject.slug}.{lang}.json"


def pages(registry: CheckedRegistry, row: CalendarRow) -> Iterator[Page]:
    """The page of a survey and one for each element that has figures."""
    subject = row.subject
    yield _survey(registry, row)
    for element in subject.elements:
        if element.kind != "survey" and subject.figures.latest(element.code) is not None:
            yield _indicator(registry, subject, element)


def _survey(registry: CheckedRegistry, row: CalendarRow) -> Page:
    subject = row.subject
    period = subject.latest
    view = SurveyView(
        subject=subject,
        facts=key_facts(subject),
        points=main_points(subject),
        duty=awaiting(subject.section.keeper, subject.section, registry.date),
        calendar=row,
        charts=tuple(_survey_charts(subject)),
        lines=lines(subject, subject.elements, period) if period else (),
        breakdowns=breakdowns(subject, period) if period else (),
        quality=_quality(registry, subject),
        several_each=_several_each(registry, subject),
        positive=positive_points(subject, subject.element(ALL)) if subject.elements else (),
        limits=limits(subject, period),
        actions=action_lines(subject.actions, registry.date),
        files=offered(registry, *files_of(subject)) if period else (),
    )
    group = LocalText(**{lang: within(text) for lang, text in subject.entry.target_group.texts.items()})
    description = text_in_all_languages(registry, "surveys.page.description", group=group)
    return survey_page(
        registry,
        f"surveys/{subject.slug}",
        "survey",
        subject.entry.title,
        description,
        view,
        charts=view.charts,
        demonstration=subject.demonstration,
    )


def _quality(registry: CheckedRegistry, subject: Subject) -> QualityRow | None:
    rows = registry.surveys.quality
    return next((q for q in rows if q.survey == subject.entry.id and q.time_period == subject.latest), None)


def _several_each(registry: CheckedRegistry, subject: Subject) -> bool:
    """Whether more questionnaires were counted than people answered."""
    quality, facts = _quality(registry, subject), key_facts(subject)
    people = facts.satisfaction.respondents if facts else None
    return bool(quality and quality.n_usable and people and quality.n_usable > people)


def _survey_charts(subject: Subject) -> Iterator[Chart]:
    if subject.latest is None:
        return
    blocks = [element for element in subject.elements if element.kind == "block"]
    whole = subject.element(ALL)
    yield charts.trend(subject, [whole, *blocks])
    for chart in (
        distribution(subject, whole),
        charts.targets(subject),
        charts.units(subject, whole),
        charts.response(subject),
        *charts.themes(subject),
    ):
        if chart is not None:
            yield chart


def limits(subject: Subject, period: str | None, code: str = ALL) -> Limits:
    """What must be read with the figures of a period."""
    if period is None:
        return ()
    found = [figure.notes for _, figure in measures(subject, subject.element(code), period)]
    about_all = subject.figures.of(period, ALL, "RESP_RATE").notes
    found.append(tuple(note for note in about_all if code == ALL or note != "SCALES"))
    found.append(subject.figures.change(period, code).notes)
    told = ("REV", "DEMO")  # above the distribution and at the top of the page
    return subject.limits(note for notes in found for note in notes if note not in told)


def positive_points(subject: Subject, element: SurveyElement) -> tuple[tuple[int, LocalText | None], ...]:
    """Points that count as positive, with their words where the scale has words; none where several scales are pooled."""
    scale = subject.scale(element)
    names = {label.value: label for label in scale.labels} if scale else {}
    return tuple((point, names.get(point)) for point in scale.positive) if scale else ()


def _indicator(registry: CheckedRegistry, subject: Subject, element: SurveyElement) -> Page:
    period = subject.figures.latest(element.code) or ""
    drawn = (
        charts.trend(subject, [element]),
        distribution(subject, element),
        charts.units(subject, element),
    )
    scale = subject.scale(element)
    view = IndicatorView(
        subject=subject,
        element=element,
        facts=key_facts(subject, element.code),
        direction=trend_words(subject, element, period),
        charts=tuple(chart for chart in drawn if chart is not None),
        measures=measures(subject, element, period),
        scale=tuple(scale.values) if scale else (),
        positive=positive_points(subject, element),
        limits=limits(subject, period, element.code),
        several_each=_several_each(registry, subject),
        below=lines(subject, subject.within(element), period) if element.kind == "block" else (),
        files=offered(registry, *files_of(subject)),
    )
    return survey_page(
        registry,
        f"surveys/{subject.slug}/{element.slug}",
        "survey_indicator",
        element.text,
        text_in_all_languages(
            registry, f"surveys.indicator.description_{element.kind}", survey=_quoted(registry, subject.entry.title)
        ),
        view,
        parent=f"surveys/{subject.slug}",
        charts=view.charts,
        demonstration=subject.demonstration,
    )


def _quoted(registry: CheckedRegistry, text: LocalText) -> LocalText:
    return text_in_all_languages(registry, "language.quoted", text=text)


def survey_page(
    registry: CheckedRegistry,
    page_id: str,
    template: str,
    title: LocalText,
    description: LocalText,
    view: object,
    parent: str = "surveys/index",
    charts: tuple[Chart, ...] = (),
    *,
    demonstration: bool,
) -> Page:
    """A page of the section: its keeper and dates are the section's."""
    section = registry.surveys.section
    assert section is not None  # noqa: S101  (without a section there are no subjects)
    return Page(
        id=page_id,
        template=f"{template}.html.j2",
        title=title,
        description=description,
        view=view,
        keeper=section.keeper,
        updated=section.updated,
        review_by=section.review_by,
        source=text_in_all_languages(registry, "surveys.source_invented" if demonstration else "surveys.source"),
        parent=parent,
        charts=charts,
        demonstration=demonstration,
    )
