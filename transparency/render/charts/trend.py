"""Trend: point, interval and line for each wave; gaps and breaks are seen."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

import altair as alt

from transparency.render.charts.lettering import wrapped
from transparency.render.charts.plate import Block, Mark, Plate
from transparency.render.charts.sheet import ACCENT, INK, LINE, PALE, TEXT, Drawing, Sheet, data, finished

HEIGHT = 190
SHAPES = ("circle", "square", "triangle-up", "diamond")
DASHES = ([1, 0], [6, 4], [2, 3], [8, 3, 2, 3])
COLOURS = (ACCENT, "#b35c00", "#1b8a6b", "#a2559c")
SPAN = 0.3
"""The axis never shows less than this, so that small changes stay small."""
ALL_LABELLED = 3
"""With so few periods every value is written; otherwise the last of each wave."""


def trend(plate: Plate, sheet: Sheet) -> list[Drawing]:
    """One panel below another on a phone, two beside each other on a wide page."""
    columns = 2 if sheet.name == "wide" and len(plate.blocks) > 1 else 1
    gap = 24
    width = (sheet.width - gap * (columns - 1)) / columns
    domain = _domain(plate.blocks)
    drawings, y = [], 0.0
    for start in range(0, len(plate.blocks), columns):
        row = plate.blocks[start : start + columns]
        headings = [wrapped(block.title, TEXT, width) if block.title else () for block in row]
        top = max(map(len, headings)) * LINE
        for i, (block, heading) in enumerate(zip(row, headings, strict=True)):
            panel = _panel(block, width, domain)
            drawings.append(Drawing(panel, width, HEIGHT, i * (width + gap), y + top, heading))
        y += top + HEIGHT + 10
    return drawings


def _domain(blocks: Sequence[Block]) -> tuple[float, float]:
    """Tens of per cent around all intervals, with room for a label above."""
    marks = [mark for block in blocks for mark in block.marks if mark.value is not None]
    low = min((_low(mark) for mark in marks), default=0.0)
    high = max((_high(mark) for mark in marks), default=1.0)
    low, high = math.floor(low * 10) / 10, math.ceil((high + 0.04) * 10) / 10
    if high - low < SPAN:
        low, high = max(0.0, high - SPAN), max(high, SPAN)
    return round(low, 1), round(min(high, 1.1), 1)


def _low(mark: Mark) -> float:
    return mark.lower if mark.lower is not None else mark.value or 0


def _high(mark: Mark) -> float:
    return mark.upper if mark.upper is not None else mark.value or 0


def _panel(block: Block, width: float, domain: tuple[float, float]) -> alt.LayerChart:
    pad = {"left": 46, "right": 10, "top": 8, "bottom": 42}
    rows = list(_rows(block.marks))
    shown = [row for row in rows if row["value"] is not None]
    x = _x_axis(block.marks)
    y = _y_axis(domain)
    base = alt.Chart(data(shown)).encode(x=x, y=y)
    colour = alt.Color("wave", type="nominal", scale=alt.Scale(domain=_waves(block), range=list(COLOURS)), legend=None)
    layers = [
        *_breaks(rows),
        alt.Chart(data([r for r in shown if r["lower"] is not None]))
        .mark_rule(strokeWidth=2, opacity=0.6)
        .encode(x=x, y=alt.Y("lower", type="quantitative"), y2=alt.Y2("upper"), color=colour),
        base.mark_line(strokeWidth=2).encode(
            color=colour,
            detail=alt.Detail("piece", type="nominal"),
            strokeDash=alt.StrokeDash(
                "wave", type="nominal", scale=alt.Scale(domain=_waves(block), range=list(DASHES)), legend=None
            ),
        ),
        base.mark_point(size=70, filled=True, opacity=1).encode(
            color=colour,
            shape=alt.Shape(
                "wave", type="nominal", scale=alt.Scale(domain=_waves(block), range=list(SHAPES)), legend=None
            ),
        ),
        _labels(rows, x),
        _gaps(rows, x, domain),
    ]
    return finished(layers, width, HEIGHT, pad)


def _waves(block: Block) -> list[str]:
    return sorted({mark.wave for mark in block.marks})


def _x_axis(marks: Sequence[Mark]) -> alt.X:
    names = json.dumps([mark.label for mark in marks], ensure_ascii=False)
    axis = alt.Axis(
        values=list(range(len(marks))),
        labelExpr=f"split({names}[datum.value], '\\n')",
        grid=False,
        title=None,
        labelLineHeight=LINE,
        labelFlush=False,
    )
    return alt.X("i", type="quantitative", scale=alt.Scale(domain=[-0.5, len(marks) - 0.5], nice=False), axis=axis)


def _y_axis(domain: tuple[float, float]) -> alt.Y:
    low, high = (round(end * 10) for end in domain)
    step = 1 if high - low <= 4 else 2
    values = [tick / 10 for tick in range(low, min(high, 10) + 1, step)]
    axis = alt.Axis(values=values, labelExpr="format(datum.value * 100, '.0f') + '\u00a0%'", title=None, domain=False)
    return alt.Y("value", type="quantitative", scale=alt.Scale(domain=list(domain), nice=False, zero=False), axis=axis)


def _rows(marks: Sequence[Mark]) -> Iterator[dict[str, Any]]:
    pieces: dict[str, int] = {}
    labelled = _labelled(marks)
    for i, mark in enumerate(marks):
        pieces[mark.wave] = pieces.get(mark.wave, 0) + mark.broken
        yield {
            "i": i,
            "value": mark.value,
            "lower": mark.lower,
            "upper": mark.upper,
            "top": _high(mark),
            "wave": mark.wave,
            "piece": f"{mark.wave}/{pieces[mark.wave]}",
            "broken": mark.broken,
            "text": mark.shown if i in labelled else "",
        }


def _labelled(marks: Sequence[Mark]) -> set[int]:
    known = [i for i, mark in enumerate(marks) if mark.value is not None]
    if len(marks) <= ALL_LABELLED:
        return set(known)
    by_wave = groupby(sorted(known, key=lambda i: (marks[i].wave, i)), key=lambda i: marks[i].wave)
    return {max(indices) for _, indices in by_wave}


def _labels(rows: Sequence[dict[str, Any]], x: alt.X) -> alt.Chart:
    named = [row for row in rows if row["value"] is not None and row["text"]]
    found: alt.Chart = (
        alt.Chart(data(named))
        .mark_text(dy=-11, align="center", baseline="middle")
        .encode(x=x, y=alt.Y("top", type="quantitative"), text=alt.Text("text", type="nominal"))
    )
    return found


def _gaps(rows: Sequence[dict[str, Any]], x: alt.X, domain: tuple[float, float]) -> alt.Chart:
    """A cross where a wave has no figure; the reason stands below the chart."""
    missing = [{**row, "low": domain[0], "text": "×"} for row in rows if row["value"] is None]
    found: alt.Chart = (
        alt.Chart(data(missing))
        .mark_text(dy=-10, fontSize=16)
        .encode(x=x, y=alt.Y("low", type="quantitative"), text=alt.Text("text", type="nominal"))
    )
    return found


def _breaks(rows: Sequence[dict[str, Any]]) -> Iterator[alt.Chart]:
    broken = [{**row, "edge": row["i"] - 0.5} for row in rows if row["broken"]]
    if broken:
        yield (
            alt.Chart(data(broken))
            .mark_rule(strokeDash=[3, 3], strokeWidth=1.5, color=INK, opacity=PALE * 2)
            .encode(x=alt.X("edge", type="quantitative"))
        )
