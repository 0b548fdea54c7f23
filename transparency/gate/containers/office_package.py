"""Checks Office packages (XLSX, DOCX) before a library opens them: sizes, parts and XML entities of the ZIP.

A few kilobytes can unpack to gigabytes, and an XML part can define entities that do the same. The sizes in the directory of the
ZIP can be relied on: `zipfile` reads no more than they say and compares the checksum.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from transparency.model.failure_reasons import failure_reason
from transparency.model.limits import LARGEST_PACKAGE, MOST_PARTS, MOST_RATIO, MOST_UNFOLDED
from transparency.model.messages import Message

_FREE = 1024 * 1024
"""Bytes to which a part may unfold whatever its ratio is."""
_MB = 1024 * 1024
_LOCKED = b"\xd0\xcf\x11\xe0"
"""First bytes of the container in which office programs put a package with a password, and of files before 2007."""
_XML = (".xml", ".rels", ".vml")
_DECLARATIONS = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ERRORS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, KeyError)
"""What `zipfile` raises on a damaged archive; a locked member and an unknown compression are kinds of `RuntimeError`."""


@dataclass(frozen=True, slots=True)
class RefusedPackage:
    """Why a file is not opened."""

    what: str
    """The end of a sentence that begins with the name of the file."""
    foreign: bool
    """The file is simply of another kind, or damaged; else it is one that would do harm."""


_WITH_ENTITIES = RefusedPackage(Message("holds XML with a document type or entities"), foreign=False)


@dataclass(frozen=True, slots=True)
class OfficePackage:
    """A package that may be opened."""

    data: bytes
    parts: dict[str, bytes]
    """Name of each part -> its bytes; only XML parts are kept."""
    names: tuple[str, ...]
    """Names of all parts."""


def read_package(path: Path) -> OfficePackage | RefusedPackage:
    """The package in a file."""
    try:
        if path.stat().st_size > LARGEST_PACKAGE:
            return RefusedPackage(Message("is larger than {most} MB", most=LARGEST_PACKAGE // _MB), foreign=False)
        return package(path.read_bytes())
    except OSError as error:
        return RefusedPackage(Message("cannot be read ({reason})", reason=failure_reason(error)), foreign=True)


def measured_archive(path: Path) -> RefusedPackage | None:
    """Why an OpenDocument file is not opened: it is a ZIP archive of XML as well, with a list of parts of its own."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            return _measured(members) or _declares(archive, members)
    except _ERRORS:
        return RefusedPackage(Message("is damaged or no office document"), foreign=True)


def _declares(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> RefusedPackage | None:
    parts = (archive.read(member) for member in members if member.filename.lower().endswith(_XML))
    return _WITH_ENTITIES if any(_declared(part) for part in parts) else None


def package(data: bytes) -> OfficePackage | RefusedPackage:
    """The same from bytes."""
    if data.startswith(_LOCKED):
        return RefusedPackage(Message("is locked by a password, or in the format of before 2007"), foreign=True)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            return _measured(members) or _read(data, archive, members)
    except _ERRORS:
        return RefusedPackage(Message("is damaged or no office document"), foreign=True)


def _measured(members: list[zipfile.ZipInfo]) -> RefusedPackage | None:
    """The first reason in the directory of the archive; nothing has been unfolded yet."""
    if len(members) > MOST_PARTS:
        return RefusedPackage(Message("holds more than {most} parts", most=f"{MOST_PARTS:,}"), foreign=False)
    if len({member.filename for member in members}) < len(members):
        return RefusedPackage(Message("holds a part twice"), foreign=False)
    if sum(member.file_size for member in members) > MOST_UNFOLDED:
        return RefusedPackage(Message("unfolds to more than {most} MB", most=MOST_UNFOLDED // _MB), foreign=False)
    for member in members:
        if member.file_size > max(_FREE, member.compress_size * MOST_RATIO):
            return RefusedPackage(
                Message("holds a part that unfolds to more than {most} times its size", most=MOST_RATIO),
                foreign=False,
            )
    return None


def _read(data: bytes, archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> OfficePackage | RefusedPackage:
    names = tuple(member.filename for member in members)
    if "[Content_Types].xml" not in names:
        return RefusedPackage(Message("is a ZIP archive and no office document"), foreign=True)
    parts = {member.filename: archive.read(member) for member in members if member.filename.lower().endswith(_XML)}
    return _WITH_ENTITIES if any(map(_declared, parts.values())) else OfficePackage(data, parts, names)


def _declared(part: bytes) -> bool:
    return _DECLARATIONS.search(part.replace(b"\x00", b"")) is not None
