"""The three languages are one site: same pages, same outline, same figures, no foreign words."""

from __future__ import annotations

import re
from pathlib import Path

import lxml.html
import pytest

from tests.site.pages import BuiltPage, by_id, pages
from transparency.model.text import LANGUAGES
from transparency.registry.load import load

pytestmark = pytest.mark.slow

KAZAKH = re.compile("[әғқңөұүһі]", re.IGNORECASE)
CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
NUMBER = re.compile(r"(?<![\w.])\d+(?:[.,\u00a0]\d+)*(?![\w])")
CODE = re.compile(r"(?<!\w)ҚазТБУ-[\w/.-]+")
"""Document codes are Kazakh on every page."""
HALF_YEAR = re.compile(r"\bH(?=[12]\b)")
"""English writes H1 2024 where the others write a number and a word."""


def test_same_pages(real_site: Path) -> None:
    for versions in by_id(real_site).values():
        assert set(versions) == set(LANGUAGES)


def test_every_process_has_a_card_in_each_language(real_site: Path, root: Path) -> None:
    processes = {f"processes/{file.stem}" for file in (root / "data/processes").glob("*.yml")}
    found = by_id(real_site)
    assert processes
    assert all(set(found[page]) == set(LANGUAGES) for page in processes)


def test_same_headings(real_site: Path) -> None:
    for versions in by_id(real_site).values():
        outlines = {lang: [_place(h) for h in _headings(page) if not _is_letter(h)] for lang, page in versions.items()}
        assert outlines["ru"] == outlines["kk"]
        assert outlines["en"] == outlines["kk"]


def _headings(page: BuiltPage) -> list[lxml.html.HtmlElement]:
    return page.main.xpath(".//h1|.//h2|.//h3|.//h4")


def _is_letter(heading: lxml.html.HtmlElement) -> bool:
    """Each language has an alphabet of its own."""
    return heading.get("id", "").startswith("letter-")


def _place(heading: lxml.html.HtmlElement) -> tuple[str, str | None]:
    """Level and anchor; the title of a page is linked by its address, so its own anchor does not matter."""
    return (heading.tag, None if heading.tag == "h1" else heading.get("id"))


def test_same_figures(real_site: Path) -> None:
    for versions in by_id(real_site).values():
        figures = {lang: sorted(_figures(page)) for lang, page in versions.items()}
        assert figures["ru"] == figures["kk"], versions["ru"].id
        assert figures["en"] == figures["kk"], versions["en"].id


def _figures(page: BuiltPage) -> list[str]:
    """Numbers without their separators, so that 1 234,5 equals 1,234.5.

    A drawing leaves out labels that have no room, which depends on the words; its table, which is compared, has them all.
    """
    text = HALF_YEAR.sub("", " ".join(page.main.xpath(".//text()[not(ancestor::*[local-name() = 'svg'])]")))
    return [re.sub(r"\D", "", number) for number in NUMBER.findall(text)]


def test_every_page_says_its_language(real_site: Path) -> None:
    for page in pages(real_site):
        assert page.tree.get("lang") == page.lang


def test_no_text_of_another_language(real_site: Path) -> None:
    """Letters tell: Kazakh ones stand on Russian and English pages only inside what is marked as Kazakh or is a code."""
    for page in pages(real_site):
        if page.lang != "kk":
            text = CODE.sub("", _own_text(page))
            pattern = KAZAKH if page.lang == "ru" else CYRILLIC
            assert not pattern.search(text), f"{page.lang}/{page.id}: {_around(pattern, text)}"


def _own_text(page: BuiltPage) -> str:
    foreign = set(page.main.xpath(".//*[@lang]|.//*[contains(@class, 'code')]"))
    return " ".join(
        piece
        for piece in page.main.xpath(".//text()")
        if not foreign.intersection([piece.getparent(), *piece.getparent().iterancestors()])
    )


def _around(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    assert match
    return text[max(0, match.start() - 40) : match.end() + 40]


def test_kazakh_pages_are_kazakh(real_site: Path) -> None:
    """A page of running text without one Kazakh letter would be a Russian page."""
    for page in pages(real_site):
        if page.lang == "kk":
            assert KAZAKH.search(page.text), page.id


def test_no_catalogue_key_is_shown(real_site: Path, root: Path) -> None:
    """A template that asks for a word by a wrong name would show the name; column names of files have no dot."""
    draft, _ = load(root)
    assert draft is not None
    keys = {key for key in draft.words["kk"].entries if "." in key}
    assert keys
    for page in pages(real_site):
        shown = {piece.strip() for piece in page.main.itertext()}
        assert not shown & keys, page.id
