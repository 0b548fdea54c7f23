"""Visitors of every kind do three tasks each by visible text alone, from the home page, in three languages."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from tests.browser import expect
from transparency.model.text import LANGUAGES, USUAL, Lang
from transparency.site.views.addresses import path
from transparency.site.views.home import VISITORS

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

TASKS: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "tasks.yml").read_text(encoding="utf-8"))
CLICKS = 3
"""Links that may be followed; a search, with the choice of a result, stands for all of them."""


def test_every_kind_of_visitor_has_three_short_tasks() -> None:
    assert Counter(task["visitor"] for task in TASKS) == dict.fromkeys(
        ("applicant", "student", "parent"), 3
    ) | dict.fromkeys(("graduate", "employer", "expert", "journalist", "citizen"), 3)
    assert {task["visitor"] for task in TASKS} <= {kind for kind, _, _ in VISITORS}
    for task in TASKS:
        searches = [step for step in task["steps"] if "search" in step]
        assert len(task["steps"]) <= (1 if searches else CLICKS), task["goal"]


@pytest.mark.browser
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_tasks_are_done(browser: Browser, address: str, lang: Lang) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    context.set_default_timeout(5000)
    page, failed = context.new_page(), []
    for task in TASKS:
        page.goto(f"{address}/{path(USUAL, 'index', lang)}")
        try:
            for step in task["steps"]:
                _done(page, step, lang)
            expect(page.get_by_text(task["shows"][lang]).filter(visible=True).first).to_be_visible()
        except (AssertionError, _playwright_error()) as error:
            failed.append(f"{task['visitor']}: {task['goal']}: {str(error).splitlines()[0]} at {page.url}")
    context.close()
    assert not failed, "\n".join(failed)


def _playwright_error() -> type[Exception]:
    from playwright.sync_api import Error  # noqa: PLC0415  (unit tests are collected without the browser library)

    return Error


def _done(page: Page, step: dict[str, Any], lang: Lang) -> None:
    """Follows a link, or searches and chooses a result."""
    if "click" in step:
        _link(page, step["click"][lang])
        return
    field = page.get_by_role("searchbox").or_(page.get_by_role("combobox")).filter(visible=True).first
    field.fill(step["search"][lang])
    field.press("Enter")
    page.wait_for_url("**/search/**")
    if "choose" in step:
        _link(page, step["choose"][lang])


def _link(page: Page, text: str) -> None:
    """The first visible link with this text; a result also carries its description."""
    exact = page.get_by_role("link", name=text, exact=True)
    page.locator("main").get_by_role("link", name=text).or_(exact).filter(visible=True).first.click()
