"""Everything a file gives away, wherever the file lies: what may be lawful in some place is decided afterwards.

The views of a file are opened, brought into the plain spelling, and shown to every detector. A content that shows nothing
at all is clean under every name and in every archive, and is read once.
"""

from __future__ import annotations

import functools
import hashlib
import re
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import unquote

from transparency.check.personal.blocks import blocks
from transparency.check.personal.cues import DIGIT, VOCABULARY, Cues
from transparency.check.personal.finding import Block, Hit
from transparency.check.personal.mute import is_mute
from transparency.check.personal.normalise import Plain, plain
from transparency.check.personal.people import in_author_field
from transparency.check.personal.published import TABLES, Heads
from transparency.check.personal.register import Context
from transparency.check.personal.rules import DETECTORS, DIGIT_DETECTORS, RULES, TABLE_DETECTORS
from transparency.load.views import Fault, Part, Position, Table, View, content_parts

_FEW = 1_000
"""Sightings of a content that are kept; where more are lawful, it is read anew."""
_PAGE = ".html"
"""Ending of contents that come once, and on which something lawful stands every time."""
_REMEMBERED = 400_000
_LINE = 400
"""Characters of a block that may come again, so that its plain spelling is kept."""
_SEPARATED = re.compile(r"[_\-+.\s]+")
_CAMEL = re.compile(r"(?<=[a-zа-яәғқңөұүһі])(?=[A-ZА-ЯӘҒҚҢӨҰҮҺІ])")
_NAME_RULES = frozenset({"P01", "P02", "P03", "P04", "P05", "P09"})
_clean_blocks: set[int] = set()
"""Hashes of blocks in which nothing was found, with what stands before them or, of mute ones, alone.

Navigation and footers are the same on every page of a site.
"""
_clean_lines: set[int] = set()
"""Keys of lines of long texts in which nothing was found; see `blocks.py`."""
_contents: dict[bytes, Reading] = {}
"""What was found in contents, by key: a table of open data stands in the site under several addresses."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a process has read and found clean. It says something only to processes that were forked from the same one."""

    contents: Mapping[bytes, Reading] = field(default_factory=dict)
    lines: frozenset[int] = frozenset()
    blocks: frozenset[int] = frozenset()
    words: Mapping[str, Cues] = field(default_factory=dict)


NOTHING_KNOWN = Known()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a content gives away, and the first rows of its tables if it is one that is to be declared."""

    sightings: tuple[Sighting, ...] = ()
    heads: Heads | None = None


@dataclass(frozen=True, slots=True)
class Sighting:
    """Something that a file gives away, and what to ask the register before it is called a problem."""

    rule: str
    at: int
    """The line of the file, or 0; with a ``view``, the offset in its text."""
    place: str
    what: str
    asked: tuple[Context, ...] = ()
    """If the register knows any of these as lawful, there is no problem. An empty value stands for the file's name."""
    lapsed: str = ""
    """What is said instead where the register knows the value and does not allow it here and now."""
    view: View | None = None

    @property
    def line(self) -> int:
        """The line of the file, or 0: asked of problems only, and most sightings are lawful."""
        return self.view.line(self.at) if self.view else self.at


def sightings(name: str, data: bytes) -> Iterator[Sighting]:
    """All that the content of a file gives away."""
    if reading := _contents.get(content_key(name, data)):
        yield from reading.sightings
        return
    found: list[Sighting] = []
    heads, passed = [], []

    def known(name: str, data: bytes) -> bool:
        clean = is_clean(name, data)
        passed.extend([name] * clean)
        return clean

    for part in content_parts(name, data, known):
        if isinstance(part, Table) and part.rows:
            heads.append(part.rows[0].cells)
        for sighting in _of_part(part):
            found.append(sighting)
            yield sighting
    if not found or (len(found) < _FEW and not name.endswith(_PAGE)):
        apart = tuple(replace(sighting, at=sighting.line, view=None) for sighting in found)
        _contents[content_key(name, data)] = Reading(
            apart, tuple(heads) if name.endswith(TABLES) and not passed else None
        )


def content_key(name: str, data: bytes) -> bytes:
    """Two files of one key are read alike: the same bytes, and the same endings of the name."""
    endings = name.rpartition("/")[2].partition(".")[2].lower()
    return hashlib.sha256(f"{endings}\n".encode("utf-8", "replace") + data).digest()


def is_clean(name: str, data: bytes) -> bool:
    """Whether a content was read before and gave nothing away."""
    reading = _contents.get(content_key(name, data))
    return reading is not None and not reading.sightings


def heads_of(name: str, data: bytes) -> Heads | None:
    """The first rows of all tables of a file, if they were met when it was read."""
    reading = _contents.get(content_key(name, data))
    return reading.heads if reading else None


def learn(known: Known) -> None:
    """Takes over what another process knows."""
    _contents.update(known.contents)
    _clean_lines.update(known.lines)
    _clean_blocks.update(known.blocks)
    VOCABULARY.update(known.words)


def learned() -> Known:
    """What this process knows."""
    return Known(dict(_contents), frozenset(_clean_lines), frozenset(_clean_blocks), dict(VOCABULARY))


