"""Creates the heading fonts of the site: Cyrillic with the Kazakh letters, and Latin, as subsets under a new name.

    scripts/heading_fonts.py FONT

FONT is Source Serif 4 SemiBold with TrueType outlines (npm source-serif, WOFF2/TTF/SourceSerif4-Semibold.ttf.woff2). The
name «Source» is reserved: a changed font must not carry it (SIL OFL 1.1, condition 3), so the name table is rewritten.
"""

from __future__ import annotations

from transparency.model.unexpected_error import DEBUG_HELP, run_command

import argparse
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from transparency.model.product_files import LAYOUT

ASSETS = LAYOUT / "assets"
NAME = "Portal Heading"
COMMON = " %(),-./0123456789:;\u00a0«»–—“”№"
RUSSIAN = "ЁАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюяё"
KAZAKH = "ӘҒҚҢӨҰҮҺІәғқңөұүһі"
LATIN = "".join(map(chr, range(0x20, 0x7F))) + "·×‘’…−"
FILES = {"heading-cyrillic.woff2": COMMON + RUSSIAN + KAZAKH, "heading-latin.woff2": COMMON + LATIN}
KEPT_NAMES = {0, 13, 14}
"""Copyright, licence and its address (the name table of OpenType); they say whose work it is."""


def cut(font: TTFont, letters: str) -> TTFont:
    """The glyphs of the letters without kerning and hinting, which would be a third of the file."""
    options = Options(hinting=False, layout_features=[])
    options.drop_tables += ["BASE", "GDEF", "GPOS", "GSUB"]
    subsetter = Subsetter(options)
    subsetter.populate(text=letters)
    subsetter.subset(font)
    return font


def renamed(font: TTFont) -> TTFont:
    """The font under a name that its licence leaves free."""
    names = font["name"]
    names.names = [one for one in names.names if one.nameID in KEPT_NAMES]
    told = {1: NAME, 2: "Regular", 3: f"{NAME}, a subset", 4: NAME, 5: "Version 1.000", 6: NAME.replace(" ", "")}
    for number, text in told.items():
        names.setName(text, number, 3, 1, 0x409)
    if "STAT" in font:
        del font["STAT"]  # it names the axes of the family
    return font


def main() -> int:
    """Writes both files."""
    parser = argparse.ArgumentParser(
        description=__doc__, epilog=DEBUG_HELP, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("font", type=Path)
    source = parser.parse_args().font
    for name, letters in FILES.items():
        font = renamed(cut(TTFont(source, recalcTimestamp=False), letters))
        font.flavor = "woff2"
        font.save(ASSETS / name)
        print(f"{ASSETS / name}: {(ASSETS / name).stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    run_command(main)
