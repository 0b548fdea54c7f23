"""Publishes, rolls back, verifies and prunes releases, in the same way for every kind of target.

Everything is written beside what is served, read back and compared; only then is one pointer moved. If anything fails before
that, readers still get the release they had.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from transparency.model.messages import Message
from transparency.model.problem import CouldNotRun, Problem, in_order
from transparency.release import signature
from transparency.release.compress import COMPRESSED
from transparency.release.differencing import revealed
from transparency.release.hashed_names import FINGERPRINTED
from transparency.release.manifest import MANIFEST, SIGNATURE, Manifest, as_bytes, differences, digest, links
from transparency.release.served_site import Served
from transparency.release.targets.store import ConcurrentRelease, Name, Store
from transparency.release.verification import read_manifest

KEEP = 10
"""Releases that stay beside the current one unless the operator says otherwise."""


@dataclass(frozen=True, slots=True)
class ReleaseCandidate:
    """A finished folder with its manifest inside."""

    folder: Path
    manifest: Manifest

    @property
    def digest(self) -> str:
        """Hash of the manifest, short."""
        return digest(as_bytes(self.manifest))


@dataclass(frozen=True, slots=True)
class PublishedRelease:
    """What became of a release."""

    name: Name
    fresh: bool
    """False where the same content was being served already."""
    left: str = ""
    """Why old releases are still there although they should have been deleted."""


def candidate(folder: Path, manifest: Manifest, environ: Mapping[str, str]) -> ReleaseCandidate:
    """Puts manifest and signature into the folder and gives every file its content's own time."""
    data = as_bytes(manifest)
    signed = signature.sign(data, environ)
    (folder / MANIFEST).write_bytes(data)
    (folder / SIGNATURE).unlink(missing_ok=True)
    if signed is not None:
        (folder / SIGNATURE).write_bytes(signed)
    stamp(folder)
    return ReleaseCandidate(folder, manifest)


def restored(folder: Path, manifest: Manifest, signed: Path) -> ReleaseCandidate:
    """The same for a release that was signed before: an identical manifest keeps its signature."""
    new = candidate(folder, manifest, {})
    if signed.is_file():
        (folder / SIGNATURE).write_bytes(signed.read_bytes())
        stamp(folder)
    return new


