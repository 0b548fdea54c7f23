"""Charts of lines with bars or points: distribution, target, units, response rate, themes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import altair as alt

from transparency.render.charts.lettering import width as width_of
from transparency.render.charts.plate import Mark, Plate, Segment
from transparency.render.charts.sheet import (
    ACCENT,
    BAR,
    INK,
    LINE,
    PALE,
    TEXT,
    Drawing,
    Lines,
    Sheet,
    data,
    finished,
    label_layer,
    lines,
    pixel,
    text,
)

NONE = {"left": 0.0, "right": 0.0, "top": 0.0, "bottom": 0.0}
PALETTE = {
    "negative": ("#f1a340", "#b35806"),
    "middle": ("#d9d9d9", "#d9d9d9"),
    "positive": ("#998ec3", "#542788"),
}
"""PuOr of ColorBrewer, mild and strong: told apart by readers with any colour vision."""
DARK = {"#b35806", "#542788"}
"""White text stands on these."""


def colours(plate: Plate) -> dict[str, str]:
    """Code of a part -> colour: the ends of the scale are strong, the points beside the middle mild."""
    found: dict[str, str] = {}
    for role, (mild, strong) in PALETTE.items():
        codes = [code for code, its, _ in plate.legend if its == role]
        outer = codes[:1] if role == "negative" else codes[-1:]
        found |= {code: strong if code in outer else mild for code in codes}
    return found


def distribution(plate: Plate, sheet: Sheet) -> list[Drawing]:
    """Answers to the left and right of the middle; the middle itself is split in two by the axis."""
    marks = plate.blocks[0].marks
    rows = lines(sheet, [mark.label for mark in marks])
    left, right = _reach(marks)
    start, room = sheet.bar_left, sheet.plot()
    scale = room / (left + right)
    zero = start + left * scale
    bars, texts = [], []
    paint = colours(plate)
    for mark, y in zip(marks, rows.middles, strict=True):
        if mark.value is None:
            texts.append({"x": start + 4, "y": y, "text": mark.shown, "ink": INK, "align": "left"})
        for segment, x in _stacked(mark.segments, zero, scale):
            wide = segment.share * scale
            bars.append(_rect(x, y, wide, paint[segment.code]))
            if segment.share >= 0.06 and width_of(segment.shown, TEXT) + 4 <= wide:
                ink = "#ffffff" if paint[segment.code] in DARK else "#000000"
                texts.append({"x": x + wide / 2, "y": y, "text": segment.shown, "ink": ink, "align": "center"})
    layers = [label_layer(sheet, rows), *_bars(bars), *_rules(_upright(rows.middles, zero)), *_inked(texts)]
    return [Drawing(finished(layers, sheet.width, rows.height, NONE), sheet.width, rows.height)]


def _reach(marks: Sequence[Mark]) -> tuple[float, float]:
    """How far the longest line reaches to each side of the middle."""
    sides = [(_side(m.segments, "negative"), _side(m.segments, "positive")) for m in marks if m.segments]
    return max((s[0] for s in sides), default=0.5), max((s[1] for s in sides), default=0.5)


def _side(segments: Sequence[Segment], role: str) -> float:
    half = sum(s.share for s in segments if s.role == "middle") / 2
    return sum(s.share for s in segments if s.role == role) + half


def _stacked(segments: Sequence[Segment], zero: float, scale: float) -> Iterator[tuple[Segment, float]]:
    x = zero - _side(segments, "negative") * scale
    for segment in segments:
        yield segment, x
        x += segment.share * scale


def target(plate: Plate, sheet: Sheet) -> list[Drawing]:
    """Bar: reached; tick: to be reached; thin line: interval; the verdict in words."""
    marks = plate.blocks[0].marks
    rows = lines(sheet, [mark.label for mark in marks])
    start, room = sheet.bar_left, sheet.plot()
    bars, thin, ticks = [], [], []
    for mark, y in zip(marks, rows.middles, strict=True):
        bars.append(_rect(start, y, (mark.value or 0) * room, ACCENT))
        thin.append({"x": start + (mark.lower or 0) * room, "x2": start + (mark.upper or 0) * room, "y": y})
        ticks.append({"x": start + (mark.target or 0) * room, "y": y - BAR / 2 - 3, "y2": y + BAR / 2 + 3})
    layers = [
        label_layer(sheet, rows),
        *_frame(start, room, rows),
        *_bars(bars),
        *_intervals(thin),
        *_rules(ticks, strokeWidth=4, opacity=1),
        *_scale_labels(start, room, rows.height),
    ]
    height = rows.height + LINE + 4
    return [Drawing(finished(layers, sheet.width, height, NONE), sheet.width, height)]


SHAPES = {"ABOVE": "triangle-up", "BELOW": "triangle-down", "NO_EVIDENCE": "circle", "": "diamond"}


def units(plate: Plate, sheet: Sheet) -> list[Drawing]:
    """A point with its interval for each unit, the university as a dashed line, the verdict as a shape and in words."""
    marks = plate.blocks[0].marks
    rows = lines(sheet, [_unit_label(mark) for mark in marks])
    start, room = sheet.bar_left, sheet.plot()
    points, thin, texts = [], [], []
    for mark, y in zip(marks, rows.middles, strict=True):
        if mark.value is None:
            texts.append({"x": start + 4, "y": y, "text": mark.shown, "ink": INK, "align": "left"})
            continue
        points.append({"x": start + mark.value * room, "y": y, "shape": SHAPES[mark.verdict]})
        if mark.lower is not None and mark.upper is not None:
            thin.append({"x": start + mark.lower * room, "x2": start + mark.upper * room, "y": y})
    shown = [y for mark, y in zip(marks, rows.middles, strict=True) if mark.value is not None]
    line = _upright(shown, start + plate.reference * room) if plate.reference else []
    layers = [
        label_layer(sheet, rows),
        *_frame(start, room, rows),
        *_rules(line, strokeDash=[5, 4], strokeWidth=1.5, opacity=0.8),
        *_intervals(thin, ACCENT),
        *_points(points),
        *_inked(texts),
        *_scale_labels(start, room, rows.height),
    ]
    height = rows.height + LINE + 4
    return [Drawing(finished(layers, sheet.width, height, NONE), sheet.width, height)]


def _unit_label(mark: Mark) -> str:
    parts = (mark.label, mark.shown if mark.value is not None else "", mark.people, mark.verdict_shown)
    return ", ".join(part for part in parts if part)


def response(plate: Plate, sheet: Sheet) -> list[Drawing]:
    """Bars from 0 to 100 %, the line of warning dashed, the value at the end of the bar."""
    marks = plate.blocks[0].marks
    rows = lines(sheet, [_with_people(mark) for mark in marks])
    start, room = sheet.bar_left, sheet.plot()
    bars, texts = [], []
    for mark, y in zip(marks, rows.middles, strict=True):
        value = mark.value or 0
        bars.append(_rect(start, y, value * room, ACCENT if mark.value is not None else "none"))
        texts.append(_at_end(mark.shown, start, value * room, room, y, (plate.reference or 0) * room))
    line = _upright(rows.middles, start + (plate.reference or 0) * room)
    layers = [
        label_layer(sheet, rows),
        *_frame(start, room, rows),
        *_bars(bars),
        *_rules(line, strokeDash=[5, 4], strokeWidth=2, opacity=1),
        *_inked(texts),
        *_scale_labels(start, room, rows.height),
    ]
    height = rows.height + LINE + 4
    return [Drawing(finished(layers, sheet.width, height, NONE), sheet.width, height)]


def _with_people(mark: Mark) -> str:
    return f"{mark.label}, {mark.people}" if mark.people else mark.label


def _at_end(shown: str, start: float, length: float, room: float, y: float, line: float) -> dict[str, Any]:
    """After the bar; inside it where there is no room after it, or where the line of warning would cross the text."""
    wide = width_of(shown, TEXT)
    crossed = length < line + 4 and length + 6 + wide > line - 4
    if length + wide + 8 > room or (crossed and length > wide + 12):
        return {"x": start + length - 6, "y": y, "text": shown, "ink": "#ffffff", "align": "right"}
    after = max(length, line) if crossed else length
    return {"x": start + after + 6, "y": y, "text": shown, "ink": INK, "align": "left"}


def pareto(plate: Plate, sheet: Sheet) -> list[Drawing]:
    """Bars by number of people; number and cumulative share as text, so that there is one axis."""
    marks = plate.blocks[0].marks
    rows = lines(sheet, [mark.label for mark in marks])
    texts_wide = max(width_of(_counted(mark), TEXT) for mark in marks)
    start, room = sheet.bar_left, sheet.plot(texts_wide + 10)
    most = max(mark.count or 0 for mark in marks)
    bars, texts = [], []
    for mark, y in zip(marks, rows.middles, strict=True):
        length = (mark.count or 0) / most * room
        bars.append(_rect(start, y, length, ACCENT))
        texts.append({"x": start + length + 6, "y": y, "text": _counted(mark), "ink": INK, "align": "left"})
    layers = [label_layer(sheet, rows), *_bars(bars), *_inked(texts)]
    return [Drawing(finished(layers, sheet.width, rows.height, NONE), sheet.width, rows.height)]


def _counted(mark: Mark) -> str:
    return f"{mark.shown} · {mark.cumulative}"


def _rect(x: float, middle: float, width: float, colour: str) -> dict[str, Any]:
    return {"x": x, "x2": x + width, "y": middle - BAR / 2, "y2": middle + BAR / 2, "colour": colour}


def _bars(rows: Sequence[dict[str, Any]]) -> Iterator[alt.Chart]:
    """White separators keep neighbours apart without their colours."""
    for colour in sorted({row["colour"] for row in rows} - {"none"}):
        yield (
            alt.Chart(data([row for row in rows if row["colour"] == colour]))
            .mark_rect(color=colour, stroke="#ffffff", strokeWidth=1)
            .encode(x=pixel(alt.X, "x"), x2=alt.X2("x2"), y=pixel(alt.Y, "y"), y2=alt.Y2("y2"))
        )


def _rules(rows: Sequence[dict[str, Any]], **how: Any) -> Iterator[alt.Chart]:
    style = {"color": INK, "strokeWidth": 1, "opacity": PALE, **how}
    if rows:
        yield alt.Chart(data(rows)).mark_rule(**style).encode(x=pixel(alt.X, "x"), y=pixel(alt.Y, "y"), y2=alt.Y2("y2"))


def _intervals(rows: Sequence[dict[str, Any]], colour: str = INK) -> Iterator[alt.Chart]:
    if rows:
        yield (
            alt.Chart(data(rows))
            .mark_rule(color=colour, strokeWidth=2)
            .encode(x=pixel(alt.X, "x"), x2=alt.X2("x2"), y=pixel(alt.Y, "y"))
        )


def _points(rows: Sequence[dict[str, Any]]) -> Iterator[alt.Chart]:
    for shape in sorted({row["shape"] for row in rows}):
        yield (
            alt.Chart(data([row for row in rows if row["shape"] == shape]))
            .mark_point(shape=shape, size=110, filled=shape != "diamond", color=ACCENT, opacity=1, strokeWidth=2)
            .encode(x=pixel(alt.X, "x"), y=pixel(alt.Y, "y"))
        )


def _inked(rows: Sequence[dict[str, Any]]) -> Iterator[alt.Chart]:
    for ink, align in sorted({(row["ink"], row["align"]) for row in rows}):
        found = [row for row in rows if (row["ink"], row["align"]) == (ink, align)]
        yield text(found, color=ink, align=align)


def _upright(middles: Sequence[float], x: float) -> list[dict[str, Any]]:
    """An upright line in pieces beside the bars, so that it never runs through a label above them."""
    reach = BAR / 2 + 5
    return [{"x": x, "y": middle - reach, "y2": middle + reach} for middle in middles]


def _frame(start: float, room: float, rows: Lines) -> Iterator[alt.Chart]:
    """Helping lines at 0, 50 and 100 %."""
    yield from _rules(
        [piece for share in (0, 0.5, 1) for piece in _upright(rows.middles, start + share * room)], opacity=0.2
    )


def _scale_labels(start: float, room: float, height: float) -> Iterator[alt.Chart]:
    """Under the bars: 0, 50, 100 %."""
    places = (("0", 0.0, "left"), ("50", 0.5, "center"), ("100\u00a0%", 1.0, "right"))
    yield from _inked(
        [{"x": start + at * room, "y": height + 6, "text": t, "ink": INK, "align": a} for t, at, a in places]
    )
