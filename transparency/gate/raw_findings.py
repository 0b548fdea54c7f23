"""Runs all detectors on the content of a file, before lawful exceptions are applied.

The texts of a file are extracted, normalised and passed to every detector. Content without findings is clean under every name
and in every archive, and is scanned once.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import unquote

from transparency.gate.answers_about_others import REACH
from transparency.gate.blocks import blocks
from transparency.gate.excerpt import excerpt
from transparency.gate.extractors import ExtractedTable, ExtractionFault, Part, Position, View, content_parts
from transparency.gate.file_names import words_of_path
from transparency.gate.finding import BlockDetector, Hit, TextBlock
from transparency.gate.name_shapes import in_author_field
from transparency.gate.normalise import Plain, plain
from transparency.gate.published import TABLES, Heads
from transparency.gate.register import Context
from transparency.gate.rules import BLOCK_DETECTORS, RULES, TABLE_DETECTORS
from transparency.model.messages import Message

_FEW = 1_000
"""Sightings of a content that are kept; where more are lawful, it is read anew."""
_PAGE = ".html"
"""Ending of contents that come once, and on which something lawful stands every time."""
_CONTEXT = 300
"""Characters on both sides of a finding that the register compares: an item of a list of references is a line or two."""
_REMEMBERED = 400_000
_LINE = 400
"""Characters of a block that may come again, so that its plain spelling is kept."""
_clean_blocks: set[int] = set()
"""Hashes of blocks without findings: with their preceding text, or alone if no detector searched them.

Navigation and footers are the same on every page of a site.
"""
_clean_lines: set[int] = set()
"""Keys of lines of long texts in which nothing was found; see `blocks.py`."""
_contents: dict[bytes, ContentResult] = {}
"""What was found in contents, by key: a table of open data stands in the site under several addresses.

A workbook with findings is read anew: its cells are looked up for problems only, and need the workbook.
"""


@dataclass(frozen=True, slots=True)
class ContentResult:
    """The findings in a content, and the header rows of its tables if it must be declared."""

    sightings: tuple[RawFinding, ...] = ()
    heads: Heads | None = None


@dataclass(frozen=True, slots=True)
class RawFinding:
    """Something that a file gives away, and what to ask the register before it is called a problem."""

    rule: str
    at: int
    """The line of the file, or 0; with a ``view``, the offset in its text."""
    place: str
    what: Message
    asked: tuple[Context, ...] = ()
    """If the register knows any of these as lawful, there is no problem. An empty value stands for the file's name."""
    lapsed: Message | None = None
    """What is said instead where the register knows the value and does not allow it here and now."""
    view: View | None = None
    found: str = ""
    """The text that was found, by which the cell of a workbook is looked for."""

    @property
    def where(self) -> str:
        """The place, with the cell where the file is a workbook; asked of problems only."""
        return (self.view.cell(self.found) if self.view and self.view.cell and self.found else "") or self.place

    @property
    def line(self) -> int:
        """The line of the file, or 0: asked of problems only, and most sightings are lawful."""
        return self.view.line(self.at) if self.view else self.at


def sightings(name: str, data: bytes) -> Iterator[RawFinding]:
    """All findings in the content of a file."""
    if reading := _contents.get(content_key(name, data)):
        yield from reading.sightings
        return
    found: list[RawFinding] = []
    heads, passed = [], []

    def known(name: str, data: bytes) -> bool:
        clean = is_clean(name, data)
        passed.extend([name] * clean)
        return clean

    for part in content_parts(name, data, known):
        if isinstance(part, ExtractedTable) and part.rows:
            heads.append(part.rows[0].cells)
        for sighting in _of_part(part):
            found.append(sighting)
            yield sighting
    in_cells = any(sighting.view and sighting.view.cell for sighting in found)
    if not found or (len(found) < _FEW and not in_cells and not name.endswith(_PAGE)):
        apart = tuple(replace(sighting, at=sighting.line, view=None) for sighting in found)
        _contents[content_key(name, data)] = ContentResult(
            apart, tuple(heads) if name.endswith(TABLES) and not passed else None
        )


@functools.lru_cache(maxsize=4)
def content_key(name: str, data: bytes) -> bytes:
    """Two files of one key are read alike: the same bytes, and the same endings of the name."""
    endings = name.rpartition("/")[2].partition(".")[2].lower()
    return hashlib.sha256(f"{endings}\n".encode("utf-8", "replace") + data).digest()


def is_clean(name: str, data: bytes) -> bool:
    """Whether a content was read before and gave nothing away."""
    reading = _contents.get(content_key(name, data))
    return reading is not None and not reading.sightings


def header_rows(name: str, data: bytes) -> Heads | None:
    """The first rows of all tables of a file, if they were met when it was read."""
    reading = _contents.get(content_key(name, data))
    return reading.heads if reading else None


