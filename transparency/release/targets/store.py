"""Interface of release targets: store releases side by side, switch the current one atomically, read them back."""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from transparency.model.failure_reasons import failure_reason
from transparency.model.messages import Message
from transparency.model.problem import CouldNotRun
from transparency.registry.parse_values import as_day


class ConcurrentRelease(CouldNotRun):
    """Another release was published first, at a target without a lock."""


@dataclass(frozen=True, order=True, slots=True)
class Name:
    """Name of a release. It is all the state there is: order, what was served before, date, commit, hash of the manifest.

    Numbers, not times, put releases in order, so a clock that runs wrong changes nothing.
    """

    number: int
    before: int
    """Number of the release that was served when this one was made, 0 for the first."""
    date: dt.date
    commit: str
    digest: str

    def __str__(self) -> str:
        return f"{self.number:06}-after-{self.before:06}-{self.date}-{self.commit[:8]}-{self.digest}"


_NAME = re.compile(r"(\d{6})-after-(\d{6})-(\d{4}-\d\d-\d\d)-([0-9a-f]{1,8})-([0-9a-f]{20})")


def parsed(text: str) -> Name | None:
    """The name, or None where a folder or object is called otherwise."""
    match = _NAME.fullmatch(text)
    if match is None:
        return None
    number, before, date, commit, digest = match.groups()
    day = as_day(date)
    return None if day is None else Name(int(number), int(before), day, commit, digest)


def ordered(texts: Sequence[str]) -> tuple[Name, ...]:
    """The names among ``texts``, oldest first."""
    return tuple(sorted(name for name in map(parsed, texts) if name))


class Store(Protocol):
    """A place for releases. A release is listed only when all of it is there; only `switch` changes what readers see."""

    def locked(self) -> AbstractContextManager[None]:
        """Keeps a second release out for as long as the first is at work."""

    def releases(self) -> tuple[Name, ...]:
        """Whole releases, oldest first."""

    def current(self) -> Name | None:
        """The release that readers get."""

    def add(self, folder: Path, name: Name) -> None:
        """Puts a finished folder beside the other releases."""

    def switch(self, name: Name, *, withdraw: bool = False) -> None:
        """Makes a release current in one step that cannot be seen half done.

        With ``withdraw`` no file of the release served until now may answer any more, not even to a page that is still open.
        """

    def remove(self, names: Sequence[Name]) -> None:
        """Deletes releases that are not current."""

    def opened(self, name: Name, below: str = "") -> AbstractContextManager[Path]:
        """The release as a local folder for reading; with ``below`` no more than that part of it has to be there."""


_REASONS = {
    errno.ENOSPC: Message("its disk is full. Free some space, e.g. with «publish.py prune», and release again"),
    errno.EDQUOT: Message(
        "its disk quota is used up. Free some space, e.g. with «publish.py prune», and release again"
    ),
    errno.EFBIG: Message("a file is larger than this account may write. Raise the limit and release again"),
    errno.EROFS: Message("it is read-only. Make it writable and release again"),
    errno.EACCES: Message("this account may not write there. Give it the right and release again"),
    errno.EPERM: Message("this account may not write there. Give it the right and release again"),
}


@contextlib.contextmanager
def disk_errors_as_messages(target: str) -> Iterator[None]:
    """Turns a failure of the disk into a sentence."""
    try:
        yield
    except shutil.Error as errors:
        raise _not_written(target, _first(errors)) from errors
    except OSError as error:
        raise _not_written(target, error) from error


def _not_written(target: str, error: OSError) -> CouldNotRun:
    other = Message("{reason}. Fix that and release again", reason=failure_reason(error))
    reason = _REASONS.get(error.errno or 0, other)
    return CouldNotRun(Message("{target} could not be written: {reason}.", target=target, reason=reason))


def _first(errors: shutil.Error) -> OSError:
    """`shutil.copytree` goes on after a failure and keeps only the text of each; «[Errno 28] No space left on device: …»."""
    match = re.match(r"\[Errno (\d+)\]", str(errors.args[0][0][2]))
    return OSError(int(match[1]), "") if match else errors
