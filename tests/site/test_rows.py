"""Registers on a phone: rows are cards, each value beside the name of its column; to a screen reader it stays a table."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from markupsafe import Markup

from tests.browser import expect
from tests.site.kinds import View, context, kinds
from tests.site.kinds import address as page_address
from tests.site.pages import pages
from transparency.model.product_files import LAYOUT
from transparency.site.render.html import Html
from transparency.site.render.rows import as_cards, without_empty_columns

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TABLE = Markup(
    '<thead><tr><th scope="col">Code</th><th scope="col"><b>Title</b></th><th scope="col">Owner</th></tr></thead>'
    '<tbody><tr id="a"><td>1</td><th scope="row">One</th><td class="code">X</td></tr></tbody>'
)

CUT = """() => [...document.querySelectorAll(".table--cards, .tile")].filter((one) => one.scrollWidth > one.clientWidth)
    .map((one) => one.getAttribute("aria-label") ?? one.textContent)"""


def test_a_cell_says_its_column() -> None:
    made = as_cards(TABLE)
    assert '<tr id="a"><td data-label="Code">1</td><th scope="row">One</th>' in made
    assert '<td data-label="Owner" class="code">X</td>' in made


def test_a_card_leaves_out_a_line_without_a_figure() -> None:
    told = str(TABLE).replace("<td>1</td>", "<td>–</td>")
    assert '<td class="nil" data-label="Code">–</td>' in as_cards(Html(told))


def test_a_column_that_says_nothing_in_any_row_is_left_out() -> None:
    told = str(TABLE).replace("<td>1</td>", "<td></td>")
    made = without_empty_columns(Html(told.replace("<tbody>", '<tbody><tr><th colspan="3">Group</th></tr>')))
    assert "Code" not in made
    assert made.count('<th scope="col">') == 2
    assert '<th colspan="2">Group</th>' in made
    assert '<tr id="a"><th scope="row">One</th><td class="code">X</td></tr>' in made
    assert without_empty_columns(TABLE) == TABLE


def test_every_cell_of_the_site_says_the_column_it_stands_in(site: Path) -> None:
    wrong = []
    for page in pages(site):
        for table in page.main.xpath(".//*[contains(@class, 'table--cards')]/table"):
            heads = [" ".join(head.text_content().split()) for head in table.xpath("./thead/tr/th")]
            for row in table.xpath("./tbody/tr"):
                if len(row) == 1 and row[0].tag == "th" and row[0].get("colspan") == str(len(heads)):
                    continue  # the name of the rows below it
                told = [cell.get("data-label") for cell in row]
                assert len(told) == len(heads), (page.id, heads)
                wrong += [
                    (page.id, label, head) for label, head in zip(told, heads, strict=True) if label not in (None, head)
                ]
    assert not wrong, wrong[:5]


@pytest.mark.browser
@pytest.mark.parametrize("size", [None, "150", "200"])
def test_no_register_is_cut_off_on_a_phone(browser: Browser, address: str, site: Path, size: str | None) -> None:
    cut = []
    with context(browser, address, View("", 360, "light", {"size": size} if size else {})) as window:
        page = window.new_page()
        for kind in (
            "programmes",
            "disclosures",
            "owed",
            "compliance",
            "framework",
            "documents",
            "indicators",
            "corrections",
            "process_card",
            "survey",
            "survey_warnings",
            "surveys",
        ):
            page.goto(f"/{page_address(kinds(site)[kind], 'kk')}")
            assert page.locator(".table--cards, .tile").count(), kind
            cut += [(kind, one) for one in page.evaluate(CUT)]
        label = "getComputedStyle(document.querySelector('.table--cards td'), '::before').content"
        assert page.evaluate(label).startswith('"')
    assert not cut


@pytest.mark.browser
def test_cards_are_a_table_to_a_screen_reader(browser: Browser, address: str) -> None:
    with context(browser, address, View("", 360, "light", {})) as window:
        page = window.new_page()
        page.goto("/programmes/")
        assert page.evaluate("getComputedStyle(document.querySelector('.table--cards td')).display") == "block"
        heads = page.locator(".table--cards thead th").count()
        nodes = window.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
        roles = Counter(node["role"]["value"] for node in nodes if not node["ignored"])
    rows = roles["rowheader"]
    assert rows
    found = (roles["table"], roles["columnheader"], roles["cell"], roles["row"])
    assert found == (1, heads, (heads - 1) * rows, rows + 1)


FILTER = (
    '<form data-filter="rows" hidden><input type="search" name="q"><button type="reset">x</button>'
    '<output data-text="#" data-none="none" data-more="# more"></output></form><div class="table"><table id="rows">'
)
"""The filter of a register, and the beginning of its table."""
LONG = (
    f"{FILTER}<tbody>"
    + "".join(f'<tr id="r{i}"><td>{"even" if i % 2 == 0 else "odd"} {i}</td></tr>' for i in range(100))
    + "</tbody></table></div>"
)
VISIBLE = "() => [...document.querySelectorAll('tbody tr')].filter(row => !row.hidden).length"


@pytest.mark.browser
def test_a_phone_shows_a_long_register_page_by_page(browser: Browser, tmp_path: Path) -> None:
    """A filter begins anew, an address leads to its row, paper and wide windows have every row."""
    script = (LAYOUT / "assets/site.js").read_text(encoding="utf-8")
    (tmp_path / "page.html").write_text(f"<!doctype html><body>{LONG}<script>{script}</script>", encoding="utf-8")
    page = browser.new_page(viewport={"width": 360, "height": 780})
    page.goto((tmp_path / "page.html").as_uri())
    more = page.get_by_role("button", name="30 more")
    assert page.evaluate(VISIBLE) == 30
    more.click()
    page.wait_for_function(f"({VISIBLE})() === 60")
    page.locator("[type=search]").fill("odd")
    page.wait_for_function(f"({VISIBLE})() === 30")
    assert page.get_by_role("button", name="20 more").is_visible()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(VISIBLE) == 50, "paper has all that the filter found"
    page.close()
    page = browser.new_page(viewport={"width": 360, "height": 780})
    page.goto((tmp_path / "page.html").as_uri() + "#r75")
    page.wait_for_function(f"({VISIBLE})() === 90")
    page.set_viewport_size({"width": 1280, "height": 780})
    page.wait_for_function(f"({VISIBLE})() === 100")
    page.close()


GROUPS = (
    FILTER
    + "".join(
        f'<tbody><tr class="group-row"><th scope="rowgroup">Chapter {chapter}</th></tr>'
        + "".join(f'<tr id="c{chapter}-{i}"><td>clause {chapter}.{i}</td></tr>' for i in range(20))
        + "</tbody>"
        for chapter in range(3)
    )
    + "</table></div>"
)
CLAUSES = "() => [...document.querySelectorAll('tbody tr:not(.group-row)')].filter(row => !row.hidden).length"


@pytest.mark.browser
def test_chapters_fold_on_a_phone(browser: Browser, tmp_path: Path) -> None:
    """A heading opens its rows; what a filter finds and what an address names is open; a wide window shows everything."""
    script = (LAYOUT / "assets/site.js").read_text(encoding="utf-8")
    (tmp_path / "page.html").write_text(f"<!doctype html><body>{GROUPS}<script>{script}</script>", encoding="utf-8")
    page = browser.new_page(viewport={"width": 360, "height": 780})
    page.goto((tmp_path / "page.html").as_uri())
    first = page.get_by_role("button", name="Chapter 0", exact=True)
    assert (page.evaluate(CLAUSES), first.get_attribute("aria-expanded")) == (0, "false")
    first.click()
    page.wait_for_function(f"({CLAUSES})() === 20")
    assert first.get_attribute("aria-expanded") == "true"
    page.locator("[type=search]").fill("clause 2.")
    first.wait_for(state="hidden")
    page.wait_for_function(f"({CLAUSES})() === 20")
    assert [one.inner_text() for one in page.locator(".group-row button").all() if one.is_visible()] == ["Chapter 2"]
    page.locator("[type=reset]").click()
    page.wait_for_function(f"({CLAUSES})() === 0")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(CLAUSES) == 60, "paper has every clause"
    page.close()
    page = browser.new_page(viewport={"width": 360, "height": 780})
    page.goto((tmp_path / "page.html").as_uri() + "#c1-3")
    page.wait_for_function(f"({CLAUSES})() === 20")
    page.set_viewport_size({"width": 1280, "height": 780})
    page.wait_for_function(f"({CLAUSES})() === 60")
    page.close()


SHIFTS = """() => new Promise((done) => {
    const place = (one) => [one.value, one.sources[0]?.node?.outerHTML.slice(0, 80)];
    new PerformanceObserver((list) => done(list.getEntries().map(place))).observe({ type: "layout-shift", buffered: true });
    setTimeout(() => done([]), 300);
})"""


@pytest.mark.browser
@pytest.mark.parametrize("kind", ["programmes", "compliance", "owed", "process_map"])
def test_a_wide_page_stays_where_it_is_when_its_scripts_start(
    browser: Browser, address: str, site: Path, kind: str
) -> None:
    """The count of a filter and the buttons of headings have their place before they are filled."""
    page = browser.new_page(viewport={"width": 1280, "height": 2400})
    page.goto(f"{address}/{page_address(kinds(site)[kind], 'kk')}", wait_until="networkidle")
    # With the typeface of the headings in the cache, so that only scripts can move anything
    page.reload(wait_until="networkidle")
    moved = page.evaluate(SHIFTS)
    page.close()
    assert not moved


OPEN = "[...document.querySelectorAll('.fold')].map((one) => one.open)"
SHOWN = "[...document.querySelectorAll('.fold > div')].every((one) => one.checkVisibility())"


@pytest.mark.browser
@pytest.mark.parametrize("path", ["processes/", "open-data/"])
def test_groups_fold_on_a_phone(browser: Browser, address: str, path: str) -> None:
    """The first one is open, an address opens its own without a script; wide windows show all of them."""
    with context(browser, address, View("", 360, "light", {}), script=False) as window:
        page = window.new_page()
        page.goto(f"/{path}")
        folded = page.locator(".fold")
        assert folded.first.get_attribute("open") is not None
        assert folded.last.get_attribute("open") is None
        name = folded.last.locator("> div").get_attribute("id")
        assert not page.locator(f"#{name}").is_visible()
        page.goto(f"/{path}#{name}")
        expect(page.locator(f"#{name}")).to_be_visible()
    with context(browser, address, View("", 1280, "light", {})) as window:
        page = window.new_page()
        page.goto(f"/{path}")
        assert page.evaluate(OPEN).count(True) == 1
        assert page.evaluate(SHOWN), "a wide window hides a group"
        assert not page.locator(".fold > summary").first.is_visible()
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert all(page.evaluate(OPEN)), "paper lacks a group"
