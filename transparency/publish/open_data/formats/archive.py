"""Everything in one ZIP file: the same bytes for the same files, whenever it is packed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

NAME = "open-data.zip"
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first day that the format can say; the dates of the data stand in the data package."""


def write(files: Mapping[str, bytes]) -> bytes:
    """Name inside the archive -> content, packed in the order of the names."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, files[name])
    return file.getvalue()
