"""Inserts no-break spaces in finished pages: in dates, before units and counts, after № and the prepositions of Russian."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator

from transparency.model.locales import months
from transparency.model.text import Lang
from transparency.site.render.formats import NO_BREAK_SPACE

_KEPT = re.compile(r"<(code|pre|script|style|svg|textarea)\b.*?</\1>", re.DOTALL)
"""Elements that stay as they are."""
_DAY = r"(?:(?<=(?<![\w.,])\d )|(?<=(?<![\w.,])\d\d ))"

_SHORT = "а|в|во|для|до|за|и|из|к|ко|на|не|о|об|обо|от|по|при|с|со|у"
_RUSSIAN = re.compile(rf"(?i:(?<![\w-])(?:{_SHORT})) (?=[\w«№])")
"""A preposition or conjunction of Russian, which belongs to the word that follows."""

_COUNT = r"(?=\d{1,3}(?:[,;] |[<)]|$))"
"""A small number at the end of a text or of its part, as in «indicators: 2, with values: 0»."""


@functools.cache
def _joining(languages: tuple[Lang, ...]) -> re.Pattern[str]:
    """The space comes first: it is looked for at once, and most spaces have no digit before them."""
    month = "|".join(re.escape(month) for lang in languages for month in months(lang))
    return re.compile(
        rf" (?<=[\d№§:] )(?:{_DAY}(?={month})|(?<=\d )(?=%)|(?<=\b\d{{4}} )(?=[жг]\.)|(?<=[№§] )(?=\w)|(?<=: ){_COUNT})"
    )


def typeset(html: str, languages: tuple[Lang, ...]) -> str:
    """The page with its dates and quantities held together; tags, code and drawings stay as they are."""
    pieces: list[str] = []
    end = 0
    spaces: Iterable[int] = _spaces(html, _joining(languages))
    if '<html lang="ru"' in html[:500]:
        spaces = sorted({*spaces, *_spaces(html, _RUSSIAN)})
    for at in spaces:
        pieces += html[end:at], NO_BREAK_SPACE
        end = at + 1
    return "".join(pieces) + html[end:]


def _spaces(html: str, joining: re.Pattern[str]) -> Iterator[int]:
    """Where a joining space stands in running text."""
    kept = [*(found.span() for found in _KEPT.finditer(html)), (len(html), len(html))]
    element = 0
    for found in joining.finditer(html):
        at = found.end() - 1
        while kept[element][1] <= at:
            element += 1
        if at < kept[element][0] and html.rfind("<", 0, at) <= html.rfind(">", 0, at):
            yield at
