"""Adds a content hash to the names of styles, scripts and fonts, so that browsers may cache them without limit.

Pages also state the hash of each style sheet or script (``integrity``), so a browser refuses any other bytes.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from transparency.model.messages import Message
from transparency.model.problem import Problem

FOLDER = "assets/"
ENDINGS = (".woff2", ".css", ".js")
"""In the order in which they may name each other: a style sheet names fonts."""

CHECKED = (".css", ".js")
"""What pages load with ``integrity``; browsers check no font."""

INDEX = "search-index/"
"""Renamed as a whole: its files belong together, a word list of one release with the places of another finds nonsense."""

FINGERPRINTED = re.compile(r"assets/.+\.[0-9a-f]{12}\.(css|js|woff2)|search-index\.[0-9a-f]{12}/.+")

_ASKING = {
    ".html": r"(=\"[^\"]*?)({names})(?=\")",
    ".css": r"(url\([\"']?[./]*)({names})(?=[\"']?\))",
    ".js": r"([\"'])({names})(?=[\"'])",
}
"""How a file of this kind names another: a page in any attribute, a script from the root of the site."""


def fingerprint(site: Path) -> Mapping[str, str]:
    """Renames the files and updates every reference to them; returns old name -> new name below ``site``."""
    renamed = _index(site)
    for ending in ENDINGS:
        for path in sorted((site / FOLDER).rglob(f"*{ending}")):
            _update_references(path, renamed)
            hashed = _short(path.read_bytes())
            new = path.rename(path.with_name(f"{path.stem}.{hashed}{path.suffix}"))
            renamed[path.relative_to(site).as_posix()] = new.relative_to(site).as_posix()
    hashes = {new: _integrity(site / new) for new in renamed.values() if new.endswith(CHECKED)}
    for page in sorted(site.rglob("*.html")):
        _update_references(page, renamed)
        _add_integrity(page, hashes)
    return renamed


def _index(site: Path) -> dict[str, str]:
    folder = site / INDEX
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    if not files:
        return {}
    hashes = (f"{path.relative_to(folder).as_posix()} {_short(path.read_bytes())}" for path in files)
    new = f"{folder.name}.{_short(' '.join(hashes).encode())}/"
    folder.rename(site / new)
    return {INDEX: new}


def _short(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:12]


def _integrity(file: Path) -> str:
    return f"sha384-{base64.b64encode(hashlib.sha384(file.read_bytes()).digest()).decode()}"


_LOADS = r"(?P<start><(?:link|script)\b[^>]*?\s(?:href|src)|<[a-z]+\b[^>]*?\s(?P<data>data-)library)"
"""The attributes of a page by which a style sheet or script is loaded: at once, or later by a script."""


def _add_integrity(page: Path, hashes: Mapping[str, str]) -> None:
    """https://www.w3.org/TR/SRI/; ``data-integrity`` is for the script that loads a library later."""
    if not hashes:
        return
    loading = re.compile(
        rf"{_LOADS}=\"(?P<way>[./]*)(?P<name>{'|'.join(re.escape(name) for name in sorted(hashes))})\""
    )
    text = page.read_text(encoding="utf-8")

    def checked(match: re.Match[str]) -> str:
        return f'{match[0]} {match["data"] or ""}integrity="{hashes[match["name"]]}"'

    changed = loading.sub(checked, text)
    if changed != text:
        page.write_text(changed, encoding="utf-8")


def _update_references(file: Path, renamed: Mapping[str, str]) -> None:
    """Writes the new names into one file; a style sheet names its neighbours, not the whole way to them."""
    pattern = _ASKING.get(file.suffix)
    if pattern is None or not renamed:
        return
    start = FOLDER if file.suffix == ".css" else ""
    names = {old.removeprefix(start): new.removeprefix(start) for old, new in renamed.items()}
    asking = pattern.replace("{names}", "|".join(re.escape(name) for name in sorted(names)))
    text = file.read_text(encoding="utf-8")
    changed = re.sub(asking, lambda match: match[1] + names[match[2]], text)
    if changed != text:
        file.write_text(changed, encoding="utf-8")


def stale(site: Path, renamed: Mapping[str, str]) -> Iterator[Problem]:
    """Every place that still asks for a file under the name it had before; that place would be broken for readers."""
    places = {old.removeprefix(FOLDER): old for old in renamed}
    asking = re.compile(rf"[\"'(/]({'|'.join(re.escape(name) for name in sorted(places))})(?=[\"')?#])")
    for path in sorted(p for p in site.rglob("*") if renamed and p.suffix in _ASKING):
        for name in sorted(set(asking.findall(path.read_text(encoding="utf-8")))):
            what = Message("is asked for under a name that it does not have in a release.")
            advice = Message("Name it in an attribute of the page, where the release writes its new name.")
            yield Problem(path.relative_to(site).as_posix(), 0, "V32", places[name], what, advice)
