"""Three hundred programmes in three languages: the whole build, the list with and without a script, the workbook."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import brotli
import openpyxl
import pytest

from benchmarks.filtering import built_with, served
from benchmarks.university import base, write_programmes
from tests.conftest import DATE
from transparency.desk import import_programmes
from transparency.model.text import LANGUAGES, USUAL, Lang
from transparency.site.views.addresses import path
from transparency.site.views.programme import INDEX

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

MANY = 300
PAGE = 30
"""Rows that a phone shows at first, and that the button below the table adds."""
ROW = re.compile(r'<tr [^>]*data-level[^>]*><th[^>]*><a href="([^"]+)">')


@pytest.fixture(scope="module")
def university(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("many") / "university"
    base(root)
    write_programmes(root, MANY - len(register(root)))
    return root


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built_with(tmp_path_factory.mktemp("built"), MANY)


@pytest.fixture
def phone(browser: Browser, built: Path) -> Iterator[Page]:
    with served(built) as address:
        page = browser.new_page(viewport={"width": 360, "height": 740})
        page.goto(f"{address}/{path(USUAL, INDEX, 'en')}")
        yield page
        page.close()


def register(root: Path) -> list[Mapping[str, str]]:
    with (root / "data/programmes/programmes.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_programme_has_a_row_without_a_script_and_a_page(built: Path, lang: Lang) -> None:
    page = built / path(USUAL, INDEX, lang) / "index.html"
    html = page.read_text(encoding="utf-8")
    links = ROW.findall(html)
    assert len(links) == len(set(links)) == MANY
    assert not [link for link in links if not (page.parent / link / "index.html").is_file()]
    assert len(brotli.compress(html.encode(), quality=11)) < 12 * 1024


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize(
    ("typed", "level"), [("data", ""), ("", "master"), ("food", "bachelor"), ("no such programme", "")]
)
def test_the_list_shows_what_was_asked_for_and_all_of_it_again(
    university: Path, phone: Page, typed: str, level: str
) -> None:
    rows = register(university)
    wanted = {row["id"] for row in rows if row["level"] == level or not level}
    wanted &= {row["id"] for row in rows if typed in row["title_en"].lower()}
    phone.fill("form.filter input[type=search]", typed)
    phone.select_option("form.filter select[name=level]", level)
    assert shown(phone, len(wanted)) == wanted
    phone.fill("form.filter input[type=search]", "")
    phone.select_option("form.filter select[name=level]", "")
    assert shown(phone, MANY) == {row["id"] for row in rows}


@pytest.mark.slow
@pytest.mark.browser
def test_the_address_remembers_what_was_asked_for(phone: Page) -> None:
    phone.fill("form.filter input[type=search]", "ecology")
    phone.wait_for_url("**/en/programmes/?q=ecology")
    phone.reload()
    assert len(shown(phone, MANY // 20)) == MANY // 20


SHOWN = """([rows, told]) => document.querySelectorAll("#programmes tbody tr:not([hidden])").length === rows
    && new RegExp(told).test(document.querySelector("form.filter output").innerText)"""
"""As many rows as told, and the line above them: the list answers a moment after the typing."""


def shown(page: Page, many: int) -> set[str]:
    """Ids of all rows that fit, page by page; the line above tells how many, the button below how many it brings."""
    more = page.locator("#programmes").locator("xpath=ancestor::*[contains(@class, 'table')]/following-sibling::button")
    for stand in [*range(PAGE, many, PAGE), many]:
        page.wait_for_function(SHOWN, arg=[stand, rf"\b{many}\b" if many else r"^Nothing fits\. Clear the filter\.$"])
        assert more.is_visible() == (stand < many)
        if stand < many:
            assert re.search(rf"\b{min(PAGE, many - stand)}\b", more.inner_text())
            more.click()
    links = page.locator("#programmes tbody tr:visible th a").evaluate_all(
        "all => all.map(a => a.getAttribute('href'))"
    )
    return {link.strip("./") for link in links}


@pytest.mark.integration
def test_three_edited_cells_of_three_hundred_rows_are_three_changes(university: Path, tmp_path: Path) -> None:
    book = tmp_path / "programmes.xlsx"
    book.write_bytes(import_programmes.export(university))
    workbook = openpyxl.load_workbook(book)
    sheet = workbook["programmes"]
    assert sheet.max_row == MANY + 2
    for row, name in ((3, "First"), (150, "Middle"), (MANY + 2, "Last")):
        sheet[f"E{row}"] = name
    workbook.save(book)
    made = import_programmes.plan(university, book, DATE)
    assert made.problems == ()
    told = [(change.where, change.after) for group in made.changes.values() for change in group]
    assert told == [("programmes!E3", "First"), ("programmes!E150", "Middle"), (f"programmes!E{MANY + 2}", "Last")]
