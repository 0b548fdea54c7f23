"""HTML that this package has written, and the sections of a page."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup, escape

_SECTION = re.compile(r'<h2 id="([^"]+)">(.*?)</h2>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_SHARE = re.compile(r"\d+[.,]\d\s?%")


class Html(Markup):
    """HTML that this package has written: the only text that a template prints without escaping it."""


def strong_shares(text: str) -> Html:
    """A sentence with its percentages in bold, so that they are found at a glance."""
    return Html(_SHARE.sub(r"<b>\g<0></b>", str(escape(text))))


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """An entry of the list of contents."""

    id: str
    title: str


def sections(body: Html) -> Iterator[ContentsEntry]:
    """The headings ``<h2 id="…">`` of a page in order; one with a class is not listed."""
    for heading in _SECTION.finditer(body):
        yield ContentsEntry(heading[1], html.unescape(_TAG.sub("", heading[2])))
