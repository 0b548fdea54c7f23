"""Measures shared by all charts: two widths, text size, colours."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import altair as alt

from transparency.site.charts.lettering import wrapped
from transparency.site.charts.names import Width

ACCENT = "#2a7ab8"
"""At least 4:1 on white and on the dark ground."""
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


LAYOUTS: Mapping[Width, Layout] = {"wide": Layout("wide", 720, 250), "narrow": Layout("narrow", 328, 0)}


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
    """Values of the parameters that the declaration names."""
