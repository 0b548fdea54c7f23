"""Takes over a newer product: replaces the thin files and the wheel, says what changes, and never opens facts or prose.

``product/files.sha256`` holds the digest of each thin file as the product wrote it. One that was edited since is left as it
is, and the new one is put beside it with the ending ``.new``, as Debian's package manager does with configuration files.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from transparency.model.product_files import PRODUCT
from transparency.model.product_wheel import FOLDER, version, write_wheel
from transparency.model.site import Settings
from transparency.starter.product_changes import changelog, changes, of_running_product, of_wheel, since
from transparency.starter.thin_files import thin_files, write_files

RECORD = f"{FOLDER}/files.sha256"
"""Version and digests, in the format of sha256sum."""
BESIDE = ".new"


@dataclass(frozen=True, slots=True)
class Upgrade:
    """What an upgrade did."""

    before: str
    """Version of the product so far; empty where no upgrade has recorded one."""
    after: str
    notes: tuple[str, ...]
    """What is different, one line each."""
    edited: tuple[str, ...]
    """Thin files that somebody has edited; the new ones lie beside them."""
    changelog: str


def upgrade(root: Path, settings: Settings) -> Upgrade:
    """Upgrades the repository of an institution, or writes its thin files for the first time."""
    new, recorded = thin_files(settings), dict(_recorded(root))
    before = _version(root)
    if root == PRODUCT:
        write_files(root, new)
        return Upgrade(before, version(), (), (), "")
    old = next(iter(sorted((root / FOLDER).glob("*.whl"))), None)
    notes = tuple(changes(of_wheel(old), of_running_product())) if old else ()
    edited = tuple(name for name in new if _is_edited(root, name, new, recorded))
    thin = tuple(_replaced(root, new, recorded, edited))
    write_wheel(root / FOLDER)
    _record(root, new)
    return Upgrade(before, version(), (*thin, *notes), edited, since(changelog(), before) if before else "")


def _is_edited(root: Path, name: str, new: Mapping[str, bytes], recorded: Mapping[str, str]) -> bool:
    path = root / name
    if not path.is_file():
        return False
    data = path.read_bytes()
    return data != new[name] and _digest(data) != recorded.get(name)


def _replaced(
    root: Path, new: Mapping[str, bytes], recorded: Mapping[str, str], edited: tuple[str, ...]
) -> Iterator[str]:
    """Writes and removes thin files; says of each what happened to it."""
    for name, data in new.items():
        path = root / name
        if name in edited:
            if _digest(data) != recorded.get(name):
                write_files(root, {f"{name}{BESIDE}": data})
                yield f"{name}: edited here, left as it is; the new one is {name}{BESIDE}."
        elif not path.exists() and name in recorded:
            yield f"{name}: removed here, left out."
        elif not path.exists():
            write_files(root, {name: data})
            yield f"{name}: new."
        elif path.read_bytes() != data:
            write_files(root, {name: data})
            yield f"{name}: replaced."
    for name in sorted(recorded.keys() - new.keys()):
        if (root / name).is_file() and _digest((root / name).read_bytes()) == recorded[name]:
            (root / name).unlink()
            yield f"{name}: removed, the product needs it no more."


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _record(root: Path, files: Mapping[str, bytes]) -> None:
    lines = (f"{_digest(data)}  {name}\n" for name, data in files.items())
    (root / RECORD).write_text(f"# transparency {version()}\n{''.join(lines)}", encoding="utf-8")


def _recorded(root: Path) -> Iterator[tuple[str, str]]:
    for line in _lines(root)[1:]:
        digest, _, name = line.partition("  ")
        yield name, digest


def _version(root: Path) -> str:
    return _lines(root)[0].split()[-1] if _lines(root) else ""


def _lines(root: Path) -> list[str]:
    path = root / RECORD
    return path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
