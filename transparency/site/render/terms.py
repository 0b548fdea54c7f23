"""Links the first use of each abbreviation on a page to its explanation in the glossary."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from markupsafe import escape

from transparency.model.glossary import GlossaryEntry
from transparency.model.text import Lang
from transparency.site.render.html import Html

_CLOSED = "a h1 h2 h3 h4 th code pre script style svg caption button summary figcaption option label"
"""Inside these elements, none of which holds another of its own name, nothing is linked."""
_QUOTED = r"<td\b[^>]* lang=.*?</td>"
"""A cell that names its language quotes a text of somebody else."""
_PASSED = rf"<({'|'.join(_CLOSED.split())})\b.*?</\1>|{_QUOTED}|<[^>]*>"


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


def linked(html: Html, tags: Mapping[str, str]) -> Html:
    """The HTML with a link at the first use of each abbreviation outside headings, links and code."""
    if not tags:
        return html
    left = dict(tags)
    return Html(_searched(tuple(tags)).sub(lambda found: _once(found, left), html))


@cache
def _searched(shorts: tuple[str, ...]) -> re.Pattern[str]:
    """What is passed over, or an abbreviation as a word of its own; the longest first."""
    words = "|".join(sorted(map(re.escape, shorts), key=len, reverse=True))
    return re.compile(rf"{_PASSED}|(?<![\w-])({words})(?![\w-])", re.DOTALL)


def _once(found: re.Match[str], left: dict[str, str]) -> str:
    tag = left.pop(found[2], None) if found[2] else None
    return f"{tag}{found[2]}</a>" if tag else found[0]
