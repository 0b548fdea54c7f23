"""Writes the institution's colours as a stylesheet beside the layout's own; the accessible views keep their two colours."""

from __future__ import annotations

import re
from collections.abc import Mapping

from transparency.model.colours import DARK, WHITE, Colours, nearest, shifted
from transparency.model.product_files import LAYOUT

FILE = "assets/brand.css"
ICON = "assets/favicon.svg"
BANNER = "#06333c"
"""Ground of the banner in the layout, where an institution sets no colours."""
_BLACK = "#000000"


def files(colours: Colours | None) -> Mapping[str, bytes]:
    """The stylesheet and the icon, where there are colours."""
    return {FILE: css(colours).encode(), ICON: icon(colours)} if colours else {}


def icon(colours: Colours) -> bytes:
    """The icon of the layout in the institution's colours, for a light and a dark bar of a browser."""
    drawn = (LAYOUT / ICON).read_text(encoding="utf-8")
    for old, new in zip(
        re.findall(r"#[0-9a-f]{6}", drawn), (colours.accent, nearest(colours.accent, DARK)), strict=False
    ):
        drawn = drawn.replace(old, new)
    return drawn.encode()


def css(colours: Colours) -> str:
    """Light view, then dark view."""
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
