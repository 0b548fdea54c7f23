"""The process map: nothing of it leaves its frame, panel and filters work by keyboard, the saved picture is whole."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import lxml.html
import pytest
from lxml import etree

from tests.browser import expect
from tests.conftest import DATE
from tests.site.kinds import View, context
from tests.site.kinds import address as page_address
from transparency.model.problem import as_text
from transparency.model.text import LANGUAGES, Lang
from transparency.site.build.content import content
from transparency.site.render.process_map import files

if TYPE_CHECKING:
    from playwright.sync_api import Browser

OUTSIDE = """() => [...document.querySelectorAll(".map :is(b, span, h3, li)")].filter((one) => {
    if (!one.checkVisibility() || one.matches(".map-loop")) return false;
    const own = one.getBoundingClientRect(), frame = one.closest("section, li > a, .map").getBoundingClientRect();
    return own.left < frame.left - 1 || own.right > frame.right + 1 || own.bottom > frame.bottom + 1;
}).map((one) => one.textContent)"""

BROKEN = """() => [...document.querySelectorAll(".map :is(b, span, h3, li)")].flatMap((one) => {
    if (!one.checkVisibility() || one.matches(".map-loop") || getComputedStyle(one).display === "inline") return [];
    const text = document.createRange(), box = one.getBoundingClientRect();
    text.selectNodeContents(one);
    const leaves = [...text.getClientRects()].some((own) => own.left < box.left - 1 || own.right > box.right + 1);
    return leaves ? [one.textContent] : [];
})"""


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 360, 600, 768, 1024, 1280])
def test_no_text_of_the_map_leaves_its_frame(browser: Browser, real_address: str, width: int) -> None:
    with context(browser, real_address, View("", width, "light", {})) as window:
        page = window.new_page()
        for lang in LANGUAGES:
            page.goto(f"/{page_address('processes/index', lang)}")
            assert page.locator(".map a[data-process]").count() > 20
            assert page.evaluate(OUTSIDE) == [], lang
            page.evaluate("document.querySelector('.map').style.overflowWrap = 'normal'")
            assert page.evaluate(BROKEN) == [], f"{lang}: a word is broken"


OUTSIDE_BOX = """() => [...document.querySelectorAll("svg text")].filter((one) => {
    if (one.previousElementSibling?.tagName !== "rect") return false;
    const own = one.getBBox(), frame = one.previousElementSibling.getBBox();
    return own.x < frame.x || own.y < frame.y || own.x + own.width > frame.x + frame.width
        || own.y + own.height > frame.y + frame.height;
}).map((one) => one.textContent)"""


@pytest.mark.browser
def test_no_text_of_the_picture_leaves_its_box(browser: Browser, real_address: str) -> None:
    page = browser.new_page()
    for lang in LANGUAGES:
        page.goto(f"{real_address}/{files(lang)[0]}")
        assert page.evaluate("document.querySelectorAll('text').length") > 30
        assert page.evaluate(OUTSIDE_BOX) == [], lang
    page.close()


@pytest.mark.browser
def test_the_panel_follows_the_focus_and_closes(browser: Browser, address: str) -> None:
    with context(browser, address, View("", 1280, "light", {})) as window:
        page = window.new_page()
        page.goto("/en/processes/")
        panel, link = page.locator(".map-panel"), page.locator(".map a[data-process]").first
        link.focus()
        expect(panel.locator("h3")).to_have_text("1. Quality")
        expect(panel.get_by_role("link", name="Open the process card")).to_have_attribute(
            "href", link.evaluate("(one) => one.href")
        )
        page.keyboard.press("Escape")
        expect(panel.locator("h3")).to_have_count(0)


@pytest.mark.browser
def test_colours_and_filters_stay_in_the_address(browser: Browser, address: str) -> None:
    with context(browser, address, View("", 1280, "light", {})) as window:
        page = window.new_page()
        page.goto("/en/processes/")
        page.locator("select[name=colour]").select_option("indicators")
        role = page.locator("select[name=roles] option").nth(1).get_attribute("value")
        page.locator("select[name=roles]").select_option(role)
        page.reload()
        expect(page.locator(".map a[data-value]")).to_have_count(2)
        expect(page.locator("form[data-map] output")).to_contain_text("of 2 fit")
        page.locator("form[data-map] button[type=reset]").click()
        expect(page.locator(".map a[data-value]")).to_have_count(0)
        assert page.evaluate("location.search") == ""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_feedback_leads_to_its_section(small: Path, lang: Lang) -> None:
    found, problems = content(small, DATE)
    assert found is not None, as_text(problems)
    page = lxml.html.fromstring(found.html["processes/index", lang])
    feedback = page.xpath("//section[@class='map-feedback']//a/@href")
    assert feedback == ["../compliance/quality/#audits"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_map_can_be_saved_as_a_picture(small: Path, lang: Lang) -> None:
    found, problems = content(small, DATE)
    assert found is not None, as_text(problems)
    svg, png = files(lang)
    drawing = etree.fromstring(found.files[svg])
    titles = {one.title.get(lang) for one in found.registry.processes if one.parent is None}
    texts = " ".join(" ".join("".join(text.itertext()).split()) for text in drawing.iter("{*}text"))
    assert all(title.split()[0] in texts for title in titles)
    assert found.files[png].startswith(b"\x89PNG")
