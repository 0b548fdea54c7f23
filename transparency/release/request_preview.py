"""Preview of a merge request: its checked build in a folder of a folder target, not indexed, removed after the merge.

It is no release: it has no manifest, and nothing of it is served at the official address.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from transparency.model.messages import Message
from transparency.model.problem import CouldNotRun
from transparency.release.targets.store import disk_errors_as_messages

_HEAD = b"<head>"
_UNLISTED = b'<head><meta name="robots" content="noindex">'
_FRESH = ".incoming"


def publish(site: Path, target: str, number: int) -> Path:
    """Copies the built site; the folder of an earlier build of the request is replaced in one move."""
    if not (site / "index.html").is_file():
        raise CouldNotRun(Message("There is no built site in {folder}. Run «make check» first.", folder=site))
    place = _place(target, number)
    fresh, old = place.with_name(f"{number}{_FRESH}"), place.with_name(f"{number}.old")
    with disk_errors_as_messages(str(place)):
        withdrawn(fresh, old)
        shutil.copytree(site, fresh)
        for page in fresh.rglob("*.html"):
            text = page.read_bytes()
            if b'<meta name="robots" content="noindex">' not in text:
                page.write_bytes(text.replace(_HEAD, _UNLISTED, 1))
        if place.exists():
            place.rename(old)
        fresh.rename(place)
        withdrawn(old)
    return place


def withdraw(target: str, number: int) -> Path:
    """Removes the folder of a request that was merged or closed; one that there is not is no error."""
    place = _place(target, number)
    with disk_errors_as_messages(str(place)):
        withdrawn(place, place.with_name(f"{number}{_FRESH}"))
    return place


def withdrawn(*folders: Path) -> None:
    """Deletes folders that may be missing."""
    for folder in folders:
        if folder.exists():
            shutil.rmtree(folder)


def _place(target: str, number: int) -> Path:
    kind, _, root = target.partition(":")
    if kind != "folder" or not root:
        raise CouldNotRun(Message("A preview of a request goes to a folder: write folder:/srv/previews."))
    place = Path(root).absolute() / str(number)
    place.parent.mkdir(parents=True, exist_ok=True)
    return place
