"""Selects the files to audit and runs the audit: every table of indicators is a release, with its code lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from transparency.audit.reading import Release, kind
from transparency.cache import FOLDER, NO_CACHE, DiskCache
from transparency.model.messages import Message
from transparency.model.problem import CouldNotRun, Problem
from transparency.registry.tree import files_below, name_below, read_bytes

AUDITED = ("data/surveys", "demo/surveys", "data/indicators", "demo/indicators", "site", "releases")
"""What no PATH means: the source of the figures, the built site, and older releases kept beside it."""
MARK = "OBS_VALUE"
Contents = frozenset[tuple[str, str]]
"""Names and texts of the files of a release."""
LARGEST = 200_000_000
"""Bytes; a larger table is not read and the command says so."""


def audit_paths(root: Path, paths: Sequence[Path], *, fresh: bool = True) -> tuple[Problem, ...]:
    """Problems of all published indicators at ``paths``, or of everything published.

    Without ``fresh`` the same figures that were clean before, by the same program, are not attacked again.
    """
    asked = list(paths) or [root / name for name in AUDITED if (root / name).exists()]
    found = tuple(distinct(tables_at(root, asked)).values())
    if not found:
        return ()
    clean, mark = (NO_CACHE if fresh else DiskCache(root / FOLDER)), _mark(found)
    if clean.contains(mark):
        return ()
    from transparency.audit.disclosure import audit  # noqa: PLC0415  (SciPy takes long to load; only for new figures)

    problems = audit(found)
    if not problems:
        clean.write(mark, b"")
    return problems


def _mark(found: Sequence[Release]) -> tuple[bytes, ...]:
    """What the cache calls clean figures: every text that the audit sees."""
    texts = (part for release in found for name, text in release.files.items() for part in (release.name, name, text))
    return (b"audit", *(text.encode() for text in texts))


def tables_at(root: Path, paths: Sequence[Path]) -> tuple[Release, ...]:
    """Every table of indicators at or below ``paths``, its files named from ``root``."""
    return tuple(_release(root, path) for path in files_below(paths) if _is_indicators(path))


def distinct(tables: Iterable[Release]) -> dict[Contents, Release]:
    """Most releases carry the figures of the one before; equal files tell nothing new. Of equal ones the first is kept."""
    found: dict[Contents, Release] = {}
    for table in tables:
        found.setdefault(frozenset((Path(file).name, text) for file, text in table.files.items()), table)
    return found


def _is_indicators(path: Path) -> bool:
    return MARK in _header(path)


def _kind(path: Path) -> str:
    return kind([column.strip(' "') for column in _header(path).split(",")])


def _header(path: Path) -> str:
    """The first line of a CSV file in capitals; empty for every other file."""
    if path.suffix.lower() != ".csv" or not path.is_file():
        return ""
    first = (read_bytes(path, 2_000) or b"").splitlines()[:1]
    return first[0].decode("utf-8-sig", "replace").upper() if first else ""


def _release(root: Path, table: Path) -> Release:
    beside = [path for path in table.parent.iterdir() if _kind(path) not in {"", "indicators", "values"}]
    return Release(name_below(root, table), {name_below(root, path): _text(path) for path in sorted([table, *beside])})


def _text(path: Path) -> str:
    data = read_bytes(path, LARGEST)
    if data is None or len(data) > LARGEST:
        raise CouldNotRun(Message("{name} cannot be audited: it cannot be read or is too large.", name=path.name))
    return data.decode("utf-8-sig", "replace")
