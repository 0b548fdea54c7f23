"""Converts the rendered template of a generated page to HTML: headings around HTML blocks.

No Markdown library parses a generated page, so nothing in a record can be taken for markup; a test compares the result with the
library's output.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from markupsafe import Markup

_HEADING = re.compile(r"(#{1,6}) (.+?)(?: \{: ?#([\w-]+) ?\})?")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+!-])")
_BLANK = re.compile(r"\n[ \t]*\n")
_TAG = re.compile(r"</?[a-zA-Z][^>]*>|<!--.*?-->")


class Html(Markup):
    """HTML that this package has written: the only text that a template prints without escaping it."""


class RunningMarkdown(ValueError):
    """A template writes Markdown other than headings."""


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

    html: Html
    headings: tuple[Heading, ...]


def written(markdown: str) -> Written:
    """The page as HTML; raises `RunningMarkdown` for anything but headings and ready HTML."""
    blocks: list[str] = []
    headings: list[Heading] = []
    for block in _BLANK.split(markdown):
        text = block.strip("\n")
        if text.startswith("#"):
            heading, _, rest = text.partition("\n")
            match = _HEADING.fullmatch(heading)
            if match is None or (rest and not rest.startswith("<")):
                raise RunningMarkdown(f"neither a heading nor HTML: {text[:60]!r}")
            found = Heading(len(match[1]), _ESCAPED.sub(r"\1", match[2]), match[3] or "title")
            headings.append(found)
            blocks += [f'<h{found.level} id="{found.id}">{found.html}</h{found.level}>', rest]
        elif not text or text.startswith("<"):
            blocks.append(text)
        else:
            raise RunningMarkdown(f"neither a heading nor HTML: {text[:60]!r}")
    return Written(Html("\n".join(block for block in blocks if block)), tuple(headings))
