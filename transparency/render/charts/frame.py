"""Puts what Vega drew into a finished SVG: sentence, respondents and dates, legend, remarks, sign of demonstration.

The words around the plot are set here and not by Vega, because Vega neither wraps lines nor knows the page's language; its
own accessibility words are English and are switched off.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from markupsafe import escape

from transparency.render.charts.bars import colours
from transparency.render.charts.lettering import FAMILY, width, wrapped
from transparency.render.charts.plate import Plate
from transparency.render.charts.sheet import INK, LINE, TEXT, Drawing, Sheet

TITLE, TITLE_LINE = 17, 23
SWATCH = 13
GAP = 8


@dataclass(slots=True)
class _Column:
    """Lines of text set from top to bottom."""

    sheet: Sheet
    y: float = 0
    pieces: list[str] = field(default_factory=list)

    def paragraph(self, text: str, size: int, line: int, kind: str) -> None:
        """A wrapped text."""
        for words in wrapped(text, size, self.sheet.width - 4):
            self.y += line
            self.pieces.append(_text(0, self.y - line * 0.28, words, size, kind))

    def space(self, height: float) -> None:
        """Empty room."""
        self.y += height

    def legend(self, plate: Plate) -> None:
        """Squares with words, as many to a line as fit."""
        paint, x = colours(plate), 0.0
        self.y += LINE
        for code, _, label in plate.legend:
            lines = wrapped(label, TEXT, self.sheet.width - SWATCH - 6)
            need = SWATCH + 6 + max(width(line, TEXT) for line in lines)
            if x and x + need > self.sheet.width:
                x = 0
                self.y += LINE + 3
            self.pieces.append(
                f'<rect x="{x:.1f}" y="{self.y - 12:.1f}" width="{SWATCH}" height="{SWATCH}" fill="{paint[code]}"'
                f' stroke="{INK}" stroke-opacity=".4"/>'
            )
            for i, line in enumerate(lines):
                self.y += LINE if i else 0
                self.pieces.append(_text(x + SWATCH + 6, self.y, line, TEXT, "chart-legend"))
            x += need + 16


def framed(plate: Plate, sheet: Sheet, drawings: Sequence[Drawing], svgs: Iterable[str]) -> str:
    """The finished SVG of one width."""
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
    top = column.y
    plots = [_placed(drawing, svg, top) for drawing, svg in zip(drawings, svgs, strict=True)]
    bottom = max(d.y + d.height for d in drawings)
    column.y = top + bottom
    for remark in _marked(plate):
        column.paragraph(remark, TEXT, LINE + 1, "chart-note")
    column.space(GAP)
    mark = _watermark(plate, sheet, top, bottom)
    return _svg(plate, sheet, column.y, [mark, *column.pieces, *plots])


def _marked(plate: Plate) -> list[str]:
    """Trend panels show a cross where a figure is missing; its reason begins with the same cross."""
    sign = "× " if plate.kind == "trend" else ""
    missing = {m.label for block in plate.blocks for m in block.marks if m.value is None}
    return [f"{sign if i < len(missing) else '┆ '}{remark}" for i, remark in enumerate(plate.remarks)]


def _placed(drawing: Drawing, svg: str, top: float) -> str:
    head = "".join(
        _text(drawing.x, top + drawing.y - (len(drawing.heading) - i) * LINE + LINE * 0.72, line, TEXT, "chart-panel")
        for i, line in enumerate(drawing.heading)
    )
    return f'{head}<g transform="translate({drawing.x:.1f},{top + drawing.y:.1f})">{cleaned(svg)}</g>'


def _watermark(plate: Plate, sheet: Sheet, top: float, height: float) -> str:
    """A pale word across the plot: invented figures must not pass for measured ones, even cut out of the page."""
    if not plate.watermark:
        return ""
    size = min(64.0, sheet.width / max(width(plate.watermark, 1), 1) * 0.92)
    x, y = sheet.width / 2, top + height / 2
    return (
        f'<text class="watermark" x="{x:.1f}" y="{y:.1f}" font-size="{size:.0f}" text-anchor="middle"'
        f' dominant-baseline="middle" fill="{INK}" fill-opacity=".11" transform="rotate(-14 {x:.1f} {y:.1f})">'
        f"{escape(plate.watermark)}</text>"
    )


def _text(x: float, y: float, words: str, size: int, kind: str) -> str:
    own = "" if size == TEXT else f' font-size="{size}"'
    return f'<text class="{kind}" x="{x:.0f}" y="{y:.1f}"{own} fill="{INK}">{escape(words)}</text>'


def _svg(plate: Plate, sheet: Sheet, height: float, pieces: Iterable[str]) -> str:
    name = f"{plate.id}-{sheet.name}"
    about = escape(f"{plate.shows} {plate.subtitle}")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" lang="{plate.lang}" class="drawing"'
        f' aria-labelledby="{name}-title {name}-desc" width="{sheet.width:.0f}" height="{height:.0f}"'
        f' viewBox="0 0 {sheet.width:.0f} {height:.0f}" font-family="{FAMILY}" font-size="{TEXT}" overflow="visible">'
        f'<title id="{name}-title">{escape(plate.title)}</title><desc id="{name}-desc">{about}</desc>'
        f"{''.join(pieces)}</svg>"
    )


_DROPPED = re.compile(
    r' (?:class|pointer-events|stroke-miterlimit|font-family|role|aria-[a-z]+)="[^"]*"'
    r'| (?:opacity|stroke-width)="1"| font-size="13px"'
    r'|<path d="" display="none"/>|<path d="M0,0h0v0h0Z"/>'
)
_NUMBER = re.compile(r"-?\d+\.\d{2,}")
_GROUP = re.compile(r"<g[ >].*</g>", re.DOTALL)


def cleaned(svg: str) -> str:
    """Vega's drawing without its wrapper, its machine names and needless digits."""
    found = _GROUP.search(svg)
    body = found[0] if found else ""
    body = _DROPPED.sub("", body)
    return _NUMBER.sub(lambda number: f"{float(number[0]):.1f}".removesuffix(".0"), body)
