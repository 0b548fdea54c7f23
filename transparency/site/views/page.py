"""Page type: title, responsible unit, template and the values the template shows, before rendering."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from transparency.model.legal_act import LegalAct, LegalDuty
from transparency.model.public_register import PublicRegister
from transparency.model.text import LocalText
from transparency.registry.check import CheckedRegistry
from transparency.site.views.survey_chart import Chart


@dataclass(frozen=True, slots=True)
class RecordTable:
    """The records of one type, column by column."""

    id: str
    """Its place on the page: the name of the declaration."""
    title: LocalText
    headings: tuple[LocalText, ...]
    rows: tuple[tuple[object, ...], ...]


@dataclass(frozen=True, slots=True)
class RelatedPage:
    """A page that belongs to another one."""

    page: str
    confirmed: bool
    source: LocalText | None
    """Where a confirmed relation is stated."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The previous or next page of a sequence; ``number`` stands before its title."""

    id: str
    title: LocalText
    number: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One page in all languages; the template is asked once a language."""

    id: str
    """Path of the page without the ending, the same in each language: ``processes/p01``, ``processes/index``."""
    template: str
    """Name of the template in ``site/templates``."""
    title: LocalText
    description: LocalText
    view: object
    """A frozen record whose fields the template names."""
    keeper: str
    """Id of the unit or role that answers for the page."""
    updated: dt.date
    review_by: dt.date
    source: LocalText
    """Where the content comes from."""
    parent: str | None = None
    """Id of the page above it; None for the home page."""
    datasets: tuple[str, ...] = ()
    """Datasets that hold the same facts."""
    code: str | None = None
    """Document code, shown below the title."""
    number: str | None = None
    """Number by which lists and neighbours name the page, shown before the title."""
    listed: bool = True
    """Whether lists, the site map and search engines name the page."""
    charts: tuple[Chart, ...] = ()
    """Charts that the template shows."""
    tables: tuple[RecordTable, ...] = ()
    """Tables of records below what the template shows."""
    related: tuple[RelatedPage, ...] = ()
    """Pages of other sections that belong to it."""
    grounds: tuple[tuple[LegalAct, LegalDuty], ...] = ()
    """Legal grounds that name the page or its record."""
    registers: tuple[PublicRegister, ...] = ()
    """Outside registers in which its facts can be verified."""
    before: Neighbour | None = None
    """The previous page of a sequence; links to the previous and the next page stand at the end of the page."""
    after: Neighbour | None = None
    demonstration: bool = False
    """Whether records of ``demo/`` are shown: then the page says so, and offers no permanent link and no citation."""


Section = Callable[[CheckedRegistry], Iterable[Page]]


def text_in_all_languages(registry: CheckedRegistry, key: str, **values: LocalText | str) -> LocalText:
    """A word of the catalogues in every language, with its placeholders filled in that language."""
    texts = {}
    for lang in registry.languages:
        filled = {name: v.get(lang) if isinstance(v, LocalText) else v for name, v in values.items()}
        texts[lang] = registry.words[lang].text(key, **filled)
    return LocalText(**texts)


def above(registry: CheckedRegistry, page: str) -> str:
    """The page above another one; the home page where the site does not have it."""
    return page if registry.settings.uses(page) else "index"
