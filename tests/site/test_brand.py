"""Colours of an institution: only those that can be read, in every view, and no page without them."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tests.conftest import DATE
from transparency.model.brand import Emblem
from transparency.model.colours import DARK, LIGHT, WHITE, Colours, contrast, nearest, passes
from transparency.model.product_files import LAYOUT
from transparency.site.build.content import content
from transparency.site.render import share_image
from transparency.site.render.brand import FILE, css, icon

pytestmark = pytest.mark.usefixtures("warm")

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
    _set(small, colours={"accent": accent, "banner": "#4a0d20"})


def _set(small: Path, **changed: object) -> None:
    file = small / "data/site.yml"
    settings = yaml.safe_load(file.read_text(encoding="utf-8"))
    file.write_text(yaml.safe_dump({**settings, **changed}, allow_unicode=True), encoding="utf-8")


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


EMBLEM = {"file": "mark.svg", "text": {"kk": "Белгі", "ru": "Знак", "en": "Mark"}}
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1z"/></svg>'


def _brand(small: Path, name: str, data: bytes) -> None:
    (small / "data/brand").mkdir(exist_ok=True)
    (small / "data/brand" / name).write_bytes(data)


def test_an_emblem_and_a_typeface_replace_those_of_the_layout(small: Path) -> None:
    font = (LAYOUT / "assets/chart.woff2").read_bytes()
    _brand(small, "mark.svg", SVG)
    _brand(small, "heading.woff2", font)
    _set(small, emblem=EMBLEM, typeface={"file": "heading.woff2", "licence": "OFL-1.1"})
    found, problems = content(small, DATE)
    assert found is not None, problems
    assert found.files["assets/brand/mark.svg"] == SVG
    assert found.files["assets/brand/heading.woff2"] == font
    assert b"url(brand/heading.woff2)" in found.files[FILE]


def test_a_shared_link_shows_the_emblem() -> None:
    """A green square where the portal's own mark would be white; the drawing program reads both types of file."""
    png = io.BytesIO()
    Image.new("RGB", (8, 8), "#00ff00").save(png, "PNG")
    square = SVG.replace(b"<path", b'<path fill="#00ff00"')
    for name, data in (("mark.svg", square), ("mark.png", png.getvalue())):
        own = Emblem(**{**EMBLEM, "file": name})
        drawn = share_image.svg("T", "P", "I", None, share_image.emblem(own, {name: data}))
        assert Image.open(io.BytesIO(share_image.png(drawn))).convert("RGB").getpixel((180, 100)) == (0, 255, 0), name


@pytest.mark.parametrize(
    ("setting", "file", "data", "rule"),
    [
        ({"emblem": EMBLEM}, "", b"", "F01"),
        ({"emblem": EMBLEM}, "mark.svg", b"GIF89a", "F02"),
        ({"emblem": EMBLEM}, "mark.svg", SVG + b" " * 50_000, "F03"),
        ({}, "mark.svg", SVG, "F09"),
        ({"typeface": {"file": "h.woff2", "licence": "my own"}}, "h.woff2", b"wOF2", "T08"),
        ({"typeface": {"file": "h.woff2", "licence": "OFL-1.1"}}, "h.woff2", "heading-latin", "L10"),
    ],
)
def test_a_wrong_file_is_one_problem(
    small: Path, setting: dict[str, object], file: str, data: bytes | str, rule: str
) -> None:
    if file:
        _brand(small, file, data if isinstance(data, bytes) else (LAYOUT / f"assets/{data}.woff2").read_bytes())
    _set(small, **setting)
    found, problems = content(small, DATE)
    assert found is None
    assert rule in {problem.rule for problem in problems}, problems
