"""Cache of chart drawings: each distinct chart of the site is drawn once and stored by its inputs."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from transparency.model.text import Lang
from transparency.model.words import Words
from transparency.parallel import results
from transparency.site.charts.keys import key
from transparency.site.charts.names import WIDTHS, Drawings, Width
from transparency.site.charts.plate import LocalizedChart, plate
from transparency.site.views.page import Page
from transparency.site.views.survey_chart import Chart

CHART_CACHE = Path(".cache/charts")
"""Below the root of the project; safe to delete."""

BATCH = 120
"""Drawings that a process makes at a time: those of a chart, which share work, are mostly in one batch."""


class Drawn(Mapping[tuple[Chart, Lang, Width], str]):
    """Drawings that stay in the cache until a page shows them."""

    def __init__(self, cache: Path, names: Mapping[tuple[Chart, Lang, Width], str]) -> None:
        self._cache, self._names = cache, names

    def __getitem__(self, place: tuple[Chart, Lang, Width]) -> str:
        return _file(self._cache, self._names[place]).read_text("utf-8")

    def __iter__(self) -> Iterator[tuple[Chart, Lang, Width]]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


@dataclass(frozen=True, slots=True)
class Gallery:
    """Drawings by chart, language and width."""

    drawings: Drawings
    drawn: int
    """How many were not in the cache."""


def drawable(pages: Iterable[Page]) -> list[Chart]:
    """The charts of all pages, each once."""
    return list(dict.fromkeys(chart for page in pages for chart in page.charts))


def gallery(charts: Iterable[Chart], words: Mapping[Lang, Words], cache: Path) -> Gallery:
    """Every chart in every language and width; those that the cache lacks are drawn."""
    plates = [(chart, lang, plate(chart, words[lang])) for chart in charts for lang in words]
    jobs = [(one, width) for _, _, one in plates for width in WIDTHS]
    names = [key(*job) for job in jobs]
    missing = {name: job for name, job in zip(names, jobs, strict=True) if not _file(cache, name).exists()}
    batches = [dict(list(missing.items())[start : start + BATCH]) for start in range(0, len(missing), BATCH)]
    results([partial(_draw, batch, cache) for batch in batches])
    places = ((chart, lang, width) for chart, lang, _ in plates for width in WIDTHS)
    return Gallery(Drawn(cache, dict(zip(places, names, strict=True))), len(missing))


def _draw(jobs: Mapping[str, tuple[LocalizedChart, Width]], cache: Path) -> None:
    from transparency.site.charts.drawing import draw  # noqa: PLC0415  (slow; only where something is drawn)

    for name, job in jobs.items():
        _keep(_file(cache, name), draw(*job))


def _file(cache: Path, name: str) -> Path:
    return cache / name[:2] / f"{name}.svg"


def _keep(file: Path, svg: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_name(f"{file.name}.{os.getpid()}")
    fresh.write_text(svg, "utf-8")
    fresh.replace(file)
