"""Renders all pages to Markdown, reusing pages of an earlier build whose inputs are equal."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import jinja2

from transparency.model.problem import Problem
from transparency.model.text import LANGUAGES, Lang
from transparency.model.words import UnknownWord
from transparency.registry.check import CheckedRegistry
from transparency.site.build.cache import BuildCache, Compiled
from transparency.site.build.chart_cache import CHART_CACHE, drawable, gallery
from transparency.site.build.forked_task import beside
from transparency.site.build.spill_file import FOLDER, Span, SpillFile
from transparency.site.render.pages import Renderer, UnknownPage, titles_of
from transparency.site.views.page import Page

Place = tuple[str, Lang]
"""Page id and language."""
Markdown = Mapping[Place, str]
Spans = Mapping[Place, Span]


class Texts(Mapping[Place, str]):
    """The texts of the pages, kept on the disk."""

    def __init__(self, folder: Path) -> None:
        self._pieces: SpillFile[Place] = SpillFile(folder)

    def put(self, place: Place, text: str) -> None:
        """Keeps the text of one page."""
        self._pieces.put(place, text.encode())

    def spans(self) -> Spans:
        """Where the texts stand, for the process that started this one."""
        return self._pieces.spans(())

    def take(self, others: Texts, spans: Spans) -> None:
        """Keeps the texts too that another process has put into ``others``."""
        others._pieces.adopt(spans)
        self._pieces.put_all(others._pieces.items())

    def __getitem__(self, place: Place) -> str:
        return self._pieces[place].decode()

    def __iter__(self) -> Iterator[Place]:
        return iter(self._pieces)

    def __len__(self) -> int:
        return len(self._pieces)


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
    markdown: Markdown


def rendered(
    root: Path,
    registry: CheckedRegistry,
    pages: tuple[Page, ...],
    templates: Path,
    made: BuildCache,
    before: Rendered | None = None,
    *,
    apart: bool = False,
) -> tuple[Rendered, tuple[Problem, ...]]:
    """Writes every page; raises `UnknownWord` where a chart lacks a word; charts are drawn ``apart`` or here."""
    around = Surroundings(registry.common(), titles_of(registry, pages), _digest(templates))
    texts = Texts(root / FOLDER)
    for place, text in taken_over(before, around, pages).items():
        texts.put(place, text)
    new = tuple(page for page in pages if (page.id, LANGUAGES[0]) not in texts)
    drawn = gallery(drawable(new), registry.words, root / CHART_CACHE, apart=apart)
    renderer = Renderer(around.common, around.titles, templates, drawn.drawings, Compiled(made))
    problems = _written(renderer, new, texts, Texts(root / FOLDER), apart=apart)
    return Rendered(around, pages, texts), problems


def taken_over(before: Rendered | None, around: Surroundings, pages: Iterable[Page]) -> dict[Place, str]:
    """Texts of an earlier build that a page of this one would get again."""
    if before is None or before.surroundings != around:
        return {}
    earlier = {page.id: page for page in before.pages}
    same = [page.id for page in pages if earlier.get(page.id) == page]
    return {(page, lang): before.markdown[page, lang] for page in same for lang in LANGUAGES}


def _written(
    renderer: Renderer, pages: Sequence[Page], texts: Texts, others: Texts, *, apart: bool
) -> tuple[Problem, ...]:
    """Writes one page of each template, so that all are compiled, and then half of the others in another process."""
    kinds = {page.template: page for page in reversed(pages)}
    rest = [page for page in pages if kinds[page.template] is not page]
    problems = _put(renderer, kinds.values(), texts)
    with beside(partial(_put_beside, renderer, rest[1::2], others), apart=apart) as half:
        problems += _put(renderer, rest[::2], texts)
        found, spans = half.result()
    texts.take(others, spans)
    return problems + found


def _put_beside(renderer: Renderer, pages: Sequence[Page], texts: Texts) -> tuple[tuple[Problem, ...], Spans]:
    return _put(renderer, pages, texts), texts.spans()


def _put(renderer: Renderer, pages: Iterable[Page], texts: Texts) -> tuple[Problem, ...]:
    problems: list[Problem] = []
    for page in pages:
        for lang in LANGUAGES:
            try:
                texts.put((page.id, lang), renderer.markdown(page, lang))
            except (jinja2.TemplateError, UnknownPage, UnknownWord) as error:
                problems.append(renderer.problem(page, error))
    return tuple(problems)


def _digest(folder: Path) -> str:
    digest = hashlib.sha256()
    for file in sorted(folder.rglob("*.j2")):
        digest.update(file.name.encode() + file.read_bytes())
    return digest.hexdigest()
