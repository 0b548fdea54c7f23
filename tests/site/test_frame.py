"""What every kind of page owes its reader, whatever is on it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser import expect
from tests.site.kinds import FULL, View, context, kinds
from tests.site.kinds import address as page_address
from tests.site.test_weight import PAGE, REQUESTS, transferred
from transparency.model.text import LANGUAGES

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ZOOMED = (320, 200)
"""What is left of a window of 1280 x 800 px at 400 % zoom."""

WINDOWS = ((360, 740), (1280, 800), ZOOMED)
STOPS = 1500
"""More than any page has; a walk that long has lost its way."""

ALWAYS = ("home", "process_map", "search", "design")
"""Kinds with controls of their own: walked at every size, the others at one in turn."""

SCROLLS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"

# The outline of the large search field goes around its button too.
FOCUS = """() => {
    const one = document.activeElement, box = one.getBoundingClientRect(), style = getComputedStyle(one);
    const inner = one.closest("svg") && one.querySelector("rect");
    const field = one.matches(".big-search input") ? getComputedStyle(one.form) : style;
    const ring = inner ? getComputedStyle(inner).strokeWidth : field.outlineWidth;
    one.dataset.order ??= [...document.querySelectorAll("*")].indexOf(one);
    return { name: one.tagName + "." + one.className + " " + (one.textContent || one.name || "").trim().slice(0, 30),
        order: Number(one.dataset.order),
        shown: Math.min(box.width, box.height, box.right, box.bottom, innerWidth - box.left, innerHeight - box.top) > 1,
        ring: inner ? parseFloat(ring) >= 3 : field.outlineStyle !== "none" && parseFloat(ring) >= 2,
        end: one === document.body };
}"""

REACHABLE = """() => [...document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']")].filter((one) => {
    const box = one.getBoundingClientRect();
    const closed = one.closest("[popover]:not(:popover-open):not(.sections)");
    return box.width && box.height && one.checkVisibility({ visibilityProperty: true }) && !closed;
}).length"""


def rotated(site: Path) -> list[str]:
    """One address for each kind of page, languages in turn."""
    pages = kinds(site).values()
    return [page_address(page, LANGUAGES[number % len(LANGUAGES)]) for number, page in enumerate(pages)]


def everywhere(site: Path) -> list[str]:
    """The same, in every language for the full audit."""
    return [page_address(page, lang) for page in kinds(site).values() for lang in LANGUAGES] if FULL else rotated(site)


@pytest.mark.browser
@pytest.mark.parametrize(
    ("width", "mode"),
    [
        (ZOOMED[0], {}),
        (360, {"size": "200"}),
        (360, {"spacing": "wide", "size": "150"}),
        (1280, {"spacing": "wide", "size": "200"}),
    ],
    ids=str,
)
def test_nothing_makes_the_page_scroll_sideways(
    browser: Browser, address: str, site: Path, width: int, mode: dict[str, str]
) -> None:
    faults = []
    with context(browser, address, View("", width, "light", mode)) as window:
        page = window.new_page()
        for path in everywhere(site):
            page.goto(f"/{path}")
            if (over := page.evaluate(SCROLLS)) > 0:
                faults.append(f"/{path}: {over} px too wide")
    assert not faults, "\n".join(faults)


@pytest.mark.browser
@pytest.mark.parametrize("size", WINDOWS, ids=str)
def test_the_keyboard_reaches_everything_in_order(
    browser: Browser, address: str, site: Path, size: tuple[int, int]
) -> None:
    faults = []
    for number, (kind, page_id) in enumerate(kinds(site).items()):
        if FULL or kind in ALWAYS or WINDOWS[number % len(WINDOWS)] == size:
            with context(browser, address, View("", size[0], "light", {})) as window:
                page = window.new_page()
                page.set_viewport_size({"width": size[0], "height": size[1]})
                path = page_address(page_id, LANGUAGES[number % len(LANGUAGES)])
                # the table builder adds its controls when it has read the list of tables
                page.goto(f"/{path}", wait_until="networkidle")
                faults += [f"{kind}: {fault}" for fault in _lost(_walk(page), page.evaluate(REACHABLE))]
    assert not faults, "\n".join(faults)


def _lost(stops: list[dict[str, Any]], reachable: int) -> list[str]:
    """What somebody without a mouse would miss."""
    order = [stop["order"] for stop in stops]
    return [
        *(f"has the focus and is not seen: {stop['name']}" for stop in stops if not stop["shown"]),
        *(f"shows no focus: {stop['name']}" for stop in stops if not stop["ring"]),
        *(["the order jumps"] if order != sorted(order) else []),
        *([f"{reachable - len(stops)} of {reachable} are not reached"] if len(stops) < reachable else []),
    ]


def test_a_lost_stop_would_be_told() -> None:
    good = {"name": "a", "order": 1, "shown": True, "ring": True}
    assert _lost([good], 1) == []
    assert len(_lost([{**good, "order": 2, "shown": False, "ring": False}, good], 3)) == 4


def _walk(page: Any) -> list[dict[str, Any]]:
    stops: list[dict[str, Any]] = []
    for _ in range(STOPS):
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
        page.get_by_label("Қара фонда ақ").check()
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
        expect(rows).to_have_count(1)
        page.wait_for_url("**kind=b")
        page.reload()
        expect(rows).to_have_count(1)


@pytest.mark.browser
def test_a_first_visit_asks_for_little_and_no_other_host(browser: Browser, address: str, site: Path) -> None:
    """Nothing is in the cache: the page with its styles, scripts and typefaces, as a browser really fetches them."""
    faults = []
    for path in everywhere(site):
        asked: set[str] = set()
        said: list[str] = []
        with context(browser, address, View("", 1280, "light", {})) as window:
            page = window.new_page()
            page.on("request", lambda request, asked=asked: asked.add(request.url))
            page.on("console", lambda message, said=said: said.append(message.text))
            page.on("pageerror", lambda error, said=said: said.append(str(error)))
            page.goto(f"/{path}", wait_until="networkidle")
            page.evaluate("document.fonts.ready.then(() => true)")
        faults += [f"/{path}: {fault}" for fault in [*said, *(url for url in asked if not url.startswith(address))]]
        weight = sum(transferred(site, url.removeprefix(address)) for url in asked if url.startswith(address))
        if len(asked) > REQUESTS or weight > PAGE:
            faults.append(f"/{path}: {len(asked)} requests, {weight} bytes")
    assert not faults, "\n".join(faults)


@pytest.mark.browser
def test_nothing_is_kept_but_the_chosen_settings(browser: Browser, address: str, site: Path) -> None:
    """What the privacy page promises."""
    kept = "[Object.keys(localStorage), Object.keys(sessionStorage), document.cookie]"
    with context(browser, address, View("", 1280, "light", {})) as window:
        page = window.new_page()
        for path in [*rotated(site), "search/?q=сапа"]:
            page.goto(f"/{path}", wait_until="networkidle")
        assert page.evaluate(kept) == [[], [], ""]
        page.locator(".settings-button").click()
        page.get_by_label("200 %").check()
        assert page.evaluate(kept) == [["accessible"], [], ""]
        assert page.evaluate("indexedDB.databases()") == []
        assert window.cookies() == []
