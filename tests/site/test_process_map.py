"""In the process map every line of text stands inside its strip or box, on both widths and in every language."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import lxml.html
import pytest

from tests.conftest import DATE
from tests.site.kinds import View, context
from tests.site.kinds import address as page_address
from transparency.model.problem import as_text
from transparency.model.text import LANGUAGES, Lang
from transparency.site.build.content import content

if TYPE_CHECKING:
    from playwright.sync_api import Browser

OUTSIDE = """() => [...document.querySelectorAll("svg.map text")].filter((one) => one.checkVisibility()).filter((one) => {
    const own = one.getBBox(), frame = one.previousElementSibling.getBBox();
    return own.x < frame.x || own.y < frame.y || own.x + own.width > frame.x + frame.width
        || own.y + own.height > frame.y + frame.height;
}).map((one) => one.textContent)"""


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1280])
def test_no_text_of_the_map_leaves_its_frame(browser: Browser, real_address: str, width: int) -> None:
    with context(browser, real_address, View("", width, "light", {})) as window:
        page = window.new_page()
        for lang in LANGUAGES:
            page.goto(f"/{page_address('processes/index', lang)}")
            assert page.locator("svg.map text >> visible=true").count() > 30
            assert page.evaluate(OUTSIDE) == [], lang


@pytest.mark.parametrize("lang", LANGUAGES)
def test_feedback_leads_to_its_section(small: Path, lang: Lang) -> None:
    found, problems = content(small, DATE)
    assert found is not None, as_text(problems)
    page = lxml.html.fromstring(found.html["processes/index", lang])
    bands = page.xpath("//g[contains(@class, 'map-band--feedback')]")
    assert [link.get("href") for band in bands for link in band.iter("a")] == ["../compliance/quality/#audits"] * 2
