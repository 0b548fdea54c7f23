"""Drawing primitives of charts (line, rectangle, point, label) in pixel coordinates from the top left corner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

INK = "currentColor"
TEXT = 13
"""Size of every label; a drawing is shown at its own width, so this is pixels on a phone too."""
LINE = 17
"""Height of a line of such text."""

Anchor = Literal["start", "middle", "end"]
Shape = Literal["circle", "square", "triangle-up", "triangle-down", "diamond"]
Dash = tuple[int, ...] | None


class StraightLine(NamedTuple):
    """A straight line."""

    x: float
    y: float
    x2: float
    y2: float
    stroke: str = INK
    thick: float = 1
    opacity: float = 1
    dash: Dash = None


class Rect(NamedTuple):
    """A rectangle between two corners; a white border keeps neighbours apart without their colours."""

    x: float
    y: float
    x2: float
    y2: float
    fill: str
    stroke: str = "#ffffff"
    thick: float = 1


class Curve(NamedTuple):
    """A line through places, from left to right."""

    places: tuple[tuple[float, float], ...]
    stroke: str
    thick: float = 2
    dash: Dash = None


class Point(NamedTuple):
    """A mark whose shape says something; ``size`` is its area."""

    x: float
    y: float
    shape: Shape
    size: float
    fill: str | None
    stroke: str | None = None


class Label(NamedTuple):
    """A text of one or more lines (joined by a line feed)."""

    x: float
    y: float
    """Where the letters of the first line stand."""
    text: str
    anchor: Anchor = "start"
    ink: str = INK
    size: int = TEXT
    kind: str = ""
    """What the text is, as a class of the SVG."""


def beside(x: float, y: float, text: str, anchor: Anchor = "start", ink: str = INK, size: int = TEXT) -> Label:
    """A label whose first line has its middle at ``y``."""
    return Label(x, y + int(0.3 * size + 0.5), text, anchor, ink, size)


@dataclass(frozen=True, slots=True)
class Plot:
    """A piece of a drawing: all its marks, in the order in which they are painted."""

    height: float
    x: float = 0
    """Its corner in the drawing; its marks are measured from here, so that panels alike are the same SVG."""
    y: float = 0
    under: Sequence[StraightLine] = ()
    rects: Sequence[Rect] = ()
    over: Sequence[StraightLine] = ()
    curves: Sequence[Curve] = ()
    points: Sequence[Point] = ()
    labels: Sequence[Label] = ()
