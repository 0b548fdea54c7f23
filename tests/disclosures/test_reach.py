"""Every mandatory item within two clicks of the home page, and the filters of the list on a phone, in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser import expect
from tests.conftest import DATE, FULL
from transparency.model.text import LANGUAGES, Lang
from transparency.registry.check import CheckedRegistry, check
from transparency.registry.disclosure_status import disclosure_statuses
from transparency.registry.load import load

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ITEMS = {path.stem for path in (FULL / "data/disclosures").glob("*.yml")}
PHONE = {"width": 360, "height": 740}

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def links(page: Page) -> list[str]:
    """Addresses that a visitor can press on this page, without places on it."""
    found: list[str] = page.eval_on_selector_all("a[href]", "all => all.map(a => a.href.split('#')[0])")
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_item_in_two_clicks(lang: Lang, address: str, browser: Browser) -> None:
    home = f"{address}/" if lang == "kk" else f"{address}/{lang}/"
    page = browser.new_page(java_script_enabled=False)
    page.goto(home)
    register = f"{home}disclosures/"
    assert register in links(page)
    page.goto(register)
    reached = set(links(page))
    assert ITEMS
    assert {item for item in ITEMS if f"{register}{item}/" in reached} == ITEMS
    page.close()


def _registry() -> CheckedRegistry:
    draft, _ = load(FULL, demo=True)
    assert draft is not None
    registry, _ = check(draft, DATE)
    assert registry is not None
    return registry


def test_each_item_names_state_owner_and_dates(address: str, browser: Browser) -> None:
    registry = _registry()
    page = browser.new_page(java_script_enabled=False)
    for one in disclosure_statuses(registry):
        page.goto(f"{address}/disclosures/{one.item.id}/")
        text = page.inner_text("main")
        assert registry.words["kk"].text(f"disclosures.state.{one.state}") in text
        assert registry.units[one.item.unit].title.kk in text
        assert "2027" in text
    page.close()


def test_filters_on_a_phone(address: str, browser: Browser) -> None:
    page = browser.new_page(viewport=PHONE)
    page.goto(f"{address}/programmes/")
    rows = page.locator("#programmes tbody tr")
    everything = rows.count()
    masters = [one for one in _registry().programmes if one.level == "master"]
    assert 0 < len(masters) < everything
    page.locator("form.filter select[name=level]").select_option("master")
    expect(rows.filter(visible=True)).to_have_count(len(masters))
    page.locator("form.filter select[name=language]").select_option("kk")
    expect(rows.filter(visible=True)).to_have_count(sum("kk" in one.languages for one in masters))
    page.close()
    plain = browser.new_page(viewport=PHONE, java_script_enabled=False)
    plain.goto(f"{address}/programmes/")
    assert plain.locator("#programmes tbody tr").filter(visible=True).count() == everything
    assert plain.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    plain.close()
