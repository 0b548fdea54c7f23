"""Draws the marks of many charts in one Vega view.

A view takes some milliseconds and a mark some microseconds, so charts are drawn together: one chart of five layers, whose
data are the marks of all of them in order. Vega returns one element for each mark, in the same order, and the elements are
assigned to their charts again. Texts are not given to Vega: it would measure each of them, in a font that no reader has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from typing import Any, TypeAlias
from xml.etree import ElementTree as Xml

import altair as alt

from transparency.site.charts import engine
from transparency.site.charts.compact import compact
from transparency.site.charts.marks import Curve, Plot

LAYERS = ("under", "rects", "over", "curves", "points")
"""Fields of a plot, from the ground up."""
Row: TypeAlias = "dict[str, Any]"
_SVG = "{http://www.w3.org/2000/svg}"


def drawn(plots: Sequence[Plot]) -> list[str]:
    """The SVG elements of each plot; the same whichever others are drawn with it."""
    layers = _elements(_svg({layer: list(_rows(plots, layer)) for layer in LAYERS}))
    shares = [_dealt(found, [len(getattr(plot, layer)) for plot in plots]) for layer, found in layers.items()]
    return [compact(element for share in own for element in share) for own in zip(*shares, strict=True)]


def _rows(plots: Iterable[Plot], layer: str) -> Iterator[Row]:
    """The marks of a layer as Vega takes them: a curve is a row for each of its places."""
    for number, mark in enumerate(mark for plot in plots for mark in getattr(plot, layer)):
        if isinstance(mark, Curve):
            look = {"number": number, "stroke": mark.stroke, "thick": mark.thick, "dash": mark.dash}
            yield from ({**look, "x": x, "y": y} for x, y in mark.places)
        else:
            yield mark._asdict()


def _svg(rows: Mapping[str, Sequence[Row]]) -> str:
    view = _view()
    data = [{**source, "values": rows[source["name"]]} if source["name"] in rows else source for source in view["data"]]
    return engine.svg({**view, "data": data})


def _elements(svg: str) -> dict[str, list[Xml.Element]]:
    """What Vega drew for each layer, without the groups around it."""
    groups = [(group.get("class", "").split(), group) for group in Xml.fromstring(svg).iter(f"{_SVG}g")]  # noqa: S314  (Vega's)
    return {
        layer: [element for names, group in groups if f"layer_{i}_marks" in names for element in group]
        for i, layer in enumerate(LAYERS)
    }


def _dealt(elements: Sequence[Xml.Element], counts: Sequence[int]) -> list[list[Xml.Element]]:
    """As many elements for each plot as it has marks; a mark that Vega left out would shift all that follow."""
    if len(elements) != sum(counts):
        message = f"Vega drew {len(elements)} elements for {sum(counts)} marks."
        raise ValueError(message)
    rest = iter(elements)
    return [list(islice(rest, count)) for count in counts]


@cache
def _view() -> Mapping[str, Any]:
    """The chart as Vega, without data."""
    return engine.vega(chart().to_dict())


def chart() -> alt.LayerChart:
    """Five layers that take their data by name, pixels as pixels and colours as colours."""
    ruled = _ends() + _plain(stroke="stroke", strokeWidth="thick", strokeDash="dash", opacity="opacity")
    filled = _ends() + _plain(fill="fill", stroke="stroke", strokeWidth="thick")
    curved = _place() + _plain(stroke="stroke", strokeWidth="thick", strokeDash="dash")
    pointed = _place() + _plain(shape="shape", size="size", fill="fill", stroke="stroke")
    one_by_one = alt.Detail("number", type="nominal")
    return alt.LayerChart(
        layer=[
            _layer("under").mark_rule().encode(*ruled),
            _layer("rects").mark_rect().encode(*filled),
            _layer("over").mark_rule().encode(*ruled),
            _layer("curves").mark_line().encode(*curved, one_by_one),
            _layer("points").mark_point(opacity=1).encode(*pointed),
        ],
        autosize=alt.AutoSizeParams(type="none"),
        config=alt.Config(aria=False),
    )


def _layer(name: str) -> alt.Chart:
    return alt.Chart(alt.NamedData(name))


def _place() -> list[Any]:
    return [
        alt.X("x", type="quantitative", scale=None, axis=None),
        alt.Y("y", type="quantitative", scale=None, axis=None),
    ]


def _ends() -> list[Any]:
    return [*_place(), alt.X2("x2"), alt.Y2("y2")]


def _plain(**fields: str) -> list[Any]:
    """Channels that take the value of a field as it is."""
    classes = {name: getattr(alt, name[0].upper() + name[1:]) for name in fields}
    return [classes[name](field, type="nominal", scale=None) for name, field in fields.items()]
