"""Creates the heading fonts of the site and the further letters of the chart font, as subsets under new names.

    scripts/heading_fonts.py HEADING CHART

HEADING is Source Serif 4 SemiBold with TrueType outlines (npm source-serif, WOFF2/TTF/SourceSerif4-Semibold.ttf.woff2), CHART
is Noto Sans Regular 2.004 (Debian fonts-noto-core, NotoSans-Regular.ttf). The name «Source» is reserved: a changed font must
not carry it (SIL OFL 1.1, condition 3), so the name table is rewritten. The widths of the further letters of charts are added
to advances.json.
"""

from __future__ import annotations

from transparency.model.unexpected_error import DEBUG_HELP, run_command

import argparse
import json
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from transparency.model.product_files import LAYOUT, PRODUCT
from transparency.site.render.share_image import FONTS

ASSETS = LAYOUT / "assets"
NAME = "Portal Heading"
COMMON = " %(),-./0123456789:;\u00a0«»–—“”№"
RUSSIAN = "ЁАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюяё"
KAZAKH = "ӘҒҚҢӨҰҮҺІәғқңөұүһі"
CAPITALS = "".join(map(chr, range(0x41, 0x5B)))
"""Headings of every language have abbreviations such as ISO, so the font of the first paint holds these letters."""
LATIN = "".join(map(chr, range(0x20, 0x7F))) + "·×‘’…−"
EXTENDED = "".join(map(chr, (*range(0xC0, 0x180), *range(0x400, 0x460)))) + "ƏəȘșȚțʻʼҐґӢӣӮӯҶҷҲҳ"
"""Letters of the further languages in Latin or Cyrillic script, e.g. Turkish, Azerbaijani, Uzbek, Ukrainian, Tajik."""
FURTHER = "".join(letter for letter in EXTENDED if letter not in RUSSIAN + KAZAKH + "×÷")
FILES = {
    "heading-cyrillic.woff2": COMMON + CAPITALS + RUSSIAN + KAZAKH,
    "heading-latin.woff2": COMMON + LATIN,
    "heading-extended.woff2": FURTHER,
}
SHARE = FONTS / "heading.ttf"
"""All letters in one file, for the share pictures."""
CHART, CHART_FILE = "Chart Extended", "chart-extended.woff2"
ADVANCES = PRODUCT / "transparency/site/charts/advances.json"
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


def renamed(font: TTFont, called: str = NAME) -> TTFont:
    """The font under a name that its licence leaves free."""
    names = font["name"]
    names.names = [one for one in names.names if one.nameID in KEPT_NAMES]
    told = {
        1: called,
        2: "Regular",
        3: f"{called}, a subset",
        4: called,
        5: "Version 1.000",
        6: called.replace(" ", ""),
    }
    for number, text in told.items():
        names.setName(text, number, 3, 1, 0x409)
    if "STAT" in font:
        del font["STAT"]  # it names the axes of the family
    return font


def write(source: Path, file: Path, letters: str, called: str) -> TTFont:
    """One subset."""
    font = renamed(cut(TTFont(source, recalcTimestamp=False), letters), called)
    font.flavor = "woff2" if file.suffix == ".woff2" else None
    font.save(file)
    print(f"{file}: {file.stat().st_size} bytes")
    return font


def add_widths(font: TTFont) -> None:
    """Adds the widths of the letters of a font, in thousandths of its size, to those of the charts."""
    known: dict[str, int] = json.loads(ADVANCES.read_text(encoding="utf-8"))
    unit = font["head"].unitsPerEm
    added = {chr(code): round(font["hmtx"][glyph][0] * 1000 / unit) for code, glyph in font.getBestCmap().items()}
    text = json.dumps(added | known, ensure_ascii=False, sort_keys=True, indent=0)
    ADVANCES.write_text(text + "\n", encoding="utf-8")


def main() -> int:
    """Writes the files."""
    parser = argparse.ArgumentParser(
        description=__doc__, epilog=DEBUG_HELP, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("heading", type=Path)
    parser.add_argument("chart", type=Path)
    given = parser.parse_args()
    for name, letters in FILES.items():
        write(given.heading, ASSETS / name, letters, NAME)
    write(given.heading, SHARE, "".join(FILES.values()), NAME)
    add_widths(write(given.chart, ASSETS / CHART_FILE, FURTHER, CHART))
    return 0


if __name__ == "__main__":
    run_command(main)
