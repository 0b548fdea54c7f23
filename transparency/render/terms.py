"""Abbreviations on a page lead to their explanation in the glossary: the first time each is used."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from markupsafe import escape

from transparency.model.glossary import GlossaryEntry
from transparency.model.text import Lang

_PART = re.compile(r"(<[^>]*>)")
_TAG = re.compile(r"</?([a-z0-9]+)", re.IGNORECASE)
_CLOSED = frozenset("a h1 h2 h3 h4 th code pre script style svg caption button summary figcaption option label".split())
"""Inside these nothing is linked."""


def links(glossary: Iterable[GlossaryEntry], lang: Lang, address: str) -> Mapping[str, str]:
    """Abbreviation -> opening tag of its link; one that stands for two terms leads nowhere, for nobody knows which."""
    found: dict[str, str] = {}
    twice: set[str] = set()
    for one in glossary:
        short = one.abbreviation.get(lang)
        if short and len(short) > 1 and short.isupper():
            twice |= {short} & found.keys()
            found[short] = f'<a class="term" href="{address}#{one.id}" title="{escape(one.term.get(lang))}">'
    return {short: tag for short, tag in found.items() if short not in twice}


def linked(html: str, tags: Mapping[str, str]) -> str:
    """The HTML with a link at the first use of each abbreviation outside headings, links and code."""
    if not tags:
        return html
    word = re.compile(r"(?<![\w-])(" + "|".join(sorted(map(re.escape, tags), key=len, reverse=True)) + r")(?![\w-])")
    left, closed, parts = dict(tags), 0, []
    for part in _PART.split(html):
        if part.startswith("<"):
            closed += _depth(part)
            parts.append(part)
        else:
            parts.append(part if closed else word.sub(lambda found: _once(found[0], left), part))
    return "".join(parts)


def _depth(tag: str) -> int:
    """How a tag changes the number of closed elements around the text."""
    name = _TAG.match(tag)
    if name is None or name[1].lower() not in _CLOSED or tag.endswith("/>"):
        return 0
    return -1 if tag.startswith("</") else 1


def _once(short: str, left: dict[str, str]) -> str:
    tag = left.pop(short, None)
    return f"{tag}{short}</a>" if tag else short
