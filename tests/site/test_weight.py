"""What the first view of a page costs on the wire, in brotli as the release compresses it: every kind of page and language."""

from __future__ import annotations

import re
from pathlib import Path

import brotli
import pytest

from tests.site.kinds import address, kinds
from transparency.model.text import LANGUAGES
from transparency.registry.check_brand import letters

PAGE, SCRIPT, REQUESTS = 45 * 1024, 6 * 1024, 8

TOOLS = ("builder.js",)
"""Scripts of pages that are tools; each has a limit of its own (tests/open_data/test_builder_data.py)."""
_ASKED = re.compile(r'<(?:script|link|img|source|iframe)\b[^>]*?\b(?:src|href)="([^"]+)"[^>]*>')
_FONT = re.compile(r"url\(([\w.-]+\.woff2)\)")
_NOT_FETCHED = re.compile(r'rel="(?:canonical|alternate|bookmark|license|next|prev)"|\bhidden\b')


@pytest.fixture(scope="module")
def site(real_site: Path) -> Path:
    """The budgets hold for pages as large as real ones."""
    return real_site


def _assets(site: Path, file: Path) -> set[Path]:
    """Files of the site that a browser fetches with the page."""
    html = file.read_text(encoding="utf-8")
    found = {file}
    for match in _ASKED.finditer(html):
        if not _NOT_FETCHED.search(match[0]):
            assert not re.match(r"https?:|//", match[1]), f"{file}: {match[1]}"
            target = match[1].split("?")[0]
            asset = (site / target.lstrip("/") if target.startswith("/") else file.parent / target).resolve()
            found |= {asset} | (_fonts(asset, html) if asset.suffix == ".css" and "charts.js" in html else set())
    return found


def _fonts(style: Path, html: str) -> set[Path]:
    """Typefaces that the page uses beside the heading one, which every page preloads; further letters where it has one."""
    fonts = {style.parent / name for name in _FONT.findall(style.read_text(encoding="utf-8")) if "heading" not in name}
    return {font for font in fonts if "-extended" not in font.name or letters(font.read_bytes()) & set(html)}


def _size(file: Path) -> int:
    raw = file.read_bytes()
    return len(raw) if file.suffix in {".woff2", ".png"} else len(brotli.compress(raw, quality=11))


def transferred(site: Path, path: str) -> int:
    """Bytes on the wire for an address of the site."""
    path = path.split("?", maxsplit=1)[0].lstrip("/")
    return _size(site / (path + "index.html" if path.endswith("/") or not path else path))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_page_is_light(site: Path, lang: str) -> None:
    heavy = []
    for kind, page in kinds(site).items():
        path = address(page, lang)  # type: ignore[arg-type]
        file = (site / path / "index.html" if not path.endswith(".html") else site / path).resolve()
        assets = _assets(site, file)
        total = sum(map(_size, assets))
        script = sum(_size(one) for one in assets if one.suffix == ".js" and one.name not in TOOLS)
        if total > PAGE or script > SCRIPT or len(assets) > REQUESTS:
            heavy.append(f"{kind} /{path}: {total} bytes, {script} of script, {len(assets)} requests")
    assert not heavy, "\n".join(heavy)
