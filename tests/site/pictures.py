"""Contact sheets of every kind of page, for people to look at: ``make pictures``."""

from __future__ import annotations

import functools
import http.server
import io
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from tests.conftest import CHROMIUM, FLAGS
from tests.site.kinds import View, address, context, kinds
from transparency.model.text import LANGUAGES, Lang

LOOKS = ((360, "light"), (360, "dark"), (1280, "light"), (1280, "dark"))
HEIGHT, GAP, COLUMNS = 300, 8, 8
README = (("home", "kk", 1280, "light"), ("process_card", "ru", 1280, "dark"), ("survey", "en", 360, "light"))


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


def shots(browser: Browser, base: str, paths: Sequence[str], width: int, scheme: str) -> list[Image.Image]:
    """The first screen of each page, in one window."""
    with context(browser, base, View("", width, scheme, {})) as window:
        page, found = window.new_page(), []
        for path in paths:
            page.goto(f"/{path}", wait_until="load")
            page.evaluate("document.fonts.ready")
            found.append(Image.open(io.BytesIO(page.screenshot(animations="disabled"))).convert("RGB"))
        return found


def sheets(browser: Browser, base: str, site: Path) -> Iterator[tuple[Lang, Image.Image]]:
    """One sheet a language: kinds of pages, each narrow and wide, light and dark."""
    for lang in LANGUAGES:
        paths = [address(page, lang) for page in kinds(site).values()]
        looks = [shots(browser, base, paths, width, scheme) for width, scheme in LOOKS]
        yield lang, tiled([picture for page in zip(*looks, strict=True) for picture in page])


def tiled(pictures: list[Image.Image]) -> Image.Image:
    """Small pictures in rows."""
    small = [one.resize((round(one.width * HEIGHT / one.height), HEIGHT)) for one in pictures]
    rows = [small[i : i + COLUMNS] for i in range(0, len(small), COLUMNS)]
    width = max(sum(one.width + GAP for one in row) for row in rows)
    sheet = Image.new("RGB", (width, len(rows) * (HEIGHT + GAP)), "#888888")
    for y, row in enumerate(rows):
        x = 0
        for one in row:
            sheet.paste(one, (x, y * (HEIGHT + GAP)))
            x += one.width + GAP
    return sheet


def main(site: Path, folder: Path) -> None:
    """Writes the sheets, and the pictures of the README."""
    folder.mkdir(exist_ok=True)
    handler = functools.partial(_Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server, sync_playwright() as playwright:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        base = f"http://127.0.0.1:{server.server_address[1]}"
        for lang, sheet in sheets(browser, base, site):
            sheet.save(folder / f"sheet-{lang}.webp", quality=55, method=6)
        for kind, language, width, scheme in README:
            path = address(kinds(site)[kind], language)
            shots(browser, base, [path], width, scheme)[0].save(
                folder / f"{kind}-{language}.webp", quality=80, method=6
            )
        browser.close()
        server.shutdown()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
