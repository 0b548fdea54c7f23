"""Metadata of a page for the layout: title, description, dates, responsible unit, source, parent page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from transparency.model.text import Lang
from transparency.registry.check import CheckedRegistry
from transparency.registry.load_prose import ProsePage
from transparency.registry.record_types import record_types
from transparency.registry.stale_translations import stale_pages
from transparency.site.render import feed, formats, linked_data, share_image
from transparency.site.views import actor, page_status
from transparency.site.views.addresses import page_url, path
from transparency.site.views.audience import audience
from transparency.site.views.home import HomeView
from transparency.site.views.page import Page


@dataclass(frozen=True, slots=True)
class _Facts:
    """The same facts of a generated and of a hand-written page, in one language."""

    id: str
    title: str
    description: str
    keeper: str
    updated: dt.date
    review_by: dt.date
    source: str
    parent: str | None
    kind: str
    """Kind of page: the name of its template, or ``prose`` for one that a person wrote."""
    lead: str = ""
    """First sentence below the title of a generated page."""
    code: str | None = None
    number: str | None = None
    listed: bool = True
    view: object = None
    """What a generated page shows."""
    charts: bool = False
    """Whether the page needs the styles and the script of charts."""
    stale: bool = False
    """Whether nobody has confirmed the translation for the present text."""
    demonstration: bool = False


@dataclass(frozen=True)
class PageMetadata:
    """Answers for any page of the site, by id and language."""

    registry: CheckedRegistry
    facts: Mapping[tuple[str, Lang], _Facts]

    def meta(self, page_id: str, lang: Lang, href: Callable[[str], str]) -> dict[str, object]:
        """Values for the theme's ``page.meta``; ``href`` gives the address of a page as seen from this one."""
        facts = self.facts[page_id, lang]
        trail = self.trail(facts, lang)
        picture = share_image.section(facts.id, self._known)
        return {
            "id": facts.id,
            "kind": facts.kind,
            "listed": facts.listed,
            "charts": facts.charts,
            "stale": facts.stale,
            "demonstration": facts.demonstration,
            "section": facts.id.split("/", maxsplit=1)[0],
            "image": share_image.path(picture, lang),
            "image_text": self.facts[picture, lang].title,
            "feed": feed.path(self.registry, lang),
            "linked_data": linked_data.script(self.registry, facts.view, lang, self._crumbs((*trail, facts.id), lang)),
            "title": facts.title,
            "description": facts.description,
            "lead": facts.lead,
            "code": facts.code,
            "number": facts.number,
            "keeper": actor.title(self.registry, facts.keeper).get(lang),
            "updated": _day(facts.updated, lang),
            "review_by": _day(facts.review_by, lang),
            "overdue": facts.review_by < self.registry.date,
            "source": facts.source[:1].upper() + facts.source[1:],
            "approval": self._approval(facts.id, lang),
            "block": self.registry.words[lang].text(f"frame.blocks.{page_status.block(self.registry, facts.id)}"),
            "audience": self._audience(facts.id, lang),
            "portal_keeper": actor.title(self.registry, self.registry.settings.keeper).get(lang),
            "trail": [{"title": self.facts[one, lang].title, "href": href(one)} for one in trail],
        }

    def _audience(self, page_id: str, lang: Lang) -> str:
        """For whom the page is meant, in words."""
        words, kinds = (
            self.registry.words[lang],
            audience(page_id, self._asking.get(page_id, ()), staff=page_id.split("/")[:2] in self._staff),
        )
        if not kinds:
            return words.text("frame.everybody")
        *before, last = (words.text(f"frame.for.{kind}") for kind in kinds)
        who = words.text("frame.and", before=", ".join(before), last=last) if before else last
        return words.text("frame.for_list", list=who)

    def _approval(self, page_id: str, lang: Lang) -> str:
        """Who approved or endorsed the page and when, or what of it is not evidenced."""
        found, words = page_status.approved(self.registry, page_id), self.registry.words[lang]
        days = {"day": formats.date(found.day, lang)} if found.day else {}
        dated = "agreed" if found.form == "to_agree" else "full"
        form = (dated if days else found.form) if found.post else "day" if days else "none"
        named = found.post and (
            actor.title(self.registry, found.post).get(lang)
            if form in ("full", "post")
            else actor.within_sentence(self.registry, found.post, lang)
        )
        names = {"post": named} if named else {}
        return words.text(f"frame.approval.{form}", **names, **days)

    @cached_property
    def _staff(self) -> list[list[str]]:
        """Parts of the addresses of surveys of the university's own staff."""
        asked = [one for one in self.registry.surveys.calendar if one.population in ("STAFF", "ADMIN")]
        return [["surveys", one.id.lower()] for one in asked]

    @cached_property
    def _asking(self) -> Mapping[str, frozenset[str]]:
        """Page -> kinds of visitors whose question it answers, on the home page or in the list of questions."""
        home = self.facts["index", self.registry.languages.default].view
        entrances = home.visitors if isinstance(home, HomeView) else ()
        asked = [(question.page, one.kind) for one in entrances for question in one.questions]
        asked += [(one.page, one.visitor) for one in self.registry.answers]
        return {page: frozenset(kind for at, kind in asked if at == page) for page, _ in asked}

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(page for page, _ in self.facts)

    def links(self, page_ids: Iterable[str], lang: Lang) -> list[dict[str, str]]:
        """Titles and addresses from the root of the site, for lists that stand on every page."""
        known = [one for one in page_ids if (one, lang) in self.facts]
        return [
            {"title": self.facts[one, lang].title, "url": path(self.registry.languages, one, lang)} for one in known
        ]

    def _crumbs(self, page_ids: Iterable[str], lang: Lang) -> list[tuple[str, str]]:
        return [(self.facts[one, lang].title, page_url(self.registry, one, lang)) for one in page_ids]

    def trail(self, facts: _Facts, lang: Lang) -> list[str]:
        """Ids of the pages above, the highest first."""
        trail: list[str] = []
        parent = facts.parent
        while parent is not None and parent not in trail:
            trail.insert(0, parent)
            parent = self.facts[parent, lang].parent
        return trail


