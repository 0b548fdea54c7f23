"""Renders the Markdown of hand-written pages to HTML while sources are read, so that rules can check the result.

The Markdown library can take minutes for a page written to stall it, so the size of the page is checked first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

import markdown

from transparency.model.messages import Message

EXTENSIONS = ("toc", "tables", "fenced_code", "attr_list", "def_list", "footnotes")
"""What MkDocs renders prose with: its own three and those of ``mkdocs.yml``; a test compares."""

LONGEST_PAGE = 100_000
"""Characters; the longest page has 5,000."""
LONGEST_BLOCK = 20_000
"""Characters between two empty lines."""
MOST_SIGNS = 400
"""Signs of markup between two empty lines: 400 cost the library a fifth of a second, 40,000 take hours."""
MOST_SIGNS_OF_PAGE = 6_000
DEEPEST = 6
"""Lists and quotations inside one another, and the indentation they need."""

_TITLE = re.compile(r"\s*# .*")
_SIGN = re.compile(r"[\[\]()*_`!<>{}~\\&#]")
_NESTED = re.compile(rf"[ \t]*(?:(?:[-*+]|\d+[.)])[ \t]+|>[ \t]?){{{DEEPEST + 1},}}")
_INDENTED = re.compile(rf"[ \t]*(?: {{4}}|\t){{{DEEPEST},}}[ \t]*\S")


def overloaded(body: str, first_line: int) -> Iterator[tuple[int, Message]]:
    """Line and reason for each part of a page that the Markdown library should not be given."""
    if len(body) > LONGEST_PAGE:
        yield first_line, Message("has more than {most} characters.", most=f"{LONGEST_PAGE:,}")
    if _signs(body) > MOST_SIGNS_OF_PAGE:
        yield (
            first_line,
            Message("has more than {most} signs of markup.", most=f"{MOST_SIGNS_OF_PAGE:,}"),
        )
    lines = list(enumerate(body.split("\n"), start=first_line))
    for number, line in lines:
        if _NESTED.match(line) or _INDENTED.match(line):
            yield (
                number,
                Message("puts lists or quotations inside one another more than {most} times.", most=DEEPEST),
            )
    for filled, group in groupby(lines, key=lambda line: bool(line[1].strip())):
        block = list(group)
        text = "\n".join(line for _, line in block)
        if filled and (len(text) > LONGEST_BLOCK or _signs(text) > MOST_SIGNS):
            what = Message(
                "has more than {signs} signs of markup or {most} characters in one paragraph.",
                signs=MOST_SIGNS,
                most=f"{LONGEST_BLOCK:,}",
            )
            yield block[0][0], what


def _signs(text: str) -> int:
    return sum(1 for _ in _SIGN.finditer(text))


def without_title(body: str) -> str:
    """The Markdown below the main heading, which the layout prints."""
    return _TITLE.sub("", body, count=1)


def html_of(body: str) -> str:
    """The page below its main heading as HTML; links still lead to Markdown files."""
    html: str = markdown.markdown(without_title(body), extensions=list(EXTENSIONS))
    return html
