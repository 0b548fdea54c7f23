"""ZIP archives that have the same bytes for the same content: no date, no difference between machines."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from pathlib import Path

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first time that the format can hold; what is packed says itself of which day it is."""
READABLE = 0o644
"""Access rights of a file that everybody may read, where somebody unpacks the archive."""


def write_zip(file: Path | io.BytesIO, members: Iterable[tuple[str, bytes]], rights: int = 0) -> None:
    """Packs files, name and content, in their order."""
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in members:
            entry = zipfile.ZipInfo(name, EARLIEST)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, rights << 16
            archive.writestr(entry, content)


def zipped(members: Iterable[tuple[str, bytes]], rights: int = 0) -> bytes:
    """The archive of the files."""
    file = io.BytesIO()
    write_zip(file, members, rights)
    return file.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    """Name and content of the members, in their order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
