"""In the process map every line of text stands inside its strip or box, on both widths and in every language."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.site.kinds import View, context
from tests.site.kinds import address as page_address
from transparency.model.text import LANGUAGES

OUTSIDE = """() => [...document.querySelectorAll("svg.map text")].filter((one) => one.checkVisibility()).filter((one) => {
    const own = one.getBBox(), frame = one.previousElementSibling.getBBox();
    return own.x < frame.x || own.y < frame.y || own.x + own.width > frame.x + frame.width
        || own.y + own.height > frame.y + frame.height;
}).map((one) => one.textContent)"""


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1280])
def test_no_text_of_the_map_leaves_its_frame(browser: Browser, address: str, width: int) -> None:
    with context(browser, address, View("", width, "light", {})) as window:
        page = window.new_page()
        for lang in LANGUAGES:
            page.goto(f"/{page_address('processes/index', lang)}")
            assert page.locator("svg.map text >> visible=true").count() > 30
            assert page.evaluate(OUTSIDE) == [], lang
