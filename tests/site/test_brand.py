"""Colours of an institution: only those that can be read, in every view, and no page without them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import DATE
from transparency.model.colours import DARK, LIGHT, WHITE, Colours, contrast, nearest, passes
from transparency.site.build.content import content
from transparency.site.render.brand import FILE, css, icon

ANY = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


@pytest.mark.parametrize(
    ("one", "other", "ratio"), [("#000000", WHITE, 21), ("#777777", WHITE, 4.48), (WHITE, WHITE, 1)]
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)


@given(ANY)
def test_the_nearest_colour_passes_and_a_passing_one_stays(colour: str) -> None:
    for grounds in (LIGHT, DARK, (WHITE,)):
        assert passes(nearest(colour, grounds), grounds)
        if passes(colour, grounds):
            assert nearest(colour, grounds) == colour


@given(ANY, ANY)
def test_every_text_of_the_brand_can_be_read(accent: str, banner: str) -> None:
    colours = Colours(accent=nearest(accent, LIGHT), banner=nearest(banner, (WHITE,)))
    for view, grounds in zip(css(colours).splitlines(), (LIGHT, DARK), strict=True):
        tokens = dict(
            part.strip(" -").split(": ") for part in view.partition("[data-scheme]) {")[2].split(";") if ":" in part
        )
        assert passes(tokens["accent"], grounds)
        assert passes(tokens["hero-soft"], (tokens["hero"],))
        assert passes(WHITE, (tokens["hero"],))


def _with(small: Path, accent: str) -> None:
    file = small / "data/site.yml"
    settings = yaml.safe_load(file.read_text(encoding="utf-8"))
    settings["colours"] = {"accent": accent, "banner": "#4a0d20"}
    file.write_text(yaml.safe_dump(settings, allow_unicode=True), encoding="utf-8")


def test_a_colour_that_cannot_be_read_is_refused_with_the_nearest(small: Path) -> None:
    _with(small, "#ffaa00")
    found, problems = content(small, DATE)
    assert found is None
    assert any("#946300" in str(problem) for problem in problems), problems


def test_the_colours_are_a_stylesheet_of_their_own(small: Path) -> None:
    assert content(small, DATE)[0].files.get(FILE) is None  # type: ignore[union-attr]
    _with(small, "#8a1538")
    found, problems = content(small, DATE)
    assert found is not None, problems
    assert b"--accent: #8a1538;" in found.files[FILE]


def test_the_icon_has_the_colours_of_the_institution() -> None:
    drawn = icon(Colours(accent="#8a1538", banner="#4a0d20")).decode()
    light, dark = re.findall(r"fill:(#[0-9a-f]{6})", drawn)
    assert light == "#8a1538"
    assert passes(dark, DARK)
