"""The questions that visitors ask (``data/answers.yml``) lead to their answers, or to the unit that owes them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT
from tests.search import asked
from transparency.model.text import LANGUAGES, Lang

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.mark.browser
@pytest.mark.parametrize("lang", LANGUAGES)
def test_questions_are_answered(browser: Browser, real_address: str, real_site: Path, lang: Lang) -> None:
    questions = asked.questions(ROOT)
    assert asked.unfound(browser, real_address, real_site, questions, lang) == []
    assert asked.unanswered(real_site, questions, lang) == []
