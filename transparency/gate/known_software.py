"""Recognises files of third-party software by the digests in their hash-locked packages.

The theme puts its scripts and styles into every site. They name their authors, as licences demand, and are not data of the
institution; a file that differs from the package in one byte is scanned like any other.
"""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from transparency.model.product_wheel import FOLDER as WHEEL_FOLDER
from transparency.model.product_wheel import packed

PACKAGES = ("mkdocs-material", "mkdocs")
"""Packages whose files MkDocs copies into a site."""
BUNDLES = frozenset({"cf878d99bcd2da8fb8cbb35a7b29288022998b8e227ffc41202377dcc3d44ce6"})
"""Digests of what a locked package makes when it is asked: Vega as vl-convert-python 1.9.0.post1 bundles it.

Another release of the package makes another file, which is read like ours until its digest stands here.
"""
_DECLARED = re.compile(r"^[^,\n]+\.(?:js|css|map|svg|png|ico|woff2?|LICENSE),sha256=([\w-]{43}),", re.MULTILINE)


def known_software(root: Path) -> frozenset[str]:
    """SHA-256 of every script, style and picture in the installed packages, and of the product as an institution keeps it."""
    wheel = {sha256(packed()).hexdigest()} if (root / WHEEL_FOLDER).is_dir() else ()
    return BUNDLES | {digest for package in PACKAGES for digest in _digests(package)}.union(wheel)


def _digests(package: str) -> list[str]:
    try:
        record = distribution(package).read_text("RECORD") or ""
    except PackageNotFoundError:
        return []
    return [urlsafe_b64decode(f"{digest}=").hex() for digest in _DECLARED.findall(record)]
