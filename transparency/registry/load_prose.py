"""Loads hand-written pages (``docs/<language>/``): metadata, headings and links, with line numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from transparency.model.messages import Message
from transparency.model.problem import Problem
from transparency.model.prose import ProseFacts
from transparency.model.text import Lang, Languages
from transparency.registry.entry import SourceRecord
from transparency.registry.files import Source, read_text, sources
from transparency.registry.prose_html import html_of, overloaded
from transparency.registry.records import record
from transparency.registry.source_files import PICTURES
from transparency.registry.yaml_document import Document, parse_yaml

_TARGETS = re.compile(
    r"""\]\(\s*<?([^)\s>]+)|^\s{0,3}\[[^\]]+\]:\s*<?([^\s>]+)|\b(?:href|src)\s*=\s*["']?([^\s"'>]+)""", re.IGNORECASE
)
"""Targets of links and pictures: in the text, in a list of references below it, in an element of HTML."""
_CODE = re.compile(r"`[^`]*`")
_HEADING = re.compile(r"(#{1,6})\s+\S")
_FENCE = re.compile(r"\s*(```|~~~)")


@dataclass(frozen=True, slots=True)
class ProseLink:
    """The target of a link or a picture, as the editor wrote it."""

    target: str
    line: int


@dataclass(frozen=True, slots=True)
class ProsePage:
    """A hand-written page in one language."""

    id: str
    """Path below the language folder without the ending, e.g. ``about/index``."""
    lang: Lang
    file: str
    entry: SourceRecord[ProseFacts]
    body: str
    first_line: int
    """Line on which the body starts."""
    html: str
    """The body as Markdown makes it, links not yet resolved."""
    headings: tuple[int, ...]
    """Level of each heading in order."""
    links: tuple[ProseLink, ...]

    @property
    def facts(self) -> ProseFacts:
        """What the head of the file says."""
        return self.entry.record


def load_prose(root: Path, languages: Languages, problems: list[Problem]) -> tuple[ProsePage, ...]:
    """All hand-written pages; what is wrong with one is added to ``problems``."""
    pages = (
        _page(lang, languages, file, problems)
        for lang in languages
        for file in sources(root, f"docs/{lang}", "**/*.md")
    )
    return tuple(page for page in pages if page)


def load_pictures(root: Path, names: Iterable[str]) -> dict[str, bytes]:
    """Name of each picture in ``docs/`` -> its bytes; ``names`` are the files that may be there."""
    pictures = (name for name in names if name.startswith("docs/") and name.rpartition(".")[2] in PICTURES)
    return {name: (root / name).read_bytes() for name in pictures}


def _page(lang: Lang, languages: Languages, file: Source, problems: list[Problem]) -> ProsePage | None:
    text = read_text(file)
    if isinstance(text, Problem):
        problems.append(text)
        return None
    head, body, first_line = _parts(text)
    if not head:
        keys = ", ".join(name for name, field in ProseFacts.model_fields.items() if field.is_required())
        advice = Message("Put {keys} between two lines of three dashes at the top.", keys=keys)
        problems.append(Problem(file.name, 1, "Y07", "", Message("has no head."), advice))
        return None
    document = Document(file.name)
    parse_yaml(document, "\n" + head)
    facts = None if document.problems else record(ProseFacts, document, languages)
    problems += document.problems
    if facts is None:
        return None
    if too_much := list(overloaded(body, first_line)):
        advice = Message("Divide it: shorter paragraphs, fewer signs, flatter lists.")
        problems += [Problem(file.name, line, "H07", "", what, advice) for line, what in too_much]
        return None
    headings, links = _outline(body, first_line)
    page_id = file.name.removeprefix(f"docs/{lang}/").removesuffix(".md")
    return ProsePage(
        page_id, lang, file.name, SourceRecord(facts, document), body, first_line, html_of(body), headings, links
    )


def _parts(text: str) -> tuple[str, str, int]:
    """Front matter, body, and the line on which the body starts."""
    if not text.startswith("---\n"):
        return "", text, 1
    head, mark, body = text[4:].partition("\n---\n")
    if not mark:
        return "", text, 1
    return head, body, head.count("\n") + 4


def _outline(body: str, first_line: int) -> tuple[tuple[int, ...], tuple[ProseLink, ...]]:
    headings: list[int] = []
    links: list[ProseLink] = []
    fenced = False
    for number, line in enumerate(body.split("\n"), start=first_line):
        if _FENCE.match(line):
            fenced = not fenced
        elif not fenced:
            if match := _HEADING.match(line):
                headings.append(len(match[1]))
            found = _TARGETS.findall(_CODE.sub("", line))
            links += [ProseLink(target, number) for targets in found for target in targets if target]
    return tuple(headings), tuple(links)
