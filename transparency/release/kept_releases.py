"""Finds a release among those that a target keeps, or in a folder."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from transparency.model.messages import Message
from transparency.model.problem import CouldNotRun
from transparency.release.compress import COMPRESSED
from transparency.release.targets.folder import FolderStore
from transparency.release.targets.store import Name, Store, parsed


@contextlib.contextmanager
def served_data(store: Store, name: Name | None) -> Iterator[Path | None]:
    """The open data of a release as they were built, without the compressed copies; None where there are none."""
    with contextlib.ExitStack() as held, tempfile.TemporaryDirectory(prefix="served-") as folder:
        data = held.enter_context(store.opened(name, "open-data")) / "open-data" if name else None
        if data is None or not data.is_dir():
            yield None
        else:
            ignored = shutil.ignore_patterns(*(f"*{ending}" for ending in COMPRESSED))
            yield Path(shutil.copytree(data, Path(folder) / "open-data", ignore=ignored))


def at_hand(store: Store) -> Path | None:
    """The release that is served, where reading it costs no transfer."""
    current = store.current()
    return store.folder(current) if isinstance(store, FolderStore) and current else None


def named(folder: Path) -> Name | None:
    """The name of a release that still lies under it, or that a link leads to."""
    return parsed(folder.resolve().name)


def chosen(store: Store, number: int | None) -> Name:
    """The release with this number, or the current one."""
    names = [name for name in store.releases() if name.number == number] if number is not None else [store.current()]
    if not names or names[0] is None:
        raise CouldNotRun(Message("There is no such release. See which there are with «publish.py list»."))
    return names[0]
