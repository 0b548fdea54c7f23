"""Lists and reads the files below a folder, for rules about files rather than records."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from transparency.model.messages import Message
from transparency.model.problem import CouldNotRun

SKIPPED = frozenset({".git", ".venv", ".cache", "__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache"})
"""Folders of tools, never published and never committed. A site may hold any other, ``node_modules`` included."""


def files_below(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Every file at or below the paths, each once, sorted; a path that does not exist stops the command."""
    return tuple(sorted({file for path in paths for file in _below(path)}))


def _below(path: Path) -> Iterator[Path]:
    if not path.exists():
        raise CouldNotRun(Message("{path} does not exist.", path=path))
    if path.is_file():
        yield path
        return
    for inner in path.iterdir():
        if inner.is_dir() and inner.name not in SKIPPED:
            yield from _below(inner)
        elif inner.is_file() or inner.is_symlink():
            yield inner


def read_bytes(path: Path, most: int) -> bytes | None:
    """The bytes of a file, one more than ``most`` where it is larger, or None where it cannot be read."""
    try:
        with path.open("rb") as stream:
            return stream.read(most + 1)
    except OSError:
        return None


_UNDER_CONSTRUCTION = re.compile(r"^(\w+)\.new/")
"""A site that is being built is called by the name it will have: where an exception is lawful does not depend on it."""


def name_below(root: Path, path: Path) -> str:
    """What problems call a file: its path from the project's root, else from where the command was run, else its name."""
    whole = path.absolute().as_posix()
    for base in (root, Path.cwd()):
        above = f"{base.as_posix().rstrip('/')}/"
        if whole.startswith(above):
            return _UNDER_CONSTRUCTION.sub(r"\1/", whole.removeprefix(above))
    return path.name
