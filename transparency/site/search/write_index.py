"""Writes the search index from the finished pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TypeAlias

from transparency.cache import DiskCache
from transparency.model.glossary import GlossaryEntry
from transparency.model.text import DEFAULT_LANGUAGE, LANGUAGES, Lang
from transparency.parallel import in_processes
from transparency.site.build.content import SiteContent
from transparency.site.build.files import write
from transparency.site.build.finished_page import read
from transparency.site.render.pages import titles_of
from transparency.site.search.index import IndexedPage, files

FOLDER = "search-index"

Titles: TypeAlias = "Mapping[tuple[str, Lang], str]"

LISTS = frozenset({"a_z", "site_map", "glossary"})
"""Kinds of pages that repeat what other pages say, or are found by term: only their titles and leads are indexed."""


def write_indexes(content: SiteContent, site: Path) -> None:
    """One index for each language, made side by side; pages that search engines skip are skipped here too."""
    titles = titles_of(content.registry, content.pages)
    indexes = [partial(_index, site, content.registry.glossary, titles, content.made, lang) for lang in LANGUAGES]
    for lang, made in zip(LANGUAGES, in_processes(indexes, len(indexes)), strict=True):
        write({f"{FOLDER}/{lang}/{name}": text for name, text in made.items()}, site)


def _index(
    site: Path, glossary: tuple[GlossaryEntry, ...], titles: Titles, made: DiskCache, lang: Lang
) -> Mapping[str, bytes]:
    return files(lang, tuple(_entries(site, titles, made, lang)), glossary)


def _entries(site: Path, titles: Titles, made: DiskCache, lang: Lang) -> Iterator[IndexedPage]:
    for file in sorted(site.rglob("index.html")):
        path = file.parent.relative_to(site).as_posix()
        first = path.split("/", maxsplit=1)[0]
        if (first if first in LANGUAGES else DEFAULT_LANGUAGE) == lang:
            text = read(file.read_bytes(), made).text
            if text.listed and text.id:
                if text.kind in LISTS:
                    text.parts = {part: said for part, said in text.parts.items() if part in {"title", "lead"}}
                for other in LANGUAGES:
                    if other != lang:
                        text.add("foreign", titles.get((text.id, other), ""))
                yield IndexedPage("" if path == "." else f"{path}/", text)
