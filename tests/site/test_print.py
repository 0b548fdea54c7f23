"""On paper nothing is lost: what the page says is in the PDF, tables with every column, A4, tagged."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.site.kinds import View, context, kinds
from tests.site.kinds import address as page_address
from transparency.model.text import LANGUAGES, Lang

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PAGES = (
    "process_card",
    "process_map",
    "indicators",
    "disclosure",
    "framework",
    "survey",
    "survey_indicator",
    "programmes",
    "programme",
    "dataset",
    "design",
)
"""Kinds of pages that people print; those that the site has are tried."""

DRAWN = ("survey", "survey_indicator")
"""Kinds whose drawings must be on the paper."""

TEXTS = """() => {
    const skip = `nav, form, noscript, svg, button, [download], p.files, details:has(> p.files) > summary, .contents,
      .hidden-text, .map-panel, [hidden]`;
    const walk = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT), found = [];
    while (walk.nextNode()) if (!walk.currentNode.parentElement.closest(skip)) found.push(walk.currentNode.data);
    return found;
}"""


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text).lower()


CHARTS = """() => {
    const folded = [...document.querySelectorAll("details.folded:not([open])")];
    folded.forEach((one) => { one.open = true; });
    const found = [...document.querySelectorAll("main svg.drawing")].filter((one) => one.checkVisibility())
        .map((one) => [...one.querySelectorAll("text")].map((text) => text.textContent));
    folded.forEach((one) => { one.open = false; });
    return found;
}"""
"""Texts of each drawing, of those in closed parts too: paper shows them all."""


@pytest.mark.browser
@pytest.mark.parametrize("kind", PAGES)
def test_paper_says_what_the_page_says(browser: Browser, address: str, site: Path, tmp_path: Path, kind: str) -> None:
    if kind not in kinds(site):
        pytest.skip(f"the site has no page of the kind {kind}")
    file = tmp_path / "page.pdf"
    with context(browser, address, View("", 1280, "dark", {"scheme": "black-on-yellow", "size": "200"})) as window:
        page = window.new_page()
        page.goto(f"/{page_address(kinds(site)[kind], 'kk')}")
        said = [_letters(text) for text in page.evaluate(TEXTS)]
        charts = page.evaluate(CHARTS)
        page.pdf(path=str(file), prefer_css_page_size=True, tagged=True, print_background=True)
    facts = subprocess.run(["pdfinfo", str(file)], capture_output=True, text=True, check=True).stdout
    assert re.search(r"Tagged:\s+yes", facts)
    assert "A4" in facts
    paper = _letters(
        subprocess.run(["pdftotext", "-raw", str(file), "-"], capture_output=True, text=True, check=True).stdout
    )
    lost = [text for text in said if text and text not in paper and not _pieces(text, paper)]
    assert not lost, lost[:5]
    assert bool(charts) == (kind in DRAWN), f"{len(charts)} drawings on a page of the kind {kind}"
    for texts in charts:
        wanted = [_letters(text) for text in texts if len(_letters(text)) > 2]
        assert wanted
        assert [text for text in wanted if text not in paper] == []


def _pieces(text: str, paper: str) -> bool:
    """A text that a narrow column breaks stands on paper in pieces; of a lost one hardly any piece is found."""
    size = 4 if len(text) >= 8 else 2
    pieces = [text[start : start + size] for start in range(0, max(1, len(text) - size + 1), size)]
    return sum(piece in paper for piece in pieces) >= len(pieces) / 2


@pytest.mark.browser
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_process_map_stands_on_one_sheet(browser: Browser, real_address: str, tmp_path: Path, lang: Lang) -> None:
    file = tmp_path / "map.pdf"
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{real_address}/{page_address('processes/index', lang)}")
    boxes = [_letters(text) for text in page.locator(".map-place [data-process]").all_inner_texts()]
    page.pdf(path=str(file), prefer_css_page_size=True)
    page.close()
    found = subprocess.run(["pdftotext", "-raw", str(file), "-"], capture_output=True, text=True, check=True).stdout
    sheets = [_letters(sheet) for sheet in found.split("\f")]
    assert len(boxes) == 22
    assert [sheet for sheet in sheets if all(box in sheet for box in boxes)], "no sheet has every process of the map"
