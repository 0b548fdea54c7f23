"""Writes the search index from the finished pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TypeAlias

from transparency.model.search_words import SearchWords
from transparency.model.text import Lang, LocalText
from transparency.parallel import in_processes
from transparency.registry.check import CheckedRegistry
from transparency.site.build.content import SiteContent
from transparency.site.build.files import write
from transparency.site.build.finished_page import read
from transparency.site.render.pages import titles_of
from transparency.site.search.best_answers import offers
from transparency.site.search.everyday import NAMES
from transparency.site.search.index import IndexedPage, files
from transparency.site.search.page_text import PageText
from transparency.site.views.visitor_questions import answer_place

FOLDER = "search-index"

Titles: TypeAlias = "Mapping[tuple[str, Lang], str]"
Questions: TypeAlias = "Mapping[str, Sequence[LocalText]]"

LISTS = frozenset({"a_z", "asked", "glossary", "home", "open_data_tables", "owed", "search", "site_map"})
"""Kinds of pages that repeat what other pages say, or are found by term: only their titles and leads are indexed."""


def write_indexes(content: SiteContent, site: Path) -> None:
    """One index for each language, made side by side; pages that search engines skip are skipped here too."""
    titles = titles_of(content.registry, content.pages)
    questions = questions_of(content.registry)
    languages = content.registry.languages
    indexes = [partial(_index, site, content, titles, questions, lang) for lang in languages]
    for lang, made in zip(languages, in_processes(indexes, len(indexes)), strict=True):
        write({f"{FOLDER}/{lang}/{name}": text for name, text in made.items()}, site)


def questions_of(registry: CheckedRegistry) -> Questions:
    """Page id -> visitors' questions that it answers: the page of the answer itself and that on which it stands."""
    found: dict[str, list[LocalText]] = {}
    for one in registry.answers:
        for page in {one.page, answer_place(registry, one).page}:
            found.setdefault(page, []).append(one.question)
    return found


def _index(site: Path, content: SiteContent, titles: Titles, questions: Questions, lang: Lang) -> Mapping[str, bytes]:
    return files(lang, tuple(_entries(site, content, titles, questions, lang)), offers(content.registry, lang))


def _entries(
    site: Path, content: SiteContent, titles: Titles, questions: Questions, lang: Lang
) -> Iterator[IndexedPage]:
    languages = content.registry.languages
    for file in sorted(site.rglob("index.html")):
        path = file.parent.relative_to(site).as_posix()
        if languages.of_path(path) == lang:
            text = read(file.read_bytes(), content.cache).text
            if text.listed and text.id:
                complete(text, content.registry, titles, questions, lang)
                yield IndexedPage("" if path == "." else f"{path}/", text)


def complete(text: PageText, registry: CheckedRegistry, titles: Titles, questions: Questions, lang: Lang) -> None:
    """Adds what people call the page: its titles in other languages, questions that it answers, everyday names."""
    if text.kind in LISTS:
        text.parts = {part: said for part, said in text.parts.items() if part in {"title", "lead"}}
    for other in registry.languages:
        if other != lang:
            text.add("foreign", titles.get((text.id, other), ""))
    for question in questions.get(text.id, ()):
        text.add("questions", question.get(lang))
    names = [NAMES[name] for name in _kinds(text.id, registry) if name in NAMES]
    names += [named.words.texts for named in registry.of(SearchWords) if named.page == text.id]
    for said in names:
        for other in registry.languages:
            text.add("names" if other == lang else "foreign", said.get(other, ""))


def _kinds(page: str, registry: CheckedRegistry) -> Iterator[str]:
    """The page, and level and field of the programme that it describes."""
    yield page
    for one in registry.programmes:
        if page == f"programmes/{one.id}":
            yield from (f"level {one.level}", f"field {one.field}")
