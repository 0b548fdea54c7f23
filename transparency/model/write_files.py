"""Writes several files together: all to temporary names first, then renamed, so that no file is half written."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path


def write_together(files: Mapping[Path, str | bytes]) -> None:
    """All files are written beside their places first and moved there last; an interruption leaves the old files."""
    waiting: dict[Path, Path] = {}
    try:
        for path, data in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            waiting[path] = path.with_name(f".{path.name}.{os.getpid()}.part")
            with waiting[path].open("wb") as file:
                file.write(data if isinstance(data, bytes) else data.encode())
                file.flush()
                os.fsync(file.fileno())
        for path, part in waiting.items():
            part.replace(path)
    finally:
        for part in waiting.values():
            part.unlink(missing_ok=True)