def read_ahead(files: Mapping[str, bytes], known: Known) -> Known:
    """What can be known of files before they are published, with what is ``known`` already."""
    learn(known)
    for name, data in files.items():
        deque(sightings(name, data), maxlen=0)
    return learned()


def of_view(view: View) -> Iterator[Sighting]:
    """What one text gives away."""
    if view.role == "author":
        yield from _author(view)
        return
    text, kept = _ROLES[view.role](view.text), _NAME_RULES if view.role == "name" else RULES.keys()
    alone = view.role != "text"
    for offset, raw, before, lines in blocks(text, _clean_lines, _clean_blocks):
        if _was_clean(raw, "" if alone else before):
            continue
        found = False
        for hit, block, place in _block_hits(raw, "" if alone else before):
            found = True
            if hit.rule in kept:
                behind = text[offset + len(raw) : offset + len(raw) + 80].lstrip()
                yield _of_hit(hit, block, behind, min(offset + place, len(view.text)), view)
        if lines and not found and len(_clean_lines) < _REMEMBERED:
            _clean_lines.update(lines)


def _of_part(part: Part) -> Iterator[Sighting]:
    if isinstance(part, View):
        yield from of_view(part)
    elif isinstance(part, Table):
        yield from _of_table(part)
    elif isinstance(part, Fault):
        asked = (Context("unreadable", "", "", ""),)
        yield Sighting("P17", 0, part.place, f"cannot be checked: {part.why}.", asked)
    elif isinstance(part, Position):
        yield Sighting("P13", 0, part.place, "carries the position where it was made (not shown).")


def _was_clean(raw: str, before: str) -> bool:
    """Whether a block was read before and held nothing, in the same surroundings or in any."""
    return hash(raw) in _clean_blocks or hash((raw, before)) in _clean_blocks


def _block_hits(raw: str, before: str) -> Iterator[tuple[Hit, Block, int]]:
    """Hits with their offset in the raw block; a block without any is remembered."""
    found = False
    text = _plain_line(raw) if len(raw) < _LINE else plain(raw)
    block = Block(text.text)
    mute = is_mute(block)
    if before and not mute:
        block = Block(text.text, _plain_line(before).text)
    for hit in () if mute else _hits(block):
        found = True
        yield hit, block, text.origin(hit.start)
    if not found and len(_clean_blocks) < _REMEMBERED:
        _clean_blocks.add(hash(raw) if mute else hash((raw, before)))


@functools.lru_cache(maxsize=50_000)
def _plain_line(raw: str) -> Plain:
    """A line of a page comes again with something else before it, and at the end of what stands before others."""
    return plain(raw)


def _hits(block: Block) -> Iterator[Hit]:
    for detector in DETECTORS:
        yield from detector(block)
    if block.own_cues & DIGIT:
        for detector in DIGIT_DETECTORS:
            yield from detector(block)


def _of_hit(hit: Hit, block: Block, behind: str, offset: int, view: View) -> Sighting:
    rule = RULES[hit.rule]
    before = f"{block.before}\n{block.text[: hit.start]}"[-80:]
    after = f"{block.text[hit.end :]} {behind}"[:80]
    masked = f"({len(hit.value)} characters, not shown)."
    return Sighting(
        hit.rule,
        offset,
        view.place,
        f"looks like {_a(hit.what or rule.title)} {masked}",
        (Context(rule.kind, hit.value, before, after),),
        f"is a registered {rule.kind} {{}} {masked}",
        view,
    )


def _a(title: str) -> str:
    return f"{'an' if title[0] in 'aeiouI' else 'a'} {title}"


def _author(view: View) -> Iterator[Sighting]:
    for hit, block, _ in _block_hits(view.text, ""):
        yield _of_hit(hit, block, "", 0, view)
    text = plain(view.text).text
    if in_author_field(text):
        what = f"is an author field that names a person ({len(text)} characters, not shown)."
        yield Sighting("P14", 0, view.place, what, tuple(Context(k, text, "", "") for k in ("author", "name")))


def _of_table(table: Table) -> Iterator[Sighting]:
    for detector in TABLE_DETECTORS:
        for hit in detector(table):
            where = f"column {hit.column + 1}" if hit.column >= 0 else "table"
            place = f"{table.place}, {where}" if table.place else where
            yield Sighting(hit.rule, table.rows[hit.row].line, place, hit.what)


def _file_name(text: str) -> str:
    """A path as words: each name as it stands, and without extension and separators, every word with a capital."""
    parts = text.split("/")
    stems = (part.rpartition(".")[0] or part for part in parts)
    return "\n\n".join((*parts, *(_SEPARATED.sub(" ", _CAMEL.sub(" ", stem)).title() for stem in stems)))


def _address(text: str) -> str:
    """A web address as it stands, with its percent signs read."""
    return unquote(text, errors="replace")


def _as_it_stands(text: str) -> str:
    return text


_ROLES: dict[str, Callable[[str], str]] = {"text": _as_it_stands, "name": _file_name, "address": _address}
