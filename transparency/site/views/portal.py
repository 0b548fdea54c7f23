"""Views of pages about the portal itself: glossary, changes, search, and the lists of all pages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import get_args

from transparency.model.absent_content import AbsentContent
from transparency.model.answer import Asker
from transparency.model.change import PortalChange
from transparency.model.glossary import GlossaryEntry
from transparency.model.text import Lang, LocalText
from transparency.registry.check import CheckedRegistry
from transparency.site.views.alphabet import Alphabet, alphabet, by_letter, sorting_key
from transparency.site.views.page import Page, text_in_all_languages
from transparency.site.views.visitor_questions import answer_place

REVIEW = dt.timedelta(days=365)
"""Lists of the portal are looked through once a year."""


@dataclass(frozen=True, slots=True)
class LinkedLine:
    """A line of a list: words, and the page (with a place on it) where they lead."""

    title: LocalText
    page: str
    anchor: str | None = None
    text: LocalText | None = None
    demonstration: bool = False
    """Whether invented records are shown there."""


@dataclass(frozen=True, slots=True)
class Branch:
    """A page of the site map with the pages right below it."""

    place: LinkedLine
    below: tuple[LinkedLine, ...]


@dataclass(frozen=True, slots=True)
class GlossaryView:
    """Terms in the order of each language's alphabet, by first letter."""

    letters: dict[Lang, tuple[tuple[str, tuple[GlossaryEntry, ...]], ...]]


@dataclass(frozen=True, slots=True)
class AlphabetView:
    """Everything that has a name, in the order of each language's alphabet, by first letter."""

    letters: dict[Lang, tuple[tuple[str, tuple[LinkedLine, ...]], ...]]


def pages(registry: CheckedRegistry) -> Iterator[Page]:
    """Pages that need nothing but the registry."""
    letters = {
        lang: by_letter(registry.explained, lambda one, lang=lang: one.term.get(lang), alphabet(words))  # type: ignore[misc]
        for lang, words in registry.words.items()
    }
    yield _page(registry, "about/glossary", "glossary", GlossaryView(letters))
    yield _page(registry, "about/changes", "changes", newest_first(registry.changes))
    yield _page(registry, "about/design", "design", None)
    yield _page(registry, "search", "search", registry.of(AbsentContent), parent="index")


def newest_first(changes: Iterable[PortalChange]) -> tuple[PortalChange, ...]:
    """Entries of one day keep the order in which they were written."""
    return tuple(sorted(changes, key=lambda change: change.date, reverse=True))


def directories(registry: CheckedRegistry, others: tuple[Page, ...]) -> Iterator[Page]:
    """Pages that list all other pages; the lists name the page of questions too."""
    listed = (*_places(others), *_prose(registry))
    if asked := tuple(_asked(registry, listed)):
        questions = _page(registry, "about/questions", "asked", asked)
        others, listed = (*others, questions), (*listed, *_places([questions]))
        yield questions
    yield _page(registry, "about/site-map", "site_map", _tree(registry, others, listed))
    yield _page(registry, "about/a-z", "a_z", _index(registry, listed))


def _asked(registry: CheckedRegistry, listed: Iterable[LinkedLine]) -> Iterator[tuple[Asker, tuple[LinkedLine, ...]]]:
    """Visitor -> the questions of that visitor, each with the title of the page that answers."""
    titles = {line.page: line.title for line in listed}
    for visitor in get_args(Asker):
        mine = ((one, answer_place(registry, one)) for one in registry.answers if one.visitor == visitor)
        lines = tuple(LinkedLine(one.question, at.page, at.anchor, titles.get(at.page)) for one, at in mine)
        if lines:
            yield visitor, lines


def _places(pages: Iterable[Page]) -> Iterator[LinkedLine]:
    for page in pages:
        if page.listed:
            yield LinkedLine(page.title, page.id, text=page.description, demonstration=page.demonstration)


def _prose(registry: CheckedRegistry) -> Iterator[LinkedLine]:
    written = {(page.id, page.lang): page.facts for page in registry.prose}
    for page_id in sorted({page.id for page in registry.prose}):
        facts = {lang: written[page_id, lang] for lang in registry.languages}
        yield LinkedLine(
            LocalText(**{lang: one.title for lang, one in facts.items()}),
            page_id,
            text=LocalText(**{lang: one.description for lang, one in facts.items()}),
        )


def _tree(registry: CheckedRegistry, pages: tuple[Page, ...], listed: tuple[LinkedLine, ...]) -> tuple[Branch, ...]:
    """The home page's children as branches; deeper pages stand under the branch they belong to."""
    parents = {page.id: page.parent for page in pages}
    parents |= {page.id: page.facts.parent or _above(page.id) for page in registry.prose}
    tops = [place for place in listed if parents[place.page] == "index"]
    return tuple(Branch(top, tuple(p for p in listed if parents[p.page] == top.page)) for top in tops)


def _above(page_id: str) -> str:
    return "index" if page_id.endswith("/index") else f"{page_id.split('/', maxsplit=1)[0]}/index"


def in_order(
    lines: Iterable[LinkedLine], lang: Lang, letters: Alphabet
) -> tuple[tuple[str, tuple[LinkedLine, ...]], ...]:
    """By title; questions of the same title stand in the order of their surveys, which their descriptions name."""
    described = sorted(lines, key=lambda one: sorting_key(one.text.get(lang) if one.text else "", letters))
    return by_letter(described, lambda one: one.title.get(lang), letters)


def _index(registry: CheckedRegistry, listed: tuple[LinkedLine, ...]) -> AlphabetView:
    terms = tuple(LinkedLine(one.term, "about/glossary", one.id) for one in registry.explained)
    found = (*listed, *terms)
    letters = {lang: in_order(found, lang, alphabet(words)) for lang, words in registry.words.items()}
    return AlphabetView(letters)


def _page(
    registry: CheckedRegistry,
    page_id: str,
    name: str,
    view: object,
    parent: str = "about/index",
) -> Page:
    chart = registry.architecture
    return Page(
        id=page_id,
        template=f"{name}.html.j2",
        title=text_in_all_languages(registry, f"{name}.title"),
        description=text_in_all_languages(registry, f"{name}.description"),
        view=view,
        keeper=registry.settings.keeper,
        updated=chart.updated,
        review_by=chart.updated + REVIEW,
        source=text_in_all_languages(registry, "common.own_text"),
        parent=parent,
    )
