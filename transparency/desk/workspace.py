"""Checks an edit before anything is written: the rules of the build and the personal-data gate, on a copy of the sources."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from transparency.desk.repository import SOURCES
from transparency.gate.register import Register, read_exceptions
from transparency.gate.rules import RULES as PERSONAL
from transparency.gate.scanning import File, scan
from transparency.model.problem import Problem, in_order
from transparency.registry.check import CheckedRegistry, check
from transparency.registry.clock import build_date
from transparency.registry.load import Draft, load
from transparency.registry.yaml_document import Document, parse_yaml
from transparency.registry.yaml_document import Path as Place

COPY = Path(".cache/desk")
_PART = re.compile(r"([^.\[\]]+)|\[([0-9]+)\]")

Files = Mapping[str, bytes | None]
"""Name of a file -> its new bytes; None for a file that goes."""


@dataclass(frozen=True, slots=True)
class State:
    """The records of a working copy; none where they cannot be read, and no registry where something is wrong."""

    draft: Draft | None
    registry: CheckedRegistry | None
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class Workspace:
    """The working copy of an institution, as the desk reads it."""

    root: Path
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _known: tuple[object, State] | None = None

    @property
    def today(self) -> dt.date:
        """The day for which states are computed."""
        return build_date(self.root, os.environ)

    def state(self) -> State:
        """The records as they are, and everything that is wrong with them; read again when a file has changed."""
        stamp = _stamp(self.root)
        if self._known is None or self._known[0] != stamp:
            self._known = (stamp, _read(self.root, self.today))
        return self._known[1]

    def findings(self, files: Files) -> tuple[Problem, ...]:
        """What an edit would make wrong. Where personal data is found, nothing else is said: it could quote the value."""
        before = set(map(_unplaced, self.state().problems))
        with self.copy_with(files) as copy:
            personal = _personal(copy, files, self.today)
            if personal:
                return personal
            found = _read(copy, self.today).problems
        return tuple(one for one in found if _unplaced(one) not in before or one.file in files)

    @contextmanager
    def copy_with(self, files: Files) -> Iterator[Path]:
        """A copy of the sources with the edit in it; one at a time. Its files may be replaced, never written into."""
        with self._lock:
            yield from self._copied(files)

    def _copied(self, files: Files) -> Iterator[Path]:
        copy = self.root / COPY / "copy"
        shutil.rmtree(copy, ignore_errors=True)
        copy.mkdir(parents=True)
        for folder in SOURCES:
            if (self.root / folder).is_dir():
                shutil.copytree(self.root / folder, copy / folder, copy_function=_linked, symlinks=True)
        for name, data in files.items():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            (copy / name).unlink(missing_ok=True)
            if data is not None:
                (copy / name).write_bytes(data)
        try:
            yield copy
        finally:
            shutil.rmtree(copy, ignore_errors=True)


def _linked(source: str, target: str) -> None:
    with suppress(OSError):
        os.link(source, target)
        return
    shutil.copyfile(source, target)


def _read(root: Path, day: dt.date) -> State:
    draft, problems = load(root)
    problems = (*problems, *read_exceptions(root)[1])
    if draft is None:
        return State(None, None, in_order(problems))
    registry, found = check(draft, day)
    return State(draft, registry, in_order((*problems, *found)))


def _personal(root: Path, files: Files, day: dt.date) -> tuple[Problem, ...]:
    exceptions, _ = read_exceptions(root)
    found = scan((File(name, data) for name, data in files.items() if data is not None), Register(exceptions, day))
    return tuple(one for one in found if one.rule in PERSONAL)


def _stamp(root: Path) -> object:
    """Changes when any file of the sources does."""
    paths = (path for folder in SOURCES for path in sorted((root / folder).rglob("*")) if path.is_file())
    return tuple((str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in paths)


def _unplaced(problem: Problem) -> Problem:
    """The same problem wherever its line has moved to."""
    return replace(problem, line=0)


def is_personal(problems: Iterable[Problem]) -> bool:
    """Whether personal data was found."""
    return any(one.rule in PERSONAL for one in problems)


def place_in_record(problem: Problem, text: str, base: Place) -> str | None:
    """Name of the input that a problem is about, e.g. ``content.title.kk``; empty for the record, None for another record."""
    path = parsed_place(problem.place)
    if problem.rule in PERSONAL or not path:
        path = _at_line(text, problem.line)
    if path[: len(base)] != base:
        return None
    return ".".join(map(str, path[len(base) :]))


def parsed_place(place: str) -> Place:
    """``units[2].title`` as a path; lists count from 1 in messages."""
    return tuple(int(number) - 1 if number else name for name, number in _PART.findall(place))


def _at_line(text: str, line: int) -> Place:
    """The smallest part of the file that holds everything in a line."""
    document = Document("")
    parse_yaml(document, text)
    there = [path for path, number in document.lines.items() if number == line]
    if not there:
        before = [path for path, number in document.lines.items() if number < line]
        return before[-1] if before else ()
    deepest = min(there, key=len)
    return there[0] if len(there) == 1 else deepest
