"""Caches: finished work on disk by all that it depends on, and the latest results of a process while their inputs are equal."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Hashable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from typing import TypeVar, cast

T = TypeVar("T")

FOLDER = Path(".cache/results")
"""Below the root of the project; safe to delete."""

_MAKERS = ("altair", "jinja2", "pyarrow", "vl-convert-python", "xlsxwriter")
"""Libraries whose work is kept: another version makes other bytes."""
_MOST = 400 * 2**20
"""Bytes; a fuller folder starts anew."""


@dataclass(frozen=True, slots=True)
class DiskCache:
    """A folder of finished work; without one everything is made each time."""

    folder: Path | None = None
    program: bytes = b""
    """Digest of the code that makes the work; empty for that of the whole package."""

    def get_or_make(self, name: str, inputs: Iterable[bytes], make: Callable[[], bytes]) -> bytes:
        """The bytes called ``name`` that follow from ``inputs``, made now or by an earlier build of the same program."""
        if self.folder is None:
            return make()
        file = self._name(chain((name.encode(),), inputs))
        found = self._read(file)
        return self._write(file, make()) if found is None else found

    def read(self, inputs: Iterable[bytes]) -> bytes | None:
        """The result of an earlier build for these inputs."""
        return self._read(self._name(inputs))

    def contains(self, inputs: Iterable[bytes]) -> bool:
        """Whether the cache has a result for these inputs."""
        return self.folder is not None and (self.folder / self._name(inputs)).exists()

    def write(self, inputs: Iterable[bytes], result: bytes) -> bytes:
        """Writes the result whole or not at all; a folder that cannot be written to costs time, nothing else."""
        return self._write(self._name(inputs), result)

    def _read(self, name: str) -> bytes | None:
        if self.folder is None:
            return None
        try:
            return (self.folder / name).read_bytes()
        except OSError:
            return None

    def _write(self, name: str, result: bytes) -> bytes:
        if self.folder is None:
            return result
        file = self.folder / name
        partial = file.with_name(f"{file.name}.{os.getpid()}")
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            partial.write_bytes(result)
            partial.replace(file)
        except OSError:
            with suppress(OSError):
                partial.unlink()
        return result

    def _name(self, inputs: Iterable[bytes]) -> str:
        digest = hashlib.sha256(self.program or package_code())
        for one in inputs:
            digest.update(hashlib.sha256(one).digest())
        return digest.hexdigest()

    def trim(self) -> None:
        """Starts anew when the folder has grown too large."""
        if self.folder and sum(file.stat().st_size for file in self.folder.glob("*")) > _MOST:
            shutil.rmtree(self.folder, ignore_errors=True)


NO_CACHE = DiskCache()
"""Everything is made anew."""


def code(files: Iterable[Path], libraries: Iterable[str]) -> bytes:
    """A digest of files of a program and of the versions of libraries."""
    digest = hashlib.sha256(" ".join(f"{name} {version(name)}" for name in libraries).encode())
    for file in sorted(files):
        digest.update(file.read_bytes())
    return digest.digest()


@cache
def package_code() -> bytes:
    """A digest of the whole package."""
    files = Path(__file__).parent.rglob("*")
    return code((file for file in files if file.suffix in (".py", ".xz")), _MAKERS)


_latest: dict[Hashable, tuple[object, object]] = {}
"""What was asked for -> its inputs, and what was made of them."""


def in_memory(what: Hashable, inputs: object, make: Callable[[], T]) -> T:
    """What ``make`` gives; the result of an earlier call for ``what`` in this process if the inputs are equal.

    Only for values that nobody changes. It saves a preview from parsing and writing what an edit does not concern.
    """
    before = _latest.get(what)
    if before is None or before[0] != inputs:
        before = _latest[what] = (inputs, make())
    return cast(T, before[1])


def in_memory_by_file(file: Path, way: Hashable, read: Callable[[], T]) -> T:
    """What ``read`` makes of a file, unless an earlier call read the same bytes in the same way."""
    try:
        data = file.read_bytes()
    except OSError:
        return read()
    return in_memory((file, way), data, read)


def clear_memory() -> None:
    """Empties the in-memory cache; called when no further build follows in this process."""
    _latest.clear()
