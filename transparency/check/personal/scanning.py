"""One file against all rules: what it gives away, less what the register of exceptions allows in its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from transparency.check.personal.register import Register
from transparency.check.personal.rules import RULES
from transparency.check.personal.sighting import Sighting, of_view, sightings
from transparency.load.views import View
from transparency.problem import Problem, in_order


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
    return in_order(_judged(of_view(View("", text, "text", text)), name, register))


def scan_file(file: File, register: Register) -> Iterator[Problem]:
    """Problems of one file as its parts are opened."""
    yield from _judged(sightings(file.name, file.data), file.name, register)


def _judged(seen: Iterable[Sighting], file: str, register: Register) -> Iterator[Problem]:
    for sighting in seen:
        verdicts = [register.verdict(replace(c, value=c.value or file), file) for c in sighting.asked]
        rule, what = sighting.rule, sighting.what
        if not all(verdicts):
            continue
        if sighting.lapsed and verdicts != ["unknown"]:
            rule, what = "P18", sighting.lapsed.format(*verdicts)
        yield Problem(file, sighting.line, rule, sighting.place, what, RULES[rule].advice)
