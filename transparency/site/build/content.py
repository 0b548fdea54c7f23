"""Builds all content from ``data/``: pages, charts, search data and open-data files, step by step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from transparency.cache import FOLDER, NO_CACHE, DiskCache
from transparency.gate.register import Register
from transparency.gate.scanning import shown_name
from transparency.model.messages import Message
from transparency.model.problem import Problem, exit_code, in_order
from transparency.model.product_files import WORDS
from transparency.model.words import UnknownWord
from transparency.opendata import open_data
from transparency.opendata.withdrawn_texts import NOTHING, Withdrawn
from transparency.parallel import both, results
from transparency.registry.check import CheckedRegistry, check
from transparency.registry.hidden_texts import hidden_texts
from transparency.registry.load import load
from transparency.site.build import attachments, evidence_anchors, map_files, survey_files
from transparency.site.build.rendered_pages import GeneratedHtml, Rendered, rendered
from transparency.site.charts.data_files import files as chart_data
from transparency.site.render import brand, feed, share_image
from transparency.site.render.meta import layout
from transparency.site.render.pages import TEMPLATES
from transparency.site.views import all_pages
from transparency.site.views.page import Page


@dataclass(frozen=True, slots=True)
class SiteContent:
    """Everything that is generated for one site."""

    registry: CheckedRegistry
    rendered: Rendered
    files: Mapping[str, bytes]
    """Path below the root of the site -> bytes."""
    cache: DiskCache = NO_CACHE
    """What earlier builds made."""
    sources: frozenset[str] = frozenset()
    """Names of the files that were read, the layout included: MkDocs copies no others."""
    withdrawn: Withdrawn = NOTHING
    """What earlier versions of the open data may not say any more."""

    @property
    def pages(self) -> tuple[Page, ...]:
        """Generated pages, each in all languages."""
        return self.rendered.pages

    @property
    def html(self) -> GeneratedHtml:
        """Page id and language -> HTML below the title."""
        return self.rendered.html


def content(
    root: Path,
    date: dt.date,
    templates: Path = TEMPLATES,
    *,
    served: Path | None = None,
    full: bool = False,
    demo: bool = False,
) -> tuple[SiteContent | None, tuple[Problem, ...]]:
    """Loads, checks, shapes and renders; with any error there is no content, only the reasons, all of them.

    ``served`` is the folder ``open-data`` of the site that is being served; ``full`` writes the slow formats too.
    ``demo`` shows the records of ``demo/`` beside the real ones.
    """
    draft, problems = load(root, demo=demo)
    if draft is None:
        return None, in_order(_without_names(problem, date) for problem in problems)
    registry, found = check(draft, date)
    problems += found
    if registry is None or exit_code(problems):
        return None, in_order(problems)
    withdrawn = Withdrawn(hidden_texts(draft, registry), "participants" in registry.settings.withhold)
    registry = attachments.as_published(registry)
    cache = DiskCache(root / FOLDER)
    cache.trim()
    try:
        writing = partial(open_data, registry, served, full=full, cache=cache, withdrawn=withdrawn)
        (data, faults), library = both(writing, partial(survey_files.library, registry, cache))
        if data is None:
            return None, in_order((*problems, *faults))
        pages = all_pages.pages(registry, data.catalogue)
        done, mistakes = rendered(root, registry, pages, templates, cache)
        pictures = map_files.files(registry, done.shared, cache)
        files = {**data.files, **library, **pictures, **_other_files(registry, pages, cache, full=full)}
    except UnknownWord as error:
        return None, (
            Problem(WORDS, 0, "W03", "", Message("{what}.", what=error), Message("Add the word to each language.")),
        )
    if not exit_code(mistakes):
        mistakes = (*mistakes, *evidence_anchors.missing(draft, registry, done.html))
    problems = in_order((*problems, *faults, *mistakes))
    if exit_code(problems):
        return None, problems
    return SiteContent(registry, done, files, cache, frozenset(draft.sources), withdrawn), problems


def _without_names(problem: Problem, date: dt.date) -> Problem:
    """The problem of a file that the gate may not have seen: its name could be that of a person."""
    return replace(problem, file=shown_name(problem.file, problem.file, Register((), date)))


def _other_files(
    registry: CheckedRegistry, pages: tuple[Page, ...], cache: DiskCache, *, full: bool
) -> Mapping[str, bytes]:
    """Files of which no page needs to know more than the address; a ``full`` site has pictures for messengers."""
    slow: tuple[Callable[[], Mapping[str, bytes]], ...] = (
        partial(link_pictures, registry, pages if full else (), cache),
        partial(survey_files.files, registry, cache),
    )
    quick = (
        brand.files(registry.settings, registry.brand),
        feed.files(registry),
        attachments.files(registry),
        chart_data(registry, pages),
    )
    return {path: data for files in (*results(slow), *quick) for path, data in files.items()}


def link_pictures(registry: CheckedRegistry, pages: tuple[Page, ...], cache: DiskCache) -> Mapping[str, bytes]:
    """The pictures that messengers show with a link: one a section and language."""
    facts = layout(registry, pages).facts if pages else {}
    known = frozenset(page for page, _ in facts)
    files: dict[str, bytes] = {}
    mark = share_image.emblem(registry.settings.emblem, registry.brand)
    for page in sorted({share_image.section(page, known) for page in known}):
        for lang in registry.languages:
            svg = share_image.svg(
                facts[page, lang].title,
                registry.settings.portal.get(lang),
                registry.settings.institution.formal_name.get(lang),
                registry.settings.colours,
                mark,
            )
            files[share_image.path(page, lang)] = cache.get_or_make(
                "png", [svg.encode()], partial(share_image.png, svg)
            )
    return files


@dataclass(slots=True)
class PreparedContent:
    """Content that the build passes to MkDocs in the same process; empty under `mkdocs serve`."""

    content: SiteContent | None = None


PREPARED = PreparedContent()
