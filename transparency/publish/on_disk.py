"""What a build makes early and needs late, kept on the disk meanwhile: the memory holds only where each piece stands."""

from __future__ import annotations

import os
import tempfile
import weakref
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Generic, TypeVar

Name = TypeVar("Name")

FOLDER = Path(".cache/pieces")
"""Below the root of the project; safe to delete."""


class OnDisk(Mapping[Name, bytes], Generic[Name]):
    """Pieces by name in a file that has no name itself: the system removes it with the last process that holds it.

    A process forked from this one reads it too, for a read says where and moves nothing that they share.
    """

    def __init__(self, folder: Path | None = None) -> None:
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
        self._file = tempfile.TemporaryFile(buffering=0, dir=folder)  # noqa: SIM115
        weakref.finalize(self, self._file.close)
        self._places: dict[Name, tuple[int, int]] = {}
        self._end = 0

    def put(self, name: Name, piece: bytes) -> None:
        """Keeps a piece; one of the same name is forgotten."""
        self._file.write(piece)
        self._places[name] = (self._end, len(piece))
        self._end += len(piece)

    def __getitem__(self, name: Name) -> bytes:
        start, length = self._places[name]
        return os.pread(self._file.fileno(), length, start)

    def __iter__(self) -> Iterator[Name]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)
