"""Draws each distinct chart of the site once and keeps the drawing by its inputs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from transparency.cache import DiskCache, code
from transparency.model.text import Lang
from transparency.model.words import Words
from transparency.parallel import results
from transparency.site import charts
from transparency.site.charts.names import WIDTHS, Width
from transparency.site.charts.plate import LocalizedChart, plate
from transparency.site.views.page import Page
from transparency.site.views.survey_chart import Chart

BATCH = 120
"""Drawings that a process makes at a time: those of a chart, which share work, are mostly in one batch."""

_NOT_DRAWING = "compare.py"
"""A module of the folder that draws no image."""


@cache
def drawing_code() -> bytes:
    """Changes whenever a module that draws, the font table or a library changes."""
    files = Path(charts.__path__[0]).glob("*")
    drawing = (file for file in files if file.suffix in {".py", ".json"} and file.name != _NOT_DRAWING)
    return code(drawing, ("altair", "vl-convert-python"))


Place = tuple[Chart, Lang, Width]
"""What a page asks for."""


@dataclass(frozen=True, slots=True)
class ChartDrawing:
    """A drawing to be made."""

    plate: LocalizedChart
    width: Width

    @property
    def inputs(self) -> tuple[bytes, ...]:
        """What it depends on, beside the code."""
        return (f"{self.width}{self.plate!r}".encode(),)

    def draw(self) -> bytes:
        """The SVG."""
        from transparency.site.charts.drawing import draw  # noqa: PLC0415  (slow; only where something is drawn)

        return draw(self.plate, self.width).encode()


class Drawn(Mapping[Place, str]):
    """Drawings that stay in the cache until a page shows them."""

    def __init__(self, cache: DiskCache, drawings: Mapping[Place, ChartDrawing]) -> None:
        self._cache, self._drawings = cache, drawings

    def __getitem__(self, place: Place) -> str:
        one = self._drawings[place]
        return self._cache.get_or_make(_WHAT, one.inputs, one.draw).decode()

    def __iter__(self) -> Iterator[Place]:
        return iter(self._drawings)

    def __len__(self) -> int:
        return len(self._drawings)

    def missing(self) -> list[ChartDrawing]:
        """Those that the cache lacks, each once."""
        by_inputs = {one.inputs: one for one in self._drawings.values()}
        return [one for inputs, one in by_inputs.items() if not self._cache.contains((_WHAT.encode(), *inputs))]


_WHAT = "drawing"


def drawable(pages: Iterable[Page]) -> list[Chart]:
    """The charts of all pages, each once."""
    return list(dict.fromkeys(chart for page in pages for chart in page.charts))


def drawings(charts: Iterable[Chart], words: Mapping[Lang, Words], folder: Path) -> Drawn:
    """Every chart in every language and width; those that the cache in ``folder`` lacks are drawn."""
    cache = DiskCache(folder, drawing_code())
    places = ((chart, lang, plate(chart, words[lang])) for chart in charts for lang in words)
    drawn = Drawn(
        cache, {(chart, lang, width): ChartDrawing(one, width) for chart, lang, one in places for width in WIDTHS}
    )
    missing = drawn.missing()
    results([partial(_draw, cache, missing[i : i + BATCH]) for i in range(0, len(missing), BATCH)])
    return drawn


def _draw(cache: DiskCache, missing: Sequence[ChartDrawing]) -> None:
    for one in missing:
        cache.get_or_make(_WHAT, one.inputs, one.draw)
