"""Compresses once at release what nginx would compress at every request (``gzip_static``, ``brotli_static``)."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli

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
        ".ics",
        ".webmanifest",
        ".wasm",
    }
)
"""Endings of files that compress well; pictures, PDF and Office files are compressed inside."""

SMALLEST = 256
"""Bytes below which the response header outweighs what is saved."""

LARGE = 1 << 16
"""Bytes from which brotli's last two steps cost seventeen times as much for a tenth of the size."""


def _brotli(data: bytes) -> bytes:
    return bytes(brotli.compress(data, quality=11 if len(data) < LARGE else 9))


ENCODINGS: Mapping[str, Callable[[bytes], bytes]] = {
    ".br": _brotli,
    ".gz": lambda data: gzip.compress(data, 9, mtime=0),
}
"""Ending -> compressor; both write the same bytes for the same input and version."""

COMPRESSED = tuple(ENCODINGS)


def compress(folder: Path) -> int:
    """Puts compressed copies beside every text file of the site; returns how many."""
    files = [p for p in sorted(folder.rglob("*")) if p.suffix in TEXT and p.stat().st_size >= SMALLEST]
    with ThreadPoolExecutor() as pool:
        return sum(pool.map(_copies, files))


def _copies(path: Path) -> int:
    data = path.read_bytes()
    for ending, encode in ENCODINGS.items():
        path.with_name(path.name + ending).write_bytes(encode(data))
    return len(ENCODINGS)
