"""Cache of files that an earlier run found clean, so that only changed files are scanned. It may be deleted at any time."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

FOLDER = Path(".cache")
"""One file for each that asks, for they work side by side."""
_MOST = 200_000


def fingerprint(folder: Path) -> str:
    """A digest of the program text below a folder: a new rule forgets what an old one found clean."""
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.suffix in (".py", ".xz") and "__pycache__" not in p.parts):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def memory_key(salt: str, *parts: str) -> str:
    """What stands in the memory for something that was clean: a digest of all on which that depends."""
    return hashlib.sha256("\n".join((salt, *parts)).encode("utf-8", "surrogateescape")).hexdigest()[:32]


def remembered(root: Path, who: str) -> frozenset[str]:
    """Digests of what ``who`` found clean."""
    try:
        return frozenset((root / FOLDER / f"{who}.txt").read_text("ascii").split())
    except (OSError, UnicodeDecodeError):
        return frozenset()


def remember(root: Path, who: str, digests: Iterable[str]) -> None:
    """Adds digests, whole or not at all; a place that cannot be written to costs time, not correctness.

    Sources and site are checked in turn and share the memory. When it grows full it starts anew with what is clean now.
    """
    new = frozenset(digests)
    together = new | remembered(root, who)
    kept = together if len(together) <= _MOST else new
    target = root / FOLDER / f"{who}.txt"
    try:
        target.parent.mkdir(exist_ok=True)
        partial = target.with_suffix(f".{os.getpid()}")
        partial.write_text("\n".join(sorted(kept)), "ascii")
        partial.replace(target)
    except OSError:
        return
