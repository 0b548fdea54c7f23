"""Bar and point charts: distribution, target, units, response rate, themes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import get_args

import altair as alt

from transparency.model.text import Lang
from transparency.site.charts.layout import ANSWERS, GROUND, LINE, RECORDS, TEXT, Layout, Plot, Row, axis_ticks
from transparency.site.charts.lettering import width as width_of
from transparency.site.charts.plate import ChartLine, LocalizedChart, Segment
from transparency.site.render import formats
from transparency.site.views.survey_chart import Role

BAR = 22
BAND = 32
"""Height that a row keeps free of labels: its bar, and the ends of upright marks."""
VALUES = 62
"""Room for values right of the bars."""
SURVEY_NAMES = 380
"""Room for the names of surveys as labels."""
COUNTS = 48
"""More room where a number of people follows the value."""
TRACK = "var(--plain-ground, #eee9df)"
TONES = {
    "negative strong": ("var(--tone-1, #8a3a12)", "var(--tone-end, #fff)"),
    "negative": ("var(--tone-2, #dd7a40)", "var(--tone-ink, #000)"),
    "middle": ("var(--tone-3, #949494)", "var(--tone-ink, #000)"),
    "positive": ("var(--tone-4, #1f7c8a)", "var(--tone-end, #fff)"),
    "positive strong": ("var(--tone-5, #00505a)", "var(--tone-end, #fff)"),
}
"""Fill and ink; a test compares them in both modes and with three kinds of colour vision."""
SHAPES = {
    "ABOVE": ("triangle-up", ANSWERS),
    "BELOW": ("triangle-down", ANSWERS),
    "NO_EVIDENCE": ("circle", ANSWERS),
    "": ("diamond", "none"),
}
"""Verdict: shape and fill; hollow where nothing was compared."""
HALVES = (0.0, 0.5, 1.0)
TOP, TICKS, SIGN = alt.param("top", value=1), alt.param("ticks", value=list(HALVES)), alt.param("percent", value="%")
"""The axis of shares: its end, its numbers and how the language writes per cent."""
LOW, HIGH = alt.param("low", value=-1), alt.param("high", value=1)
"""Ends of the axis of a distribution; it has no numbers."""


def tones(plate: LocalizedChart) -> dict[str, str]:
    """Code of a part -> tone: the ends of the scale are strong, the points beside the middle are not."""
    found = {code: str(role) for code, role, _ in plate.legend}
    negative, positive = ([c for c, its, _ in plate.legend if its == role] for role in ("negative", "positive"))
    return found | {code: f"{found[code]} strong" for code in (*negative[:1], *positive[-1:])}


def target(plate: LocalizedChart, layout: Layout) -> list[Plot]:
    """Bar: reached, with its value beside it; upright mark: to be reached; thin line: interval; the verdict in words."""
    return [_plot(_target, layout, _rows(plate, layout), plate.lang)]


def _target(layout: Layout, lines: int) -> alt.LayerChart:
    marks = _marks(layout, lines)
    tick = _row(layout, lines).mark_rule(strokeWidth=4).encode(_share("target"), *_upright())
    return _sized(layout, VALUES, marks["track"], marks["bar"], marks["interval"], tick, marks["value"])


def units(plate: LocalizedChart, layout: Layout) -> list[Plot]:
    """A point with its interval for each unit, the university as a dashed line, the verdict as a shape and in words."""
    return [_plot(_units, layout, _rows(plate, layout, _unit_label), plate.lang)]


def _units(layout: Layout, lines: int) -> alt.LayerChart:
    marks = _marks(layout, lines)
    shape, fill = (alt.Scale(domain=list(SHAPES), range=list(look)) for look in zip(*SHAPES.values(), strict=True))
    point = (
        _row(layout, lines)
        .mark_point(size=110, opacity=1, stroke=ANSWERS)
        .encode(
            _share("value"),
            alt.Shape("verdict:N", scale=shape, legend=None),
            alt.Fill("verdict:N", scale=fill, legend=None),
        )
    )
    layers = (marks["track"], marks["reference"], marks["interval"], point, marks["reason"])
    return _sized(layout, 0, *layers)


def response(plate: LocalizedChart, layout: Layout) -> list[Plot]:
    """Bars from 0 to 100 %, the line of warning dashed, the values beside the bars."""
    longest = max((len(layout.label_lines(_with_people(mark))) for mark in plate.blocks[0].marks), default=0)
    if layout.label and longest > 2:
        layout = replace(layout, label=SURVEY_NAMES)
    return [_plot(_response, layout, _rows(plate, layout, _with_people), plate.lang)]


def _response(layout: Layout, lines: int) -> alt.LayerChart:
    marks = _marks(layout, lines, RECORDS)
    return _sized(layout, VALUES, *(marks[name] for name in ("track", "bar", "reference", "value", "reason")))


def themes(plate: LocalizedChart, layout: Layout) -> list[Plot]:
    """Bars by share of respondents, on the axis that all charts of themes of a survey have; beside them the number."""
    ticks = axis_ticks(0, plate.top or 1)
    return [_plot(_themes, layout, _rows(plate, layout), plate.lang, ticks)]


def _themes(layout: Layout, lines: int) -> alt.LayerChart:
    row = _row(layout, lines)
    bar = row.mark_bar(size=BAR, color=ANSWERS).encode(_share("value"))
    number = row.mark_text(align="left", dx=6, dy=4).encode(_share("value"), text="known:N")
    return _sized(layout, VALUES + COUNTS, bar, number)


def distribution(plate: LocalizedChart, layout: Layout) -> list[Plot]:
    """Answers left and right of a line with the sum of the positive ones at their end; the middle in a column of its own."""
    tone, marks, rows = tones(plate), plate.blocks[0].marks, _rows(plate, layout)
    reach = {role: max((_sum(m.segments, role) for m in marks), default=0) for role in get_args(Role)}
    pixels = (_room(layout, 0) - VALUES) / (sum(reach.values()) or 1)
    column = reach["positive"] + VALUES / pixels
    for row, mark in zip(tuple(rows), marks, strict=True):
        row |= {
            "middle": 0 if mark.segments else None,
            "sum": _sum(mark.segments, "positive") if mark.segments else None,
        }
        rows += (
            {"row": row["row"], "tone": tone[part.code], **_part(part, start, pixels)}
            for part, start in _stacked(mark.segments, column)
        )
    low, high = -reach["negative"], column + reach["middle"]
    return [_plot(_distribution, layout, rows, plate.lang, params={"low": low, "high": high})]


def _part(part: Segment, start: float, pixels: float) -> Row:
    """A part of a bar; its number only where there is room for it."""
    fits = width_of(part.shown, TEXT) + 8 <= part.share * pixels
    ends = {"start": start, "end": start + part.share, "centre": start + part.share / 2}
    return {"part": [part.shown] if fits else [], "reason": [], "known": [], **ends}


def _distribution(layout: Layout, lines: int) -> alt.LayerChart:
    row, reason = _row(layout, lines), _marks(layout, lines)["reason"]
    fill, ink = (alt.Scale(domain=list(TONES), range=list(pair)) for pair in zip(*TONES.values(), strict=True))

    def share(field: str) -> alt.X:
        scale = alt.Scale(domainMin=LOW, domainMax=HIGH, nice=False, zero=False)
        return alt.X(f"{field}:Q", scale=scale, axis=None)

    bar = row.mark_bar(size=BAR, stroke=GROUND, strokeWidth=1)
    number = row.mark_text(dy=4)
    layers = (
        row.mark_rule(opacity=0.5).encode(share("middle"), *_upright()),
        bar.encode(share("start"), alt.X2("end"), alt.Fill("tone:N", scale=fill, legend=None)),
        number.encode(share("centre"), alt.Color("tone:N", scale=ink, legend=None), text="part:N"),
        row.mark_text(align="left", dx=6, dy=4, fontWeight="bold").encode(share("sum"), text="known:N"),
        reason,
    )
    return alt.LayerChart(layer=layers, width=_room(layout, 0)).add_params(LOW, HIGH)


def _sum(segments: Sequence[Segment], role: str) -> float:
    return sum(segment.share for segment in segments if segment.role == role)


def _stacked(segments: Sequence[Segment], column: float) -> Iterator[tuple[Segment, float]]:
    """Each part and where it starts: the middle at ``column``, all others counted from the line."""
    start = -_sum(segments, "negative")
    for segment in segments:
        if segment.role == "middle":
            yield segment, column
        else:
            yield segment, start
            start += segment.share


def _rows(
    plate: LocalizedChart, layout: Layout, label: Callable[[ChartLine], str] = lambda mark: mark.label
) -> list[Row]:
    return [
        {
            "row": i,
            "label": (lines := layout.label_lines(label(mark))),
            "lines": len(lines),
            "full": 1,
            "value": mark.value,
            "lower": mark.lower,
            "upper": mark.upper,
            "target": mark.target,
            "verdict": mark.verdict,
            "reference": plate.reference if mark.value is not None else None,
            "known": [mark.shown] if mark.value is not None else [],
            "reason": [mark.shown] if mark.value is None else [],
            "part": [],
        }
        for i, mark in enumerate(plate.blocks[0].marks)
    ]


def _unit_label(mark: ChartLine) -> str:
    parts = (mark.label, mark.shown if mark.value is not None else "", mark.people, mark.verdict_shown)
    return ", ".join(part for part in parts if part)


def _with_people(mark: ChartLine) -> str:
    return f"{mark.label}, {mark.people}" if mark.people else mark.label


def _plot(
    declare: Callable[..., alt.LayerChart],
    layout: Layout,
    rows: list[Row],
    lang: Lang,
    ticks: Sequence[float] = HALVES,
    params: Mapping[str, float] | None = None,
) -> Plot:
    labels = [row["lines"] for row in rows if "lines" in row]
    lines = max(labels, default=1)
    below = LINE + 6 if declare in PERCENT else 0
    axis = {"top": ticks[-1], "ticks": list(ticks), "percent": formats.percent_sign(lang)} if below else {}
    depth = _step(layout, lines) * len(labels)
    return Plot(declare, (layout, lines), rows, depth, below, layout.label, params={**axis, **(params or {})})


def _room(layout: Layout, keep: float) -> float:
    """Width of the bars when ``keep`` stays free at their right end."""
    return layout.width - layout.label - 8 - keep


def _step(layout: Layout, lines: int) -> int:
    """From one row to the next: labels are beside the bars, or above them."""
    return max(BAND + 4, lines * LINE + 8) if layout.label else lines * LINE + 9 + BAND


def _row(layout: Layout, lines: int) -> alt.Chart:
    """The rows: a band for each bar, and labels of several lines."""
    inner = 1 - BAND / _step(layout, lines)
    first = 4 if layout.label else -BAND / 2 - 5
    each = LINE / 2 if layout.label else LINE
    scale = alt.Scale(paddingInner=inner, paddingOuter=inner / 2, align=0.5 if layout.label else 1)
    axis = alt.Axis(
        title=None,
        ticks=False,
        domain=False,
        labelExpr="data('rows')[datum.value].label",
        labelAlign="left",
        labelPadding=layout.label,
        labelOffset=alt.ExprRef(f"{first} - {each} * (data('rows')[datum.value].lines - 1)"),
    )
    return alt.Chart(alt.NamedData("rows")).encode(alt.Y("row:O", scale=scale, axis=axis))


def _share(field: str) -> alt.X:
    """A scale from 0 to 100 %, or to less, with three or four numbers below."""
    percent = "round(datum.value * 100) + (datum.value == top ? percent : '')"
    axis = alt.Axis(
        title=None, domain=False, ticks=False, values=TICKS, labelExpr=percent, labelFlush=True, labelPadding=16
    )
    return alt.X(f"{field}:Q", scale=alt.Scale(domainMin=0, domainMax=TOP, nice=False), axis=axis)


def _upright() -> tuple[alt.Y, alt.Y2]:
    return alt.Y("row:O", bandPosition=0), alt.Y2("row", bandPosition=1)


def _marks(layout: Layout, lines: int, colour: str = ANSWERS) -> Mapping[str, alt.Chart]:
    """Marks that several kinds share. The track shows the whole: helping lines would run through labels above the bars."""
    row, values = _row(layout, lines), alt.value(_room(layout, VALUES) + 10)
    return {
        "track": row.mark_bar(size=BAR, color=TRACK).encode(_share("full")),
        "bar": row.mark_bar(size=BAR, color=colour).encode(_share("value")),
        "interval": row.mark_rule(strokeWidth=2).encode(_share("lower"), alt.X2("upper")),
        "reference": row.mark_rule(strokeWidth=2, strokeDash=[5, 4]).encode(_share("reference"), *_upright()),
        "value": row.mark_text(align="left", dy=4).encode(x=values, text="known:N"),
        "reason": row.mark_text(align="left", dy=4).encode(x=alt.value(6), text="reason:N"),
    }


def _sized(layout: Layout, keep: float, *layers: alt.Chart) -> alt.LayerChart:
    return alt.LayerChart(layer=layers, width=_room(layout, keep)).add_params(TOP, TICKS, SIGN)


PERCENT = (_target, _units, _response, _themes)
"""Have numbers below the plot."""
