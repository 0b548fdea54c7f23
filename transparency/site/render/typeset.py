"""Inserts no-break spaces in finished pages: in dates, before units, after the number sign."""

from __future__ import annotations

import re
from collections.abc import Iterator

from transparency.model.text import LANGUAGES
from transparency.site.render.formats import NO_BREAK_SPACE, months

_MONTH = "|".join(month for lang in LANGUAGES for month in months(lang))
_KEPT = re.compile(r"<(code|pre|script|style|svg|textarea)\b.*?</\1>", re.DOTALL)
"""Elements that stay as they are."""
_DAY = r"(?:(?<=(?<![\w.,])\d )|(?<=(?<![\w.,])\d\d ))"
_JOINING = re.compile(rf" (?<=[\d№§] )(?:{_DAY}(?={_MONTH})|(?<=\d )(?=%)|(?<=\b\d{{4}} )(?=[жг]\.)|(?<=[№§] )(?=\w))")
"""The space comes first: it is looked for at once, and most spaces have no digit before them."""


def typeset(html: str) -> str:
    """The page with its dates and quantities held together; tags, code and drawings stay as they are."""
    pieces: list[str] = []
    end = 0
    for at in _spaces(html):
        pieces += html[end:at], NO_BREAK_SPACE
        end = at + 1
    return "".join(pieces) + html[end:]


def _spaces(html: str) -> Iterator[int]:
    """Where a joining space stands in running text."""
    kept = [*(found.span() for found in _KEPT.finditer(html)), (len(html), len(html))]
    element = 0
    for found in _JOINING.finditer(html):
        at = found.start()
        while kept[element][1] <= at:
            element += 1
        if at < kept[element][0] and html.rfind("<", 0, at) <= html.rfind(">", 0, at):
            yield at