def stamp(folder: Path) -> None:
    """Sets every file's time from its bytes, because nginx makes the ETag of time and size.

    The same bytes then have the same ETag on every server and in every release, and changed bytes another one even where
    a clock is wrong. The times lie between 2001 and 2018, so never in the future (decision 0703).
    """
    for path in sorted(folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
        if path.is_file():
            moment = 1_000_000_000 + int(digest(path.read_bytes()), 16) % 2**29
            os.utime(path, (moment, moment))


def publish(
    store: Store, new: ReleaseCandidate, *, keep: int = KEEP, older: bool = False, fetched: Served | None = None
) -> PublishedRelease | tuple[Problem, ...]:
    """Makes ``new`` what readers get, or says why not and leaves everything as it was.

    ``fetched`` is what readers have now where the store is empty.
    """
    with contextlib.ExitStack() as held:
        with _with_consequence(_UNTOUCHED):
            held.enter_context(store.locked())
            current = store.current()
            if current is not None and current.digest == new.digest:
                return PublishedRelease(current, fresh=False)
            old = _manifest_of(store, current) if current or fetched is None else fetched.manifest
            problems = in_order((*links(new.folder), *_refused(old, new.manifest, older)))
            problems = problems or revealed(store, new.folder, fetched.open_data if fetched else None)
            if problems:
                return problems
            name = _next(store, current, new)
            store.add(new.folder, name)
            problems = _read_back(store, name)
            if problems:
                store.remove([name])
                return problems
        _switch(store, name)
        return PublishedRelease(name, fresh=True, left=_left_over(store, keep))


def ensure_ready(store: Store) -> None:
    """Says before a build of minutes that the place is away, read-only or taken; what changes meanwhile, `publish` tells."""
    with _with_consequence(_UNTOUCHED), store.locked():
        pass


_UNTOUCHED = Message("The site that is served was not touched.")
_EITHER = Message("It broke in the last step: «publish.py list» shows which release is served; either one is whole.")


@contextlib.contextmanager
def _with_consequence(consequence: str) -> Iterator[None]:
    """Adds to a failure what it means for readers."""
    try:
        yield
    except CouldNotRun as reason:
        raise CouldNotRun(Message("{reason} {consequence}", reason=reason, consequence=consequence)) from reason


def _switch(store: Store, name: Name, *, withdraw: bool = False) -> None:
    """After a concurrent release this one is not current; after any other error nothing is known: run `publish.py list`."""
    try:
        store.switch(name, withdraw=withdraw)
    except ConcurrentRelease as reason:
        raise CouldNotRun(Message("{reason} {consequence}", reason=reason, consequence=_UNTOUCHED)) from reason
    except CouldNotRun as reason:
        raise CouldNotRun(Message("{reason} {consequence}", reason=reason, consequence=_EITHER)) from reason


def _left_over(store: Store, keep: int) -> str:
    """Why old releases could not be deleted; by then the new one is being served, so it is no failure."""
    try:
        _prune(store, keep, store.releases())
    except CouldNotRun as reason:
        return Message("{reason}", reason=reason)
    return ""


def _next(store: Store, current: Name | None, new: ReleaseCandidate) -> Name:
    number = max((name.number for name in store.releases()), default=0) + 1
    return Name(number, current.number if current else 0, new.manifest.date, new.manifest.commit[:8], new.digest)


def _manifest_of(store: Store, name: Name | None) -> Manifest | None:
    if name is None:
        return None
    with store.opened(name, MANIFEST) as folder:
        found = read_manifest(folder)
    return found if isinstance(found, Manifest) else None


def _read_back(store: Store, name: Name) -> tuple[Problem, ...]:
    with store.opened(name) as folder:
        manifest = read_manifest(folder)
        return (manifest,) if isinstance(manifest, Problem) else tuple(differences(manifest, folder))


def _refused(old: Manifest | None, new: Manifest, older: bool) -> Iterator[Problem]:
    """What the release that is served forbids its successor."""
    if old is None:
        return
    if (new.purpose == "preview") != (old.purpose == "preview"):
        what = Message(
            "is {purpose}, but a release that is {served} is served there, whose data it would carry on.",
            purpose=new.purpose,
            served=old.purpose,
        )
        advice = Message("Give previews a place of their own; choose another place with --to.")
        yield Problem(MANIFEST, 0, "V12", "purpose", what, advice)
    if new.date < old.date and not older:
        what = Message(
            "the release is for {date}, the one that is served for {served}.", date=new.date, served=old.date
        )
        yield Problem(
            MANIFEST, 0, "V10", "date", what, Message("Look whether SITE_DATE or a clock is behind; else add --older.")
        )
    present = {entry.path for entry in new.files}
    for path in sorted(entry.path for entry in old.files if _is_address(entry.path)):
        if path not in present:
            advice = Message("Bring it back, or say in data/redirects.yml where it moved.")
            yield Problem(path, 0, "V11", "", Message("was published and is gone; links to it would break."), advice)


def _is_address(path: str) -> bool:
    """Whether somebody may have written it down: not what a page fetches under a name that follows its content."""
    return not FINGERPRINTED.fullmatch(path) and not path.endswith(COMPRESSED)


def rollback(store: Store, number: int | None = None) -> Name:
    """Makes an earlier release current: the one that was served before this one, or the one named."""
    with store.locked():
        current = store.current()
        wanted = number if number is not None else (current.before if current else 0)
        known = {name.number: name for name in store.releases()}
        if wanted not in known:
            kept = ", ".join(str(n) for n in sorted(known)) or Message("none")
            raise CouldNotRun(
                Message("There is no release {wanted} to go back to. Kept releases: {kept}.", wanted=wanted, kept=kept)
            )
        problems = _read_back(store, known[wanted])
        if problems:
            raise CouldNotRun(
                Message(
                    "Release {wanted} is damaged ({problem}). Choose another with --release.",
                    wanted=wanted,
                    problem=problems[0],
                )
            )
        _switch(store, known[wanted], withdraw=True)
        return known[wanted]


def prune(store: Store, keep: int) -> tuple[Name, ...]:
    """Deletes withdrawn releases and all but the newest ``keep`` others; the current one and the one before it stay."""
    with store.locked():
        return _prune(store, keep, _not_withdrawn(store))


def _not_withdrawn(store: Store) -> tuple[Name, ...]:
    """The current release and those that were served before it, oldest first; a rollback leaves the others aside."""
    known = {name.number: name for name in store.releases()}
    chain: list[Name] = []
    name = store.current()
    while name is not None:
        chain.append(name)
        name = known.get(name.before)
    return tuple(reversed(chain))


def _prune(store: Store, keep: int, names: tuple[Name, ...]) -> tuple[Name, ...]:
    """Deletes what is neither among the newest ``keep`` of ``names`` nor needed to serve or to roll back."""
    current = store.current()
    if current is None:
        return ()
    needed = {current.number, current.before}
    stays = {name.number for name in names[len(names) - keep :]} | needed
    going = tuple(name for name in store.releases() if name.number not in stays)
    store.remove(going)
    return going
