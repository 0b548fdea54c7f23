"""Keeps large intermediate results in a file on disk; only the offset of each piece is in memory."""

from __future__ import annotations

import os
import tempfile
import weakref
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Generic, TypeVar

Name = TypeVar("Name")

FOLDER = Path(".cache/pieces")
"""Below the root of the project; safe to delete."""

Span = tuple[int, int]
"""Where a piece begins in the file, and how many bytes it has."""


class SpillFile(Mapping[Name, bytes], Generic[Name]):
    """Pieces by name in a file that has no name itself: the system removes it with the last process that holds it.

    A process forked from this one reads it too, for a read says where and moves nothing that they share.
    """

    def __init__(self, folder: Path | None = None) -> None:
        """Without a folder the file lies where temporary files do."""
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
        file = tempfile.TemporaryFile(buffering=0, dir=folder)  # noqa: SIM115  (closed with its last reader)
        weakref.finalize(self, file.close)
        self._number = file.fileno()
        self._spans: dict[Name, Span] = {}
        self._end = 0

    def put(self, name: Name, piece: bytes) -> None:
        """Keeps a piece; one of the same name is forgotten."""
        self._spans[name] = (self._end, len(piece))
        rest = memoryview(piece)
        while rest:
            written = os.pwrite(self._number, rest, self._end)
            self._end += written
            rest = rest[written:]

    def put_all(self, pieces: Iterable[tuple[Name, bytes]]) -> None:
        """Keeps many, each before the next is made."""
        for name, piece in pieces:
            self.put(name, piece)

    def put_again(self, name: Name, known: Name) -> None:
        """A piece under one more name."""
        self._spans[name] = self._spans[known]

    def spans(self, known: Collection[Name]) -> Mapping[Name, Span]:
        """Where everything stands that is not known yet, for `adopt`."""
        return {name: span for name, span in self._spans.items() if name not in known}

    def adopt(self, spans: Mapping[Name, Span]) -> None:
        """Takes what a process forked from this one has put since, while this one put nothing."""
        self._spans |= spans
        self._end = max((self._end, *(start + length for start, length in spans.values())))

    def __getitem__(self, name: Name) -> bytes:
        start, length = self._spans[name]
        return os.pread(self._number, length, start)

    def __iter__(self) -> Iterator[Name]:
        return iter(self._spans)

    def __len__(self) -> int:
        return len(self._spans)
