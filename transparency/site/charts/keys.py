"""Computes the cache key of a chart: its content, the width, the drawing code and the library versions."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

from transparency.site.charts.names import Width
from transparency.site.charts.plate import LocalizedChart

NOT_DRAWING = ("explorer.py", "keys.py")
LIBRARIES = ("altair", "vl-convert-python")


@cache
def _drawing_code() -> bytes:
    """Changes whenever a module of this folder, the font table or a library changes."""
    digest = hashlib.sha256()
    for file in sorted(Path(__file__).parent.glob("*")):
        if file.suffix in {".py", ".json"} and file.name not in NOT_DRAWING:
            digest.update(file.read_bytes())
    for library in LIBRARIES:
        digest.update(version(library).encode())
    return digest.digest()


def key(plate: LocalizedChart, width: Width) -> str:
    """Name of the drawing in the cache."""
    return hashlib.sha256(_drawing_code() + f"{width}{plate!r}".encode()).hexdigest()
