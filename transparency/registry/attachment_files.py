"""Reads the files that records publish (``data/attachments/``) as bytes, so that later stages open no file."""

from __future__ import annotations

from pathlib import Path

from transparency.registry.files import sources

FOLDER = "data/attachments"
PUBLISHED = "disclosures/files"
"""Where they stand on the site, below its root; pages in every language link there."""


def read_attachments(root: Path) -> dict[str, bytes]:
    """Name of each file -> its bytes."""
    return {file.path.name: file.path.read_bytes() for file in sources(root, FOLDER, "*")}
