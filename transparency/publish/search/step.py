"""Reads the finished pages and writes the index beside them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from transparency.model.text import DEFAULT_LANGUAGE, LANGUAGES, Lang
from transparency.publish.content import Content
from transparency.publish.search.index import Entry, files
from transparency.publish.search.page_text import read

FOLDER = "search-index"

LISTS = frozenset({"a_z", "site_map", "glossary"})
"""Kinds of pages that repeat what other pages say, or are found by term: only their titles and leads are indexed."""


def write(content: Content, site: Path) -> None:
    """One index for each language; pages that search engines skip are skipped here too."""
    for lang in LANGUAGES:
        folder = site / FOLDER / lang
        folder.mkdir(parents=True)
        for name, made in files(lang, tuple(_entries(site, lang)), content.registry.glossary).items():
            (folder / name).write_bytes(made)


def _entries(site: Path, lang: Lang) -> Iterator[Entry]:
    for file in sorted(site.rglob("index.html")):
        path = file.parent.relative_to(site).as_posix()
        first = path.split("/", maxsplit=1)[0]
        if (first if first in LANGUAGES else DEFAULT_LANGUAGE) == lang:
            text = read(file.read_text(encoding="utf-8"))
            if text.listed and text.id:
                if text.kind in LISTS:
                    text.parts = {part: said for part, said in text.parts.items() if part in {"title", "lead"}}
                yield Entry("" if path == "." else f"{path}/", text)
