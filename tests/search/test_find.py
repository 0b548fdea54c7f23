"""A search in the browser finds pages of the small university, also where no word of the index is typed exactly."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.content.test_search import answers

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from transparency.model.text import Lang


@pytest.mark.browser
@pytest.mark.parametrize(
    ("lang", "query", "page"),
    [
        ("en", "teaching", "en/processes/p02/"),
        ("kk", "kvokka", "programmes/quokka-studies/"),
        ("ru", "квоккк", "ru/programmes/quokka-studies/"),
    ],
)
def test_a_page_is_found(browser: Browser, address: str, lang: Lang, query: str, page: str) -> None:
    assert page in answers(browser, address, lang, [query])[query]
