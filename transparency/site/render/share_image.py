"""Draws the preview picture of links in messengers and social networks: one per section and language."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path
from types import ModuleType

from markupsafe import escape

from transparency.model.brand import Emblem
from transparency.model.colours import WHITE, Colours, shifted
from transparency.model.text import Lang
from transparency.site.render.brand import BANNER

WIDTH, HEIGHT = 1200, 630
FONTS = Path(__file__).parent / "fonts"
"""The typeface of the headings as TrueType, which the drawing program reads (scripts/heading_fonts.py)."""
FAMILY = "Portal Heading"
_TITLE, _LINE, _LIMIT = 76, 92, 24
"""Size of the title, distance of its lines, letters that surely fit into one."""

_MARK = (
    '<g transform="translate(80 70) scale(3.2)" fill="#fff"><path opacity=".38" d="M2 2h26v26H2z"/>'
    '<path fill-rule="evenodd" d="M12 12h26v26H12zm16 0H12v16h16z"/><path opacity=".75" d="M12 12h16v16H12z"/></g>'
)
_GROUND = (
    '<rect width="1200" height="630" fill="{banner}"/><path fill="{mark}" opacity=".25" d="M760 0h330v330H760z"/>'
    '<path fill="{mark}" opacity=".5" fill-rule="evenodd" d="M890 130h310v500H890zm200 0H890v200h200z"/>'
)


def section(page_id: str, pages: Collection[str]) -> str:
    """The page whose title stands on the picture: the first page of the section, or the home page."""
    first = f"{page_id.split('/', maxsplit=1)[0]}/index"
    return first if first in pages else "index"


def path(section_page: str, lang: Lang) -> str:
    """Where the picture stands below the root of the site."""
    return f"assets/share/{section_page.removesuffix('/index')}-{lang}.png"


def png(svg: str, scale: int = 1) -> bytes:
    """The picture as messengers take it; both typefaces come with packages, so every machine makes the same bytes."""
    made: bytes = _vl_convert().svg_to_png(svg, scale=scale)
    return made


@cache
def _vl_convert() -> ModuleType:
    """The program that draws, with the typeface of the headings."""
    import vl_convert  # noqa: PLC0415  (slow to load; a build with a memory seldom needs it)

    vl_convert.register_font_directory(str(FONTS))
    return vl_convert


def emblem(own: Emblem | None, brand: Mapping[str, bytes]) -> str:
    """The mark as SVG: the institution's emblem (``brand``: name -> bytes), or the portal's own."""
    if own is None:
        return _MARK
    data = f"data:{own.media_type};base64,{b64encode(brand[own.file]).decode()}"
    return f'<image x="80" y="70" width="128" height="128" href="{data}"/>'


def svg(title: str, portal: str, institution: str, colours: Colours | None = None, mark: str = _MARK) -> str:
    """The picture as it is drawn; ``mark`` is the portal's own or the result of `emblem`."""
    lines = _wrapped(title)
    banner, shapes = (colours.banner, shifted(colours.banner, WHITE, 0.3)) if colours else (BANNER, "#2f8a96")
    ground = _GROUND.format(banner=banner, mark=shapes)
    top = 330 - (len(lines) - 1) * _LINE / 2
    texts = "".join(
        f'<text x="80" y="{top + i * _LINE:g}" font-size="{_TITLE}">{escape(line)}</text>'
        for i, line in enumerate(lines)
    )
    name = "" if title == portal else f'<text x="230" y="145" font-size="40">{escape(portal)}</text>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">'
        f'{ground}{mark}<g fill="#fff" font-family="{FAMILY}" font-weight="600">{name}{texts}'
        f'<text x="80" y="560" font-size="28" fill="#c4dde0">{escape(institution)}</text></g></svg>'
    )


def _wrapped(text: str) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= _LIMIT:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
