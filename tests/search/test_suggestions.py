"""Search fields suggest questions, pages, datasets and terms from two letters; the search page filters and answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser import axe, expect
from transparency.model.text import LANGUAGES, USUAL, Lang
from transparency.site.views.addresses import path

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

TYPED: dict[Lang, str] = {"kk": "кв", "ru": "кв", "en": "qu"}


def _field(page: Page, address: str, lang: Lang, letters: str) -> Locator:
    page.goto(f"{address}/{path(USUAL, 'processes/p01', lang)}")
    field = page.locator(".header-search input")
    field.focus()
    field.press_sequentially(letters)
    return field


@pytest.mark.browser
@pytest.mark.parametrize("lang", LANGUAGES)
def test_two_letters_suggest_and_the_keyboard_chooses(browser: Browser, address: str, lang: Lang) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    field = _field(page, address, lang, TYPED[lang])
    options = page.get_by_role("option")
    expect(options.first).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    assert page.locator("[role=group] mark").count() >= 1
    field.press("ArrowDown")
    chosen = page.locator("[aria-selected=true]")
    assert field.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    target = chosen.get_attribute("href")
    field.press("Enter")
    page.wait_for_url(str(target))
    page.close()


@pytest.mark.browser
def test_escape_closes_and_leaves_what_was_typed(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    field = _field(page, address, "en", "qu")
    expect(page.get_by_role("listbox")).to_be_visible()
    field.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(field).to_have_value("qu")
    expect(field).to_have_attribute("aria-expanded", "false")
    page.close()


@pytest.mark.browser
def test_no_script_of_the_search_before_it_is_used(browser: Browser, address: str) -> None:
    page, asked = browser.new_page(viewport={"width": 1280, "height": 900}), []
    page.on("request", lambda request: asked.append(request.url.removeprefix(address)))
    page.goto(f"{address}/en/search/", wait_until="networkidle")
    assert not [url for url in asked if "search.js" in url or "search-index" in url]
    page.locator("main form[role=search] input").focus()
    page.get_by_role("combobox").wait_for()
    page.wait_for_load_state("networkidle")
    asked.clear()
    page.locator("main form[role=search] input").press_sequentially("qu")
    expect(page.get_by_role("option").first).to_be_visible()
    assert asked == [], "suggestions ask for nothing"
    page.close()


@pytest.mark.browser
def test_the_open_list_has_no_barriers(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(f"{address}/en/search/?q=quokka")
    expect(page.locator("#results li").first).to_be_visible()
    field = page.locator("main form[role=search] input")
    field.fill("")
    field.press_sequentially("qu")
    expect(page.get_by_role("option").first).to_be_visible()
    page.evaluate(axe())
    found = page.evaluate("() => axe.run()")["violations"]
    assert [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in found] == []
    page.close()


@pytest.mark.browser
def test_kinds_filter_results_and_stay_in_the_address(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/en/search/?q=quokka")
    surveys = page.locator("#kinds button", has_text="Surveys")
    surveys.click()
    expect(page.locator("#kinds [aria-pressed=true]")).to_contain_text("Surveys")
    assert "type=surveys" in page.url
    addresses = page.locator("#results h2 a").evaluate_all("(links) => links.map((link) => link.pathname)")
    assert addresses
    assert all(one.startswith("/en/surveys/") for one in addresses)
    page.close()


@pytest.mark.browser
def test_a_question_is_answered_and_absence_is_said(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/en/search/?q=how+many+students+are+there")
    expect(page.locator(".best")).to_have_attribute("href", f"{address}/en/figures/students/")
    page.goto(f"{address}/en/search/?q=timetable")
    expect(page.locator("#best")).to_contain_text("This portal does not hold: class timetable")
    assert page.locator("#best a").count() == 2
    page.close()
