"""Puts a hash of the content into the names of style sheets, scripts and fonts, so that browsers may keep them for ever."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from transparency.problem import Problem

FOLDER = "assets"
ENDINGS = (".woff2", ".css", ".js")
"""In the order in which they may name each other: a style sheet names fonts."""

FINGERPRINTED = re.compile(rf"{FOLDER}/.+\.[0-9a-f]{{12}}\.(css|js|woff2)")


def fingerprint(site: Path) -> Mapping[str, str]:
    """Renames the files and mends every attribute of a page that names them; returns old name -> new name below the folder."""
    renamed: dict[str, str] = {}
    for ending in ENDINGS:
        for path in sorted((site / FOLDER).rglob(f"*{ending}")):
            renamed[path.relative_to(site / FOLDER).as_posix()] = _renamed(site, path, renamed)
    for page in sorted(site.rglob("*.html")):
        _replace(page, renamed, r"(=\"[^\"]*?" + FOLDER + r"/)({names})(?=\")")
    return renamed


def _renamed(site: Path, path: Path, so_far: Mapping[str, str]) -> str:
    if path.suffix == ".css":
        _replace(path, so_far, r"(url\([\"']?(?:[./]*)?)({names})(?=[\"']?\))")
    hashed = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
    new = path.rename(path.with_name(f"{path.stem}.{hashed}{path.suffix}"))
    return new.relative_to(site / FOLDER).as_posix()


def stale(site: Path, renamed: Mapping[str, str]) -> Iterator[Problem]:
    """Every place that still asks for a file under the name it had before; that place would be broken for readers."""
    names = "|".join(re.escape(name) for name in sorted(renamed, key=len, reverse=True))
    asking = re.compile(rf"[\"'(/]({names})(?=[\"')?#])")
    for path in sorted(p for p in site.rglob("*") if renamed and p.suffix in {".html", ".css", ".js"}):
        for name in sorted(set(asking.findall(path.read_text(encoding="utf-8")))):
            what = "is asked for under a name that it does not have in a release."
            advice = "Name it in an attribute of the page, where the release writes its new name."
            yield Problem(path.relative_to(site).as_posix(), 0, "V32", f"{FOLDER}/{name}", what, advice)


def _replace(file: Path, renamed: Mapping[str, str], pattern: str) -> None:
    if not renamed:
        return
    names = "|".join(re.escape(name) for name in sorted(renamed))
    text = file.read_text(encoding="utf-8")
    changed = re.sub(pattern.replace("{names}", names), lambda match: match[1] + renamed[match[2]], text)
    if changed != text:
        file.write_text(changed, encoding="utf-8")
