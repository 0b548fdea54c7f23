"""Release targets: folder, remote folder, branch, object store; `TARGETS` maps their command-line names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from transparency.model.messages import Message
from transparency.model.problem import CouldNotRun
from transparency.release.targets.branch import BranchStore
from transparency.release.targets.bucket import BucketStore
from transparency.release.targets.folder import FolderStore
from transparency.release.targets.remote import RemoteStore
from transparency.release.targets.store import Store

TARGETS: Mapping[str, Callable[[str], Store]] = {
    "folder": lambda place: FolderStore(Path(place).absolute()),
    "rsync": RemoteStore.at,
    "git": BranchStore.at,
    "s3": BucketStore.at,
}
"""What stands before the colon -> the store that the rest names."""

SPELLINGS = "folder:/srv/site, rsync:user@host:/srv/site, git:ADDRESS#branch or s3:bucket/prefix"


def store(target: str) -> Store:
    """The store that ``--to`` names."""
    kind, colon, place = target.partition(":")
    if not colon or kind not in TARGETS or not place:
        raise CouldNotRun(Message("The target is not understood. Write {spellings}.", spellings=SPELLINGS))
    return TARGETS[kind](place)
