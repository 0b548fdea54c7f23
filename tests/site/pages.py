"""Reads the built site for the tests: its pages by language and what stands on them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import lxml.html

from transparency.model.text import USUAL, Lang


@dataclass(frozen=True)
class BuiltPage:
    """One HTML file."""

    id: str
    lang: Lang
    file: Path

    @property
    def tree(self) -> lxml.html.HtmlElement:
        return _parsed(self.file)

    @property
    def text(self) -> str:
        """All visible words of the page."""
        return " ".join(self.tree.body.text_content().split())

    @property
    def main(self) -> lxml.html.HtmlElement:
        return self.tree.find(".//main")


@cache
def _parsed(file: Path) -> lxml.html.HtmlElement:
    tree = lxml.html.document_fromstring(file.read_bytes().decode())
    for element in tree.xpath("//script|//style"):
        element.drop_tree()
    return tree


@cache
def pages(site: Path) -> tuple[BuiltPage, ...]:
    """Every page with an address of its own, error pages and the signposts of moved pages left out."""
    return tuple(_page(site, file) for file in sorted(site.rglob("index.html")) if not is_moved(file))


def is_moved(file: Path) -> bool:
    """Whether the file only leads to the address to which a page has moved."""
    return b'http-equiv="refresh"' in file.read_bytes()[:2000]


def _page(site: Path, file: Path) -> BuiltPage:
    parts = file.parent.relative_to(site).parts
    lang = USUAL.of_path("/".join(parts))
    rest = parts if lang == USUAL.default else parts[1:]
    return BuiltPage("/".join(rest), lang, file)


def by_id(site: Path) -> dict[str, dict[Lang, BuiltPage]]:
    """Page id -> language -> page."""
    found: dict[str, dict[Lang, BuiltPage]] = {}
    for page in pages(site):
        found.setdefault(page.id, {})[page.lang] = page
    return found
