"""The whole way from ``data/`` to pages and files, readable from top to bottom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from transparency.check.personal.sighting import NOTHING_KNOWN, Known, read_ahead
from transparency.check.registry import CheckedRegistry, check
from transparency.load.registry import load
from transparency.model.text import LANGUAGES
from transparency.model.words import UnknownWord
from transparency.problem import Problem, exit_code, in_order
from transparency.publish import attachments, survey_files
from transparency.publish.aside import beside
from transparency.publish.made import FOLDER, NOTHING_KEPT, Made
from transparency.publish.on_disk import FOLDER as PIECES
from transparency.publish.on_disk import OnDisk, Span
from transparency.publish.open_data import open_data
from transparency.publish.rendered import Markdown, Rendered, rendered
from transparency.render import feed, share_image
from transparency.render.meta import layout
from transparency.render.pages import TEMPLATES
from transparency.shape import site
from transparency.shape.page import Page


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that is generated for one site."""

    registry: CheckedRegistry
    rendered: Rendered
    files: Mapping[str, bytes]
    """Path below the root of the site -> bytes."""
    made: Made = NOTHING_KEPT
    """What earlier builds made."""
    known: Known = NOTHING_KNOWN
    """What the gate has read of the files by now."""

    @property
    def pages(self) -> tuple[Page, ...]:
        """Generated pages, each in all languages."""
        return self.rendered.pages

    @property
    def markdown(self) -> Markdown:
        """Page id and language -> Markdown."""
        return self.rendered.markdown


def content(
    root: Path,
    date: dt.date,
    templates: Path = TEMPLATES,
    *,
    served: Path | None = None,
    full: bool = False,
    before: Content | None = None,
    known: Callable[[], Known | None] = lambda: None,
) -> tuple[Content | None, tuple[Problem, ...]]:
    """Loads, checks, shapes and renders; with any error there is no content, only the reasons, all of them.

    ``served`` is the folder ``open-data`` of the site that is being served; ``full`` writes the slow formats too; ``before`` is
    the content of an earlier build in this process, of which equal pages are taken over. If the gate knows something by now,
    it reads the open data ahead, while pages are written.
    """
    draft, problems = load(root)
    if draft is None:
        return None, in_order(problems)
    registry, found = check(draft, date)
    problems += found
    if registry is None or exit_code(problems):
        return None, in_order(problems)
    registry = attachments.as_published(registry)
    made = Made(root / FOLDER)
    made.trim()
    files: OnDisk[str] = OnDisk(root / PIECES)
    try:
        with beside(partial(survey_files.make_library, registry, made), apart=full) as library:
            data, faults = open_data(registry, served, full=full, made=made, files=files)
            if data is None:
                return None, in_order((*problems, *faults))
            pages = site.pages(registry, data.catalogue)
            by_now = known()
            reading = Known if by_now is None else partial(read_ahead, files, by_now)
            with (
                beside(reading, apart=by_now is not None) as ahead,
                beside(partial(_put_unread, files, registry, pages if full else (), made), apart=full) as others,
            ):
                earlier = before.rendered if before else None
                done, mistakes = rendered(root, registry, pages, templates, made, earlier, apart=full)
                files.adopt(others.result())
                read = ahead.result()
            library.result()
            files.put_all((*feed.files(registry).items(), *attachments.files(registry).items()))
            files.put_all(survey_files.library(registry, made))
    except UnknownWord as error:
        return None, (Problem("data/strings", 0, "W03", "", f"{error}.", "Add the word to each language."),)
    problems = in_order((*problems, *faults, *mistakes))
    if exit_code(problems):
        return None, problems
    return Content(registry, done, files, made, read), problems


def _put_unread(
    files: OnDisk[str], registry: CheckedRegistry, pages: tuple[Page, ...], made: Made
) -> Mapping[str, Span]:
    """Files of which no page needs to know more than the address, and where they stand."""
    known = frozenset(files)
    files.put_all(survey_files.files(registry))
    if pages:
        files.put_all(link_pictures(registry, pages, made))
    return files.spans(known)


def link_pictures(registry: CheckedRegistry, pages: tuple[Page, ...], made: Made) -> Iterator[tuple[str, bytes]]:
    """The pictures that messengers show with a link: one a section and language."""
    facts = layout(registry, pages).facts
    known = frozenset(page for page, _ in facts)
    for page in sorted({share_image.section(page, known) for page in known}):
        for lang in LANGUAGES:
            svg = share_image.svg(
                facts[page, lang].title,
                registry.settings.portal.get(lang),
                registry.settings.institution.formal_name.get(lang),
            )
            yield share_image.path(page, lang), made.get("png", [svg.encode()], partial(share_image.png, svg))


@dataclass(slots=True)
class Handed:
    """What a build hands to the MkDocs that it starts, so that nothing is computed twice; nothing in any other process."""

    content: Content | None = None


HANDED = Handed()
