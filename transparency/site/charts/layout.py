"""Measures shared by all charts: two widths, text size, colours."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import altair as alt

from transparency.site.charts.lettering import width as width_of
from transparency.site.charts.lettering import wrapped
from transparency.site.charts.names import Width

ANSWERS = "var(--warm-mark, #cf652b)"
"""What people answered. Colours are tokens of ``site.css`` and follow its mode; an image alone has the second value."""
RECORDS = "var(--mark, #1f8593)"
"""What an institution counts itself."""
GROUND = "var(--ground, none)"
"""Around values, so that no line runs through them."""
INK = "currentColor"
TEXT = 14
"""Size of every label; a drawing is shown at its own width, so this is pixels on a phone too."""
LINE = 18
"""Height of a line of such text."""

Row: TypeAlias = "dict[str, Any]"


@dataclass(frozen=True, slots=True)
class Layout:
    """Measures of one width."""

    name: Width
    width: float
    label: float
    """Room for row labels, left of the bars; 0 where they are above them."""

    def label_lines(self, text: str) -> tuple[str, ...]:
        """A row label broken into lines."""
        return wrapped(text, TEXT, (self.label or self.width) - 12)


LAYOUTS: Mapping[Width, Layout] = {"wide": Layout("wide", 760, 250), "narrow": Layout("narrow", 296, 0)}
"""The box of a chart is 297 pixels wide on a telephone of 360, so that its text keeps its size."""


@dataclass(frozen=True, slots=True)
class Plot:
    """One Altair declaration, its data, and its place below the heading of the chart."""

    declare: Callable[..., alt.LayerChart]
    size: tuple[object, ...]
    """Arguments of ``declare``; equal ones are compiled once."""
    rows: Sequence[Row]
    """Data; a list of lines is a text."""
    depth: float
    """Height of the part between the axes."""
    below: float = 0
    """Room for an axis below it."""
    left: float = 0
    """Room left of it."""
    x: float = 0
    y: float = 0
    title: tuple[str, ...] = ()
    """Lines above the plot."""
    params: Mapping[str, Any] = field(default_factory=dict)
    """Values of the parameters that the declaration names, and the ``width`` where it depends on the words beside the plot."""
    years: Sequence[tuple[float, float, str]] = ()
    """Left and right end of brackets below the labels of the axis, and what stands below each."""


def axis_ticks(low: float, high: float) -> list[float]:
    """Round numbers from at or below ``low`` to at or above ``high``, no more than four."""
    size = 10.0 ** math.floor(math.log10((high - low) / 3)) if high > low else 1.0
    step = next(s for s in (size * part for part in (1, 2, 2.5, 5, 10, 20)) if _steps(low, high, s) <= 3)
    first = math.floor(round(low / step, 6))
    return [round((first + i) * step, 6) for i in range(_steps(low, high, step) + 1)]


def _steps(low: float, high: float, step: float) -> int:
    return max(1, math.ceil(round(high / step, 6)) - math.floor(round(low / step, 6)))


def spaced(labels: Sequence[tuple[str, ...]], room: float) -> list[tuple[str, ...]]:
    """Labels below an axis: a year is written once; without ``room`` every second label stays, also the last."""
    if any(label and width_of(label[0], TEXT) + 4 > room for label in labels):
        return [label if (len(labels) - 1 - i) % 2 == 0 else ("",) for i, label in enumerate(labels)]
    return [
        label[:1] if i and len(label) > 1 and label[1:] == labels[i - 1][1:] else label
        for i, label in enumerate(labels)
    ]
