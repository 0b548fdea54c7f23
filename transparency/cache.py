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

FOLDER = Path(".cache/made")
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

    def get(self, what: str, of: Iterable[bytes], make: Callable[[], bytes]) -> bytes:
        """The bytes called ``what`` that follow from ``of``, made now or by an earlier build of the same program."""
        if self.folder is None:
            return make()
        name = self._name(chain((what.encode(),), of))
        found = self._read(name)
        return self._write(name, make()) if found is None else found

    def kept(self, parts: Iterable[bytes]) -> bytes | None:
        """What an earlier build made of these parts."""
        return self._read(self._name(parts))

    def has(self, parts: Iterable[bytes]) -> bool:
        """Whether an earlier build made something of these parts."""
        return self.folder is not None and (self.folder / self._name(parts)).exists()

    def keep(self, parts: Iterable[bytes], made: bytes) -> bytes:
        """Writes it whole or not at all; a folder that cannot be written to costs time, nothing else."""
        return self._write(self._name(parts), made)

    def _read(self, name: str) -> bytes | None:
        if self.folder is None:
            return None
        try:
            return (self.folder / name).read_bytes()
        except OSError:
            return None

    def _write(self, name: str, made: bytes) -> bytes:
        if self.folder is None:
            return made
        file = self.folder / name
        partial = file.with_name(f"{file.name}.{os.getpid()}")
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            partial.write_bytes(made)
            partial.replace(file)
        except OSError:
            with suppress(OSError):
                partial.unlink()
        return made

    def _name(self, parts: Iterable[bytes]) -> str:
        digest = hashlib.sha256(self.program or package_code())
        for part in parts:
            digest.update(hashlib.sha256(part).digest())
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


def again(what: Hashable, inputs: object, make: Callable[[], T]) -> T:
    """What ``make`` gives; the result of an earlier call for ``what`` in this process if the inputs are equal.

    Only for values that nobody changes. It saves a preview from parsing and writing what an edit does not concern.
    """
    before = _latest.get(what)
    if before is None or before[0] != inputs:
        before = _latest[what] = (inputs, make())
    return cast(T, before[1])


def again_from(file: Path, way: Hashable, read: Callable[[], T]) -> T:
    """What ``read`` makes of a file, unless an earlier call read the same bytes in the same way."""
    try:
        data = file.read_bytes()
    except OSError:
        return read()
    return again((file, way), data, read)


def forget() -> None:
    """Gives the memory back, where no further build follows in this process."""
    _latest.clear()
