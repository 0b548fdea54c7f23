"""Reads the bytes of an editor's file, or returns the reason why it cannot be read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from transparency.model.failure_reasons import failure_reason
from transparency.model.limits import LARGEST_SOURCE
from transparency.model.messages import Message
from transparency.model.problem import Problem


@dataclass(frozen=True, slots=True)
class Source:
    """A file under the project's root: ``path`` opens it, ``name`` is what problems call it."""

    path: Path
    name: str


def source(root: Path, *parts: str) -> Source:
    """The file at ``parts`` below ``root``."""
    path = root.joinpath(*parts)
    return Source(path, path.relative_to(root).as_posix())


def sources(root: Path, folder: str, pattern: str) -> tuple[Source, ...]:
    """The files of a folder that match, sorted by name, so that two runs read them in one order."""
    found = sorted(p for p in (root / folder).glob(pattern) if p.is_file())
    return tuple(Source(p, p.relative_to(root).as_posix()) for p in found)


def read_text(file: Source) -> str | Problem:
    """The file as UTF-8 text, without a byte order mark."""
    try:
        if file.path.stat().st_size > LARGEST_SOURCE:
            what = Message("is larger than {most} MB.", most=LARGEST_SOURCE // 1024 // 1024)
            return Problem(file.name, 0, "Y13", "", what, Message("Divide it among several files."))
        data = file.path.read_bytes()
    except OSError as error:
        return Problem(
            file.name,
            0,
            "Y01",
            "",
            Message("cannot be read ({reason}).", reason=failure_reason(error)),
            Message("Put the file back or correct its permissions."),
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return Problem(
            file.name, line, "Y02", "", Message("is not UTF-8 text."), Message("Save the file with the encoding UTF-8.")
        )
