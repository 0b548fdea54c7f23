"""Shared layout of charts: two widths, colours, and the positions of rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from transparency.site.charts.lettering import wrapped
from transparency.site.charts.marks import LINE, TEXT, Label, beside
from transparency.site.charts.names import Width

ACCENT = "#2a7ab8"
"""At least 4:1 on white and on the dark ground."""
PALE = 0.4
"""Opacity of helping lines."""


@dataclass(frozen=True, slots=True)
class ChartLayout:
    """Measures of one width."""

    name: Width
    width: float
    label: float
    """Room for the labels of lines, left of the bars; 0 where they stand above."""
    right: float = 8

    @property
    def bar_left(self) -> float:
        """Where bars start."""
        return self.label

    def plot(self, keep: float = 0) -> float:
        """Room for bars when ``keep`` stays free at their right end."""
        return self.width - self.label - self.right - keep

    def label_lines(self, text: str) -> tuple[str, ...]:
        """A label broken into lines."""
        return wrapped(text, TEXT, (self.label or self.width) - 12)


SHEETS: Mapping[Width, ChartLayout] = {"wide": ChartLayout("wide", 720, 250), "narrow": ChartLayout("narrow", 328, 0)}


@dataclass(frozen=True, slots=True)
class Lines:
    """Where the lines of a bar chart stand: labels left of the bars, or above them on a narrow sheet."""

    middles: tuple[float, ...]
    """Middle of each bar."""
    height: float
    labels: tuple[Label, ...]


BAR = 22
GAP = 14


def lines(sheet: ChartLayout, names: Sequence[str]) -> Lines:
    """Lays out one line a name."""
    middles, labels, y = [], [], 0.0
    for name in names:
        parts = sheet.label_lines(name)
        above = 0.0 if sheet.label else len(parts) * LINE + 2
        height = max(BAR, len(parts) * LINE) if sheet.label else above + BAR
        middle = y + above + (height - above) / 2
        first = middle - (len(parts) - 1) * LINE / 2 if sheet.label else y + LINE / 2
        middles.append(middle)
        labels.append(beside(0, first, "\n".join(parts)))
        y += height + GAP
    return Lines(tuple(middles), y, tuple(labels))
