"""Writes the search index from the finished pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TypeAlias

from transparency.model.text import Lang
from transparency.parallel import in_processes
from transparency.site.build.content import SiteContent
from transparency.site.build.files import write
from transparency.site.build.finished_page import read
from transparency.site.render.pages import titles_of
from transparency.site.search.index import IndexedPage, files
from transparency.site.search.offers import offers

FOLDER = "search-index"

Titles: TypeAlias = "Mapping[tuple[str, Lang], str]"

LISTS = frozenset({"a_z", "asked", "glossary", "home", "open_data_tables", "search", "site_map"})
"""Kinds of pages that repeat what other pages say, or are found by term: only their titles and leads are indexed."""


def write_indexes(content: SiteContent, site: Path) -> None:
    """One index for each language, made side by side; pages that search engines skip are skipped here too."""
    titles = titles_of(content.registry, content.pages)
    languages = content.registry.languages
    indexes = [partial(_index, site, content, titles, lang) for lang in languages]
    for lang, made in zip(languages, in_processes(indexes, len(indexes)), strict=True):
        write({f"{FOLDER}/{lang}/{name}": text for name, text in made.items()}, site)


def _index(site: Path, content: SiteContent, titles: Titles, lang: Lang) -> Mapping[str, bytes]:
    return files(lang, tuple(_entries(site, content, titles, lang)), offers(content.registry, lang))


def _entries(site: Path, content: SiteContent, titles: Titles, lang: Lang) -> Iterator[IndexedPage]:
    languages = content.registry.languages
    for file in sorted(site.rglob("index.html")):
        path = file.parent.relative_to(site).as_posix()
        if languages.of_path(path) == lang:
            text = read(file.read_bytes(), content.made).text
            if text.listed and text.id:
                if text.kind in LISTS:
                    text.parts = {part: said for part, said in text.parts.items() if part in {"title", "lead"}}
                for other in languages:
                    if other != lang:
                        text.add("foreign", titles.get((text.id, other), ""))
                for one in content.registry.answers:
                    if one.page == text.id:
                        text.add("questions", one.question.get(lang))
                yield IndexedPage("" if path == "." else f"{path}/", text)
