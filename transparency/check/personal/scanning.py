"""One file against all rules: its views are opened, brought into the plain spelling, and shown to every detector."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from transparency.check.personal.blocks import blocks
from transparency.check.personal.finding import Block, Hit
from transparency.check.personal.normalise import plain
from transparency.check.personal.people import in_author_field
from transparency.check.personal.register import Context, Register
from transparency.check.personal.rules import DETECTORS, DIGIT_DETECTORS, NUMBER_DETECTORS, RULES, TABLE_DETECTORS
from transparency.load.views import Fault, Position, Table, View, parts_of
from transparency.problem import Problem, in_order

_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"(?:\d[^\dA-Za-z]{0,3}){8}|\bKZ|[A-Z]{2}\d\d")
_REMEMBERED = 400_000
_SEPARATED = re.compile(r"[_\-+.\s]+")
_CAMEL = re.compile(r"(?<=[a-zа-яәғқңөұүһі])(?=[A-ZА-ЯӘҒҚҢӨҰҮҺІ])")
_NAME_RULES = frozenset({"P01", "P02", "P03", "P04", "P05", "P09"})
_clean: set[int] = set()
"""Hashes of blocks in which nothing was found: navigation and footers are the same on every page of a site."""


@dataclass(frozen=True, slots=True)
class File:
    """A file as it came from the disk; ``name`` is what problems call it."""

    name: str
    data: bytes


def scan(files: Iterable[File], register: Register) -> tuple[Problem, ...]:
    """Every problem of every file, in order."""
    return in_order(problem for file in files for problem in scan_file(file, register))


def scan_text(name: str, text: str, register: Register) -> tuple[Problem, ...]:
    """A text that is about to be published though it is no file: a message of a commit, the note of a tag."""
    return in_order(_view_problems(View("", text, "text", text), name, register))


def scan_file(file: File, register: Register) -> Iterator[Problem]:
    """Problems of one file as its parts are opened."""
    for part in parts_of(file.name, file.data):
        if isinstance(part, View):
            yield from _view_problems(part, file.name, register)
        elif isinstance(part, Table):
            yield from _table_problems(part, file.name)
        elif isinstance(part, Fault):
            yield from _fault_problems(part, file.name, register)
        elif isinstance(part, Position):
            yield _problem(file.name, 0, "P13", part.place, "carries the position where it was made (not shown).")


def _view_problems(view: View, file: str, register: Register) -> Iterator[Problem]:
    if view.role == "author":
        yield from _author(view, file, register)
        return
    text, kept = _ROLES[view.role](view.text), _NAME_RULES if view.role == "name" else RULES.keys()
    before = ""
    for offset, raw in blocks(text):
        for hit, place in _block_hits(raw, before):
            if hit[0].rule in kept:
                line = view.line(min(offset + place, len(view.text)))
                after = text[offset + len(raw) : offset + len(raw) + 80].lstrip()
                yield from _judged(hit[0], hit[1], after, (file, line, view.place), register)
        before = raw[-120:] if view.role == "text" else ""


def _block_hits(raw: str, before: str) -> Iterator[tuple[tuple[Hit, Block], int]]:
    """Hits with their offset in the raw block; a block that was clean in the same surroundings is not read again."""
    key = hash((raw, before))
    if key in _clean:
        return
    found = False
    text = plain(raw)
    block = Block(text.text, plain(before).text)
    for hit in _hits(block):
        found = True
        yield (hit, block), text.origin(hit.start)
    if not found and len(_clean) < _REMEMBERED:
        _clean.add(key)


def _hits(block: Block) -> Iterator[Hit]:
    for detector in DETECTORS:
        yield from detector(block)
    if not _DIGIT.search(block.text):
        return
    for detector in DIGIT_DETECTORS:
        yield from detector(block)
    if _NUMBER.search(block.text):
        for detector in NUMBER_DETECTORS:
            yield from detector(block)


def _judged(hit: Hit, block: Block, behind: str, at: tuple[str, int, str], register: Register) -> Iterator[Problem]:
    rule = RULES[hit.rule]
    file, line, place = at
    after = f"{block.text[hit.end :]} {behind}"[:80]
    before = f"{block.before}\n{block.text[: hit.start]}"[-80:]
    verdict = register.verdict(Context(rule.kind, hit.value, before, after), file)
    if verdict == "unknown":
        what = f"looks like {_a(hit.what or rule.title)} ({len(hit.value)} characters, not shown)."
        yield _problem(file, line, hit.rule, place, what)
    elif verdict:
        yield _problem(
            file, line, "P18", place, f"is a registered {rule.kind} {verdict} ({len(hit.value)} characters, not shown)."
        )


def _a(title: str) -> str:
    return f"{'an' if title[0] in 'aeiouI' else 'a'} {title}"


def _author(view: View, file: str, register: Register) -> Iterator[Problem]:
    for hit, _ in _block_hits(view.text, ""):
        yield from _judged(hit[0], hit[1], "", (file, 0, view.place), register)
    text = plain(view.text).text
    if in_author_field(text) and all(register.verdict(Context(k, text, "", ""), file) for k in ("author", "name")):
        what = f"is an author field that names a person ({len(text)} characters, not shown)."
        yield _problem(file, 0, "P14", view.place, what)


def _table_problems(table: Table, file: str) -> Iterator[Problem]:
    for detector in TABLE_DETECTORS:
        for hit in detector(table):
            yield _problem(file, table.rows[hit.row].line, hit.rule, _cell_place(table, hit.column), hit.what)


def _cell_place(table: Table, column: int) -> str:
    where = f"column {column + 1}" if column >= 0 else "table"
    return f"{table.place}, {where}" if table.place else where


def _fault_problems(fault: Fault, file: str, register: Register) -> Iterator[Problem]:
    if register.verdict(Context("unreadable", file, "", ""), file):
        yield _problem(file, 0, "P17", fault.place, f"cannot be checked: {fault.why}.")


def _problem(file: str, line: int, rule: str, place: str, what: str) -> Problem:
    return Problem(file, line, rule, place, what, RULES[rule].advice)


def _file_name(text: str) -> str:
    """A file's name as words: no extension, no separators, every word with a capital."""
    stem = text.rpartition(".")[0] or text
    return f"{text}\n\n" + _SEPARATED.sub(" ", _CAMEL.sub(" ", stem)).title()


def _address(text: str) -> str:
    """A web address as it stands, with its percent signs read."""
    return unquote(text, errors="replace")


def _as_it_stands(text: str) -> str:
    return text


_ROLES: dict[str, Callable[[str], str]] = {"text": _as_it_stands, "name": _file_name, "address": _address}
