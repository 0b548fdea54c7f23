"""The HTML of a generated page, without a second parse: its Markdown is headings around ready HTML.

A page that holds more than that (a list or a paragraph written in Markdown) is left to the Markdown library; a test holds the
two ways to the same result on every page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_HEADING = re.compile(r"(#{1,6}) (.+?)(?: \{: ?#([\w-]+) ?\})?")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+!-])")
_BLANK = re.compile(r"\n[ \t]*\n")
_TAG = re.compile(r"</?[a-zA-Z][^>]*>|<!--.*?-->")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a page: level 1..6, its text as HTML, and its anchor."""

    level: int
    html: str
    id: str

    @property
    def text(self) -> str:
        """The words alone."""
        return _TAG.sub("", self.html)


@dataclass(frozen=True, slots=True)
class Written:
    """A page as HTML with its outline."""

    html: str
    headings: tuple[Heading, ...]


def written(markdown: str) -> Written | None:
    """The page as HTML, or None where it needs a Markdown parser."""
    blocks: list[str] = []
    headings: list[Heading] = []
    for block in _BLANK.split(markdown):
        text = block.strip("\n")
        if text.startswith("#"):
            heading, _, rest = text.partition("\n")
            match = _HEADING.fullmatch(heading)
            if match is None or (rest and not rest.startswith("<")):
                return None
            found = Heading(len(match[1]), _ESCAPED.sub(r"\1", match[2]), match[3] or "title")
            headings.append(found)
            blocks += [f'<h{found.level} id="{found.id}">{found.html}</h{found.level}>', rest]
        elif not text or text.startswith("<"):
            blocks.append(text)
        else:
            return None
    return Written("\n".join(block for block in blocks if block), tuple(headings))
