"""Writes the files of a change together and commits them, one change at a time."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from transparency.desk.repository import GitRefused, Repository
from transparency.desk.workspace import Files, Workspace
from transparency.model.failure_reasons import failure_reason
from transparency.model.messages import Message
from transparency.model.problem import CouldNotRun
from transparency.model.write_files import write_together

_SAVING = threading.Lock()


class ChangedByHand(Exception):
    """Files of the edit have changes that nobody committed; the text names them."""


def commit_files(space: Workspace, files: Files, message: str, editor: str) -> str:
    """Commits checked files, and nothing else, on a branch of the editor; where git refuses, they are as before."""
    with clean(space, files) as repository:
        repository.on_branch(editor)
        before = write_files(space.root, files)
        try:
            return repository.commit(tuple(files), message, editor)
        except GitRefused:
            write_files(space.root, before)
            repository.unstage(tuple(files))
            raise


@contextmanager
def clean(space: Workspace, files: Iterable[str]) -> Iterator[Repository]:
    """The repository for one change at a time; `ChangedByHand` where one of the files has changes that nobody committed."""
    repository = Repository(space.root)
    with _SAVING:
        if by_hand := repository.changed_by_hand(tuple(files)):
            raise ChangedByHand(", ".join(by_hand))
        yield repository


def write_files(root: Path, files: Files) -> Files:
    """Writes all files or, where one of them cannot be written, none; answers with what stood there before."""
    before = {name: (root / name).read_bytes() if (root / name).is_file() else None for name in files}
    try:
        for name, data in files.items():
            _write(root / name, data)
    except OSError as error:
        for one, data in before.items():
            with suppress(OSError):
                _write(root / one, data)
        message = Message("{target} could not be written: {reason}.", target=name, reason=failure_reason(error))
        raise CouldNotRun(message) from None
    return before


def _write(path: Path, data: bytes | None) -> None:
    if data is None:
        path.unlink(missing_ok=True)
    else:
        write_together({path: data})
