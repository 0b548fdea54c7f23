"""Trend chart: point, interval and line for each wave, with gaps and breaks in the series."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

import altair as alt

from transparency.model.text import Lang
from transparency.site.charts.layout import GROUND, INK, LINE, TEXT, Layout, Plot, Row, spaced
from transparency.site.charts.lettering import BOLD, wrapped
from transparency.site.charts.lettering import width as width_of
from transparency.site.charts.plate import ChartLine, ChartPanel, LocalizedChart
from transparency.site.render import formats

DEPTH = {"wide": 260, "narrow": 200}
"""Height of the part between the axes."""
LEFT, BELOW, NAMES = 40, 46, 264
"""Around that part: percentages; periods; values and names of several lines on a wide page."""
LOOKS = {
    "0": ("var(--warm-mark, #cf652b)", "circle"),
    "1": ("var(--mark, #1f8593)", "square"),
    "2": ("var(--group-1, #3f4f86)", "triangle-up"),
    "3": ("var(--group-3, #5b6130)", "diamond"),
}
"""Colour and shape of each line: told apart without colour."""
TEXTS = ("var(--warm, #9a4115)", "var(--accent, #00616d)", "var(--group-1, #3f4f86)", "var(--group-3, #5b6130)")
"""Colour of what is written about each line."""
INTERRUPTED = "M-0.6,0.5L-0.1,-0.5M0.1,0.5L0.6,-0.5"
"""Two strokes where the questions of a line changed."""
SAND = "var(--plain-ground, #eee9df)"
"""A period for which no line has a value."""
SIGNS = ("M0,6a5,5 0 1 0 10,0a5,5 0 1 0 -10,0Z", "M1,2h8v8h-8Z", "M0,10h10l-5,-9Z", "M5,0l5,6l-5,6l-5,-6Z")
"""The same shapes, for the legend."""
DASHES = {"0": [1, 0], "1": [2, 3], "2": [6, 4], "3": [8, 3, 2, 3]}
"""Line of each wave of a year, the last wave first; only its points are filled."""
SPAN = 0.3
"""The axis never shows less than this, so that small changes stay small."""
MOST_TICKS = 8
SHIFT = 9
"""Between the middle of a period and the outermost of several series."""
AWAY = 24
"""Between the plot and the last values."""
ALL_LABELLED = 3
"""With so few periods every value of a single line is written; otherwise the last."""


def trend(plate: LocalizedChart, layout: Layout) -> list[Plot]:
    """All lines in one plot, as many as there are looks; the rest in a second plot below it."""
    plots: list[Plot] = []
    names = bool(layout.label) and len(plate.blocks) > 1
    params = axis(plate.blocks, plate.lang)
    left = LEFT + (width_of("0", TEXT) if params["high"] >= 1 else 0)  # «100 %» has a digit more
    for start in range(0, len(plate.blocks), len(LOOKS)):
        blocks = plate.blocks[start : start + len(LOOKS)]
        values = [width_of(mark.shown, TEXT) for block in blocks for mark in block.marks if mark.value is not None]
        beside = max(values, default=0) * BOLD
        room = NAMES if names else beside + 8
        params |= {"away": AWAY if names else 6, "beside": AWAY + beside + 6}
        width, depth = layout.width - left - room, DEPTH[layout.name]
        y = 8 + len(plots) * (depth + BELOW + 20)
        found = _lines(blocks, width) + list(_ends(blocks, params, depth, names=names))
        given, years = params | {"width": width}, _years(blocks[0], width)
        plots.append(Plot(panel, (len(blocks) > 1,), found, depth, BELOW, left, 0, y, params=given, years=years))
    return plots


def _lines(blocks: Sequence[ChartPanel], width: float) -> list[Row]:
    """Rows of all lines: a period has its label, its break and a cross for all lines together once."""
    several, found = len(blocks) > 1, [rows(block.marks) for block in blocks]
    labels = [tuple(row["label"]) for row in found[0]]
    each = width / max(1, len(labels))
    labels = [label[:1] for label in labels] if _years(blocks[0], width) else spaced(labels, each)
    for line, own in enumerate(found):
        for i, row in enumerate(own):
            missing = all(one[i]["value"] is None for one in found)
            row |= {"label": labels[i], "look": str(line), "text": [] if several else row["text"], "whole": missing}
            row["shift"] = 2 * line / (len(blocks) - 1) - 1 if several and not missing else 0
            if line and missing:
                row["cross"] = []
    return [row for own in found for row in own]


def _years(block: ChartPanel, width: float) -> list[tuple[float, float, str]]:
    """Where each year lies below the axis; nothing where labels are years themselves or one does not fit."""
    each, labels = width / max(1, len(block.marks)), [mark.label.split("\n") for mark in block.marks]
    spans = [(year, list(same)) for year, same in groupby(range(len(labels)), lambda i: labels[i][-1])]
    fit = all(len(label) > 1 and width_of(label[0], TEXT) <= each for label in labels)
    if not fit or any(width_of(year, TEXT) > len(same) * each for year, same in spans):
        return []
    return [(same[0] * each + 6, (same[-1] + 1) * each - 6, year) for year, same in spans]


def _ends(blocks: Sequence[ChartPanel], params: dict[str, Any], depth: float, *, names: bool) -> Iterator[Row]:
    """The last value of each line, and its name, beside the plot, moved apart so that no two touch."""
    each = (params["high"] - params["low"]) / depth
    ends = []
    for line, block in enumerate(blocks):
        known = [(mark, i) for i, mark in enumerate(block.marks) if mark.value is not None]
        for last, i in known[-1:]:
            ends.append((last, line, i, wrapped(block.title, TEXT, NAMES - params["beside"]) if names else ()))
    ends.sort(key=lambda end: (-(end[0].value or 0), end[1]))
    floor = depth + 4
    lowest: list[float] = []
    for *_, title in reversed(ends):
        floor -= LINE * max(1, len(title)) + 4
        lowest.insert(0, floor)
    y = -10.0
    for (last, line, i, title), last_place in zip(ends, lowest, strict=True):
        value = last.value or 0
        y = max(y, min((params["high"] - value) / each - LINE / 2, last_place))
        place = params["high"] - (y + LINE / 2) * each
        found = {"index": i, "look": str(line), "end": place, "named": [last.shown], "title": title}
        shift = 2 * line / (len(blocks) - 1) - 1 if len(blocks) > 1 else 0
        yield {**EMPTY, **found, "shift": shift, "sign": place if names else None, "from": value if names else None}
        y += LINE * max(1, len(title)) + 4


EMPTY: Row = {
    **dict.fromkeys(("value", "lower", "upper", "end", "sign", "from")),
    **dict.fromkeys(("label", "text", "cross", "named", "title"), ()),
    "index": 0,
    "shift": 0,
    "wave": "0",
    "piece": "",
    "broken": False,
    "whole": False,
}
"""A row that is not a value; it must be on the axis of periods somewhere."""


def legend(plate: LocalizedChart, layout: Layout) -> Iterator[tuple[str, str]]:
    """The names of lines where there is no room beside them, and the point of each wave where a year has several."""
    if len(plate.blocks) > 1 and not layout.label:
        for look, block in enumerate(plate.blocks):
            at = look % len(LOOKS)
            yield f'<path fill="{LOOKS[str(at)][0]}" d="{SIGNS[at]}"/>', block.title
    marks = [(row, mark) for block in plate.blocks for row, mark in zip(rows(block.marks), block.marks, strict=True)]
    waves = {row["wave"]: mark.wave_shown for row, mark in marks}
    for wave in sorted(waves, reverse=True) if len(waves) > 1 else ():
        fill, dashes = INK if wave == "0" else GROUND, ",".join(str(part) for part in DASHES[wave])
        line = f'<path stroke="{INK}" stroke-width="2" stroke-dasharray="{dashes}" d="M0,6h16"/>'
        yield f'{line}<circle fill="{fill}" stroke="{INK}" stroke-width="1.5" cx="8" cy="6" r="4"/>', waves[wave]


def panel(shifted: bool = False) -> alt.LayerChart:
    """Shares by period; «Compare» puts several series of one period beside each other (``shifted``)."""
    periods = alt.Chart(alt.NamedData("rows")).encode(
        alt.X(
            "index:O",
            scale=alt.Scale(paddingInner=0, paddingOuter=0),
            axis=alt.Axis(
                title=None,
                labelAngle=0,
                labelAlign="center",
                labelExpr="data('rows')[datum.value].label",
                labelPadding=12,
            ),
        )
    )
    ends = [{"expr": f"bandwidth('x') / 2 + {shift}"} for shift in (-SHIFT, SHIFT)]
    beside = alt.XOffset("shift:Q", scale=alt.Scale(domain=[-1, 1], range=ends))
    places = periods.encode(beside) if shifted else periods
    colours, shapes = ([look[i] for look in LOOKS.values()] for i in range(2))
    tones = alt.Scale(domain=list(LOOKS), range=colours)
    texts = alt.Color("look:N", scale=alt.Scale(domain=list(LOOKS), range=list(TEXTS)), legend=None)
    stroke, fill = alt.Stroke("look:N", scale=tones, legend=None), alt.Fill("look:N", scale=tones, legend=None)
    filled = alt.condition("datum.wave === '0'", alt.Fill("look:N", scale=tones, legend=None), alt.value(GROUND))
    crossed = alt.condition("datum.whole", alt.value(INK), texts)
    shape = alt.Shape("look:N", scale=alt.Scale(domain=list(LOOKS), range=shapes), legend=None)
    patterns = alt.Scale(domain=list(DASHES), range=list(DASHES.values()))
    dash = alt.StrokeDash("wave:N", scale=patterns, legend=None)
    right = alt.value("width")
    low, high, ticks, percent, away, title_place = (
        alt.param("low", value=0),
        alt.param("high", value=1),
        alt.param("ticks", value=[0, 0.2, 0.4, 0.6, 0.8, 1]),
        alt.param("percent", value="%"),
        alt.param("away", value=6),
        alt.param("beside", value=6),
    )
    scale = alt.Scale(domainMin=low, domainMax=high, zero=False, nice=False)
    shares = alt.Axis(
        title=None,
        domain=False,
        grid=True,
        values=ticks,
        labelExpr="round(datum.value * 100) + percent",
        labelPadding=3,
        labelOffset=4,
    )
    share = alt.Y("value:Q", scale=scale, axis=shares)
    label = periods.mark_text(align="left", dy=5, dx=alt.ExprRef("beside")).encode(alt.Y("end:Q"), texts, x=right)
    layers = (
        periods.transform_filter("datum.whole")
        .mark_rect(color=SAND)
        .encode(
            alt.X("index:O", bandPosition=0),
            alt.X2("index", bandPosition=1),
            y=alt.value(0),
            y2=alt.value("height"),
        ),
        places.mark_rule(strokeWidth=2, opacity=0.6).encode(alt.Y("lower:Q"), alt.Y2("upper"), stroke),
        places.mark_line(strokeWidth=2, invalid="filter").encode(share, stroke, dash, detail="piece:N"),
        places.mark_point(size=64, opacity=1, strokeWidth=2).encode(share, stroke, shape, fill=filled),
        periods.transform_filter("datum.broken && datum.value !== null")
        .mark_point(size=180, opacity=1, strokeWidth=2, shape=INTERRUPTED, filled=False)
        .encode(alt.X("index:O", bandPosition=0), share, stroke),
        periods.mark_text(dy=-7, stroke=GROUND, strokeWidth=4).encode(alt.Y("upper:Q"), text="text:N"),
        places.mark_text(dy=-8).encode(y=alt.value("height"), text="cross:N", color=crossed),
        places.mark_rule(opacity=0.6, xOffset=8, x2Offset=4).encode(alt.Y("from:Q"), alt.Y2("end"), stroke, x2=right),
        periods.mark_point(size=64, opacity=1, strokeWidth=0, xOffset=12).encode(alt.Y("sign:Q"), fill, shape, x=right),
        periods.mark_text(align="left", dy=5, dx=alt.ExprRef("away"), fontWeight="bold").encode(
            alt.Y("end:Q"), texts, text="named:N", x=right
        ),
        label.encode(text="title:N"),
    )
    return alt.LayerChart(layer=layers, width=1).add_params(low, high, ticks, percent, away, title_place)


def axis(blocks: Sequence[ChartPanel], lang: Lang) -> dict[str, Any]:
    """Both ends of the axis of shares and its ticks: every ten per cent, every twenty where that were more than eight."""
    low, high = _domain(blocks)
    tenths = range(round(low * 10), min(round(high * 10), 10) + 1)
    ticks = next(found for step in (1, 2) if len(found := tenths[::step]) <= MOST_TICKS)
    return {"low": low, "high": high, "ticks": [tick / 10 for tick in ticks], "percent": formats.percent_sign(lang)}


def rows(marks: Sequence[ChartLine]) -> list[Row]:
    """A row for each period; a line ends where figures must not be compared with earlier ones."""
    waves, labelled = sorted({mark.wave for mark in marks}), _labelled(marks)
    breaks: dict[str, int] = defaultdict(int)
    found = []
    for i, mark in enumerate(marks):
        breaks[mark.wave] += mark.broken
        found.append(
            {
                "index": i,
                "label": mark.label.split("\n"),
                "look": "0",
                "wave": str((len(waves) - 1 - waves.index(mark.wave)) % len(DASHES)),
                "piece": f"{mark.wave} {breaks[mark.wave]}",
                "broken": mark.broken,
                "value": mark.value,
                "lower": _low(mark),
                "upper": _high(mark),
                "text": [mark.shown] if i in labelled else [],
                "cross": ["×"] if mark.value is None else [],
            }
        )
    return found


def _labelled(marks: Sequence[ChartLine]) -> list[int]:
    """Values above points: all but the last, which is at the end of the line, and only if they are few."""
    known = [i for i, mark in enumerate(marks) if mark.value is not None]
    return known[:-1] if len(marks) <= ALL_LABELLED else []


def _domain(blocks: Sequence[ChartPanel]) -> tuple[float, float]:
    """Tens of per cent around all intervals, with room for a label above."""
    marks = [mark for block in blocks for mark in block.marks if mark.value is not None]
    low = min((_low(mark) or 0 for mark in marks), default=0.0)
    high = max((_high(mark) or 0 for mark in marks), default=1.0)
    low, high = math.floor(low * 10) / 10, math.ceil((high + 0.04) * 10) / 10
    if high - low < SPAN:
        low, high = max(0.0, high - SPAN), max(high, SPAN)
    return round(low, 1), round(min(high, 1.1), 1)


def _low(mark: ChartLine) -> float | None:
    return mark.lower if mark.lower is not None else mark.value


def _high(mark: ChartLine) -> float | None:
    return mark.upper if mark.upper is not None else mark.value
