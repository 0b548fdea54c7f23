"""axe-core on every kind of page: WCAG 2.2 A and AA and its best practices, without a single fault."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from tests.browser import axe
from tests.site.kinds import context, kinds, views
from transparency.model.text import LANGUAGES, USUAL, Lang
from transparency.site.views.addresses import path

if TYPE_CHECKING:
    from playwright.sync_api import Browser


RUN = """async () => {
    const found = await axe.run(document, { resultTypes: ["violations"], rules: { "target-size": { enabled: true } } });
    return found.violations.flatMap((rule) => rule.nodes.map((node) => rule.id + " " + node.target.join(" ")));
}"""


def test_every_kind_of_page_is_looked_at(site: Path) -> None:
    assert {"home", "prose", "process_card", "search", "design", "not_found"} <= set(kinds(site))


@pytest.mark.browser
@pytest.mark.parametrize("lang", LANGUAGES)
def test_axe_finds_nothing(browser: Browser, address: str, site: Path, lang: Lang) -> None:
    faults = []
    for view in views(site, lang):
        with context(browser, address, view) as window:
            page = window.new_page()
            page.goto(f"/{view.path}")
            page.evaluate(axe())
            faults += [f"{view}: {fault}" for fault in page.evaluate(RUN)]
    assert not faults, "\n".join(faults)


@pytest.mark.browser
def test_axe_finds_nothing_in_the_open_panel(browser: Browser, address: str, site: Path) -> None:
    for view in list(views(site))[:6]:
        with context(browser, address, view) as window:
            page = window.new_page()
            page.goto(f"/{view.path}")
            page.locator(".settings-button").click()
            page.evaluate(axe())
            assert page.evaluate(RUN) == [], str(view)


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_axe_finds_nothing_in_compare_with_a_selection(
    browser: Browser, real_address: str, lang: Lang, scheme: Literal["light", "dark"]
) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900}, color_scheme=scheme)
    page.goto(f"{real_address}/{path(USUAL, 'surveys/s1', lang)}?compare=ALL&by=unit&of=DEMO_A,DEMO_B")
    page.locator("#view-trend svg.marks").wait_for()
    page.evaluate(axe())
    assert page.evaluate(RUN) == []
    page.close()


@pytest.mark.browser
def test_axe_would_find_a_fault(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"/x.png\">')")
    page.evaluate(axe())
    assert any("image-alt" in fault for fault in page.evaluate(RUN))
    page.close()
