"""Compresses the files of a release in advance, for nginx (``gzip_static``, ``brotli_static``)."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import brotli

from transparency.model.problem import Problem
from transparency.release.manifest import MANIFEST, read

TEXT = frozenset(
    {
        ".html",
        ".css",
        ".js",
        ".mjs",
        ".json",
        ".jsonld",
        ".svg",
        ".xml",
        ".txt",
        ".csv",
        ".atom",
        ".ics",
        ".webmanifest",
        ".wasm",
    }
)
"""Endings of files that compress well; pictures, PDF and Office files are compressed inside."""

LARGE = 1 << 16
"""Bytes from which brotli's tenth step, too, costs more time than a tenth of the size is worth."""

SETTINGS = f"brotli 10, from {LARGE} bytes 9; gzip 9"
"""Stands among the tools of a release: with other settings the same file has other compressed copies.

Brotli's eleventh step takes 2.7 times as long as the tenth and makes pages 1.2 % smaller (decision 0707)."""


def _brotli(data: bytes) -> bytes:
    return bytes(brotli.compress(data, quality=10 if len(data) < LARGE else 9))


ENCODINGS: Mapping[str, Callable[[bytes], bytes]] = {
    ".br": _brotli,
    ".gz": lambda data: gzip.compress(data, 9, mtime=0),
}
"""Ending -> compressor; both write the same bytes for the same input and version."""

COMPRESSED = tuple(ENCODINGS)


@dataclass(frozen=True, slots=True)
class Earlier:
    """A release made with the same tools and settings, whose compressed copies are those of equal files now."""

    folder: Path
    hashes: Mapping[str, str]
    """Path -> hash, as its manifest says."""
    paths: Mapping[str, str]
    """Hash -> one path with that content."""

    def copy(self, data: bytes, ending: str) -> bytes | None:
        """The compressed copy of these bytes, if it is there and is the one that was released."""
        path = f"{self.paths.get(_hash(data), '')}{ending}"
        if path not in self.hashes or not (self.folder / path).is_file():
            return None
        found = (self.folder / path).read_bytes()
        return found if _hash(found) == self.hashes[path] else None


def earlier(folder: Path, tools: Mapping[str, str]) -> Earlier | None:
    """The release in ``folder``, or None where its copies could differ from those made now."""
    path = folder / MANIFEST
    manifest = read(path.read_bytes() if path.is_file() else b"")
    if isinstance(manifest, Problem) or manifest.tools != tools:
        return None
    hashes = {entry.path: entry.sha256 for entry in manifest.files}
    return Earlier(folder, hashes, {found: path for path, found in hashes.items()})


def compress(folder: Path, before: Earlier | None = None) -> int:
    """Puts compressed copies beside every text file of the site; returns how many were taken from ``before``."""
    files = [p for p in sorted(folder.rglob("*")) if p.suffix in TEXT]
    with ThreadPoolExecutor() as pool:
        return sum(pool.map(lambda path: _copies(path, before), files))


def _copies(path: Path, before: Earlier | None) -> int:
    data, taken = path.read_bytes(), 0
    for ending, encode in ENCODINGS.items():
        copy = before.copy(data, ending) if before else None
        path.with_name(path.name + ending).write_bytes(encode(data) if copy is None else copy)
        taken += copy is not None
    return taken


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
