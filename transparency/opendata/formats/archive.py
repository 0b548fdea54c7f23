"""Writes all files into one ZIP archive, reproducibly: the same files give the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

NAME = "open-data.zip"
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first day that the format can say; the dates of the data stand in the data package."""


def write(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Name inside the archive and content of each file, in the order in which they are packed."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, content in files:
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return file.getvalue()
