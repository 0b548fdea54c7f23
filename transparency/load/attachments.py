"""Files that records publish: ``data/attachments/``, read whole so that later stages never open a file."""

from __future__ import annotations

from pathlib import Path

from transparency.load.files import sources

FOLDER = "data/attachments"


def read_attachments(root: Path) -> dict[str, bytes]:
    """Name of each file -> its bytes."""
    return {file.path.name: file.path.read_bytes() for file in sources(root, FOLDER, "*")}
