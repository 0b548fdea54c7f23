"""What every kind of page owes its reader, whatever is on it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.site.kinds import View, context, kinds
from tests.site.kinds import address as page_address
from transparency.model.text import LANGUAGES

NARROW, ZOOMED = 320, 320
"""A page of 1280 px at 400 % zoom is 320 px wide."""

SCROLLS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"

FOCUS = """() => {
    const one = document.activeElement, box = one.getBoundingClientRect(), style = getComputedStyle(one);
    const inner = one.querySelector("rect"), ring = inner ? getComputedStyle(inner).strokeWidth : style.outlineWidth;
    one.dataset.order ??= [...document.querySelectorAll("*")].indexOf(one);
    return { name: one.tagName + "." + one.className + " " + (one.textContent || one.name || "").trim().slice(0, 30),
        order: Number(one.dataset.order),
        shown: Math.min(box.width, box.height, box.right, box.bottom, innerWidth - box.left, innerHeight - box.top) > 1,
        ring: inner ? parseFloat(ring) >= 3 : style.outlineStyle !== "none" && parseFloat(ring) >= 2,
        end: one === document.body };
}"""

REACHABLE = """() => [...document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']")].filter((one) => {
    const box = one.getBoundingClientRect();
    const closed = one.closest("[popover]:not(:popover-open):not(.sections)");
    return box.width && box.height && getComputedStyle(one).visibility !== "hidden" && !closed;
}).length"""


def rotated(site: Path) -> list[str]:
    """One address for each kind of page, languages in turn."""
    pages = kinds(site).values()
    return [page_address(page, LANGUAGES[number % len(LANGUAGES)]) for number, page in enumerate(pages)]


@pytest.mark.browser
@pytest.mark.parametrize(
    ("width", "mode"), [(NARROW, {}), (360, {"size": "200"}), (360, {"spacing": "wide", "size": "150"})], ids=str
)
def test_nothing_makes_the_page_scroll_sideways(
    browser: Browser, address: str, site: Path, width: int, mode: dict[str, str]
) -> None:
    faults = []
    with context(browser, address, View("", width, "light", mode)) as window:
        page = window.new_page()
        for path in rotated(site):
            page.goto(f"/{path}")
            if (over := page.evaluate(SCROLLS)) > 0:
                faults.append(f"/{path}: {over} px too wide")
    assert not faults, "\n".join(faults)


@pytest.mark.browser
@pytest.mark.parametrize(("width", "height"), [(360, 740), (1280, 800), (ZOOMED, 200)])
def test_the_keyboard_reaches_everything_in_order(
    browser: Browser, address: str, site: Path, width: int, height: int
) -> None:
    chosen = [kind for kind in ("home", "prose", "process_map", "design", "search") if kind in kinds(site)]
    for kind in chosen:
        with context(browser, address, View("", width, "light", {})) as window:
            page = window.new_page()
            page.set_viewport_size({"width": width, "height": height})
            page.goto(f"/{page_address(kinds(site)[kind], 'kk')}")
            stops = _walk(page)
            hidden = [stop["name"] for stop in stops if not stop["shown"]]
            bare = [stop["name"] for stop in stops if not stop["ring"]]
            order = [stop["order"] for stop in stops]
            assert not hidden, (kind, hidden)
            assert not bare, (kind, bare)
            assert order == sorted(order), kind
            assert len(stops) >= page.evaluate(REACHABLE), kind


def _walk(page: Any) -> list[dict[str, Any]]:
    stops: list[dict[str, Any]] = []
    for _ in range(400):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        if stop["end"] or (stops and stop["order"] == stops[0]["order"]):
            break
        stops.append(stop)
    return stops


@pytest.mark.browser
def test_the_menu_opens_and_closes_with_the_keyboard(browser: Browser, address: str) -> None:
    with context(browser, address, View("", 360, "light", {}), script=False) as window:
        page = window.new_page()
        page.goto("/")
        assert not page.locator("#sections a").first.is_visible()
        page.locator(".menu-button").focus()
        page.keyboard.press("Enter")
        assert page.locator("#sections a").first.is_visible()
        page.keyboard.press("Escape")
        assert not page.locator("#sections a").first.is_visible()


@pytest.mark.browser
def test_settings_are_kept_and_set_before_the_first_paint(browser: Browser, address: str) -> None:
    with context(browser, address, View("", 1280, "light", {})) as window:
        page = window.new_page()
        page.goto("/")
        page.locator(".settings-button").click()
        page.get_by_label("Қарада ақ").check()
        page.get_by_label("200 %").check()
        page.goto("/ru/about/")
        assert page.evaluate("document.documentElement.dataset.scheme") == "white-on-black"
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(0, 0, 0)"
        assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
        before = (
            "performance.getEntriesByType('resource').find((one) => one.name.endsWith('site.js')).renderBlockingStatus"
        )
        assert page.evaluate(before) == "blocking"
        page.locator(".settings-button").click()
        page.locator(".settings button[type=reset]").click()
        page.wait_for_function("document.documentElement.dataset.scheme === undefined")


@pytest.mark.browser
def test_pages_read_without_a_script(browser: Browser, address: str, site: Path) -> None:
    with context(browser, address, View("", 1280, "light", {}), script=False) as window:
        page = window.new_page()
        for path in rotated(site):
            page.goto(f"/{path}")
            assert page.locator("main h1").is_visible(), path
            assert page.locator("#sections a").first.is_visible(), path
            assert not page.locator("form.filter").is_visible() if page.locator("form.filter").count() else True, path
        page.goto("/search/")
        assert page.locator("noscript").first.inner_text().strip()


@pytest.mark.browser
def test_a_filter_narrows_a_table_and_stays_in_the_address(browser: Browser, address: str) -> None:
    with context(browser, address, View("", 1280, "light", {})) as window:
        page = window.new_page()
        page.goto("/about/design/")
        rows = page.locator("#sample tbody tr:visible")
        assert rows.count() == 2
        page.locator("select[name=kind]").select_option("b")
        assert rows.count() == 1
        page.reload()
        assert rows.count() == 1


@pytest.mark.browser
def test_no_page_asks_another_host_or_says_anything_to_the_console(browser: Browser, address: str, site: Path) -> None:
    asked: list[str] = []
    said: list[str] = []
    with context(browser, address, View("", 1280, "light", {})) as window:
        page = window.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        for path in rotated(site):
            page.goto(f"/{path}")
    assert {url for url in asked if not url.startswith(address)} == set()
    assert said == []
