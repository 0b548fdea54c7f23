"""Writes the institution's colours and typeface as a stylesheet beside the layout's own, and publishes its emblem.

The accessible views keep their two colours and the text typeface.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from transparency.model.brand import Typeface
from transparency.model.colours import DARK, WHITE, Colours, nearest, shifted
from transparency.model.product_files import LAYOUT
from transparency.model.site import Settings

FILE = "assets/brand.css"
FOLDER = "assets/brand"
ICON = "assets/favicon.svg"
BANNER = "#06333c"
"""Ground of the banner in the layout, where an institution sets no colours."""
_BLACK = "#000000"


def files(settings: Settings, brand: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """The stylesheet, the icon in the colours, and the files of ``data/brand/`` (``brand``: name -> bytes)."""
    made = {f"{FOLDER}/{name}": data for name, data in brand.items()}
    if settings.colours:
        made[ICON] = icon(settings.colours)
    if settings.colours or settings.typeface:
        made[FILE] = (css(settings.colours) + typeface(settings.typeface)).encode()
    return made


def typeface(own: Typeface | None) -> str:
    """The typeface of headings, before those of the layout; empty where there is none."""
    if own is None:
        return ""
    source = f'url(brand/{own.file}) format("woff2")'
    return (
        f"@font-face {{ font-family: Institution; src: {source}; font-weight: 600; font-display: optional; }}\n"
        ":root, :root:lang(en) { --heading: Institution, Heading, Georgia, serif; }\n"
    )


def icon(colours: Colours) -> bytes:
    """The icon of the layout in the institution's colours, for a light and a dark bar of a browser."""
    drawn = (LAYOUT / ICON).read_text(encoding="utf-8")
    for old, new in zip(
        re.findall(r"#[0-9a-f]{6}", drawn), (colours.accent, nearest(colours.accent, DARK)), strict=False
    ):
        drawn = drawn.replace(old, new)
    return drawn.encode()


def css(colours: Colours | None) -> str:
    """Light view, then dark view; empty where there are no colours."""
    if colours is None:
        return ""
    dark = nearest(colours.accent, DARK)
    return (
        f":root:not([data-scheme]) {{ {_light(colours)} }}\n"
        f"@media (prefers-color-scheme: dark) {{ :root:not([data-scheme]) {{ {_dark(colours, dark)} }} }}\n"
    )


def _light(colours: Colours) -> str:
    return _written(
        {
            "accent": colours.accent,
            "accent-strong": shifted(colours.accent, _BLACK, 0.3),
            "tint": shifted(colours.accent, WHITE, 0.9),
            "hero": colours.banner,
            "hero-soft": nearest(shifted(colours.banner, WHITE, 0.8), (colours.banner,)),
            "hero-mark": shifted(colours.banner, WHITE, 0.3),
        }
    )


def _dark(colours: Colours, accent: str) -> str:
    banner = shifted(colours.banner, _BLACK, 0.3)
    return _written(
        {
            "accent": accent,
            "accent-strong": shifted(accent, WHITE, 0.3),
            "tint": shifted(accent, DARK[0], 0.8),
            "hero": banner,
            "hero-soft": nearest(shifted(banner, WHITE, 0.8), (banner,)),
            "hero-mark": shifted(banner, WHITE, 0.2),
        }
    )


def _written(tokens: Mapping[str, str]) -> str:
    return " ".join(f"--{name}: {value};" for name, value in tokens.items())
