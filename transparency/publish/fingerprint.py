"""Puts a hash of the content into the names of what pages fetch, so that browsers may keep it for ever and never get a mix."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from transparency.problem import Problem

FOLDER = "assets/"
ENDINGS = (".woff2", ".css", ".js")
"""In the order in which they may name each other: a style sheet names fonts."""

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
    """Renames the files and mends what names them; returns old name -> new name below ``site``."""
    renamed = _index(site)
    for ending in ENDINGS:
        for path in sorted((site / FOLDER).rglob(f"*{ending}")):
            _mend(path, renamed)
            hashed = _short(path.read_bytes())
            new = path.rename(path.with_name(f"{path.stem}.{hashed}{path.suffix}"))
            renamed[path.relative_to(site).as_posix()] = new.relative_to(site).as_posix()
    for page in sorted(site.rglob("*.html")):
        _mend(page, renamed)
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


def _mend(file: Path, renamed: Mapping[str, str]) -> None:
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
            what = "is asked for under a name that it does not have in a release."
            advice = "Name it in an attribute of the page, where the release writes its new name."
            yield Problem(path.relative_to(site).as_posix(), 0, "V32", places[name], what, advice)
