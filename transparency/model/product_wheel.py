"""Packs the running product as a wheel, which an institution keeps in its repository: nothing else is needed to install it.

It is packed from the installed files, so that it works from the sources and from an installed wheel alike, and gives the same
bytes for the same files. Format: https://packaging.python.org/en/latest/specifications/binary-distribution-format/
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path

from transparency.model.product_files import PRODUCT
from transparency.model.zip_archive import zipped

NAME = "transparency"
FOLDER = "product"
"""Where the wheel lies in an institution's repository."""
THIN = Path("starter/thin")
"""Where the wheel holds the shared files; in the repository of the product they stand at its root only."""
SHARED = (
    ".ci/run",
    ".github/actionlint.yaml",
    ".github/workflows/content.yml",
    ".github/workflows/daily.yml",
    ".github/workflows/dependencies.yml",
    ".github/workflows/preview.yml",
    ".github/workflows/publish.yml",
    ".github/workflows/release.yml",
    ".gitignore",
    ".gitlab-ci.yml",
    ".pre-commit-config.yaml",
    "Makefile",
    "hooks/portal.py",
    "mkdocs.yml",
    "renovate.json",
    "requirements.lock",
    "scripts/system-packages.sh",
    "server/RESTORE.md",
    "server/restore.sh",
)
"""Files that every institution has as the repository of the product has them; all of ``handbook/`` besides."""
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
    return zipped((*files.items(), (record, "".join((*lines, f"{record},,\n")).encode())))


def _files() -> Mapping[str, bytes]:
    """Name in the wheel -> content."""
    about = metadata.distribution(NAME)
    notes = f"{NAME}-{about.version}.dist-info"
    texts = {"METADATA": about.read_text("METADATA"), "entry_points.txt": about.read_text("entry_points.txt")}
    files = {f"{notes}/{name}": (text or "").encode() for name, text in {**texts, "WHEEL": _WHEEL}.items()}
    package = (one for one in (PRODUCT / NAME).rglob("*") if one.is_file() and "__pycache__" not in one.parts)
    files |= {file.relative_to(PRODUCT).as_posix(): file.read_bytes() for file in package}
    shared = ((name, file) for name, file in shared_files().items() if file.is_file())
    files |= {f"{NAME}/{THIN.as_posix()}/{name}": file.read_bytes() for name, file in shared}
    return dict(sorted(files.items()))


def shared_files() -> Mapping[str, Path]:
    """Name in the repository of an institution -> file, of the installed wheel or of the repository of the product."""
    installed = PRODUCT / NAME / THIN
    root = installed if (installed / "Makefile").is_file() else PRODUCT
    handbook = (file.relative_to(root).as_posix() for file in (root / "handbook").rglob("*") if file.is_file())
    return {name: root / name for name in (*SHARED, *handbook)}


def _digest(data: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
