"""Axes of charts: a common scale, round numbers, a note where an axis does not begin at zero; colours of the page's modes."""

from __future__ import annotations

import dataclasses
import re
from itertools import pairwise

import pytest

from tests.results.examples import EXAMPLES
from transparency.model.product_files import LAYOUT
from transparency.registry.check import CheckedRegistry
from transparency.site.charts import bars, series, trend
from transparency.site.charts.layout import LAYOUTS, axis_ticks, spaced
from transparency.site.charts.plate import ChartLine, plate
from transparency.site.views.survey_charts import themes
from transparency.site.views.survey_subject import subjects

MODES = {"light": r":root \{\n(.*?)\n\}", "dark": r":root:not\(\[data-scheme\]\) \{\n(.*?)\n  \}"}
VISION = {
    "full": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
}
"""Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB."""


def colours(mode: str) -> dict[str, tuple[float, ...]]:
    """Tokens of ``site.css`` as linear RGB; dark takes from light what it does not name."""
    css = (LAYOUT / "assets/site.css").read_text("utf-8")
    found: dict[str, tuple[float, ...]] = {}
    for name in dict.fromkeys(("light", mode)):
        body = re.search(MODES[name], css, re.DOTALL)
        assert body
        for token, value in re.findall(r"(--[\w-]+): #([0-9a-f]{3,6})", body[1]):
            digits = value if len(value) == 6 else "".join(2 * digit for digit in value)
            parts = (int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4))
            found[token] = tuple(p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return found


def contrast(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    """WCAG 2.2."""
    dark, light = sorted(0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in (one, other))
    return (light + 0.05) / (dark + 0.05)


def distance(one: tuple[float, ...], other: tuple[float, ...], vision: str) -> float:
    """How far two colours are apart in OKLab, times 100."""
    labs = []
    for colour in (one, other):
        seen = [max(0.0, sum(a * b for a, b in zip(row, colour, strict=True))) for row in VISION[vision]]
        r, g, b = seen
        long, medium, short = (
            (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3),
            (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3),
            (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3),
        )
        labs.append(
            (
                0.2104542553 * long + 0.793617785 * medium - 0.0040720468 * short,
                1.9779984951 * long - 2.428592205 * medium + 0.4505937099 * short,
                0.0259040371 * long + 0.7827717662 * medium - 0.808675766 * short,
            )
        )
    return 100 * sum((a - b) ** 2 for a, b in zip(*labs, strict=True)) ** 0.5


def token(paint: str) -> str:
    """``var(--mark, #1f8593)`` -> ``--mark``."""
    return paint.removeprefix("var(").split(",")[0]


@pytest.mark.parametrize("mode", MODES)
def test_colours_are_seen_on_the_card_in_both_modes(mode: str) -> None:
    known = colours(mode)
    graphics = [token(look[0]) for look in trend.LOOKS.values()] + [token(fill) for fill, _ in bars.TONES.values()]
    assert {
        name: round(contrast(known[name], known["--card"]), 1)
        for name in graphics
        if contrast(known[name], known["--card"]) < 3
    } == {}
    inks = [(token(fill), token(ink)) for fill, ink in bars.TONES.values()]
    assert [pair for pair in inks if contrast(known[pair[0]], known[pair[1]]) < 4.5] == []


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize("mode", MODES)
def test_neighbours_on_the_scale_differ_with_any_colour_vision(mode: str, vision: str) -> None:
    known = colours(mode)
    tones = [token(fill) for fill, _ in bars.TONES.values()]
    assert [pair for pair in pairwise(tones) if distance(known[pair[0]], known[pair[1]], vision) < 8] == []


def test_an_image_alone_has_the_colours_of_the_light_mode() -> None:
    css = (LAYOUT / "assets/site.css").read_text("utf-8")
    for paint in [look[0] for look in trend.LOOKS.values()] + [part for pair in bars.TONES.values() for part in pair]:
        name, fallback = paint.removeprefix("var(").removesuffix(")").split(", ")
        assert f"{name}: {fallback};" in css


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        (0, 0.23, [0, 0.1, 0.2, 0.3]),
        (0, 1_063_000, [0, 500_000, 1_000_000, 1_500_000]),
        (1_180, 1_500, [1_000, 1_200, 1_400, 1_600]),
        (0, 1, [0, 0.5, 1]),
        (-3, 4, [-5, 0, 5]),
    ],
)
def test_ticks_are_round(low: float, high: float, ticks: list[float]) -> None:
    assert axis_ticks(low, high) == ticks


def _marks(registry: CheckedRegistry, *values: float) -> list[ChartLine]:
    one = plate(EXAMPLES["series"](), registry.words["ru"]).blocks[0].marks[0]
    return [dataclasses.replace(one, value=value, target=None) for value in values]


def test_an_axis_that_does_not_begin_at_zero_says_so(registry: CheckedRegistry) -> None:
    whole = plate(EXAMPLES["series"](), registry.words["ru"])
    for values, said in (((600, 1_063), ()), ((1_180, 1_232), (whole.axes[1],))):
        panels = (dataclasses.replace(whole.blocks[0], marks=tuple(_marks(registry, *values))),)
        found = series.series(dataclasses.replace(whole, blocks=panels), LAYOUTS["narrow"])[0]
        assert found.title == said
        assert (found.params["low"] == 0) is not bool(said)
        assert found.params["low"] <= values[0] < values[1] < found.params["high"]


def test_charts_of_themes_share_their_axis(registry: CheckedRegistry) -> None:
    """Three charts of one survey: the end of the axis is that of the greatest share in any of them."""
    words, found_subjects = registry.words["kk"], subjects(registry)
    seen = 0
    for subject in found_subjects:
        found = list(themes(subject))
        ends = {bars.themes(plate(chart, words), LAYOUTS["wide"])[0].params["top"] for chart in found}
        assert len(ends) == bool(found)
        seen += len(found) > 1
    assert seen


def test_english_has_no_space_before_the_sign(registry: CheckedRegistry) -> None:
    signs = {
        lang: bars.target(plate(EXAMPLES["target"](), registry.words[lang]), LAYOUTS["wide"])[0].params["percent"]
        for lang in ("kk", "ru", "en")
    }
    assert signs == {"kk": "\u00a0%", "ru": "\u00a0%", "en": "%"}


def test_a_year_is_written_once_and_every_second_label_where_room_is_short() -> None:
    halves = [("I", "2024"), ("II", "2024"), ("I", "2025")]
    assert spaced(halves, 40) == [("I", "2024"), ("II",), ("I", "2025")]
    assert spaced([("2023",), ("2024",), ("2025",)], 20) == [("2023",), ("",), ("2025",)]
