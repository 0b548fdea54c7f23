"""The home page: answers with their numbers, or who owes them; every question of a visitor leads to a place that exists."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

import lxml.html
import pytest
import yaml

from tests.conftest import DATE
from transparency.model.problem import as_text
from transparency.model.text import LANGUAGES, Lang
from transparency.site.build.content import SiteContent, content
from transparency.site.views.home import VISITORS, quilt
from transparency.site.views.process import groups

pytestmark = pytest.mark.usefixtures("warm")


def made(root: Path, *, demo: bool = True) -> SiteContent:
    found, problems = content(root, DATE, demo=demo)
    assert found is not None, as_text(problems)
    return found


def home(site: SiteContent, lang: Lang) -> lxml.html.HtmlElement:
    return lxml.html.fromstring(f"<main>{site.html['index', lang]}</main>")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_question_of_a_visitor_leads_to_a_place_that_exists(small: Path, lang: Lang) -> None:
    site = made(small)
    visitors = home(site, lang).xpath("//ul[@class='visitors']/li")
    assert len(visitors) == len(VISITORS)
    for visitor in visitors:
        links = visitor.xpath(".//ul//a/@href")
        assert len(links) >= 2
        for link in links:
            path, _, anchor = link.partition("#")
            page = posixpath.normpath(path)
            html = next(site.html[one, lang] for one in (page, f"{page}/index") if (one, lang) in site.html)
            assert not anchor or f'id="{anchor}"' in html


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_tile_shows_the_number_or_who_owes_it(small: Path, lang: Lang) -> None:
    filled = home(made(small), lang).xpath("//li[contains(@class, 'answer--people')]//data/@value")
    assert [float(value) for value in filled] == [pytest.approx(0.634, abs=0.0005)]
    site = made(small, demo=False)
    awaited = home(site, lang).xpath("//li[contains(@class, 'answer--awaited')]")
    unit = site.registry.units["quality-office"].title.get(lang)
    assert len(awaited) == 2
    assert all(unit in tile.text_content() for tile in awaited)
    assert not home(site, lang).xpath("//li[contains(@class, 'answer--people')]//data")


def test_the_quilt_has_a_piece_for_each_process(small: Path) -> None:
    registry = made(small).registry
    pieces = quilt(groups(registry), len(registry.architecture.feedback))
    assert sorted(pieces) == ["1", "2", *["feedback"] * min(2, len(registry.architecture.feedback))]


def test_only_what_is_published_is_due_for_review(small: Path) -> None:
    def due() -> list[str]:
        return home(made(small), "en").xpath("//section[h2[@id='reviews']]//a/@href")

    assert any("disclosures/licence" in link for link in due())
    file = small / "data/disclosures/licence.yml"
    item = yaml.safe_load(file.read_text(encoding="utf-8"))
    item["content"] = {"kind": "licence"}
    dated = ("submitted_on", "published_on", "last_reviewed")
    text = yaml.safe_dump({key: value for key, value in item.items() if key not in dated}, allow_unicode=True)
    file.write_text(text, encoding="utf-8")
    for copy in (small / "data/attachments").glob("licence*"):
        copy.unlink()
    assert not any("disclosures/licence" in link for link in due())


def test_the_full_name_stands_on_the_home_page(site: Path) -> None:
    html = (site / "en/index.html").read_text(encoding="utf-8")
    assert re.search(r"<small>Example University</small>", html)
