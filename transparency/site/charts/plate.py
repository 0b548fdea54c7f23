"""Localises a chart: all texts and numbers as drawn in one language. The result is the cache key of the drawing."""

from __future__ import annotations

from dataclasses import dataclass

from transparency.model.text import Lang
from transparency.model.words import Words
from transparency.site.render import formats
from transparency.site.render.sentences import written
from transparency.site.views.sentence import Value, When
from transparency.site.views.survey_chart import Chart, Datum, Panel, Role
from transparency.site.views.survey_figures import State

AXES = {"risk": ("surveys.risk.impact", "surveys.risk.likelihood"), "series": ("figures.target", "figures.axis")}


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a distribution."""

    code: str
    role: Role
    share: float
    shown: str


@dataclass(frozen=True, slots=True)
class ChartLine:
    """One line of the chart."""

    label: str
    state: State
    shown: str
    """The value as text, or why there is none."""
    value: float | None
    lower: float | None
    upper: float | None
    people: str
    """``n = 74``; empty where it is not published."""
    period: str
    """The period in full; empty where a line is none."""
    wave: str
    wave_shown: str
    """The part of the year, where a year has several waves."""
    broken: bool
    segments: tuple[Segment, ...]
    target: float | None
    verdict: str
    verdict_shown: str
    place: tuple[int, int] | None
    count: int | None


@dataclass(frozen=True, slots=True)
class ChartPanel:
    """A panel in one language."""

    title: str
    marks: tuple[ChartLine, ...]


@dataclass(frozen=True, slots=True)
class LocalizedChart:
    """All that is needed to draw; two equal plates are the same drawing."""

    id: str
    kind: str
    lang: Lang
    title: str
    subtitle: str
    shows: str
    blocks: tuple[ChartPanel, ...]
    legend: tuple[tuple[str, Role, str], ...]
    reference: float | None
    reference_shown: str
    remarks: tuple[str, ...]
    watermark: str
    axes: tuple[str, str]
    """Words for the two axes of the risk map; of a series, the name of its target and that the axis does not begin at 0."""
    top: float | None = None
    """Greatest value of all charts that share the axis."""


def plate(chart: Chart, words: Words) -> LocalizedChart:
    """The chart in the language of ``words``."""

    def say(value: Value) -> str:
        return written(value, words)

    first, second = AXES.get(chart.kind, AXES["risk"])
    return LocalizedChart(
        id=chart.id,
        kind=chart.kind,
        lang=words.lang,
        title=say(chart.title),
        subtitle=say(chart.subtitle),
        shows=say(chart.shows),
        blocks=tuple(chart_panel(panel, chart.kind, words) for panel in chart.panels),
        legend=tuple((code, role, say(label)) for code, role, label in chart.legend),
        reference=chart.reference,
        reference_shown=_reference(chart, words),
        remarks=tuple(say(remark) for remark in chart.remarks),
        watermark=words.text("surveys.watermark") if chart.demonstration else "",
        axes=(words.text(first), words.text(second)),
        top=chart.top,
    )


def _reference(chart: Chart, words: Words) -> str:
    if chart.reference is None or chart.kind == "risk":
        return ""
    if chart.kind == "units":
        return words.text("surveys.line.university", share=formats.percent(chart.reference, words.lang))
    return words.text("surveys.line.response", share=formats.percent(chart.reference, words.lang, 0))


def chart_panel(panel: Panel, kind: str, words: Words) -> ChartPanel:
    """A panel in the language of ``words``."""
    return ChartPanel(
        written(panel.title, words) if panel.title else "", tuple(_mark(datum, kind, words) for datum in panel.data)
    )


def _mark(datum: Datum, kind: str, words: Words) -> ChartLine:
    figure = datum.figure
    return ChartLine(
        label=_label(datum, kind, words),
        state=figure.state,
        shown=_shown(datum, words),
        value=figure.value if datum.share is None else datum.share,
        lower=figure.lower,
        upper=figure.upper,
        people=f"n\u00a0=\u00a0{formats.number(figure.respondents, words.lang)}"
        if figure.respondents is not None
        else "",
        period=written(datum.label, words) if isinstance(datum.label, When) else "",
        wave=datum.wave,
        wave_shown=written(When(datum.label.period, "part"), words) if isinstance(datum.label, When) else "",
        broken=datum.broken,
        segments=tuple(
            Segment(part.code, part.role, part.figure.value, formats.number(part.figure.value * 100, words.lang))
            for part in datum.parts
            if part.figure.value is not None
        ),
        target=datum.target,
        verdict=datum.verdict,
        verdict_shown=words.text(f"surveys.verdict.{datum.verdict.lower()}") if datum.verdict else "",
        place=datum.place,
        count=datum.count,
    )


def _label(datum: Datum, kind: str, words: Words) -> str:
    label = datum.label
    if kind in ("trend", "series") and isinstance(label, When):
        return written(When(label.period, "short"), words)
    if kind != "target" or datum.target is None:
        return written(label, words)
    return words.text(
        "surveys.target_label",
        name=written(label, words),
        target=formats.percent(datum.target, words.lang),
        verdict=words.text(f"surveys.verdict.{datum.verdict.lower()}"),
    )


def _shown(datum: Datum, words: Words) -> str:
    if datum.shown is not None:
        return written(datum.shown, words)
    if datum.share is not None:
        return f"{formats.percent(datum.share, words.lang)} ({formats.number(datum.count or 0, words.lang)})"
    if datum.count is not None:
        return formats.number(datum.count, words.lang)
    if datum.figure.value is not None:
        return formats.percent(datum.figure.value, words.lang)
    return words.text(f"surveys.hidden.{datum.figure.state}")
