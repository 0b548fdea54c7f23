"""Renders all pages to HTML; a preview renders only those of which something has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import product
from pathlib import Path

import jinja2

from transparency.cache import FOLDER, DiskCache, in_memory
from transparency.model.problem import Problem
from transparency.model.text import Lang
from transparency.model.words import UnknownWord
from transparency.parallel import processors, results
from transparency.registry.check import CheckedRegistry
from transparency.site.build.compiled_templates import Compiled
from transparency.site.build.drawings import drawable, drawings
from transparency.site.render.html import Html
from transparency.site.render.pages import Renderer, UnknownPage, titles_of
from transparency.site.views.page import Page

Place = tuple[str, Lang]
"""Page id and language."""
GeneratedHtml = Mapping[Place, Html]
Texts = dict[Lang, Html]
"""Of one page."""


@dataclass(frozen=True, slots=True)
class SharedInputs:
    """Everything beside the page itself that its text depends on."""

    common: CheckedRegistry
    titles: Mapping[Place, str]
    templates: str
    """Digest of all templates."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """The pages of one build."""

    shared: SharedInputs
    pages: tuple[Page, ...]
    html: GeneratedHtml


def rendered(
    root: Path, registry: CheckedRegistry, pages: tuple[Page, ...], templates: Path, cache: DiskCache
) -> tuple[Rendered, tuple[Problem, ...]]:
    """Writes every page; raises `UnknownWord` where a chart lacks a word."""
    around = SharedInputs(registry.common(), titles_of(registry, pages), _digest(templates))
    done = in_memory("pages", around, dict[str, tuple[Page, Texts]])
    new = tuple(page for page in pages if page.id not in done or done[page.id][0] != page)
    drawn = drawings(drawable(new), registry.words, root / FOLDER)
    renderer = Renderer(around.common, around.titles, templates, drawn, Compiled(cache))
    problems: list[Problem] = []
    parts = [new[start :: processors()] for start in range(processors())]
    for part, (written, found) in zip(
        parts, results([partial(_written, renderer, part) for part in parts]), strict=True
    ):
        done |= {page.id: (page, texts) for page, texts in zip(part, written, strict=True)}
        problems += found
    html = {(page.id, lang): text for page in pages for lang, text in done[page.id][1].items()}
    return Rendered(around, pages, html), tuple(problems)


def _written(renderer: Renderer, pages: Sequence[Page]) -> tuple[list[Texts], tuple[Problem, ...]]:
    """The texts of each page. One that cannot be rendered lacks a language and has a problem; then nothing is published."""
    texts: list[Texts] = [{} for _ in pages]
    problems: list[Problem] = []
    for (page, of_page), lang in product(zip(pages, texts, strict=True), renderer.registry.languages):
        try:
            of_page[lang] = renderer.html(page, lang)
        except (jinja2.TemplateError, UnknownPage, UnknownWord) as error:
            problems.append(renderer.problem(page, error))
    return texts, tuple(problems)


def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for file in sorted(folder.rglob("*.j2")):
        digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()
