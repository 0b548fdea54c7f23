"""Draws Altair declarations as SVG with Vega (vl-convert) and leaves out what our pages do not need."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import groupby
from typing import Any, NamedTuple
from xml.etree import ElementTree as Xml

import altair as alt
import vl_convert
from altair.utils import schemapi
from markupsafe import escape

from transparency.site.charts.layout import INK, LINE, Plot

_STARTED_IN: set[int] = set()
"""The process in which Vega was started: this one, or one that it was forked from."""
_PROGRAM = """
import json, sys, vl_convert
call, argument, settings = json.load(sys.stdin)
json.dump(getattr(vl_convert, call)(argument, **settings), sys.stdout)
"""
SIGN = "\ue000"
"""Begins the number of a text in what Vega draws."""
_SIGNED = re.compile(rf'<text x="([^"]+)" y="([^"]+)">{SIGN}(\d+)</text>')
CONFIG: Mapping[str, Any] = {
    "height": 1,  # that of the plot is put in its place
    "padding": 0,
    "autosize": "none",
    "config": {
        "aria": False,
        "view": {"stroke": None},
        "text": {"fontSize": 0, "color": INK, "lineHeight": LINE},
        "rule": {"color": INK},
        "axis": {
            "labelFontSize": 0,
            "labelColor": INK,
            "labelLineHeight": LINE,
            "labelBaseline": "alphabetic",
            "labelOverlap": False,
            "titleFontSize": 0,
            "titleColor": INK,
            "tickColor": INK,
            "tickOpacity": 0.4,
            "domainColor": INK,
            "domainOpacity": 0.4,
            "grid": False,
            "gridColor": INK,
            "gridOpacity": 0.2,
        },
    },
}
"""Size 0: Vega would measure each text (0.3 ms) in a font that no reader has. The drawing sets the size, see `frame`."""


def drawn(plot: Plot) -> str:
    """The marks, axes and labels of a plot as SVG elements.

    Vega gets a sign for each text, so that drawings that differ in nothing but words, those of three languages, are one.
    """
    words = [value for row in plot.rows for value in row.values() if _is_text(value)]
    signs = iter(range(len(words)))
    rows = [
        {name: f"{SIGN}{next(signs)}" if _is_text(value) else value for name, value in row.items()} for row in plot.rows
    ]
    told = json.dumps({"height": plot.depth, "rows": rows, **plot.params})
    svg = _drawn(plot.declare, plot.size, told)
    return _SIGNED.sub(lambda found: text(float(found[1]), float(found[2]), words[int(found[3])]), svg)


def _is_text(value: object) -> bool:
    return isinstance(value, list | tuple)


@lru_cache(maxsize=256)
def _drawn(declare: Callable[..., alt.LayerChart], size: tuple[object, ...], told: str) -> str:
    given, view = json.loads(told), {**_compiled(declare, size)}
    for part, value in (("data", "values"), ("signals", "value")):
        view[part] = [one | {value: given[one["name"]]} if one["name"] in given else one for one in view.get(part, ())]
    view |= {name: given[name] for name in ("height", "width") if name in given}
    svg = called("vega_to_svg", json.dumps(view), allowed_base_urls=[])
    items = list(_flat(Xml.fromstring(svg), 0, 0))  # noqa: S314  (Vega's)
    marks = "".join(_path(style, same) for style, same in _alike(items, "path", "line"))
    return f'<g fill="none">{marks}</g>' + "".join(_texts(style, same) for style, same in _alike(items, "text"))


@cache
def _compiled(declare: Callable[..., alt.LayerChart], size: tuple[object, ...]) -> Mapping[str, Any]:
    """A declaration as Vega, without data."""
    view: Mapping[str, Any] = called("vegalite_to_vega", json.dumps({**vega_lite(declare, size), **CONFIG}))
    return view


@cache
def vega_lite(declare: Callable[..., alt.LayerChart], size: tuple[object, ...]) -> Mapping[str, Any]:
    """A declaration as Vega-Lite; a test has Altair check it, which takes longer than all drawings."""
    with schemapi.debug_mode(False):
        spec: Mapping[str, Any] = declare(*size).to_dict(validate=False)
    return spec


def called(call: str, argument: str, **settings: object) -> Any:
    """Calls a function of vl-convert.

    Vega has a thread, which a fork does not copy: in a process forked after its start a program of its own is run.
    """
    if not _STARTED_IN:
        _STARTED_IN.add(os.getpid())
    if os.getpid() in _STARTED_IN:
        return getattr(vl_convert, call)(argument, **settings)
    program = [sys.executable, "-c", _PROGRAM]
    told = json.dumps([call, argument, settings])
    return json.loads(subprocess.run(program, input=told, stdout=subprocess.PIPE, text=True, check=True).stdout)  # noqa: S603


USUAL = {
    "fill": "none",
    "stroke": "none",
    "stroke-width": "1",
    "stroke-dasharray": "",
    "opacity": "1",
    "fill-opacity": "1",
    "stroke-opacity": "1",
    "text-anchor": "start",
    "font-weight": "normal",
}
"""Style that is kept, and what it is where nothing is said."""
_LONG = re.compile(r"-?\d+(?:\.\d+)?(?:e-\d+)?")
_PLACE = re.compile(r"translate\(([^,]+),([^)]+)\)")


class DrawnElement(NamedTuple):
    """An element of the drawing, measured from the corner of the plot."""

    tag: str
    style: str
    x: float
    y: float
    element: Xml.Element


def _flat(element: Xml.Element, x: float, y: float) -> Iterator[DrawnElement]:
    """All visible elements without the groups around them."""
    tag = element.tag.rpartition("}")[2]
    if found := _PLACE.search(element.get("transform", "")):
        x, y = x + float(found[1]), y + float(found[2])
    if tag in {"svg", "g"}:
        for child in element:
            yield from _flat(child, x, y)
    elif (
        element.get("class") not in {"background", "foreground"}
        and tag != "rect"
        and (tag != "text" or _words(element))
    ):
        yield DrawnElement(tag, _style(tag, element), x, y, element)


def _style(tag: str, element: Xml.Element) -> str:
    usual = USUAL | ({"fill": INK} if tag == "text" else {})
    if element.get("stroke", "none") == "none":
        usual = {name: value for name, value in usual.items() if not name.startswith("stroke")}
    found = ((name, element.get(name, default), default) for name, default in usual.items())
    return "".join(f' {name}="{value}"' for name, value, default in found if value != default)


def _alike(items: Iterable[DrawnElement], *tags: str) -> Iterator[tuple[str, list[DrawnElement]]]:
    chosen = (item for item in items if item.tag in tags)
    return ((style, list(same)) for style, same in groupby(chosen, lambda item: item.style))


def _path(style: str, items: Iterable[DrawnElement]) -> str:
    """Neighbours of one style as one path; an outline that Vega draws around a point keeps its place."""
    symbols = [item for item in items if item.tag == "path" and "transform" in item.element.attrib]
    outlines = "".join(_outline(item) for item in items if item not in symbols)
    return "".join([f'<path{style} d="{outlines}"/>' if outlines else "", *(_symbol(style, one) for one in symbols)])


def _outline(item: DrawnElement) -> str:
    if item.tag == "path":
        return _rounded(item.element.get("d", ""))
    along, down = (float(item.element.get(name, 0)) for name in ("x2", "y2"))
    return f"M{number(item.x)},{number(item.y)}l{number(along)},{number(down)}"


def _symbol(style: str, item: DrawnElement) -> str:
    place = f"translate({number(item.x)},{number(item.y)})"
    return f'<path{style} transform="{place}" d="{_rounded(item.element.get("d", ""))}"/>'


def _texts(style: str, items: Iterable[DrawnElement]) -> str:
    return f"<g{style}>{''.join(text(item.x, item.y, _words(item.element)) for item in items)}</g>"


def _words(element: Xml.Element) -> list[str]:
    """Lines of a text."""
    return [line for line in element.itertext() if line]


def text(x: float, y: float, lines: Sequence[str]) -> str:
    """A text of one or more lines; the first line is at ``y``."""
    if not lines:
        return ""
    first, *others = lines
    more = "".join(f'<tspan x="{number(x)}" dy="{LINE}">{escape(line)}</tspan>' for line in others)
    return f'<text x="{number(x)}" y="{number(y)}">{escape(first)}{more}</text>'


def number(value: float) -> str:
    """At most one digit after the point, and no minus before a zero."""
    return f"{round(value, 1) + 0:.1f}".removesuffix(".0")


def _rounded(data: str) -> str:
    return _LONG.sub(lambda found: number(float(found[0])), data)
