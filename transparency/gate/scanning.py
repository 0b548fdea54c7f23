"""Scans one file against all personal-data rules, minus what the register of exceptions allows there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from transparency.gate.extractors import View, name_view
from transparency.gate.raw_findings import LAPSED, RawFinding, of_view, sightings
from transparency.gate.register import Register
from transparency.gate.rules import RULES
from transparency.model.messages import Message
from transparency.model.problem import Problem, in_order

_ENDING = re.compile(r"\.[A-Za-z]{1,5}$")


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
    """Problems of one file as its parts are opened, first those of its name."""
    named = tuple(_judged(of_view(name_view(file.name)), file.name, register))
    shown = shown_name(file.name, file.name, register) if named else file.name
    for problem in (*named, *_judged(sightings(file.name, file.data), file.name, register)):
        place = " > ".join(shown_name(part, file.name, register) for part in problem.place.split(" > "))
        yield replace(problem, file=shown, place=problem.place if place == problem.place else place)


def shown_name(name: str, file: str, register: Register) -> str:
    """A path in or of a file as it may be printed: of a part that gives a person away, only the length and the ending."""
    return "/".join(_masked(part) if _gives_away(part, file, register) else part for part in name.split("/"))


def _gives_away(part: str, file: str, register: Register) -> bool:
    return any(_judged(of_view(name_view(part)), file, register))


def _masked(part: str) -> str:
    ending = _ENDING.search(part)
    return "*" * (ending.start() if ending else len(part)) + (ending[0] if ending else "")


def _judged(seen: Iterable[RawFinding], file: str, register: Register) -> Iterator[Problem]:
    for sighting in seen:
        verdicts = [register.verdict(replace(c, value=c.value or file), file) for c in sighting.asked]
        rule, what = sighting.rule, sighting.what
        if not all(verdicts):
            continue
        if sighting.lapsed and verdicts != ["unknown"]:
            rule, what = "P18", _lapsed(sighting.lapsed, verdicts[0])
        yield Problem(file, sighting.line, rule, sighting.where, what, RULES[rule].advice)


def _lapsed(message: Message, verdict: str) -> Message:
    """A registered value in a wrong place or after its date."""
    return Message(LAPSED, kind=message.values["kind"], size=message.values["size"], verdict=Message(verdict))
