"""The table builder makes tables on a phone, by keyboard, in every language, without a barrier that axe finds."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest

from tests.browser import axe
from transparency.model.text import LANGUAGES, Lang
from transparency.site.render.formats import percent

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FOLDERS = {"kk": "", "ru": "ru/", "en": "en/"}
MEASURES = ("SAT_SHARE", "NEG_SHARE", "DIST", "MEAN")
RUN = """async () => (await axe.run(document, { resultTypes: ["violations"] })).violations.flatMap(
    (rule) => rule.nodes.map((node) => rule.id + " " + node.target.join(" ")))"""


def opened(browser: Browser, address: str, lang: Lang, query: str = "") -> Page:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(f"{address}/{FOLDERS[lang]}open-data/tables/{query}")
    page.wait_for_selector("#built table")
    return page


@pytest.mark.browser
@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_table_is_made_by_keyboard(browser: Browser, address: str, lang: Lang, measure: str) -> None:
    page = opened(browser, address, lang)
    select = page.locator("select[name=measure]")
    select.focus()
    page.keyboard.press("Home")
    while select.input_value() != measure:
        before = select.input_value()
        page.keyboard.press("ArrowDown")
        assert select.input_value() != before
    page.wait_for_function("measure => location.search.includes(`measure=${measure}&`)", arg=measure)
    box = page.locator("input[name=element]").last
    if not box.is_checked():
        box.focus()
        page.keyboard.press("Space")
    rows = page.locator("#built tbody tr").count()
    assert rows > 1
    address_of_table = page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.evaluate(axe())
    assert page.evaluate(RUN) == []
    text = page.locator("#built table").inner_text()
    page.goto(address_of_table)
    page.wait_for_selector("#built table")
    assert page.locator("#built table").inner_text() == text
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize("lang", LANGUAGES)
def test_numbers_are_written_as_on_the_pages(browser: Browser, address: str, lang: Lang) -> None:
    page = opened(browser, address, lang, "?survey=Q1&measure=SAT_SHARE&element=ALL&period=2024,2025")
    cells = page.locator("#built data").all()
    bars = page.locator("#built svg text").all_text_contents()
    values = [(one.get_attribute("value") or "", one.inner_text()) for one in cells]
    assert values
    assert [text for _, text in values] == [percent(Decimal(value), lang) for value, _ in values] == bars[1::2]
    page.close()


@pytest.mark.browser
def test_the_downloads_hold_the_table(browser: Browser, address: str, tmp_path: Path) -> None:
    page = opened(browser, address, "en", "?survey=Q1&measure=SAT_SHARE&element=ALL,B1,A1&period=2024,2025")
    files = {}
    for number, ending in enumerate(("csv", "xlsx")):
        with page.expect_download() as download:
            page.locator("#built .files button").nth(number).click()
        files[ending] = tmp_path / f"table.{ending}"
        download.value.save_as(files[ending])
    rows = list(csv.reader(io.StringIO(files["csv"].read_text(encoding="utf-8"), newline="")))
    sheet = openpyxl.load_workbook(files["xlsx"]).active
    assert sheet is not None
    assert [["" if c is None else str(c) for c in row] for row in sheet.iter_rows(values_only=True)] == rows
    shown = [float(one) for one in page.locator("#built data").evaluate_all("all => all.map((one) => one.value)")]
    assert shown == [float(row[5]) for row in rows[1:] if row[5]]
    page.close()


@pytest.mark.browser
def test_without_script_the_ready_tables_are_listed(browser: Browser, address: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{address}/en/open-data/tables/")
    assert page.locator("#builder").is_hidden()
    assert page.locator("main a[href*='open-data/charts/surveys/q1/trend.en.csv']").count() == 1
    page.close()
