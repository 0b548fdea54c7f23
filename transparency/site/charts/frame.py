"""Adds the frame of a chart to its plots: legend, notes, demonstration mark. The page says above it what the chart found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markupsafe import escape

from transparency.site.charts import bars, series, trend
from transparency.site.charts.layout import ANSWERS, GROUND, INK, LINE, TEXT, Layout, Plot
from transparency.site.charts.lettering import BOLD, FAMILY, width, wrapped
from transparency.site.charts.plate import LocalizedChart
from transparency.site.charts.render import drawn, number, text

SWATCH = 13
GAP = 8
APART = 8
"""Additional space between the plot and the legend above it or the notes below it."""
TITLED = 12
"""Between the title of a plot and its upper edge."""


@dataclass(slots=True)
class _Column:
    """Parts of the chart from top to bottom."""

    layout: Layout
    y: float = GAP / 2
    parts: list[str] = field(default_factory=list)

    def paragraph(self, words: str, kind: str) -> None:
        """A wrapped text."""
        line, lines = LINE + 1, wrapped(words, TEXT, self.layout.width - 4)
        texts = "".join(text(0, self.y + line * (i + 0.72), [one]) for i, one in enumerate(lines))
        self.y += line * len(lines)
        self.parts.append(f'<g class="{kind}">{texts}</g>')

    def legend(self, entries: Sequence[tuple[str, str]]) -> None:
        """Signs with words, as many to a line as fit; on a phone one to a line, unless all fit on one line."""
        x, room = 0.0, self.layout.width - SWATCH - 6
        alone = not self.layout.label and sum(SWATCH + 22 + width(label, TEXT) for _, label in entries) > room
        signs, words = [], []
        self.y += LINE
        for sign, label in entries:
            lines = wrapped(label, TEXT, room)
            need = SWATCH + 22 + max(width(line, TEXT) for line in lines)
            if x and (alone or x + need - 16 > self.layout.width):
                x = 0
                self.y += LINE + 3
            signs.append(f'<g transform="translate({number(x)},{number(self.y - 12)})">{sign}</g>')
            words.append(text(round(x + SWATCH + 6), self.y, lines))
            self.y += LINE * (len(lines) - 1)
            x += need
        self.parts.append(f'{"".join(signs)}<g class="chart-legend">{"".join(words)}</g>')

    def strip(self, word: str) -> None:
        """A hatched mark at the upper right: a chart that is cut out of its page still says that its figures are invented."""
        wide, high = round(width(word, TEXT) * BOLD) + 22, LINE + 8
        left = int(self.layout.width) - 1 - wide
        hatch = "".join(f"M{x},{number(self.y + high)}l{high},-{high}" for x in range(left, left + wide - high, 13))
        self.parts.append(
            f'<path stroke="{ANSWERS}" stroke-opacity=".3" d="{hatch}"/>'
            f'<path fill="none" stroke="{ANSWERS}" stroke-dasharray="4,3" d="M{left},{number(self.y)}h{wide}v{high}h-{wide}Z"/>'
            f'<text class="chart-strip" x="{left + 11}" y="{number(self.y + LINE)}" font-weight="600" stroke="{GROUND}"'
            f' stroke-width="5">{escape(word)}</text>'
        )
        self.y += high

    def plots(self, plots: Sequence[Plot]) -> None:
        """All plots, with their titles above them."""
        for plot in plots:
            y = self.y + plot.y
            if plot.title:
                first = y - LINE * (len(plot.title) - 0.72) - TITLED
                self.parts.append(f'<g class="chart-panel">{text(plot.x, first, plot.title)}</g>')
            inner = drawn(plot) + _years(plot)
            self.parts.append(f'<g transform="translate({number(plot.x + plot.left)},{number(y)})">{inner}</g>')
        self.y += max(plot.y + plot.depth + plot.below for plot in plots)


def _years(plot: Plot) -> str:
    """A bracket over the halves or quarters of each year, and the year below its middle."""
    y = plot.depth + LINE + 6
    if not plot.years:
        return ""
    lines = "".join(f"M{number(left)},{number(y)}v3H{number(right)}v-3" for left, right, _ in plot.years)
    words = "".join(text((left + right) / 2, y + LINE, [year]) for left, right, year in plot.years)
    return (
        f'<path fill="none" stroke="{INK}" stroke-opacity=".4" d="{lines}"/><g text-anchor="middle">{words}</g>'
        if lines
        else ""
    )


def framed(plate: LocalizedChart, layout: Layout, plots: Sequence[Plot]) -> str:
    """The finished SVG of one width."""
    column = _Column(layout)
    if plate.watermark:
        column.strip(plate.watermark)
    if entries := list(_legend(plate, layout)):
        column.y += GAP
        column.legend(entries)
        column.y += APART
    column.y += GAP
    column.plots(plots)
    remarks = list(_marked(plate))
    column.y += APART if remarks else 0
    for remark in remarks:
        column.paragraph(remark, "chart-note")
    column.y += GAP
    return _svg(plate, layout, column)


def _legend(plate: LocalizedChart, layout: Layout) -> Iterator[tuple[str, str]]:
    """Sign and words of colours, of the waves of a year, and of the dashed line; the middle, drawn apart, comes last."""
    for code, _, label in sorted(plate.legend, key=lambda entry: entry[1] == "middle"):
        colour = bars.TONES[bars.tones(plate)[code]][0]
        yield f'<path fill="{colour}" stroke="{INK}" stroke-opacity=".4" d="M0,0h{SWATCH}v{SWATCH}h-{SWATCH}Z"/>', label
    if plate.kind == "trend":
        yield from trend.legend(plate, layout)
    if plate.kind == "series" and not layout.label and (name := series.target_name(plate)):
        yield f'<path stroke="{INK}" stroke-width="2" d="M0,7h{SWATCH}"/>', name
    if plate.reference_shown:
        yield f'<path stroke="{INK}" stroke-width="2" stroke-dasharray="5,4" d="M6,-2v18"/>', plate.reference_shown


def _marked(plate: LocalizedChart) -> Iterator[str]:
    """Trend panels show a cross where a figure is missing; its reason begins with the same cross."""
    sign = "× " if plate.kind in ("trend", "series") else ""
    interrupted = "// " if plate.kind == "trend" else "┆ "
    missing = {m.label for block in plate.blocks for m in block.marks if m.value is None}
    for i, remark in enumerate(plate.remarks):
        yield f"{sign if i < len(missing) else interrupted}{remark}"


def _svg(plate: LocalizedChart, layout: Layout, column: _Column) -> str:
    name, wide, high = f"{plate.id}-{layout.name}", number(layout.width), number(column.y)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" lang="{plate.lang}" class="drawing"'
        f' aria-labelledby="{name}-title {name}-desc" width="{wide}" height="{high}" viewBox="0 0 {wide} {high}"'
        f' font-family="{FAMILY}" font-size="{TEXT}" fill="{INK}" overflow="visible">'
        f'<title id="{name}-title">{escape(plate.title)}</title>'
        f'<desc id="{name}-desc">{escape(f"{plate.shows} {plate.subtitle}")}</desc>{"".join(column.parts)}</svg>'
    )
