"""Parses a finished HTML page once, for the search index and the page check."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from lxml.etree import HTML

from transparency.cache import DiskCache
from transparency.model.messages import Message
from transparency.model.problem import Problem
from transparency.site.build.page_check import Fault, drawing_faults, faults
from transparency.site.search.page_text import PageText, text_of

_ADVICE = Message("Remove it from the text, the template or the layout that it comes from.")


@dataclass(frozen=True, slots=True)
class FinishedPage:
    """What one page says, and what is wrong with it."""

    text: PageText
    faults: tuple[Fault, ...]


def read(html: bytes, cache: DiskCache) -> FinishedPage:
    """One page; ``made`` holds what an earlier build has read."""
    found = json.loads(cache.get_or_make("finished page", [html], lambda: json.dumps(asdict(_read(html))).encode()))
    return FinishedPage(
        PageText(**found["text"]), tuple(Fault(**{**one, "what": Message(one["what"])}) for one in found["faults"])
    )


def _read(html: bytes) -> FinishedPage:
    root = HTML(html.decode())
    if root is None:
        return FinishedPage(PageText(), (Fault("H14", 1, "", Message("is empty.")),))
    return FinishedPage(text_of(root), tuple(faults(root)))


def problems(site: Path, cache: DiskCache) -> Iterator[Problem]:
    """What is wrong with the pages and drawings of a site; the text of a page is never quoted."""
    for file in sorted((*site.rglob("*.html"), *site.rglob("*.svg"))):
        name, content = f"{site.name}/{file.relative_to(site).as_posix()}", file.read_bytes()
        for one in read(content, cache).faults if file.suffix == ".html" else drawing_faults(content):
            yield Problem(name, one.line, one.rule, one.place, one.what, _ADVICE)
