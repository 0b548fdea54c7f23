"""Compares a copy of a release with its manifest and its signature."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from transparency.model.messages import Message
from transparency.model.problem import Problem, exit_code, in_order
from transparency.release import signature
from transparency.release.manifest import MANIFEST, SIGNATURE, Manifest, differences, digest, read
from transparency.release.targets.store import Name


def read_manifest(folder: Path) -> Manifest | Problem:
    """The manifest in a folder, or why it cannot be read."""
    path = folder / MANIFEST
    return read(path.read_bytes() if path.is_file() else b"")


def verify(folder: Path, name: Name | None, signers: Path) -> tuple[Problem, ...]:
    """Everything in which a copy of a release differs from what was released; needs no network."""
    path = folder / MANIFEST
    data = path.read_bytes() if path.is_file() else b""
    manifest = read(data)
    if isinstance(manifest, Problem):
        return (manifest,)
    return in_order((*_identity(data, folder, name, signers), *differences(manifest, folder)))


def _identity(data: bytes, folder: Path, name: Name | None, signers: Path) -> Iterator[Problem]:
    if name is not None and name.digest != digest(data):
        yield Problem(
            MANIFEST,
            0,
            "V05",
            "",
            Message("is not the one this release was named after."),
            Message("Publish again or roll back."),
        )
    path = folder / SIGNATURE
    if path.is_file():
        fault = signature.fault(data, path.read_bytes(), signers)
        if fault:
            yield Problem(
                SIGNATURE, 0, "V06", "", fault, Message("Do not trust this copy until the signer has confirmed it.")
            )
    elif signature.has_signers(signers):
        advice = Message(
            "Releases of this site are signed: find out who removed the signature, or set the key and publish again."
        )
        yield Problem(SIGNATURE, 0, "V07", "", Message("the release is unsigned."), advice)
    else:
        advice = Message(
            "It shows damage, not forgery: whoever can rewrite the manifest can rewrite the files. Set a signing key."
        )
        yield Problem(SIGNATURE, 0, "V07", "", Message("the release is unsigned."), advice, level="notice")


def is_whole(problems: tuple[Problem, ...]) -> bool:
    """Whether a verification found nothing but notices."""
    return not exit_code(problems)
