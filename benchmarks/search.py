"""Measures the search of a built site: relevance of results, and how soon suggestions appear.

    python -m benchmarks.search [--site site] [--half tuning|frozen] [--file 'QUERIES-{lang}.yml'] [--suggestions]

For each language: the share of queries of ``tests/content/relevance`` whose page is among the first three, for questions and
for words, and the queries that miss. A query whose pages the site does not have is listed and not counted. ``--file`` takes
another set, e.g. ``tests/content/visitors/tuning-{lang}.yml``; misses of a frozen file are not shown. ``--suggestions``
types into the search field in Chromium with the processor slowed four times and prints the milliseconds from a key press
until the list stands, after the index has been loaded.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.filtering import SLOWER, served
from tests.content.test_relevance import rows, visitors
from tests.content.test_search import SHARE, answers
from transparency.model.text import LANGUAGES, USUAL, Lang
from transparency.site.views.addresses import path

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SUGGESTION_MS = 50
"""The 95th hundredth of the key presses may not exceed this."""
TYPED: dict[Lang, str] = {"kk": "қабылдау жоспары", "ru": "стоимость обучения", "en": "graduate employment"}
SINCE = """() => {
    window.pressed = 0; window.waits = [];
    const seen = () => { if (window.pressed) window.waits.push(performance.now() - window.pressed); window.pressed = 0; };
    addEventListener("input", (event) => { window.pressed = event.timeStamp; }, true);
    new MutationObserver(seen).observe(document.querySelector("[role=listbox]"), {childList: true});
}"""


@dataclass(frozen=True, slots=True)
class Missed:
    """A query whose page is not among the first."""

    query: str
    pages: str
    found: list[str]


def main() -> int:
    """Measures every language; answers 1 where a bound is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--site", type=Path, default=Path("site"))
    parser.add_argument("--half", choices=["tuning", "frozen"], default="tuning")
    parser.add_argument("--file", help="one YAML file a language: query and pages of each")
    parser.add_argument("--suggestions", action="store_true")
    options = parser.parse_args()
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  (tests import this module without the browser library)

    with served(options.site) as address, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        measure = suggestions if options.suggestions else relevance
        good = [all(measure(chromium, address, lang, options)) for lang in LANGUAGES]
        chromium.close()
    return int(not all(good))


def relevance(chromium: Browser, address: str, lang: Lang, options: argparse.Namespace) -> Iterator[bool]:
    """Prints shares and misses of one language."""
    asked = visitors(Path(options.file.format(lang=lang)), lang) if options.file else rows(options.half)
    gone = [
        one
        for one in asked
        if not any((options.site / path(USUAL, page, lang)).is_dir() for page in one["pages"].split())
    ]
    asked = [one for one in asked if one not in gone]
    found = answers(chromium, address, lang, [one[lang] for one in asked])
    missed = {
        id(one): Missed(one[lang], one["pages"], found[one[lang]])
        for one in asked
        if not {path(USUAL, page, lang) for page in one["pages"].split()} & set(found[one[lang]])
    }
    for kind in sorted({one["kind"] for one in asked}):
        of_kind = [one for one in asked if one["kind"] == kind]
        hits = sum(id(one) not in missed for one in of_kind)
        print(f"{lang} {kind}: {hits} of {len(of_kind)} ({hits / len(of_kind):.1%})")
    share = 1 - len(missed) / len(asked)
    print(f"{lang} all: {share:.1%}; pages gone: {[one['id'] for one in gone]}")
    if "frozen" not in (options.file or options.half):
        for one in missed.values():
            print(f"   {one.query} -> {one.pages}; found {one.found}")
    yield share >= SHARE


def suggestions(chromium: Browser, address: str, lang: Lang, options: argparse.Namespace) -> Iterator[bool]:
    """Types letter by letter once the index is there."""
    page = chromium.new_page()
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(f"{address}/{path(USUAL, 'index', lang)}", wait_until="networkidle")
    field = page.locator("main form[role=search] input")
    field.focus()
    field.press_sequentially(TYPED[lang][:2])
    page.locator("[role=option]").first.wait_for()
    page.evaluate(SINCE)
    field.press_sequentially(TYPED[lang][2:], delay=150)
    page.wait_for_timeout(500)
    waits = page.evaluate("() => window.waits")
    page.close()
    p95 = statistics.quantiles(waits, n=20)[-1]
    print(
        f"{lang}: {len(waits)} letters, median {statistics.median(waits):.0f} ms, p95 {p95:.0f}, most {max(waits):.0f}"
    )
    yield p95 <= SUGGESTION_MS


if __name__ == "__main__":
    sys.exit(main())
