"""Seventy questions of seven kinds of visitor to the small university, ten of each, in three languages."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import pytest

from tests.conftest import FULL
from tests.search import asked
from transparency.model.answer import Asker
from transparency.model.text import LANGUAGES, Lang

if TYPE_CHECKING:
    from playwright.sync_api import Browser

QUESTIONS = asked.questions(FULL)


def test_there_are_ten_of_each_visitor() -> None:
    assert Counter(one["visitor"] for one in QUESTIONS) == dict.fromkeys(get_args(Asker), 10)
    for lang in LANGUAGES:
        assert len({one["question"][lang] for one in QUESTIONS}) == len(QUESTIONS)


@pytest.mark.browser
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_is_two_clicks_or_one_search_away(browser: Browser, address: str, site: Path, lang: Lang) -> None:
    assert asked.unfound(browser, address, site, QUESTIONS, lang) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_answers_or_says_who_owes_it(site: Path, lang: Lang) -> None:
    assert asked.unanswered(site, QUESTIONS, lang) == []


def test_a_gap_without_its_unit_is_seen(site: Path, tmp_path: Path) -> None:
    one = next(one for one in QUESTIONS if one["page"] == "figures/conditions")
    text = asked.page(site, "en/figures/conditions")
    (tmp_path / "en/figures/conditions").mkdir(parents=True)
    for broken in (text.replace('<dl class="duty">', "<dl>"), "<main></main>"):
        (tmp_path / "en/figures/conditions/index.html").write_text(broken, "utf-8")
        assert asked.unanswered(tmp_path, [one], "en")
    (tmp_path / "en/figures/conditions/index.html").write_text(text, "utf-8")
    assert asked.unanswered(tmp_path, [one], "en") == []
