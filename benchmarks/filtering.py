"""Measures filtering a long list on a phone: 300 programmes in three languages, 360 px wide, processor slowed four times.

    python -m benchmarks.filtering [--programmes 300] [--rounds 3] [--check]

Builds a university with so many programmes, opens the list in Chromium, types into the text
field and selects every choice of every list with the keyboard. For each key press it takes from the browser the time until the
next frame was displayed (Event Timing, on which INP is based), every task over 50 ms, and the time until the last row of the
list was displayed. Prints them with the weight of the page; ``--check`` answers 1 where a limit is exceeded. The limits are
times, because that is what a user notices.
"""

from __future__ import annotations

import argparse
import functools
import http.server
import os
import statistics
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import brotli

from benchmarks.university import DAY, base, write_programmes
from transparency.model.text import LANGUAGES, USUAL, Lang
from transparency.site.build.build import build
from transparency.site.views.addresses import path
from transparency.site.views.programme import INDEX

if TYPE_CHECKING:
    from playwright.sync_api import Browser, CDPSession, Page

SLOWER, WIDTH, HEIGHT = 4, 360, 740
EVENT_MS, TASK_MS, WEIGHT_KIB = 100, 200, 40
"""The 95th hundredth of the events, the longest task, and the first view in brotli may not exceed these."""
TYPED: dict[Lang, str] = {"kk": "басқару", "ru": "управление", "en": "management"}
WATCH = """() => {
    const seen = window.seen = {event: 0, task: 0, rows: 0, start: 0};
    const most = (name, list) => list.getEntries().forEach(e => { seen[name] = Math.max(seen[name], e.duration); });
    new PerformanceObserver(list => most("event", list)).observe({type: "event", durationThreshold: 16});
    new PerformanceObserver(list => most("task", list)).observe({type: "longtask"});
    new MutationObserver(() => { seen.rows = performance.now() - seen.start; })
        .observe(document.querySelector("#programmes"), {subtree: true, attributes: true});
    addEventListener("keydown", e => Object.assign(seen, {event: 16, task: 0, rows: 0, start: e.timeStamp}), true);
}"""
"""Begins anew with each key press. An event under 16 ms, which the browser does not report, counts as 16."""
QUIET = """async () => {
    const frame = () => new Promise(done => requestAnimationFrame(() => setTimeout(done, 30)));
    let before;
    do { before = window.seen.rows; await frame(); await frame(); } while (before !== window.seen.rows);
    return [window.seen.event, window.seen.task, window.seen.rows];
}"""
"""Waits until no row changes any more; milliseconds of the slowest event, the longest task, and until the last row stood."""
RESOURCES = """() => [location.href, ...performance.getEntriesByType("resource").map(e => e.name)]"""


Press = tuple[float, float, float]
"""Milliseconds from a key press to the next frame, of the longest task after it, and until the list was whole again."""


@dataclass(frozen=True, slots=True)
class Felt:
    """One language: every key press, each the best of the rounds, and KiB of the first view."""

    lang: Lang
    rows: int
    presses: list[Press]
    weight: float

    @property
    def longest(self) -> float:
        """The longest task."""
        return max(task for _, task, _ in self.presses)

    def p95(self, part: int) -> float:
        """95 of 100 key presses are no slower in this part."""
        return statistics.quantiles((press[part] for press in self.presses), n=20)[-1]

    def __str__(self) -> str:
        return (
            f"{self.lang}: {self.rows} rows, {len(self.presses)} key presses; to the next frame p95 {self.p95(0):.0f} ms;"
            f" longest task {self.longest:.0f} ms; until the whole list stands p95 {self.p95(2):.0f} ms;"
            f" first view {self.weight:.1f} KiB"
        )

    def exceeds(self) -> bool:
        """Whether a limit is exceeded."""
        return self.p95(0) > EVENT_MS or self.longest > TASK_MS or self.weight > WEIGHT_KIB


def main() -> int:
    """Measures every language."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--programmes", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = list(felt(built_with(Path(folder), options.programmes), options.rounds))
    for one in found:
        print(one)
    return int(options.check and any(one.exceeds() for one in found))


def built_with(folder: Path, programmes: int) -> Path:
    """The whole build of a university with so many programmes."""
    root = folder / "university"
    base(root)
    write_programmes(root, programmes - (root / "data/programmes/programmes.csv").read_text("utf-8").count("\n") + 1)
    built, problems = build(root, folder / "site", os.environ | {"SITE_DATE": DAY.isoformat()})
    if built is None:
        raise SystemExit("\n".join(map(str, problems)))
    return built.site


def felt(site: Path, rounds: int) -> Iterator[Felt]:
    """Opens the list in each language so many times; other work on the machine only adds, so the best of each press counts."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  (tests use other parts without the browser library)

    with served(site) as address, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for lang in LANGUAGES:
            found = [_one_round(chromium, address, lang) for _ in range(rounds)]
            presses = [tuple(map(min, zip(*again, strict=True))) for again in zip(*(f[2] for f in found), strict=True)]
            rows, files, _ = found[0]
            yield Felt(lang, rows, presses, sum(_weight(site, file) for file in files) / 1024)
        chromium.close()


def _one_round(chromium: Browser, address: str, lang: Lang) -> tuple[int, set[str], list[Press]]:
    """Rows of the list, files that it asked for, and every key press."""
    context = chromium.new_context(viewport={"width": WIDTH, "height": HEIGHT}, has_touch=True, is_mobile=True)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(f"{address}/{path(USUAL, INDEX, lang)}", wait_until="networkidle")
    files = {url.removeprefix(address) for url in page.evaluate(RESOURCES)}
    page.evaluate(WATCH)
    presses = [*_typing(page, session, TYPED[lang]), *_choosing(page)]
    rows = page.locator("#programmes tbody tr").count()
    context.close()
    return rows, files, presses


def _typing(page: Page, session: CDPSession, word: str) -> Iterator[Press]:
    """Letter by letter, then back; a letter that stands on no Latin keyboard goes past Playwright, which knows no other."""
    page.locator("form.filter input[type=search]").focus()
    for letter in word:
        for kind in ("keyDown", "keyUp"):
            session.send("Input.dispatchKeyEvent", {"type": kind, "key": letter, "text": letter})
        yield page.evaluate(QUIET)
    for _ in word:
        yield _pressed(page, "Backspace")


def _choosing(page: Page) -> Iterator[Press]:
    """Through each list to its end and back to «all»."""
    for select in page.locator("form.filter select").all():
        select.focus()
        choices = select.locator("option").count()
        for key in ["ArrowDown"] * (choices - 1) + ["ArrowUp"] * (choices - 1):
            yield _pressed(page, key)


def _pressed(page: Page, key: str) -> Press:
    page.keyboard.press(key)
    first, longest, whole = page.evaluate(QUIET)
    return first, longest, whole


def _weight(site: Path, address: str) -> int:
    """Bytes of a file on the wire."""
    file = site / address.partition("?")[0].lstrip("/")
    raw = (file / "index.html" if file.is_dir() else file).read_bytes()
    return len(raw) if file.suffix in {".woff2", ".png"} else len(brotli.compress(raw, quality=11))


@contextmanager
def served(site: Path) -> Iterator[str]:
    handler = functools.partial(_Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


if __name__ == "__main__":
    sys.exit(main())