def layout(registry: CheckedRegistry, pages: tuple[Page, ...]) -> PageMetadata:
    """Facts of every page of the site."""
    stale = frozenset(_stale(registry, frozenset(page.id for page in pages)))
    facts = {
        (page.id, lang): _generated(registry, page, lang, (page.id, lang) in stale)
        for page in pages
        for lang in registry.words
    }
    unconfirmed = {page.file for pages in stale_pages(registry.prose, registry.languages).values() for page in pages}
    facts |= {(page.id, page.lang): _written(registry, page, page.file in unconfirmed) for page in registry.prose}
    return PageMetadata(registry, facts)


def _stale(registry: CheckedRegistry, page_ids: frozenset[str]) -> Iterator[tuple[str, Lang]]:
    """Pages and languages of the records with a stale translation: a record's own page, else the pages that list its type."""
    for one in registry.unconfirmed:
        lists = record_types()[one.type].pages
        own = {f"{page.rpartition('/')[0]}/{one.id}" for page in lists} & page_ids
        yield from product(own or lists, one.languages)


def _generated(registry: CheckedRegistry, page: Page, lang: Lang, stale: bool) -> _Facts:
    description = page.description.get(lang)
    if page.demonstration:
        description = f"{registry.words[lang].text('status.demonstration')}. {description}"
    return _Facts(
        page.id,
        page.title.get(lang),
        description,
        page.keeper,
        page.updated,
        page.review_by,
        page.source.get(lang),
        page.parent,
        page.template.split(".", maxsplit=1)[0],
        page.description.get(lang),
        page.code,
        page.number,
        page.listed,
        page.view,
        bool(page.charts),
        stale,
        page.demonstration,
    )


def _written(registry: CheckedRegistry, page: ProsePage, stale: bool) -> _Facts:
    facts = page.facts
    return _Facts(
        page.id,
        facts.title,
        facts.description,
        facts.keeper,
        facts.updated,
        facts.review_by,
        registry.words[page.lang].text("common.own_text"),
        facts.parent or "index",
        "prose",
        stale=stale,
    )


def _day(day: dt.date, lang: Lang) -> dict[str, str]:
    return {"iso": day.isoformat(), "text": formats.date(day, lang)}
