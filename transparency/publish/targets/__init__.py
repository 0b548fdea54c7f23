"""Places where releases are kept; `TARGETS` says how each is spelled on the command line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from transparency.problem import CouldNotRun
from transparency.publish.targets.branch import BranchStore
from transparency.publish.targets.bucket import BucketStore
from transparency.publish.targets.folder import FolderStore
from transparency.publish.targets.remote import RemoteStore
from transparency.publish.targets.store import Store

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
        raise CouldNotRun(f"The target is not understood. Write {SPELLINGS}.")
    return TARGETS[kind](place)
