"""Reads the pages that a person wrote, ``docs/<language>/``: their facts, headings and links, with line numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from transparency.load.entry import Entry
from transparency.load.files import Source, read_text, sources
from transparency.load.records import record
from transparency.load.yaml_document import Document, parse_yaml
from transparency.model.prose import ProseFacts
from transparency.model.text import LANGUAGES, Lang
from transparency.problem import Problem

_LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)[^)]*\)")
_HEADING = re.compile(r"(#{1,6})\s+\S")
_FENCE = re.compile(r"\s*(```|~~~)")


@dataclass(frozen=True, slots=True)
class Link:
    """A link to another page of the site, as the editor wrote it."""

    target: str
    line: int


@dataclass(frozen=True, slots=True)
class ProsePage:
    """A hand-written page in one language."""

    id: str
    """Path below the language folder without the ending, e.g. ``about/index``."""
    lang: Lang
    file: str
    entry: Entry[ProseFacts]
    body: str
    headings: tuple[int, ...]
    """Level of each heading in order."""
    links: tuple[Link, ...]

    @property
    def facts(self) -> ProseFacts:
        """What the head of the file says."""
        return self.entry.record


def load_prose(root: Path, problems: list[Problem]) -> tuple[ProsePage, ...]:
    """All hand-written pages; what is wrong with one is added to ``problems``."""
    pages = (_page(lang, file, problems) for lang in LANGUAGES for file in sources(root, f"docs/{lang}", "**/*.md"))
    return tuple(page for page in pages if page)


def _page(lang: Lang, file: Source, problems: list[Problem]) -> ProsePage | None:
    text = read_text(file)
    if isinstance(text, Problem):
        problems.append(text)
        return None
    head, body, first_line = _parts(text)
    if not head:
        keys = ", ".join(name for name, field in ProseFacts.model_fields.items() if field.is_required())
        advice = f"Put {keys} between two lines of three dashes at the top."
        problems.append(Problem(file.name, 1, "Y07", "", "has no head.", advice))
        return None
    document = Document(file.name)
    parse_yaml(document, "\n" + head)
    facts = None if document.problems else record(ProseFacts, document)
    problems += document.problems
    if facts is None:
        return None
    headings, links = _outline(body, first_line)
    page_id = file.name.removeprefix(f"docs/{lang}/").removesuffix(".md")
    return ProsePage(page_id, lang, file.name, Entry(facts, document), body, headings, links)


def _parts(text: str) -> tuple[str, str, int]:
    """Front matter, body, and the line on which the body starts."""
    if not text.startswith("---\n"):
        return "", text, 1
    head, mark, body = text[4:].partition("\n---\n")
    if not mark:
        return "", text, 1
    return head, body, head.count("\n") + 4


def _outline(body: str, first_line: int) -> tuple[tuple[int, ...], tuple[Link, ...]]:
    headings: list[int] = []
    links: list[Link] = []
    fenced = False
    for number, line in enumerate(body.split("\n"), start=first_line):
        if _FENCE.match(line):
            fenced = not fenced
        elif not fenced:
            if match := _HEADING.match(line):
                headings.append(len(match[1]))
            links += [Link(target, number) for target in _LINK.findall(line)]
    return tuple(headings), tuple(links)
