"""Whether visitors find what they ask: two clicks from the home page, or one search, lead to the answer or to who owes it."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from tests.content.test_search import answers
from transparency.model.text import USUAL, Lang
from transparency.site.views.addresses import path

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CLICKS = 2
LISTS = ("about/questions", "about/site-map", "about/a-z")
"""Pages that list everything; a visitor who needs them has not found the way."""

_LINK = re.compile(r'<a\b[^>]*?href="([^"#?]*)[^"]*"[^>]*>(.*?)</a>', re.DOTALL)
_TAG = re.compile(r"<svg.*?</svg>|<[^>]+>", re.DOTALL)


def questions(institution: Path) -> list[dict[str, Any]]:
    """The records of ``data/answers.yml``."""
    found: list[dict[str, Any]] = yaml.safe_load((institution / "data/answers.yml").read_text("utf-8"))["answers"]
    return found


def page(site: Path, address: str) -> str:
    """The HTML of an address below the root."""
    return (site / address / "index.html").read_text("utf-8")


def _linked(site: Path, address: str) -> Iterator[str]:
    """Addresses of the pages to which a link with visible text leads."""
    for href, inside in _LINK.findall(page(site, address)):
        visible = html.unescape(_TAG.sub("", inside)).strip()
        target = posixpath.normpath(posixpath.join("/", address, href)).strip("/")
        target = f"{target}/" if target else ""
        if visible and "://" not in href and (site / target / "index.html").is_file():
            yield target


def near(site: Path, lang: Lang) -> Mapping[str, int]:
    """Address -> clicks from the home page of the language, up to `CLICKS`."""
    home = path(USUAL, "index", lang)
    found, lists = {home: 0}, {path(USUAL, one, lang) for one in LISTS}
    for clicks in range(1, CLICKS + 1):
        for start in [one for one, n in found.items() if n == clicks - 1 and one not in lists]:
            for target in _linked(site, start):
                found.setdefault(target, clicks)
    return found


def unfound(browser: Browser, address: str, site: Path, asked: Iterable[Mapping[str, Any]], lang: Lang) -> list[str]:
    """Questions whose page is neither two clicks away nor among the first pages of one search."""
    close = near(site, lang)
    far = [one for one in asked if path(USUAL, one["page"], lang) not in close]
    found = answers(browser, address, lang, [one["question"][lang] for one in far])
    missed = [one for one in far if path(USUAL, one["page"], lang) not in found[one["question"][lang]]]
    return [f"{lang} {one['id']}: {one['question'][lang]} -> {one['page']}" for one in missed]


def unanswered(site: Path, asked: Iterable[Mapping[str, Any]], lang: Lang) -> list[str]:
    """Questions whose page is empty, or lacks something without naming the unit and the day (or that there is none)."""
    return [
        f"{lang} {one['id']}: {fault}" for one in asked for fault in _faults(page(site, path(USUAL, one["page"], lang)))
    ]


def _faults(text: str) -> Iterator[str]:
    body = text[text.index("<main") : text.index("</main>")]
    if len(_TAG.sub("", body).split()) < 30:
        yield "the page says nothing"
    for place in body.split('class="awaited"')[1:]:
        duty = re.search(r'<dl class="duty">(.*?)</dl>', place, re.DOTALL)
        values = [_TAG.sub("", value).strip() for value in re.findall(r"<dd>(.*?)</dd>", duty[1])] if duty else []
        if len(values) < 2 or not all(values):
            yield "a gap without unit or day"
