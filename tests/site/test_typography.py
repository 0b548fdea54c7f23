"""Letters, quotes, dashes and spaces as the three languages write them, on every built page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import lxml.html
import pytest

from tests.site.pages import BuiltPage, pages
from transparency.model.words import Words

pytestmark = pytest.mark.slow

VERBATIM = (
    ".//*[self::code or self::pre or self::script or self::noscript or @lang or contains(@class, 'code')"
    " or contains(@class, 'preview') or self::*[name()='svg']]"
)
"""What is shown as it stands in a file, a code or a source."""

FAULTS = {
    "an alphabet inside a word changes": r"\b\w*(?:[A-Za-z][Ѐ-ӿ]|[Ѐ-ӿ][A-Za-z])\w*",
    "a straight quote": r"[\"']",
    "two full stops": r"(?<!\.)\.\.(?!\.)",
    "a space before a mark": r"(?<=\w) [,;:!?](?!\w)",
    "a hyphen for a dash": r"(?<=\w) - (?=\w)",
    "an em dash": "—",
    "a word twice": r"(?i)\b([^\W\d_]{2,})\s+\1\b(?!-)",
    "two spaces": r"(?<=\S)[ \u00a0]{2,}(?=\S)",
    "a space inside brackets": r"\( |\S \)",
    "a plain space inside a number": r"(?<![\w.])\d{1,3}(?: \d{3})+(?![\w.-])",
    "a plain space before per cent": r"\d %",
    "a plain space inside a date": r"\b\d{4} (?:ж|г)\.|\b\d{1,2} (?:қаңтар|маусым|қараша|желтоқсан|июня|ноября|декабря)\b",
}


@cache
def _pieces(page: BuiltPage) -> tuple[str, ...]:
    """The texts a reader sees, each as it stands between two tags."""
    left_out = set(page.main.xpath(VERBATIM))
    found = page.main.xpath(".//text()")
    return tuple(piece for piece in found if not left_out.intersection(_around(piece.getparent(), tail=piece.is_tail)))


def _around(element: lxml.html.HtmlElement, *, tail: bool) -> Iterator[lxml.html.HtmlElement]:
    if not tail:
        yield element
    yield from element.iterancestors()


@pytest.mark.parametrize("fault", FAULTS)
def test_no_page_has(site: Path, fault: str) -> None:
    pattern = re.compile(FAULTS[fault])
    found = {
        f"{page.lang}/{page.id}: {piece[max(0, match.start() - 25) : match.end() + 15]!r}"
        for page in pages(site)
        for piece in _pieces(page)
        if (match := pattern.search(piece))
    }
    assert not found, "\n".join(sorted(found)[:20])


def test_each_fault_would_be_found() -> None:
    examples = [
        "Қaз",
        'the "word"',
        "2026 г..",
        "сөз , сөз",
        "a - b",
        "a — b",
        "сөз сөз",
        "a  b",
        "( a",
        "12 500 people",
        "5 %",
        "2026 ж.",
    ]
    assert [name for name, text in zip(FAULTS, examples, strict=True) if not re.search(FAULTS[name], text)] == []


def test_a_value_lends_its_full_stop_to_the_sentence() -> None:
    words = Words("ru", {"a": "Обновлено: {date}. Адрес: {url}."})
    assert words.text("a", date="21 ноября 2026 г.", url="x") == "Обновлено: 21 ноября 2026 г. Адрес: x."
