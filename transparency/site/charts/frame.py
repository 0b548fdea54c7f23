"""Adds the frame of a chart to its SVG: title sentence, respondents and dates, legend, notes, demonstration mark."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markupsafe import escape

from transparency.site.charts.bars import colours
from transparency.site.charts.compact import number
from transparency.site.charts.labels import labels
from transparency.site.charts.lettering import FAMILY, width, wrapped
from transparency.site.charts.marks import INK, LINE, TEXT, Label, Plot
from transparency.site.charts.plate import LocalizedChart
from transparency.site.charts.sheet import ChartLayout

TITLE, TITLE_LINE = 17, 23
SWATCH = 13
GAP = 8


@dataclass(slots=True)
class _Column:
    """Lines of text set from top to bottom."""

    sheet: ChartLayout
    y: float = 0
    labels: list[Label] = field(default_factory=list)
    swatches: list[str] = field(default_factory=list)

    def paragraph(self, text: str, size: int, line: int, kind: str) -> None:
        """A wrapped text."""
        for words in wrapped(text, size, self.sheet.width - 4):
            self.y += line
            self.labels.append(Label(0, self.y - line * 0.28, words, size=size, kind=kind))

    def space(self, height: float) -> None:
        """Empty room."""
        self.y += height

    def legend(self, plate: LocalizedChart) -> None:
        """Squares with words, as many to a line as fit."""
        paint, x = colours(plate), 0.0
        self.y += LINE
        for code, _, label in plate.legend:
            lines = wrapped(label, TEXT, self.sheet.width - SWATCH - 6)
            need = SWATCH + 6 + max(width(line, TEXT) for line in lines)
            if x and x + need > self.sheet.width:
                x = 0
                self.y += LINE + 3
            self.swatches.append(_swatch(x, self.y - 12, paint[code]))
            self.labels.append(Label(round(x + SWATCH + 6), self.y, "\n".join(lines), kind="chart-legend"))
            self.y += LINE * (len(lines) - 1)
            x += need + 16

    def drawn(self) -> str:
        """All of it as SVG."""
        border = f'<g stroke="{INK}" stroke-opacity=".4">{"".join(self.swatches)}</g>' if self.swatches else ""
        return border + labels(self.labels)


def _swatch(x: float, y: float, colour: str) -> str:
    return f'<rect x="{number(x)}" y="{number(y)}" width="{SWATCH}" height="{SWATCH}" fill="{colour}"/>'


def framed(plate: LocalizedChart, sheet: ChartLayout, plots: Sequence[tuple[Plot, str]]) -> str:
    """The finished SVG of one width, from its plots with their marks as SVG."""
    column = _Column(sheet, y=GAP / 2)
    column.paragraph(plate.title, TITLE, TITLE_LINE, "chart-title")
    column.paragraph(plate.subtitle, TEXT, LINE + 1, "chart-subtitle")
    if plate.legend:
        column.space(GAP)
        column.legend(plate)
    column.space(GAP * 1.5)
    if plate.reference_shown:
        column.paragraph(f"- - - {plate.reference_shown}", TEXT, LINE + 1, "chart-note")
        column.space(GAP)
    top, height = column.y, max(plot.y + plot.height for plot, _ in plots)
    column.space(height)
    for remark in _marked(plate):
        column.paragraph(remark, TEXT, LINE + 1, "chart-note")
    column.space(GAP)
    placed = "".join(_placed(plot, marks, top) for plot, marks in plots)
    return _svg(plate, sheet, column.y, _watermark(plate, sheet, top, height) + column.drawn() + placed)


def _placed(plot: Plot, marks: str, top: float) -> str:
    corner = f"{number(plot.x)},{number(top + plot.y)}"
    return f'<g transform="translate({corner})"><g fill="none">{marks}</g>{labels(plot.labels)}</g>'


def _marked(plate: LocalizedChart) -> Iterator[str]:
    """Trend panels show a cross where a figure is missing; its reason begins with the same cross."""
    sign = "× " if plate.kind == "trend" else ""
    missing = {m.label for block in plate.blocks for m in block.marks if m.value is None}
    for i, remark in enumerate(plate.remarks):
        yield f"{sign if i < len(missing) else '┆ '}{remark}"


def _watermark(plate: LocalizedChart, sheet: ChartLayout, top: float, height: float) -> str:
    """A pale word across the plot: invented figures must not pass for measured ones, even cut out of the page."""
    if not plate.watermark:
        return ""
    size = min(64.0, sheet.width / max(width(plate.watermark, 1), 1) * 0.92)
    x, y = number(sheet.width / 2), number(top + height / 2)
    return (
        f'<text class="watermark" x="{x}" y="{y}" font-size="{size:.0f}" text-anchor="middle"'
        f' dominant-baseline="middle" fill-opacity=".11" transform="rotate(-14 {x} {y})">'
        f"{escape(plate.watermark)}</text>"
    )


def _svg(plate: LocalizedChart, sheet: ChartLayout, height: float, body: str) -> str:
    name = f"{plate.id}-{sheet.name}"
    about = escape(f"{plate.shows} {plate.subtitle}")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" lang="{plate.lang}" class="drawing"'
        f' aria-labelledby="{name}-title {name}-desc" width="{sheet.width:.0f}" height="{height:.0f}"'
        f' viewBox="0 0 {sheet.width:.0f} {height:.0f}" font-family="{FAMILY}" font-size="{TEXT}" fill="{INK}"'
        f' overflow="visible"><title id="{name}-title">{escape(plate.title)}</title>'
        f'<desc id="{name}-desc">{about}</desc>{body}</svg>'
    )
