"""Fetches from the served site what a new release needs of earlier ones, where the target of the release is empty.

A fresh CI runner has an empty folder as its target, while the served site has dated versions of the data, reports of changes
and figures of earlier releases. All of them are files of that site, listed with hashes in its ``release.json``. No other module
downloads from a web site; the operator gives the address.
"""

from __future__ import annotations

import contextlib
import hashlib
import http.client
import tempfile
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from transparency.model.failure_reasons import failure_reason
from transparency.model.messages import Message
from transparency.model.problem import CouldNotRun, Problem
from transparency.release import signature
from transparency.release.compress import COMPRESSED
from transparency.release.manifest import MANIFEST, SIGNATURE, FileEntry, Manifest, read

KEPT = ("open-data/v/", "open-data/files/")
"""Folders of a site that the next release needs: the dated versions, and the figures of today."""

_FIRST = Message("Correct the address. If nothing was ever released, add --first.")
_ATTEMPTS = 3
_SECONDS = 30
_AT_ONCE = 8
_LARGEST = 64 << 20
"""Bytes of a manifest beyond which the answer is something else."""


@dataclass(frozen=True, slots=True)
class Served:
    """The release that readers have now, as far as the next one needs it."""

    manifest: Manifest
    open_data: Path | None
    """The folder of that name, with at least the parts of `KEPT`; None where the release had no open data."""


@contextlib.contextmanager
def fetched(address: str, commit: str, signers: Path) -> Iterator[Served]:
    """The release served at ``address``, every byte compared with its manifest; ``commit`` keeps caches from answering."""
    site = _Site(_checked(address), commit)
    data = site.get(MANIFEST, _LARGEST)
    if data is None:
        raise _not_fetched(
            Message(
                "it has no {manifest} at {address}. {advice}", manifest=MANIFEST, address=site.address, advice=_FIRST
            )
        )
    manifest = read(data)
    if isinstance(manifest, Problem):
        raise _not_fetched(Message("its {manifest} {what}", manifest=MANIFEST, what=manifest.what))
    if signature.has_signers(signers):
        _ensure_signed(site, data, signers)
    with tempfile.TemporaryDirectory(prefix="served-") as folder:
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            list(pool.map(lambda entry: _fetch(site, entry, Path(folder)), _kept(manifest)))
        found = Path(folder) / "open-data"
        yield Served(manifest, found if found.is_dir() else None)


def _not_fetched(reason: str) -> CouldNotRun:
    return CouldNotRun(Message("The served site could not be fetched: {reason}", reason=reason))


def ensure_nothing_is_served(address: str, commit: str) -> None:
    """For a first release: an address that answers with a manifest shows that it is not the first."""
    site = _Site(_checked(address), commit)
    try:
        data = site.get(MANIFEST, _LARGEST)
    except CouldNotRun:
        return
    if data is not None and isinstance(read(data), Manifest):
        raise CouldNotRun(
            Message("It is not the first release: {address} serves one. Leave --first out.", address=site.address)
        )


def _checked(address: str) -> str:
    parts = urllib.parse.urlsplit(address)
    local = parts.hostname in {"127.0.0.1", "localhost"}
    if not parts.hostname or parts.scheme not in ({"https", "http"} if local else {"https"}):
        raise CouldNotRun(Message("The address of the served site is not understood. Write https://… as readers do."))
    return address.rstrip("/") + "/"


def _kept(manifest: Manifest) -> list[FileEntry]:
    found = [e for e in manifest.files if e.path.startswith(KEPT) and not e.path.endswith(COMPRESSED)]
    if any(".." in PurePosixPath(entry.path).parts for entry in found):
        raise _not_fetched(Message("its {manifest} names a path that leads out of it.", manifest=MANIFEST))
    return found


def _ensure_signed(site: _Site, data: bytes, signers: Path) -> None:
    signed = site.get(SIGNATURE, _LARGEST)
    if signed is None:
        raise _not_fetched(Message("its release is unsigned, although signers are listed."))
    fault = signature.fault(data, signed, signers)
    if fault:
        raise _not_fetched(Message("its signature {fault}", fault=fault))


def _fetch(site: _Site, entry: FileEntry, folder: Path) -> None:
    data = site.get(entry.path, entry.bytes)
    if data is None or hashlib.sha256(data).hexdigest() != entry.sha256:
        what = Message("is missing") if data is None else Message("is not the file that was released")
        raise _not_fetched(Message("{path} {what}. Verify the site, then release again.", path=entry.path, what=what))
    path = folder / entry.path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A file of the site lies where its manifest says; another host is not asked."""

    def redirect_request(self, *_: object) -> None:
        """Makes the redirect an error."""


@dataclass(frozen=True, slots=True)
class _Site:
    address: str
    commit: str

    def get(self, path: str, most: int) -> bytes | None:
        """The file, or None where the site says that there is none; ``most`` bytes of it and one more are read."""
        url = f"{self.address}{urllib.parse.quote(path)}?for={self.commit}"
        reason: str = ""
        for _ in range(_ATTEMPTS):
            try:
                request = urllib.request.Request(url, headers={"Accept-Encoding": "identity"})  # noqa: S310  (checked)
                with _OPENER.open(request, timeout=_SECONDS) as answer:
                    data: bytes = answer.read(most + 1)
                    return data
            except urllib.error.HTTPError as error:
                if error.code in _ABSENT:
                    return None
                reason = Message("answer {code}", code=error.code)
            except (OSError, http.client.HTTPException) as error:
                reason = failure_reason(error)
        raise _not_fetched(
            Message("{address}{path}: {reason}. Release again later.", address=self.address, path=path, reason=reason)
        )


_ABSENT = (403, 404, 410)
"""What sites answer for a file that is not there; a bucket that must not be listed says 403."""

_OPENER = urllib.request.build_opener(_NoRedirect)
