"""Minifies SVG from Vega: removes machine names, needless digits and repeated styles."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby
from xml.etree import ElementTree as Xml

USUAL = {"fill": "none", "stroke": "none", "stroke-width": "1", "stroke-dasharray": "none", "opacity": "1"}
"""Style that is kept, and what SVG takes where nothing is said (a plot says ``fill="none"`` once)."""
_LONG = re.compile(r"-?\d+(?:\.\d{2,}(?:e-\d+)?|e-\d+)")
_PLACE = re.compile(r"translate\(([^,]+),([^)]+)\)")


def number(value: float) -> str:
    """At most one digit after the point, and no minus before a zero."""
    return f"{round(value, 1) + 0:.1f}".removesuffix(".0")


def compact(elements: Iterable[Xml.Element]) -> str:
    """Neighbours of one style become one path."""
    return "".join(_path(style, list(alike)) for style, alike in groupby(elements, _style))


def _style(element: Xml.Element) -> str:
    stroked = element.get("stroke", "none") != "none"
    return "".join(
        f' {name}="{value}"'
        for name, usual in USUAL.items()
        if (value := element.get(name, usual)) != usual and (stroked or name != "stroke-width")
    )


def _path(style: str, elements: Iterable[Xml.Element]) -> str:
    flat: list[Xml.Element] = []
    symbols: list[Xml.Element] = []
    for element in elements:
        (symbols if _is_symbol(element) else flat).append(element)
    data = _LONG.sub(_short, "".join(map(_data, flat)))
    return "".join([f'<path{style} d="{data}"/>' if data else "", *(_symbol(style, symbol) for symbol in symbols)])


def _is_symbol(element: Xml.Element) -> bool:
    """Its outline is drawn around 0, 0 and then moved."""
    return element.tag.endswith("path") and "transform" in element.keys()  # noqa: SIM118  (an element is no dictionary)


def _symbol(style: str, element: Xml.Element) -> str:
    place, outline = (_LONG.sub(_short, element.get(name, "")) for name in ("transform", "d"))
    return f'<path{style} transform="{place}" d="{outline}"/>'


def _data(element: Xml.Element) -> str:
    """The outline of an element; a line is its start and how far it goes."""
    if not element.tag.endswith("line"):
        return element.get("d", "")
    x, y = _PLACE.findall(element.get("transform", ""))[0]
    along, down = element.get("x2", "0"), element.get("y2", "0")
    if along == "0":
        return f"M{x},{y}v{down}"
    return f"M{x},{y}h{along}" if down == "0" else f"M{x},{y}l{along},{down}"


def _short(found: re.Match[str]) -> str:
    return number(float(found[0]))
