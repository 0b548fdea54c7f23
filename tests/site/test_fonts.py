"""The typefaces of the site: letters of the three languages, and no name that their licence reserves."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from transparency.model.product_files import LAYOUT, PRODUCT
from transparency.model.text import LANGUAGES
from transparency.registry.check_brand import letters_of_layout
from transparency.site.render import share_image

PAGES = ("heading-cyrillic", "heading-latin", "heading-extended", "chart", "chart-extended")
FONTS = {name: LAYOUT / f"assets/{name}.woff2" for name in PAGES} | {"share": share_image.FONTS / "heading.ttf"}
OF_THE_FONT = {1, 3, 4, 6, 16, 18, 25}
"""Entries of the name table that present the font; the copyright beside them names the original, as the licence wants."""
KAZAKH = "АаӘәБбВвГгҒғДдЕеЁёЖжЗзИиЙйКкҚқЛлМмНнҢңОоӨөПпРрСсТтУуҰұҮүФфХхҺһЦцЧчШшЩщЪъЫыІіЬьЭэЮюЯя0123456789«»–—,.:%№"
TURKISH = "ÇçĞğİıÖöŞşÜü"


@pytest.mark.parametrize("font", FONTS)
def test_a_changed_font_does_not_carry_the_reserved_name(root: Path, font: str) -> None:
    names = TTFont(FONTS[font])["name"].names
    presented = {str(one) for one in names if one.nameID in OF_THE_FONT}
    assert len(presented) >= 3
    assert not [name for name in presented if "source" in name.lower()]
    assert not [name for name in names if name.nameID > 25], "names of axes belong to the original family"
    assert any("Copyright" in str(one) or "©" in str(one) for one in names if one.nameID == 0)


@pytest.mark.parametrize(
    ("font", "letters"),
    [
        ("heading-cyrillic", KAZAKH),
        ("heading-latin", "AaZz09"),
        ("chart", KAZAKH),
        ("heading-extended", TURKISH),
        ("chart-extended", TURKISH),
        ("share", KAZAKH + TURKISH + "AaZz"),
    ],
)
def test_the_letters_are_there(root: Path, font: str, letters: str) -> None:
    drawn = TTFont(FONTS[font]).getBestCmap()
    assert [letter for letter in letters if ord(letter) not in drawn] == []


def test_the_licence_says_what_was_changed(root: Path) -> None:
    text = (LAYOUT / "assets/heading-licence.txt").read_text(encoding="utf-8")
    assert "renamed to Portal Heading" in text
    assert "Reserved Font Name" in text


@pytest.mark.parametrize("font", ["heading-extended", "chart-extended"])
def test_a_reader_fetches_further_letters_only_where_a_page_has_them(font: str) -> None:
    css = (LAYOUT / "assets/site.css").read_text(encoding="utf-8")
    ranges = re.search(rf"{font}\.woff2.*unicode-range: ([^;]+);", css)
    assert ranges is not None
    parts = (part.strip().removeprefix("U+").split("-") for part in ranges[1].split(","))
    named = {code for part in parts for code in range(int(part[0], 16), int(part[-1], 16) + 1)}
    drawn = set(TTFont(LAYOUT / f"assets/{font}.woff2").getBestCmap())
    assert drawn <= named
    usual = set(TTFont(LAYOUT / "assets/chart.woff2").getBestCmap())
    assert not named & usual


def test_the_fonts_of_headings_have_the_letters_of_all_interface_words() -> None:
    for lang in LANGUAGES:
        text = (PRODUCT / f"transparency/site/words/{lang}.yml").read_text(encoding="utf-8")
        assert {one for one in text + text.upper() if one.isalpha()} <= letters_of_layout()


def test_share_pictures_are_set_in_the_typeface_of_the_headings() -> None:
    """The drawing program takes another typeface where it does not know the family, without a word."""
    drawn = share_image.svg("Ашықтық", "Портал", "Университет")
    assert {str(one) for one in TTFont(FONTS["share"])["name"].names if one.nameID == 1} == {share_image.FAMILY}
    assert share_image.png(drawn) != share_image.png(drawn.replace(share_image.FAMILY, "sans-serif"))
    assert share_image.png(drawn) != share_image.png(drawn.replace(share_image.FAMILY, "serif"))
