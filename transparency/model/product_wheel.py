"""Packs the running product as a wheel, which an institution keeps in its repository: nothing else is needed to install it.

It is packed from the installed files, so that it works from the sources and from an installed wheel alike, and gives the same
bytes for the same files. Format: https://packaging.python.org/en/latest/specifications/binary-distribution-format/
"""

from __future__ import annotations

import base64
import hashlib
import io
import zipfile
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path

from transparency.model.product_files import PRODUCT

NAME = "transparency"
FOLDER = "product"
"""Where the wheel lies in an institution's repository."""
HANDBOOK = "starter/thin/handbook"
"""Where the package holds the handbooks; in the repository of the product they stand in ``handbook/`` at its root."""
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first time that a zip archive can hold: the files are known by their bytes."""
_WHEEL = "Wheel-Version: 1.0\nGenerator: transparency\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


def version() -> str:
    """The version of the running product."""
    return metadata.version(NAME)


def wheel_name() -> str:
    """File name of the wheel."""
    return f"{NAME}-{version()}-py3-none-any.whl"


def write_wheel(folder: Path) -> None:
    """Writes the wheel into a folder, in place of another one."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.whl"):
        old.unlink()
    (folder / wheel_name()).write_bytes(packed())


def packed() -> bytes:
    """The wheel."""
    files = _files()
    record = f"{NAME}-{version()}.dist-info/RECORD"
    lines = [f"{name},sha256={_digest(data)},{len(data)}\n" for name, data in files.items()]
    wheel = io.BytesIO()
    with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in (*files.items(), (record, "".join((*lines, f"{record},,\n")).encode())):
            archive.writestr(zipfile.ZipInfo(name, _EARLIEST), data, zipfile.ZIP_DEFLATED)
    return wheel.getvalue()


def _files() -> Mapping[str, bytes]:
    """Name in the wheel -> content."""
    about = metadata.distribution(NAME)
    notes = f"{NAME}-{about.version}.dist-info"
    texts = {"METADATA": about.read_text("METADATA"), "entry_points.txt": about.read_text("entry_points.txt")}
    files = {f"{notes}/{name}": (text or "").encode() for name, text in {**texts, "WHEEL": _WHEEL}.items()}
    parts = {NAME: PRODUCT / NAME, f"{NAME}/{HANDBOOK}": PRODUCT / Path(HANDBOOK).name}
    for folder, place in parts.items():
        for file in sorted(place.rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts:
                files[f"{folder}/{file.relative_to(place).as_posix()}"] = file.read_bytes()
    return dict(sorted(files.items()))


def _digest(data: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
