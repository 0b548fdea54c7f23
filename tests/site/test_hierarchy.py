"""A university with four levels of processes, activity tables and its own standard: pages follow its numbering and its words.

Its facts stand in ``tests/institutions/levels``: no surveys, no programmes, five groups, ISO 9001:2009.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from tests.conftest import DATE, ROOT, served
from transparency.model.problem import as_text
from transparency.site.build.build import build
from transparency.site.build.content import content

if TYPE_CHECKING:
    from playwright.sync_api import Browser

LEVELS = ROOT / "tests/institutions/levels"
OF_OTHERS = (
    *("9001:2015", "KazUTB", "КазУТБ", "ҚазТБУ", "kazutb", "Kulazhanov", "Кулажанов", "Құлажанов"),
    *("corporate site", "корпоративном сайте", "корпоративтік сайт", "the regulation", "по положению", "из положения"),
    *("положения и стандартов", "Ереже бойынша", "Ережедегі", "Ереженің", "Ереже мен стандарт"),
    *("process information map", "Карта информации процесса", "Процестің ақпараттық картасы"),
)
"""Words of the first institution and its documents, in the forms in which pages of the product have had them."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its official site; a build with a broken link would be refused."""
    folder = tmp_path_factory.mktemp("levels") / "site"
    made, problems = build(LEVELS, folder, {"SITE_DATE": DATE.isoformat()})
    assert made is not None, as_text(problems)
    return folder


def _page(site: Path, address: str) -> str:
    return (site / address / "index.html").read_text(encoding="utf-8").replace("\u00a0", " ")


@pytest.mark.slow
def test_the_trail_follows_the_hierarchy(built: Path) -> None:
    trail = _page(built, "en/processes/p05").partition('class="trail"')[2].partition("</nav>")[0]
    titles = re.findall(r"<a[^>]*>([^<]*)</a>", trail)
    assert titles[1:] == [
        "Process map",
        "Care of the light",
        "Keeping the light",
        "Lighting the lamp",
        "Preparing the oil",
    ]


@pytest.mark.slow
def test_a_card_shows_parent_children_and_neighbours(built: Path) -> None:
    card = _page(built, "en/processes/p04")
    assert '<a href="../p03/">7.5 Lighting the lamp</a>' in card
    children = card.partition('id="children"')[2].partition("</ul>")[0]
    assert re.findall(r">([^<>]+)</a>", children) == ["7.5.4.1 Measuring the oil", "7.5.4.2 Filtering the oil"]
    below = _page(built, "en/processes/p05").partition('class="neighbours"')[2].partition("</nav>")[0]
    assert re.findall(r">([^<>]+)</a>", below) == ["7.5.4.2 Filtering the oil"]


@pytest.mark.slow
def test_the_emblem_is_in_the_header_and_on_the_icon(built: Path) -> None:
    page = _page(built, "en/processes")
    assert '<link rel="icon" href="../../assets/brand/lighthouse.svg" type="image/svg+xml">' in page
    assert '<img src="../../assets/brand/lighthouse.svg" alt="Lighthouse" width="40" height="40">' in page
    assert (built / "assets/brand/lighthouse.svg").is_file()


@pytest.mark.slow
def test_the_search_knows_the_facts_that_an_item_declares(built: Path) -> None:
    words = json.loads((built / "search-index/en/words.json").read_text("utf-8"))["words"].split("\n")
    assert {"nautical", "lighthous"} <= set(words), "of a unit and of a title, without endings"


@pytest.mark.slow
def test_the_map_folds_and_says_what_it_counts(built: Path) -> None:
    page = _page(built, "en/processes")
    assert "6 processes, of them at the top level: 1" in page
    assert "<summary>2 subprocesses, 5 at all levels below</summary>" in page
    assert page.count("<details><summary>2 subprocesses</summary>") == 1, "the innermost level"
    drawn = re.findall(r'data-process="[^"]*"><b>([^<]*)</b>', page)
    assert drawn == ["5", "7", "8", "6", "9"]


def _words_of_the_first_institution() -> list[str]:
    """What KazUTB calls its map, and the names of its frameworks, in every language."""
    files = (ROOT / "data/architecture.yml", *sorted((ROOT / "data/compliance").glob("*.yml")))
    titles = [yaml.safe_load(file.read_text(encoding="utf-8"))["title"] for file in files]
    return [text for title in titles for text in title.values()]


@pytest.mark.slow
def test_no_page_or_file_has_words_of_another_institutions_frameworks(built: Path) -> None:
    words = re.compile("|".join(map(re.escape, (*OF_OTHERS, *_words_of_the_first_institution()))), re.IGNORECASE)
    texts = [one for one in built.rglob("*") if one.suffix in {".html", ".json", ".csv", ".xml", ".jsonld", ".svg"}]
    assert len(texts) > 200
    found = {one.relative_to(built).as_posix(): words.findall(one.read_text(encoding="utf-8")) for one in texts}
    assert {name: told for name, told in found.items() if told} == {}
    assert "ISO 9001:2009" in _page(built, "en/processes/clauses")


def test_a_part_belongs_to_the_group_of_its_parent(tmp_path: Path) -> None:
    root = shutil.copytree(LEVELS, tmp_path / "levels", ignore=shutil.ignore_patterns(".cache"))
    file = root / "data/processes/p09.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("category: sea", "category: tools"), encoding="utf-8")
    _, problems = content(root, DATE)
    assert [(one.rule, one.file) for one in problems] == [("R05", "data/processes/p09.yml")]


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_is_wider_than_the_screen(built: Path, browser: Browser, width: int) -> None:
    with served(built) as address:
        page = browser.new_page(viewport={"width": width, "height": 800})
        for place in ("processes/", "ru/processes/p04/", "en/processes/light/"):
            page.goto(f"{address}/{place}")
            page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
            assert page.evaluate("document.documentElement.scrollWidth") <= width, place
        page.close()
