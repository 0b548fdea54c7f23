"""Risk map chart: likelihood against impact, the score in every field, risks by their ids."""

from __future__ import annotations

import altair as alt

from transparency.site.charts.layout import LINE, TEXT, Layout, Plot
from transparency.site.charts.lettering import wrapped
from transparency.site.charts.plate import LocalizedChart

CLASSES = {5: "#d5ebec", 10: "#8fc8ce", 15: "#1a7783", 20: "#00414a"}
"""Least score of a class and its colour; from 15 an action plan is due, from 20 intensive monitoring."""
GRADES = range(1, 6)
LEFT = 24


def risk(plate: LocalizedChart, layout: Layout) -> list[Plot]:
    """A square field for each of the 25 pairs."""
    side = min(84.0, (layout.width - LEFT - 4) / 5)
    along, up = (wrapped(words, TEXT, layout.width - LEFT) for words in plate.axes)
    names = {pair: [m.label for m in plate.blocks[0].marks if m.place == pair] for pair in _pairs()}
    rows = [
        {"likelihood": pair[0], "impact": pair[1], "score": pair[0] * pair[1], "names": [" ".join(names[pair])]}
        for pair in _pairs()
    ]
    below = (1 + len(along)) * LINE + 14
    return [
        Plot(_risk, (side, along, plate.reference or 15), rows, 5 * side, below, LEFT, y=len(up) * LINE + 12, title=up)
    ]


def _pairs() -> list[tuple[int, int]]:
    """Likelihood and impact, by rising score: fields with a heavy border are painted last."""
    return sorted(((a, b) for a in GRADES for b in GRADES), key=lambda pair: pair[0] * pair[1])


def _risk(side: float, along: tuple[str, ...], due: float) -> alt.LayerChart:
    fill = alt.Scale(type="threshold", domain=list(CLASSES), range=["#f7f7f7", *CLASSES.values()])
    ink = alt.Scale(type="threshold", domain=[15], range=["#000000", "#ffffff"])
    stroke = alt.Scale(type="threshold", domain=[due], range=["#8c8c8c", "currentColor"])
    thick = alt.Scale(type="threshold", domain=[due], range=[1, 2.5])
    fields = alt.Chart(alt.NamedData("rows")).encode(*_axes(list(along)))
    written = alt.Color("score:Q", scale=ink, legend=None)
    layers = (
        fields.mark_rect().encode(
            alt.Fill("score:Q", scale=fill, legend=None),
            alt.Stroke("score:Q", scale=stroke, legend=None),
            alt.StrokeWidth("score:Q", scale=thick, legend=None),
        ),
        fields.mark_text(align="left", dx=6 - side / 2, dy=17 - side / 2).encode(written, text="score:N"),
        fields.mark_text(dy=12).encode(written, text="names:N"),
    )
    return alt.LayerChart(layer=layers, width=5 * side)


def _axes(along: list[str]) -> tuple[alt.X, alt.Y]:
    impact = alt.Axis(
        title=along,
        titleAnchor="start",
        titleAlign="left",
        titleBaseline="alphabetic",
        titleX=0,
        titleY=2 * LINE + 2,
        titleLineHeight=LINE,
        labelAngle=0,
        labelAlign="center",
        labelPadding=16,
        ticks=False,
        domain=False,
    )
    likelihood = alt.Axis(title=None, labelAlign="center", labelOffset=4, labelPadding=12, ticks=False, domain=False)
    scale = alt.Scale(paddingInner=0, paddingOuter=0)
    return (
        alt.X("impact:O", scale=scale, axis=impact),
        alt.Y("likelihood:O", scale=scale, sort="descending", axis=likelihood),
    )
