"""All drawings of a site, each drawn once: kept in a folder by what they depend on."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from transparency.model.text import Lang
from transparency.model.words import Words
from transparency.render.charts.keys import key
from transparency.render.charts.names import WIDTHS, Drawings, Width
from transparency.render.charts.plate import Plate, plate
from transparency.shape.page import Page
from transparency.shape.survey_chart import Chart

CHART_CACHE = Path(".cache/charts")
"""Below the root of the project; safe to delete."""

BATCH = 100
"""Drawings made at a time; more would not be sooner, but take more memory."""


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
    """Every chart in every language and width."""
    plates = [(chart, lang, plate(chart, words[lang])) for chart in charts for lang in words]
    wanted = [(one, width) for _, _, one in plates for width in WIDTHS]
    names = [key(*job) for job in wanted]
    missing = {name: job for name, job in zip(names, wanted, strict=True) if not _file(cache, name).exists()}
    for name, svg in zip(missing, _drawn(tuple(missing.values())), strict=True):
        _keep(_file(cache, name), svg)
    texts = {name: _file(cache, name).read_text("utf-8") for name in set(names)}
    places = [(chart, lang, width) for chart, lang, _ in plates for width in WIDTHS]
    return Gallery({place: texts[name] for place, name in zip(places, names, strict=True)}, len(missing))


def _drawn(jobs: Sequence[tuple[Plate, Width]]) -> Iterator[str]:
    """In this process: loading the libraries a second time would take longer than half of all drawings."""
    if jobs:
        from transparency.render.charts.drawing import draw  # noqa: PLC0415  (slow; only where something is drawn)

        for start in range(0, len(jobs), BATCH):
            yield from draw(jobs[start : start + BATCH])


def _file(cache: Path, name: str) -> Path:
    return cache / name[:2] / f"{name}.svg"


def _keep(file: Path, svg: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_name(f"{file.name}.{os.getpid()}")
    fresh.write_text(svg, "utf-8")
    fresh.replace(file)
