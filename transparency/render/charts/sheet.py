"""The sheet that charts are drawn on: two widths, one look, and the pieces that most kinds share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import altair as alt

from transparency.render.charts.lettering import FAMILY, wrapped
from transparency.render.charts.names import Width

Row: TypeAlias = "Mapping[str, Any]"

TEXT = 13
"""Size of every label; a drawing is shown at its own width, so this is pixels on a phone too."""
LINE = 17
INK = "currentColor"
ACCENT = "#2a7ab8"
"""At least 4:1 on white and on the dark ground."""
PALE = 0.4
"""Opacity of helping lines."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Measures of one width."""

    name: Width
    width: float
    label: float
    """Room for the labels of lines, left of the bars; 0 where they stand above."""
    right: float = 8

    @property
    def bar_left(self) -> float:
        """Where bars start."""
        return self.label

    def plot(self, keep: float = 0) -> float:
        """Room for bars when ``keep`` stays free at their right end."""
        return self.width - self.label - self.right - keep

    def label_lines(self, text: str) -> tuple[str, ...]:
        """A label broken into lines."""
        return wrapped(text, TEXT, (self.label or self.width) - 12)


SHEETS: Mapping[Width, Sheet] = {"wide": Sheet("wide", 720, 250), "narrow": Sheet("narrow", 328, 0)}


@dataclass(frozen=True, slots=True)
class Drawing:
    """A piece of a chart with its place on the sheet."""

    chart: alt.LayerChart
    width: float
    height: float
    x: float = 0
    y: float = 0
    """The heading stands above ``y``."""
    heading: tuple[str, ...] = ()


def data(rows: Sequence[Row]) -> alt.InlineData:
    """Values inside the specification; a tuple, because Altair copies lists deeply at every step."""
    return alt.InlineData(values=tuple(rows))


_AXIS: dict[str, Any] = {
    "labelFontSize": TEXT,
    "labelColor": INK,
    "domainColor": INK,
    "domainOpacity": PALE,
    "tickColor": INK,
    "tickOpacity": PALE,
    "gridColor": INK,
    "gridOpacity": 0.2,
    "labelLimit": 0,
    "labelOverlap": False,
}
CONFIG = alt.Config(
    font=FAMILY,
    aria=False,
    background="transparent",
    view=alt.ViewConfig(stroke=None),
    text=alt.MarkConfig(fontSize=TEXT, color=INK),
    axis=alt.AxisConfig(**_AXIS),
)
"""One look for every chart; ``aria`` off, because Vega's own words are English."""


def finished(layers: Sequence[alt.Chart], width: float, height: float, pad: Mapping[str, float]) -> alt.LayerChart:
    """Layers on one plot whose outer size is known before it is drawn: plot and padding, nothing measured."""
    return alt.LayerChart(
        layer=list(layers),
        width=width - pad["left"] - pad["right"],
        height=height - pad["top"] - pad["bottom"],
        padding=dict(pad),
        autosize=alt.AutoSizeParams(type="none"),
        config=CONFIG,
    )


def text(rows: Sequence[Row], **how: Any) -> alt.Chart:
    """Texts at pixel places: each row has ``x``, ``y`` and ``text`` (lines joined by a line feed)."""
    mark: dict[str, Any] = {"align": "left", "baseline": "middle", "lineBreak": "\n", "lineHeight": LINE, **how}
    found: alt.Chart = (
        alt.Chart(data(rows))
        .mark_text(**mark)
        .encode(pixel(alt.X, "x"), pixel(alt.Y, "y"), alt.Text("text", type="nominal"))
    )
    return found


def pixel(channel: Any, field: str) -> Any:
    """A channel that takes pixels as they are."""
    return channel(field, type="quantitative", scale=None, axis=None)


@dataclass(frozen=True, slots=True)
class Lines:
    """Where the lines of a bar chart stand: labels left of the bars, or above them on a narrow sheet."""

    tops: tuple[float, ...]
    middles: tuple[float, ...]
    """Middle of each bar."""
    height: float
    labels: tuple[str, ...]


BAR = 22
GAP = 14


def lines(sheet: Sheet, labels: Sequence[str], bar: float = BAR) -> Lines:
    """Lays out one line a label."""
    tops, middles, texts, y = [], [], [], 0.0
    for label in labels:
        parts = sheet.label_lines(label)
        above = 0.0 if sheet.label else len(parts) * LINE + 2
        height = max(bar, len(parts) * LINE) if sheet.label else above + bar
        tops.append(y)
        middles.append(y + above + (height - above) / 2)
        texts.append("\n".join(parts))
        y += height + GAP
    return Lines(tuple(tops), tuple(middles), y, tuple(texts))


def label_layer(sheet: Sheet, rows: Lines) -> alt.Chart:
    """The labels of all lines; the plot starts at the left edge of the sheet, so pixels are those of the sheet."""
    found = []
    for top, middle, label in zip(rows.tops, rows.middles, rows.labels, strict=True):
        count = label.count("\n") + 1
        y = middle - (count - 1) * LINE / 2 if sheet.label else top + LINE / 2
        found.append({"x": 0, "y": y, "text": label})
    return text(found)
