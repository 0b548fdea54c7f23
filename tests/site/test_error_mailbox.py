"""«Found an error?»: honest while the university has named no mailbox, a letter with the page id once it has."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import jinja2
import pytest

from tests.conftest import FULL
from transparency.model.product_files import LAYOUT
from transparency.model.site import Settings
from transparency.model.text import Lang
from transparency.model.words import Words
from transparency.registry.load import load


def _colophon(settings: Settings, words: Words) -> str:
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(LAYOUT), autoescape=True)
    day = {"iso": "2026-11-21", "text": "21"}
    meta = {
        "id": "processes/p02",
        "kind": "process_card",
        "title": "T",
        "keeper": "K",
        "source": "S",
        "portal_keeper": "Unit X",
        "audience": "everyone",
        "block": "first block",
    }
    return environment.get_template("parts/colophon.html").render(
        m={**meta, "updated": day, "review_by": day},
        words=words,
        settings=settings,
        config={"site_name": "P"},
        page={"canonical_url": "https://example.org/processes/p02/"},
    )


@pytest.fixture(scope="module")
def draft() -> tuple[Settings, dict[Lang, Words]]:
    """Settings of the small institution and the words of the product."""
    found, _ = load(FULL)
    assert found is not None
    return found.settings.record, found.words


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_without_a_mailbox_the_page_says_who_owes_it(draft: tuple[Settings, dict[Lang, Words]], lang: Lang) -> None:
    settings, words = draft
    html = _colophon(settings.model_copy(update={"error_mailbox": None}), words[lang])
    assert "mailto:" not in html
    assert "Unit X" in html
    assert f"{lang}/processes/p02" in html


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_with_a_mailbox_a_letter_names_the_page(draft: tuple[Settings, dict[Lang, Words]], lang: Lang) -> None:
    settings, words = draft
    html = _colophon(settings.model_copy(update={"error_mailbox": "portal@example.org"}), words[lang])
    letter = re.search(r'href="mailto:([^"]+)"', html)
    assert letter
    written = unquote(letter[1].replace("&amp;", "&"))
    assert written.startswith("portal@example.org?subject=")
    assert "processes/p02" in written.split("&body=")[0]
    assert written.endswith("https://example.org/processes/p02/")


def test_the_site_has_no_mailbox_that_nobody_named(site: Path) -> None:
    assert "mailto:" not in (site / "index.html").read_text(encoding="utf-8")
