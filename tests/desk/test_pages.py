"""Pages of the desk: no axe fault, nothing wider than a phone, everything by keyboard, checks at the field, preview, undo."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.browser import axe, expect
from tests.conftest import DATE
from tests.desk.running import RunningDesk, clone, git, running
from transparency.model.text import LANGUAGES

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PATHS = (
    "",
    "processes/",
    "processes/p01",
    "disclosures/licence",
    "disclosures/new",
    "site/",
    "values/students",
    "nothing/",
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningDesk]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITE_DATE", DATE.isoformat())
        with running(clone(tmp_path_factory.mktemp("desk") / "clone")) as found:
            yield found


@pytest.fixture(scope="module")
def page(desk: RunningDesk, browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.set_default_timeout(60_000)
    page.goto(f"{desk.address}/?token={desk.access.token}")
    yield page
    page.close()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_page_has_a_barrier_or_is_wider_than_a_phone(lang: str, desk: RunningDesk, page: Page) -> None:
    faults = []
    for path in PATHS:
        page.goto(f"{desk.address}/{lang}/{path}")
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        wider = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        found = page.evaluate(f"{axe()}; axe.run().then(said => said.violations.map(one => one.id))")
        faults += [(path, "wider than the screen")] if wider else []
        faults += [(path, fault) for fault in found]
    assert faults == []


def test_a_finding_stands_at_its_field_while_one_types(desk: RunningDesk, page: Page) -> None:
    page.goto(f"{desk.address}/kk/waivers/new")
    page.locator('[name="granted_on"]').fill("31.02.2026")
    expect(page.locator('[data-field="granted_on"] .findings')).to_contain_text("күн.ай.жыл")
    expect(page.locator("#change-list")).to_contain_text("31.02.2026")
    page.locator('[name="reason.kk"]').fill("Сұрақтар бойынша: +7 702 555 01 98")
    expect(page.locator("#findings")).to_contain_text("дербес деректерге ұқсайтын мәлімет")
    assert "555" not in page.locator("#findings").inner_text()


def test_a_record_is_written_by_keyboard_alone_seen_before_and_undone(desk: RunningDesk, page: Page) -> None:
    page.goto(f"{desk.address}/ru/units/quality-office")
    before = (desk.root / "data/organisation.yml").read_bytes()
    _tab_to(page, "title.ru")
    page.keyboard.press("Control+A")
    page.keyboard.type("Центр качества")
    with page.expect_response("**/units/quality-office"):
        _tab_to(page, "preview:ru")
        page.keyboard.press("Enter")
    expect(page.frame_locator("#preview").locator("main")).to_contain_text("Центр качества")
    _tab_to(page, "save", back=True)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert b"\xd0\xa6\xd0\xb5\xd0\xbd\xd1\x82\xd1\x80" in (desk.root / "data/organisation.yml").read_bytes()
    with page.expect_navigation():
        page.locator(".recent button").first.click()
    assert (desk.root / "data/organisation.yml").read_bytes() == before
    assert git(desk.root, "status", "--porcelain") == ""


def _tab_to(page: Page, wanted: str, *, back: bool = False) -> None:
    """Presses Tab until the field or button has the focus."""
    for _ in range(80):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        if page.evaluate("[document.activeElement.name, document.activeElement.value]").count(wanted):
            return
    raise AssertionError(f"{wanted} is not reached by keyboard")
