"""Packs a backup from which a lost server is rebuilt: sources with history, data, lock files, packages, instructions.

RESTORE.md          what to do, for a person
restore.sh          the same, as a shell script
SHA256SUMS          checksums of everything below
repository.bundle   the git repository
release.json        manifest of the release that was served, with its signature if it had one
served/open-data/   dated data of the release before it, on which it was built
wheels/             Python packages, if they were given; wheels.txt lists them
sbom.cdx.json, LICENCES.md
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path

from transparency.model.failure_reasons import failure_reason
from transparency.model.git import GitFailed, git
from transparency.model.messages import Message
from transparency.model.problem import CouldNotRun, Problem
from transparency.release import components, sbom
from transparency.release.kept_releases import served_data
from transparency.release.manifest import MANIFEST, SIGNATURE, Manifest, paths, read
from transparency.release.targets.store import Store

SUMS = "SHA256SUMS"
SCRIPTS = ("server/RESTORE.md", "server/restore.sh")


def backup(root: Path, store: Store, wheels: Path | None, file: Path, day: dt.date) -> tuple[Problem, ...]:
    """Packs what is served now; with problems nothing is written."""
    problems = tuple(_missing_wheels(root, wheels)) if wheels else ()
    if problems:
        return problems
    with tempfile.TemporaryDirectory(prefix="backup-") as folder:
        packed = Path(folder) / "backup"
        packed.mkdir()
        _sources(root, packed)
        _release(store, packed)
        _wheels(wheels, packed)
        sbom.write(root, packed, day)
        (packed / SUMS).write_text("".join(_sums(packed)), encoding="utf-8")
        _tar(packed, file)
    return ()


def _sources(root: Path, packed: Path) -> None:
    for name in SCRIPTS:
        shutil.copy(root / name, packed / Path(name).name)
    bundle = str(packed / "repository.bundle")
    try:
        git(root, "-c", "pack.threads=1", "bundle", "create", "--quiet", bundle, "HEAD", "--all")
    except GitFailed as error:
        raise CouldNotRun(Message("git could not pack the repository: {said}", said=error.reason)) from None


def _release(store: Store, packed: Path) -> None:
    current = store.current()
    if current is None:
        raise CouldNotRun(Message("There is no release to back up. Publish one first."))
    with store.opened(current) as folder:
        for name in (MANIFEST, SIGNATURE):
            if (folder / name).is_file():
                shutil.copy(folder / name, packed / name)
    before = next((name for name in store.releases() if name.number == current.before), None)
    with served_data(store, before) as data:
        if data is not None:
            shutil.copytree(data, packed / "served/open-data")


def _wheels(wheels: Path | None, packed: Path) -> None:
    files = sorted(wheels.iterdir()) if wheels else []
    if files:
        (packed / "wheels").mkdir()
    for file in files:
        shutil.copy(file, packed / "wheels" / file.name)
    (packed / "wheels.txt").write_text("".join(f"{_hash(file)}  {file.name}\n" for file in files), encoding="utf-8")


def _missing_wheels(root: Path, wheels: Path) -> Iterator[Problem]:
    """Packages that a machine without a network would lack; of one locked in a version for each Python, one is enough."""
    if not wheels.is_dir():
        raise CouldNotRun(Message("There is no folder {wheels}. Fill one with «make wheels».", wheels=wheels))
    present = {_hash(file) for file in wheels.iterdir()}
    lock = (root / "requirements.lock").read_text(encoding="utf-8")
    elsewhere = set(re.findall(r"^([A-Za-z0-9._-]+)==[^ ]+ ; sys_platform == ", lock, re.MULTILINE))
    required = [package for package in components.packages(root) if package.scope == "required"]
    packed = {package.name for package in required if present & set(package.hashes)}
    for name in sorted({package.name for package in required} - packed - elsewhere):
        yield Problem(
            "requirements.lock",
            0,
            "V50",
            name,
            Message("is not in the folder of wheels."),
            Message("Run «make wheels»."),
        )


def _hash(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _sums(packed: Path) -> Iterator[str]:
    for path in paths(packed):
        yield f"{_hash(packed / path)}  {path}\n"


def _tar(packed: Path, file: Path) -> None:
    """Same content, same bytes; under another name until it is whole."""
    fresh = file.with_name(f".{file.name}.new")
    with tarfile.open(fresh, "w", format=tarfile.PAX_FORMAT) as tar:
        for path in paths(packed):
            tar.add(packed / path, f"backup/{path}", filter=_plain)
    fresh.rename(file)


def _plain(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    entry.mtime, entry.uid, entry.gid, entry.uname, entry.gname = 0, 0, 0, "", ""
    entry.mode = 0o755 if entry.name.endswith(".sh") else 0o644
    return entry


def unpack(file: Path, folder: Path) -> Path:
    """Lays a backup out in an empty folder; returns where its script stands."""
    if folder.exists() and any(folder.iterdir()):
        raise CouldNotRun(Message("{folder} is not empty. Restore into an empty folder.", folder=folder))
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with tarfile.open(file) as tar:
            for entry in tar:
                if not entry.isfile() or entry.name.startswith("/") or ".." in Path(entry.name).parts:
                    raise tarfile.ReadError(entry.name)
            # Python 3.11.2 of Debian 12 has no filters; from 3.12 a missing one is a warning
            tar.extraction_filter = getattr(tarfile, "data_filter", None)
            tar.extractall(folder)  # noqa: S202  (checked above)
    except (OSError, tarfile.TarError) as error:
        raise CouldNotRun(
            Message("{file} cannot be unpacked: {error}", file=file, error=failure_reason(error))
        ) from error
    return folder / "backup/restore.sh"


def restore(file: Path, folder: Path) -> None:
    """Unpacks and runs the script, which speaks for itself."""
    if subprocess.run(["sh", str(unpack(file, folder))], check=False).returncode:  # noqa: S603, S607
        raise CouldNotRun(Message("The site could not be restored; see above."))


def expected(file: Path) -> Manifest:
    """The manifest that a restored site has to have."""
    found = read(file.read_bytes())
    if isinstance(found, Problem):
        raise CouldNotRun(Message("{file}: {problem}", file=file, problem=found))
    return found


def compared(wanted: Manifest, made: Manifest) -> tuple[Problem, ...]:
    """Where a rebuilt release differs from the one that was backed up."""
    if wanted == made:
        return ()
    old, new = ({entry.path: entry.sha256 for entry in one.files} for one in (wanted, made))
    advice = Message("Compare the versions of the tools: «tools» in both manifests.")
    files = sorted(path for path in old.keys() | new.keys() if old.get(path) != new.get(path))
    names = sorted(
        name for name in wanted.tools.keys() | made.tools.keys() if wanted.tools.get(name) != made.tools.get(name)
    )
    return (
        *(Problem(path, 0, "V51", "", Message("is not rebuilt as it was."), advice) for path in files),
        *(
            Problem(
                MANIFEST,
                0,
                "V52",
                name,
                Message("has another version here."),
                Message("Use the version of the manifest."),
            )
            for name in names
        ),
    )
