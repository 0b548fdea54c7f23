"""Registers on a phone: rows are cards, each value beside the name of its column; to a screen reader it stays a table."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from markupsafe import Markup

from tests.site.kinds import View, context, kinds
from tests.site.kinds import address as page_address
from tests.site.pages import pages
from transparency.site.render.rows import as_cards

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


def test_every_cell_of_the_site_says_the_column_it_stands_in(site: Path) -> None:
    wrong = []
    for page in pages(site):
        for table in page.main.xpath(".//*[contains(@class, 'table--cards')]/table"):
            heads = [" ".join(head.text_content().split()) for head in table.xpath("./thead/tr/th")]
            for row in table.xpath("./tbody/tr"):
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
        nodes = window.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
        roles = Counter(node["role"]["value"] for node in nodes if not node["ignored"])
    rows = roles["rowheader"]
    assert rows
    assert (roles["table"], roles["columnheader"], roles["cell"], roles["row"]) == (1, 7, 6 * rows, rows + 1)
