"""Release target: a folder of this machine, served by nginx through the symbolic link ``current``.

ROOT/releases/NAME/   complete releases
ROOT/.incoming/       one being written; whatever a killed release left there is deleted by the next one
ROOT/current          -> releases/NAME, replaced by a rename, which POSIX makes atomic
ROOT/previous         -> the release before, for the style sheets of pages still open in browsers; none after a rollback
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from transparency.model.messages import Message
from transparency.model.problem import CouldNotRun
from transparency.release.targets.store import Name, disk_errors_as_messages, ordered, parsed


class FolderStore:
    """See the module."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """The lock belongs to the process: it is gone when the process is, however it ended."""
        with disk_errors_as_messages(str(self.root)):
            self.root.mkdir(parents=True, exist_ok=True)
            lock = os.open(self.root / ".lock", os.O_RDWR | os.O_CREAT, 0o644)
        try:
            self._take(lock)
            yield
        finally:
            os.close(lock)

    def _take(self, lock: int) -> None:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CouldNotRun(
                Message("Another release to {root} is under way. Wait for it to end and try again.", root=self.root)
            ) from None

    def releases(self) -> tuple[Name, ...]:
        """Oldest first."""
        folder = self.root / "releases"
        return ordered([p.name for p in folder.iterdir() if p.is_dir()]) if folder.is_dir() else ()

    def current(self) -> Name | None:
        """Where the link leads."""
        link = self.root / "current"
        return parsed(link.readlink().name) if link.is_symlink() else None

    def add(self, folder: Path, name: Name) -> None:
        """Copies under another name, gets the bytes onto the disk, and only then gives the copy its own name."""
        incoming = self.root / ".incoming"
        try:
            with disk_errors_as_messages(str(self.root)):
                shutil.rmtree(incoming, ignore_errors=True)
                shutil.copytree(folder, incoming, symlinks=True)
                os.sync()
                (self.root / "releases").mkdir(exist_ok=True)
                incoming.rename(self.root / "releases" / str(name))
                _flush(self.root / "releases")
        except BaseException:
            shutil.rmtree(incoming, ignore_errors=True)
            raise

    def switch(self, name: Name, *, withdraw: bool = False) -> None:
        """``previous`` first: at no moment does a link lead nowhere."""
        old = self.current()
        with disk_errors_as_messages(str(self.root)):
            if withdraw:
                (self.root / "previous").unlink(missing_ok=True)
            elif old is not None and old != name:
                self._point("previous", old)
            self._point("current", name)
            _flush(self.root)

    def _point(self, link: str, name: Name) -> None:
        fresh = self.root / f".{link}.new"
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(Path("releases", str(name)))
        fresh.rename(self.root / link)

    def remove(self, names: Sequence[Name]) -> None:
        """Out of the list in one step, then off the disk."""
        going = self.root / ".incoming"
        with disk_errors_as_messages(str(self.root)):
            for name in names:
                shutil.rmtree(going, ignore_errors=True)
                (self.root / "releases" / str(name)).rename(going)
                shutil.rmtree(going)

    @contextlib.contextmanager
    def opened(self, name: Name, below: str = "") -> Iterator[Path]:
        """The folder itself."""
        yield self.folder(name)

    def folder(self, name: Name) -> Path:
        """Where the release lies."""
        return self.root / "releases" / str(name)


def _flush(folder: Path) -> None:
    """A rename is safe from a power cut once its folder is on the disk."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
