"""A visitor's way through the site in a real browser, with and without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.browser import expect

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def visitor(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=request.param, viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()


def test_home_to_map_to_card_to_other_language_to_download(visitor: Page, address: str) -> None:
    asked: list[str] = []
    visitor.on("request", lambda request: asked.append(request.url))
    visitor.goto(address)
    visitor.locator("main").get_by_role("link", name="Процестер картасын ашу").click()
    expect(visitor).to_have_url(re.compile("/processes/$"))
    visitor.locator(".map a[data-process]").nth(1).click()
    expect(visitor).to_have_url(re.compile("/processes/p02/$"))
    visitor.locator("header a[hreflang=en]").click()
    expect(visitor).to_have_url(re.compile("/en/processes/p02/$"))
    expect(visitor.locator("h1")).to_have_text("2. Teaching")
    with visitor.expect_download() as download:
        visitor.locator("a[download][href$='indicators.csv']").click()
    assert download.value.path().read_text(encoding="utf-8").startswith("id,process,")
    assert not [url for url in asked if not url.startswith(address)]


def test_the_map_is_reached_with_the_keyboard(visitor: Page, address: str) -> None:
    visitor.goto(f"{address}/processes/")
    link = visitor.locator(".map a[data-process]").first
    link.focus()
    visitor.keyboard.press("Enter")
    expect(visitor).to_have_url(re.compile("/processes/p01/$"))
