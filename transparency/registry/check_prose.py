"""Rules about hand-written pages: allowed HTML, one main heading, unique anchors, allowed link addresses."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape

from transparency.model import characters
from transparency.model.address import fault
from transparency.model.messages import Message
from transparency.model.problem import Problem
from transparency.registry.allowed_html import parsed, refused, unbalanced
from transparency.registry.load import Draft
from transparency.registry.load_prose import ProsePage

OF_THE_LAYOUT = frozenset(
    "about-page content error q-header q-missing sections settings-title view-settings found results".split()
)
"""Ids that stand around the text of every page, and that scripts look for; a test compares them with ``site/layout/``."""


def faults(draft: Draft) -> Iterator[Problem]:
    """Everything that is wrong with the text of a page."""
    for page in draft.prose:
        yield from _hidden(page)
        yield from _markup(page)
        yield from _headings(page)
        yield from _anchors(page)
        yield from _links(page, draft.settings.record.institution.domains)


def _hidden(page: ProsePage) -> Iterator[Problem]:
    if found := characters.hidden(page.body):
        line = page.first_line + page.body.count("\n", 0, found.start())
        yield Problem(page.file, line, characters.RULE, "", characters.invisible_character(found), characters.ADVICE)
    elif found := characters.hidden(unescape(page.html)):
        line = _line(page, r"&(#|shy|zw|lrm|rlm|NoBreak|Zero|ic;|it;|af;)")
        yield Problem(page.file, line, characters.RULE, "", characters.invisible_character(found), characters.ADVICE)


def _markup(page: ProsePage) -> Iterator[Problem]:
    for tag, name in dict.fromkeys(refused(page.html)):
        what = (
            Message("the attribute {name} of <{tag}> is not allowed.", name=name, tag=tag)
            if name
            else Message("the element <{tag}> is not allowed.", tag=tag)
        )
        line = _line(page, (_ALIGNED if name == "style" else rf"\b{re.escape(name)}\b") if name else _opened(tag))
        advice = Message("Write it in Markdown, or leave it out.")
        yield Problem(page.file, line, "H02", "", what, advice)
    for tag, wrong in dict.fromkeys(unbalanced(page.html)):
        advice = Message("Close each tag where it was opened, and leave an empty line around blocks.")
        yield Problem(page.file, _line(page, rf"</?\s*{re.escape(tag)}\b"), "H06", f"<{tag}>", wrong, advice)


def _headings(page: ProsePage) -> Iterator[Problem]:
    """The layout prints the title of the head, so the main heading has to say the same."""
    title = f"# {page.facts.title}"
    if page.body.strip().partition("\n")[0] != title or any(one.tag == "h1" for one in parsed(page.html)):
        what = Message("does not start with its title, or has a second main heading.")
        advice = Message(
            "Start the page with the line «{title}», and give all other headings two or more #.", title=title
        )
        yield Problem(page.file, _line(page, r"^#[ \t]|<h1\b", nth=2), "H04", "", what, advice)


def _anchors(page: ProsePage) -> Iterator[Problem]:
    ids = Counter(one for element in parsed(page.html) if (one := element.get("id")) is not None)
    for one, times in ids.items():
        if times > 1:
            what = Message('the anchor "{one}" appears {times} times.', one=one, times=times)
            yield Problem(page.file, _line(page, _anchor(one), nth=2), "H05", "", what, Message("Give each its own."))
        elif one in OF_THE_LAYOUT:
            what = Message('the anchor "{one}" belongs to the layout.', one=one)
            yield Problem(page.file, _line(page, _anchor(one)), "H05", "", what, Message("Choose another."))


def _links(page: ProsePage, own: tuple[str, ...]) -> Iterator[Problem]:
    for element in parsed(page.html):
        for name in ("href", "src"):
            address = element.get(name)
            what = None if address is None else _wrong(element.tag, name, address, own)
            if address is not None and what is not None:
                line = _line(page, re.escape(address[:40].strip()), _opened(element.tag))
                yield Problem(page.file, line, "H03", f"<{element.tag}>", what, _ADVICE)


_ADVICE = Message("Link to a page of the site, or to an https address of the real host.")


def _wrong(tag: str, name: str, address: str, own: tuple[str, ...]) -> Message | None:
    if name == "src" and "://" in address:
        return Message("takes a picture from another host.")
    return fault(address, own)


_ALIGNED = r"\bstyle\b|:-|-:"
"""A style, or the colons with which Markdown aligns the columns of a table."""


def _opened(tag: str) -> str:
    return rf"<\s*{re.escape(tag)}(?![\w-])"


def _anchor(name: str) -> str:
    return rf"[#\"'=]{re.escape(name)}(?![\w-])"


def _line(page: ProsePage, *patterns: str, nth: int = 1) -> int:
    """The line of the source that holds what a pattern says: the nth, else the last, else the first of the page."""
    lines = list(enumerate(page.body.split("\n"), start=page.first_line))
    for pattern in patterns:
        if found := [number for number, line in lines if re.search(pattern, line, re.IGNORECASE)]:
            return found[min(nth, len(found)) - 1]
    return page.first_line
