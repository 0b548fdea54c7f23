"""Bar and point charts: distribution, target, units, response rate, themes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from transparency.site.charts.lettering import width as width_of
from transparency.site.charts.marks import (
    INK,
    LINE,
    TEXT,
    Anchor,
    Dash,
    Label,
    Plot,
    Point,
    Rect,
    Shape,
    StraightLine,
    beside,
)
from transparency.site.charts.plate import ChartLine, LocalizedChart, Segment
from transparency.site.charts.sheet import ACCENT, BAR, PALE, ChartLayout, Lines, lines

PALETTE = {
    "negative": ("#f1a340", "#b35806"),
    "middle": ("#d9d9d9", "#d9d9d9"),
    "positive": ("#998ec3", "#542788"),
}
"""PuOr of ColorBrewer, mild and strong: told apart by readers with any colour vision."""
DARK = {"#b35806", "#542788"}
"""White text stands on these."""
DASHED: Dash = (5, 4)


def colours(plate: LocalizedChart) -> dict[str, str]:
    """Code of a part -> colour: the ends of the scale are strong, the points beside the middle mild."""
    found: dict[str, str] = {}
    for role, (mild, strong) in PALETTE.items():
        codes = [code for code, its, _ in plate.legend if its == role]
        outer = codes[:1] if role == "negative" else codes[-1:]
        found |= {code: strong if code in outer else mild for code in codes}
    return found


def distribution(plate: LocalizedChart, sheet: ChartLayout) -> list[Plot]:
    """Answers to the left and right of the middle; the middle itself is split in two by the axis."""
    marks = plate.blocks[0].marks
    rows = lines(sheet, [mark.label for mark in marks])
    left, right = _reach(marks)
    scale = sheet.plot() / (left + right)
    zero = sheet.bar_left + left * scale
    bars, labels = [], [*rows.labels, *_missing(marks, rows, sheet)]
    paint = colours(plate)
    for mark, y in zip(marks, rows.middles, strict=True):
        for segment, x in _stacked(mark.segments, zero, scale):
            wide = segment.share * scale
            bars.append(_bar(x, y, wide, paint[segment.code]))
            if segment.share >= 0.06 and width_of(segment.shown, TEXT) + 4 <= wide:
                ink = "#ffffff" if paint[segment.code] in DARK else "#000000"
                labels.append(beside(x + wide / 2, y, segment.shown, "middle", ink))
    bars.sort(key=lambda bar: bar.fill)
    shown = [y for mark, y in zip(marks, rows.middles, strict=True) if mark.value is not None]
    return [Plot(rows.height, rects=bars, over=_upright(shown, zero, opacity=PALE), labels=labels)]


def _missing(marks: Sequence[ChartLine], rows: Lines, sheet: ChartLayout) -> Iterator[Label]:
    """Why a line has no figure, in the place of its bar."""
    for mark, y in zip(marks, rows.middles, strict=True):
        if mark.value is None:
            yield beside(sheet.bar_left + 4, y, mark.shown)


def _reach(marks: Sequence[ChartLine]) -> tuple[float, float]:
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


def target(plate: LocalizedChart, sheet: ChartLayout) -> list[Plot]:
    """Bar: reached; tick: to be reached; thin line: interval; the verdict in words."""
    marks = plate.blocks[0].marks
    rows = lines(sheet, [mark.label for mark in marks])
    start, room = sheet.bar_left, sheet.plot()
    bars, thin, ticks = [], [], []
    for mark, y in zip(marks, rows.middles, strict=True):
        if mark.value is not None:
            bars.append(_bar(start, y, mark.value * room, ACCENT))
        if mark.lower is not None and mark.upper is not None:
            thin.append(_across(start + mark.lower * room, start + mark.upper * room, y, INK))
        x = start + (mark.target or 0) * room
        ticks.append(StraightLine(x, y - BAR / 2 - 3, x, y + BAR / 2 + 3, thick=4))
    return [_measured(rows, sheet, rects=bars, over=[*thin, *ticks])]


SHAPES: dict[str, Shape] = {"ABOVE": "triangle-up", "BELOW": "triangle-down", "NO_EVIDENCE": "circle", "": "diamond"}


def units(plate: LocalizedChart, sheet: ChartLayout) -> list[Plot]:
    """A point with its interval for each unit, the university as a dashed line, the verdict as a shape and in words."""
    marks = plate.blocks[0].marks
    rows = lines(sheet, [_unit_label(mark) for mark in marks])
    start, room = sheet.bar_left, sheet.plot()
    known = [(mark, mark.value, y) for mark, y in zip(marks, rows.middles, strict=True) if mark.value is not None]
    points = [_point(start + value * room, y, SHAPES[mark.verdict]) for mark, value, y in known]
    thin = [
        _across(start + mark.lower * room, start + mark.upper * room, y, ACCENT)
        for mark, _, y in known
        if mark.lower is not None and mark.upper is not None
    ]
    shown = [y for _, _, y in known] if plate.reference else []
    line = _upright(shown, start + (plate.reference or 0) * room, thick=1.5, opacity=0.8, dash=DASHED)
    points.sort(key=lambda point: point.shape)
    return [_measured(rows, sheet, over=[*line, *thin], points=points, labels=list(_missing(marks, rows, sheet)))]


def _point(x: float, y: float, shape: Shape) -> Point:
    """A hollow diamond where nothing was compared."""
    return Point(x, y, shape, 110, None, ACCENT) if shape == "diamond" else Point(x, y, shape, 110, ACCENT)


def _unit_label(mark: ChartLine) -> str:
    parts = (mark.label, mark.shown if mark.value is not None else "", mark.people, mark.verdict_shown)
    return ", ".join(part for part in parts if part)


def response(plate: LocalizedChart, sheet: ChartLayout) -> list[Plot]:
    """Bars from 0 to 100 %, the line of warning dashed, the value at the end of the bar."""
    marks = plate.blocks[0].marks
    rows = lines(sheet, [_with_people(mark) for mark in marks])
    start, room = sheet.bar_left, sheet.plot()
    warning = (plate.reference or 0) * room
    bars, labels = [], []
    for mark, y in zip(marks, rows.middles, strict=True):
        length = (mark.value or 0) * room
        if mark.value is not None:
            bars.append(_bar(start, y, length, ACCENT))
        labels.append(_at_end(mark.shown, start, length, room, y, warning))
    line = _upright(rows.middles, start + warning, thick=2, dash=DASHED)
    return [_measured(rows, sheet, rects=bars, over=line, labels=labels)]


def _with_people(mark: ChartLine) -> str:
    return f"{mark.label}, {mark.people}" if mark.people else mark.label


def _at_end(shown: str, start: float, length: float, room: float, y: float, line: float) -> Label:
    """After the bar; inside it where there is no room after it, or where the line of warning would cross the text."""
    wide = width_of(shown, TEXT)
    crossed = length < line + 4 and length + 6 + wide > line - 4
    if length + wide + 8 > room or (crossed and length > wide + 12):
        return beside(start + length - 6, y, shown, "end", "#ffffff")
    after = max(length, line) if crossed else length
    return beside(start + after + 6, y, shown)


def pareto(plate: LocalizedChart, sheet: ChartLayout) -> list[Plot]:
    """Bars by number of people; number and cumulative share as text, so that there is one axis."""
    marks = plate.blocks[0].marks
    rows = lines(sheet, [mark.label for mark in marks])
    texts_wide = max((width_of(_counted(mark), TEXT) for mark in marks), default=0)
    start, room = sheet.bar_left, sheet.plot(texts_wide + 10)
    most = max((mark.count or 0 for mark in marks), default=0) or 1
    bars, labels = [], [*rows.labels]
    for mark, y in zip(marks, rows.middles, strict=True):
        length = (mark.count or 0) / most * room
        bars.append(_bar(start, y, length, ACCENT))
        labels.append(beside(start + length + 6, y, _counted(mark)))
    return [Plot(rows.height, rects=bars, labels=labels)]


def _counted(mark: ChartLine) -> str:
    return f"{mark.shown} · {mark.cumulative}"


def _bar(x: float, middle: float, width: float, colour: str) -> Rect:
    return Rect(x, middle - BAR / 2, x + width, middle + BAR / 2, colour)


def _across(x: float, x2: float, y: float, colour: str) -> StraightLine:
    """An interval."""
    return StraightLine(x, y, x2, y, colour, thick=2)


def _upright(
    middles: Sequence[float], x: float, *, thick: float = 1, opacity: float = 1, dash: Dash = None
) -> list[StraightLine]:
    """An upright line in pieces beside the bars, so that it never runs through a label above them."""
    reach = BAR / 2 + 5
    return [StraightLine(x, y - reach, x, y + reach, thick=thick, opacity=opacity, dash=dash) for y in middles]


def _measured(
    rows: Lines,
    sheet: ChartLayout,
    *,
    over: Sequence[StraightLine],
    rects: Sequence[Rect] = (),
    points: Sequence[Point] = (),
    labels: Sequence[Label] = (),
) -> Plot:
    """Marks on a scale from 0 to 100 %: helping lines under them, three numbers below."""
    places: tuple[tuple[str, float, Anchor], ...] = (
        ("0", 0.0, "start"),
        ("50", 0.5, "middle"),
        ("100\u00a0%", 1.0, "end"),
    )
    start, room = sheet.bar_left, sheet.plot()
    helping = [rule for _, at, _ in places for rule in _upright(rows.middles, start + at * room, opacity=0.2)]
    scale = [beside(start + at * room, rows.height + 6, text, anchor) for text, at, anchor in places]
    return Plot(
        rows.height + LINE + 4,
        under=helping,
        rects=rects,
        over=over,
        points=points,
        labels=[*rows.labels, *labels, *scale],
    )