def of_view(view: View) -> Iterator[RawFinding]:
    """What one text gives away."""
    if view.role == "author":
        yield from _author(view)
        return
    text = _ROLES[view.role](view.text)
    alone, is_name = view.role != "text", view.role == "name"
    for offset, raw, before, lines in blocks(text, _clean_lines, _clean_blocks):
        if _was_clean(raw, "" if alone else before):
            continue
        above = "" if alone else text[max(0, offset - REACH) : offset]
        for hit, block, place, detector in _block_hits(raw, "" if alone else before, above, lines):
            if detector.in_file_names or not is_name:
                behind = text[offset + len(raw) : offset + len(raw) + _CONTEXT].lstrip()
                yield _of_hit(hit, block, behind, min(offset + place, len(view.text)), view)


def _of_part(part: Part) -> Iterator[RawFinding]:
    if isinstance(part, View):
        yield from of_view(part)
    elif isinstance(part, ExtractedTable):
        yield from _of_table(part)
    elif isinstance(part, ExtractionFault):
        asked = (Context("unreadable", "", "", ""),)
        yield RawFinding("P17", 0, part.place, Message("cannot be checked: {why}.", why=part.why), asked)
    elif isinstance(part, Position):
        yield RawFinding("P13", 0, part.place, Message("carries the position where it was made (not shown)."))


def _was_clean(raw: str, before: str) -> bool:
    """Whether a block was read before and held nothing, in the same surroundings or in any."""
    return hash(raw) in _clean_blocks or hash((raw, before)) in _clean_blocks


def _block_hits(
    raw: str, before: str, above: str = "", lines: Sequence[int] = ()
) -> Iterator[tuple[Hit, TextBlock, int, BlockDetector]]:
    """Hits with their offset in the raw block and who found them; a block without any is remembered, with its lines."""
    found = False
    text = _plain_line(raw) if len(raw) < _LINE else plain(raw)
    block = TextBlock(text.text)
    detectors = [detector for detector in BLOCK_DETECTORS if detector.may_find(block)]
    if before and detectors:
        block = TextBlock(text.text, _plain_line(before).text, above)
    for detector in detectors:
        for hit in detector.find(block):
            found = True
            yield hit, block, text.origin(hit.start), detector
    if found or any(detector.looks_above for detector in detectors) or len(_clean_blocks) > _REMEMBERED:
        return
    _clean_blocks.add(hash((raw, before)) if detectors else hash(raw))
    _clean_lines.update(lines)


@functools.lru_cache(maxsize=50_000)
def _plain_line(raw: str) -> Plain:
    """A line of a page comes again with something else before it, and at the end of what stands before others."""
    return plain(raw)


def _of_hit(hit: Hit, block: TextBlock, behind: str, offset: int, view: View) -> RawFinding:
    rule = RULES[hit.rule]
    before = f"{block.before}\n{block.text[: hit.start]}"[-_CONTEXT:]
    after = f"{block.text[hit.end :]} {behind}"[:_CONTEXT]
    return RawFinding(
        hit.rule,
        offset,
        view.place,
        _looks_like(hit, block),
        (Context(rule.kind, hit.value, before, after),),
        Message(LAPSED, kind=rule.kind, verdict="", size=len(hit.value)),
        view,
        block.text[hit.start : hit.end],
    )


LAPSED = "is registered as lawful ({kind}), but here it is {verdict} ({size} characters, not shown)."


def _looks_like(hit: Hit, block: TextBlock) -> Message:
    """What was found, and the masked text beside it, by which an editor finds the place."""
    title, size = Message(hit.what) if hit.what else RULES[hit.rule].title, len(hit.value)
    if shown := excerpt(block.text, hit.start, hit.end):
        return Message(
            "looks like: {title} ({size} characters, not shown), beside: {excerpt}.",
            title=title,
            size=size,
            excerpt=shown,
        )
    return Message("looks like: {title} ({size} characters, not shown).", title=title, size=size)


def _author(view: View) -> Iterator[RawFinding]:
    for hit, block, _, _ in _block_hits(view.text, ""):
        yield _of_hit(hit, block, "", 0, view)
    text = plain(view.text).text
    if in_author_field(text):
        what = Message("is an author field that names a person ({size} characters, not shown).", size=len(text))
        yield RawFinding("P14", 0, view.place, what, tuple(Context(k, text, "", "") for k in ("author", "name")))


def _of_table(table: ExtractedTable) -> Iterator[RawFinding]:
    for detector in TABLE_DETECTORS:
        for hit in detector(table):
            where = Message("column {number}", number=hit.column + 1) if hit.column >= 0 else Message("table")
            place = Message("{outer}, {inner}", outer=table.place, inner=where) if table.place else where
            yield RawFinding(hit.rule, table.rows[hit.row].line, place, hit.what)


_ROLES: dict[str, Callable[[str], str]] = {
    "text": str,
    "name": words_of_path,
    "address": lambda text: unquote(text, errors="replace"),
}
