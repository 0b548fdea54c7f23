"""Build cache on disk, keyed by the inputs of each result."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from itertools import chain
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket

import transparency
from transparency.gate.clean_cache import fingerprint

FOLDER = Path(".cache/made")
"""Below the root of the project; safe to delete."""

_MAKERS = ("altair", "jinja2", "pyarrow", "vl-convert-python", "xlsxwriter")
"""Libraries whose work is kept: another version makes other bytes."""
_MOST = 400 * 2**20
"""Bytes; a fuller folder starts anew."""


@dataclass(frozen=True, slots=True)
class BuildCache:
    """A folder of finished work; without one everything is made each time."""

    folder: Path | None = None

    def get(self, what: str, of: Iterable[bytes], make: Callable[[], bytes]) -> bytes:
        """The bytes called ``what`` that follow from ``of``, made now or by an earlier build of the same program."""
        if self.folder is None:
            return make()
        name = _name(chain((what.encode(),), of))
        found = self._read(name)
        return self._write(name, make()) if found is None else found

    def kept(self, parts: Iterable[bytes]) -> bytes | None:
        """What an earlier build made of these parts."""
        return self._read(_name(parts))

    def keep(self, parts: Iterable[bytes], made: bytes) -> bytes:
        """Writes it whole or not at all; a folder that cannot be written to costs time, nothing else."""
        return self._write(_name(parts), made)

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

    def trim(self) -> None:
        """Starts anew when the folder has grown too large."""
        if self.folder and sum(file.stat().st_size for file in self.folder.glob("*")) > _MOST:
            shutil.rmtree(self.folder, ignore_errors=True)


NO_CACHE = BuildCache()
"""Everything is made anew."""


def _name(parts: Iterable[bytes]) -> str:
    digest = hashlib.sha256(_program())
    for part in parts:
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()


@cache
def _program() -> bytes:
    versions = " ".join(f"{name} {version(name)}" for name in _MAKERS)
    return f"{fingerprint(Path(transparency.__file__).parent)} {versions}".encode()


class Compiled(jinja2.BytecodeCache):
    """Templates as Python code, by their text: compiled once for all languages, and for later builds."""

    def __init__(self, made: BuildCache) -> None:
        self._made = made
        self._ready: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Called by Jinja before it compiles."""
        if code := self._ready.get(bucket.key) or self._made.kept(_template(bucket)):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Called by Jinja after it has compiled."""
        self._ready[bucket.key] = self._made.keep(_template(bucket), bucket.bytecode_to_string())


def _template(bucket: Bucket) -> tuple[bytes, ...]:
    escaping = b"escaped" if bucket.environment.autoescape else b"plain"
    return b"template", escaping, bucket.key.encode(), bucket.checksum.encode()
