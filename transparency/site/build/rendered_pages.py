"""Renders all pages to HTML, reusing pages of an earlier build whose inputs are equal."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import product
from pathlib import Path

import jinja2

from transparency.model.problem import Problem
from transparency.model.text import LANGUAGES, Lang
from transparency.model.words import UnknownWord
from transparency.parallel import processors, results
from transparency.registry.check import CheckedRegistry
from transparency.site.build.cache import BuildCache, Compiled
from transparency.site.build.chart_cache import CHART_CACHE, drawable, gallery
from transparency.site.render.html import Html
from transparency.site.render.pages import Renderer, UnknownPage, titles_of
from transparency.site.views.page import Page

Place = tuple[str, Lang]
"""Page id and language."""
GeneratedHtml = Mapping[Place, Html]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Everything beside the page itself that its text depends on."""

    common: CheckedRegistry
    titles: Mapping[Place, str]
    templates: str
    """Digest of all templates."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """The pages of one build."""

    surroundings: Surroundings
    pages: tuple[Page, ...]
    html: GeneratedHtml


def rendered(
    root: Path,
    registry: CheckedRegistry,
    pages: tuple[Page, ...],
    templates: Path,
    made: BuildCache,
    before: Rendered | None = None,
) -> tuple[Rendered, tuple[Problem, ...]]:
    """Writes every page; raises `UnknownWord` where a chart lacks a word."""
    around = Surroundings(registry.common(), titles_of(registry, pages), _digest(templates))
    texts = taken_over(before, around, pages)
    new = tuple(page for page in pages if (page.id, LANGUAGES[0]) not in texts)
    drawn = gallery(drawable(new), registry.words, root / CHART_CACHE)
    renderer = Renderer(around.common, around.titles, templates, drawn.drawings, Compiled(made))
    problems: tuple[Problem, ...] = ()
    parts = [new[start :: processors()] for start in range(processors())]
    for written, found in results([partial(_written, renderer, part) for part in parts]):
        texts |= written
        problems += found
    return Rendered(around, pages, texts), problems


def taken_over(before: Rendered | None, around: Surroundings, pages: Iterable[Page]) -> dict[Place, Html]:
    """Texts of an earlier build that a page of this one would get again."""
    if before is None or before.surroundings != around:
        return {}
    earlier = {page.id: page for page in before.pages}
    same = [page.id for page in pages if earlier.get(page.id) == page]
    return {(page, lang): before.html[page, lang] for page in same for lang in LANGUAGES}


def _written(renderer: Renderer, pages: Sequence[Page]) -> tuple[dict[Place, Html], tuple[Problem, ...]]:
    """The texts of the pages in every language."""
    texts: dict[Place, Html] = {}
    problems: list[Problem] = []
    for page, lang in product(pages, LANGUAGES):
        try:
            texts[page.id, lang] = renderer.html(page, lang)
        except (jinja2.TemplateError, UnknownPage, UnknownWord) as error:
            problems.append(renderer.problem(page, error))
    return texts, tuple(problems)


def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for file in sorted(folder.rglob("*.j2")):
        digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()
