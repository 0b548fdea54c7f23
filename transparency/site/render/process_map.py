"""Draws the process map as a picture that a reader can save: boxes with wrapped text, on one A4 sheet.

It shows what the source states: the three groups between the outside world and the results, and the feedback. It draws no
arrow between two processes, because the map names none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from transparency.model.text import Item, Lang
from transparency.site.views.process import MapView

FONT = 13
"""Size of the text in user units."""

_LINE = 17
_PAD = 10
_GAP = 10
_TITLE = 30
_HEADING, _HEADING_LINE = 14, 18
"""Size of the text of a title, and what each further line of it takes."""
_ARROW = 22
_WIDTH, _COLUMNS = 820, (4, 3, 5)
"""Width, and how many boxes may stand side by side, the best number first."""
_CHARACTER = 0.60
"""Mean width of a Cyrillic letter in ems, rounded up: text may come out narrower than reckoned, never wider."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle with lines of text."""

    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]
    is_process: bool = False
    line_height: int = _LINE

    @property
    def baseline(self) -> float:
        """Where the first line of text stands so that the block is centred."""
        return self.y + (self.height - len(self.lines) * _LINE) / 2 + FONT


@dataclass(frozen=True, slots=True)
class MapStrip:
    """A titled strip with boxes."""

    kind: str
    """``inputs``, ``results``, ``feedback`` or the id of a category."""
    title: tuple[str, ...]
    """Lines of it."""
    y: float
    height: float
    boxes: tuple[Box, ...]
    line_height: int = _HEADING_LINE


@dataclass(frozen=True, slots=True)
class Drawing:
    """All that the template needs."""

    width: int
    height: float
    bands: tuple[MapStrip, ...]
    arrows: tuple[float, ...]
    """Heights at which an arrow leads from one strip to the next."""


@dataclass(frozen=True, slots=True)
class _Cell:
    label: str
    is_process: bool = False


@dataclass(frozen=True, slots=True)
class _Strip:
    kind: str
    title: str
    cells: tuple[_Cell, ...]


def files(lang: Lang) -> tuple[str, str]:
    """Where the picture lies below the root of the site, as SVG and as PNG."""
    return f"assets/map/process-map-{lang}.svg", f"assets/map/process-map-{lang}.png"


def draw(
    view: MapView,
    lang: Lang,
    *,
    tell: Callable[[Item], str],
    name: Callable[[str], str],
) -> Drawing:
    """Lays the strips one below another; ``name`` is asked for the title of those that are no category."""
    bands: list[MapStrip] = []
    arrows: list[float] = []
    y = 0.0
    for strip in _strips(view, lang, tell, name):
        if bands:
            arrows.append(y)
            y += _ARROW
        band = _band(strip, y, _WIDTH, _columns(strip, _WIDTH, _COLUMNS))
        bands.append(band)
        y += band.height
    return Drawing(_WIDTH, y, tuple(bands), tuple(arrows))


def _strips(view: MapView, lang: Lang, tell: Callable[[Item], str], name: Callable[[str], str]) -> Iterator[_Strip]:
    def plain(items: Iterable[Item]) -> tuple[_Cell, ...]:
        return tuple(_Cell(tell(item)) for item in items)

    chart = view.architecture
    yield _Strip("inputs", name("inputs"), plain(chart.inputs))
    for group in view.groups:
        cells = tuple(
            _Cell(f"{p.heading_number} {p.title.get(lang)}", is_process=True)
            for p in (tree.process for tree in group.trees)
        )
        yield _Strip(group.category.id, group.category.title.get(lang), cells)
    yield _Strip("results", name("results"), plain(chart.results))
    yield _Strip("feedback", name("feedback"), plain(one.text for one in chart.feedback))


def _columns(strip: _Strip, width: int, choice: Iterable[int]) -> int:
    """The number of boxes in a row that leaves the fewest places empty, where every word fits into its box."""
    words = [part for cell in strip.cells for part in _words(cell.label, 0)]
    longest = max((len(word.strip()) for word in words), default=0)
    allowed = [one for one in choice if longest <= _limit(_box_width(width, one))]
    return min(allowed or choice, key=lambda one: -len(strip.cells) % one)


def _box_width(width: int, columns: int) -> float:
    return (width - 2 * _PAD - (columns - 1) * _GAP) / columns


def _band(strip: _Strip, y: float, width: int, columns: int) -> MapStrip:
    box_width = _box_width(width, columns)
    texts = [wrapped(cell.label, box_width) for cell in strip.cells]
    boxes: list[Box] = []
    title = wrapped(strip.title, width, _HEADING)
    top = y + _TITLE + (len(title) - 1) * _HEADING_LINE
    for start in range(0, len(texts), columns):
        row = range(start, min(start + columns, len(texts)))
        height = max(44, max(len(texts[i]) for i in row) * _LINE + 2 * _PAD)
        for i in row:
            x = _PAD + (i - start) * (box_width + _GAP)
            cell = strip.cells[i]
            boxes.append(Box(x, top, box_width, height, texts[i], cell.is_process))
        top += height + _GAP
    return MapStrip(strip.kind, title, y, top - y, tuple(boxes))


def wrapped(text: str, width: float, size: int = FONT) -> tuple[str, ...]:
    """Lines that fit into a box of ``width``; a longer word is parted after its hyphens or stands on a line of its own."""
    limit = _limit(width, size)
    lines: list[str] = []
    for word in _words(text, limit):
        if lines and len(lines[-1]) + len(word) <= limit:
            lines[-1] += word
        else:
            lines.append(word.strip())
    return tuple(lines)


def _limit(width: float, size: int = FONT) -> int:
    """How many letters of a size stand in a line of a box."""
    return int((width - 2 * _PAD) / (size * _CHARACTER))


def _words(text: str, limit: int) -> Iterator[str]:
    """Words with the space before them; one above the limit as its parts."""
    for word in text.split():
        first, *rest = re.split(r"(?<=-)", word) if len(word) > limit else [word]
        yield f" {first}"
        yield from rest
