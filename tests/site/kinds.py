"""Which pages the browser tests look at: the list comes from the built site, so that a new kind of page joins by itself."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from transparency.model.text import LANGUAGES, Lang

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

FULL = os.environ.get("AUDIT") == "full"
"""``make audit`` runs every combination; ``make test`` one of each kind in turn."""

MODES: tuple[dict[str, str], ...] = (
    {},
    {"scheme": "black-on-white"},
    {"scheme": "white-on-black", "spacing": "wide"},
    {"scheme": "black-on-yellow", "size": "150"},
    {"size": "200", "spacing": "wide"},
)
"""What a reader may have chosen in the panel of the accessible version."""

_BODY = re.compile(r'<body data-kind="([^"]*)" data-page="([^"]*)"')


@dataclass(frozen=True)
class View:
    """One way of looking at a page."""

    path: str
    width: int
    scheme: str
    mode: dict[str, str]

    def __str__(self) -> str:
        """For reports."""
        return f"/{self.path} {self.width}px {self.scheme} {self.mode or ''}".rstrip()


def kinds(site: Path) -> dict[str, str]:
    """Each kind of page with the id of its longest page in Kazakh."""
    longest: dict[str, tuple[int, str]] = {}
    for file in sorted(site.rglob("*.html")):
        first = file.relative_to(site).parts[0]
        html = file.read_text(encoding="utf-8")
        match = _BODY.search(html)
        if first not in LANGUAGES and match:
            kind, page = match.groups()
            longest[kind] = max(longest.get(kind, (0, "")), (len(html), page or "404.html"))
    return {kind: page for kind, (_, page) in sorted(longest.items())}


def address(page: str, lang: Lang) -> str:
    """Path of a page below the root of the site."""
    root = "" if lang == "kk" else f"{lang}/"
    if page == "404.html":
        return f"{root}404.html"
    return root + (page.removesuffix("index") if page.rsplit("/", maxsplit=1)[-1] == "index" else f"{page}/")


def views(site: Path, only: Lang | None = None) -> Iterator[View]:
    """Every kind of page, twice: languages, widths, schemes and modes take turns; all of them with ``AUDIT=full``."""
    turns = [
        (lang, width, scheme, mode)
        for mode in MODES
        for width in (360, 1280)
        for scheme in ("light", "dark")
        for lang in LANGUAGES
    ]
    for number, page in enumerate(kinds(site).values()):
        chosen = turns if FULL else [turns[(number * 7) % len(turns)], turns[(number * 7 + 31) % len(turns)]]
        yield from (
            View(address(page, lang), width, scheme, mode)
            for lang, width, scheme, mode in chosen
            if only in (None, lang)
        )


def context(browser: Browser, base: str, view: View, *, script: bool = True) -> BrowserContext:
    """A browser window for a view, with the chosen mode already kept."""
    window = browser.new_context(
        base_url=base,
        viewport={"width": view.width, "height": 740 if view.width < 600 else 800},
        color_scheme="dark" if view.scheme == "dark" else "light",
        reduced_motion="reduce",
        java_script_enabled=script,
    )
    if view.mode and script:
        pairs = ",".join(f'"{name}":"{value}"' for name, value in view.mode.items())
        window.add_init_script(f"localStorage.setItem('accessible', '{{{pairs}}}')")
    return window
