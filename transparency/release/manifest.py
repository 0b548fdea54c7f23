"""Writes the manifest of a release (every file with size and hash) and verifies a folder against it.

The manifest is in the release itself as ``release.json`` and is public: whoever has a copy of the site can check it without a
network. It names every file but itself and its signature. It is serialised in one way only and carries its own checksum, so a
changed byte in the manifest is found too. Whoever rewrites it on purpose can recompute that checksum; then the signature fails,
and so does the release's name, which contains a hash of the whole manifest.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from transparency.model.messages import Message
from transparency.model.number_types import Count
from transparency.model.problem import Problem
from transparency.model.text import Date, Id, Record, Text

MANIFEST = "release.json"
SIGNATURE = "release.json.sig"

Purpose = Literal["official", "trial", "preview"]


class FileEntry(Record):
    """One file of the release."""

    path: str
    """Below the root of the site, with forward slashes."""
    sha256: str
    bytes: Count


class ReleaseApproval(Record):
    """An approval of the site, as the release was made: what was approved, by whom, and the digest of its record."""

    covers: Text | None
    approved_by: Id
    approved_on: Date | None
    """Absent where the approval is not evidenced."""
    record_sha256: str
    """Of the record in the sources, as canonical JSON."""


class Manifest(Record):
    """``release.json``."""

    format: Literal[1] = 1
    purpose: Purpose
    """``official`` passed every refusal; ``trial`` is the same site before they are cleared, without invented records;
    ``preview`` holds the invented records of ``demo/`` as well."""
    site: str
    """Canonical address."""
    date: Date
    """Day for which the site was built."""
    commit: str
    """Git commit of the sources."""
    tools: Mapping[str, str]
    """Program or library -> version that made the release."""
    datasets: Mapping[str, str]
    """Dataset -> version."""
    waivers: tuple[str, ...] = ()
    """What would have stopped the release and was let pass, with the reason, as recorded in the data."""
    approvals: Mapping[str, ReleaseApproval] = {}
    """Approval of the site -> its state on the day of the build; releases made before it was recorded have none."""
    files: tuple[FileEntry, ...]
    self_sha256: str = ""
    """Of these bytes with this field empty; stands in the file only."""


def entries(folder: Path) -> tuple[FileEntry, ...]:
    """Every file below ``folder`` but the manifest and its signature, by path."""
    return tuple(_entry(folder, path) for path in paths(folder) if path not in {MANIFEST, SIGNATURE})


def paths(folder: Path) -> tuple[str, ...]:
    """Paths of everything below ``folder`` that is not a plain folder, links included."""
    found = (p for p in folder.rglob("*") if p.is_symlink() or not p.is_dir())
    return tuple(sorted(p.relative_to(folder).as_posix() for p in found))


def _entry(folder: Path, path: str) -> FileEntry:
    data = (folder / path).read_bytes()
    return FileEntry(path=path, sha256=hashlib.sha256(data).hexdigest(), bytes=len(data))


def as_bytes(manifest: Manifest) -> bytes:
    """The one spelling of a manifest."""
    plain = manifest.model_dump(mode="json", exclude=None if manifest.approvals else {"approvals"})
    return _written({**plain, "self_sha256": hashlib.sha256(_written(plain)).hexdigest()})


def _written(plain: Mapping[str, object]) -> bytes:
    return (json.dumps(plain, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def digest(data: bytes) -> str:
    """The part of a manifest's hash that stands in the name of its release."""
    return hashlib.sha256(data).hexdigest()[:20]


def read(data: bytes) -> Manifest | Problem:
    """The manifest, or why these bytes are none."""
    try:
        manifest = Manifest.model_validate_json(data).model_copy(update={"self_sha256": ""})
    except ValidationError:
        return _broken(Message("is not a manifest of a release."))
    if as_bytes(manifest) != data:
        return _broken(Message("is damaged, or not written the way manifests are written."))
    return manifest


def _broken(what: Message) -> Problem:
    return Problem(MANIFEST, 0, "V01", "", what, Message("Do not trust this copy; fetch or publish the release again."))


def differences(manifest: Manifest, folder: Path) -> Iterator[Problem]:
    """Every file that is missing, foreign, or not the bytes that were released."""
    declared = {entry.path: entry for entry in manifest.files}
    present = set(paths(folder)) - {MANIFEST, SIGNATURE}
    for path in sorted(declared.keys() - present):
        yield Problem(
            path,
            0,
            "V02",
            "",
            Message("is missing from the release."),
            Message("Publish the release again or roll back."),
        )
    for path in sorted(present - declared.keys()):
        yield Problem(
            path,
            0,
            "V03",
            "",
            Message("does not belong to the release."),
            Message("Find out who put it there; remove it."),
        )
    for path in sorted(declared.keys() & present):
        if (folder / path).is_symlink() or _entry(folder, path) != declared[path]:
            yield Problem(
                path,
                0,
                "V04",
                "",
                Message("is not the file that was released."),
                Message("Publish again or roll back."),
            )


def links(folder: Path) -> Iterator[Problem]:
    """Symbolic links below ``folder``: a server that follows one sends a file from outside the release."""
    for path in paths(folder):
        if (folder / path).is_symlink():
            advice = Message("Put the file itself there, or remove the link.")
            yield Problem(path, 0, "V08", "", Message("is a symbolic link; a release holds files only."), advice)


def dataset_versions(folder: Path) -> Mapping[str, str]:
    """Dataset -> version, from the data package of the built site."""
    package = folder / "open-data/datapackage.json"
    if not package.is_file():
        return {}
    described = json.loads(package.read_bytes())
    common = described.get("version", "")
    return {r["name"]: r.get("version", common) for r in described.get("resources", ())}


def of_folder(
    folder: Path,
    purpose: Purpose,
    site: str,
    date: dt.date,
    commit: str,
    tools: Mapping[str, str],
    waivers: tuple[str, ...],
    approvals: Mapping[str, ReleaseApproval] | None = None,
) -> Manifest:
    """The manifest of a finished folder."""
    return Manifest(
        purpose=purpose,
        site=site,
        date=date,
        commit=commit,
        tools=dict(sorted(tools.items())),
        datasets=dict(sorted(dataset_versions(folder).items())),
        waivers=waivers,
        approvals=approvals or {},
        files=entries(folder),
    )
