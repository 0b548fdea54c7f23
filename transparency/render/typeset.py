"""Spaces that must not break a line, on a finished page: in dates, before a unit, after the number sign."""

from __future__ import annotations

import re

from transparency.render.formats import MONTHS, NO_BREAK_SPACE

_MONTH = "|".join(month for months in MONTHS.values() for month in months)
_PART = re.compile(
    r"<(code|pre|script|style|svg|textarea)\b.*?</\1>|<[^>]*>"
    rf"|(?P<joined>(?<![\w.,])\d{{1,2}} (?=(?:{_MONTH}))|\d (?=%)|\b\d{{4}} (?=(?:ж|г)\.)|[№§] (?=\w))",
    re.DOTALL,
)


def typeset(html: str) -> str:
    """The page with its dates and quantities held together; tags, code and drawings stay as they are."""
    return _PART.sub(lambda found: found[0].replace(" ", NO_BREAK_SPACE) if found["joined"] else found[0], html)
