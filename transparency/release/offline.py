"""Rewrites the pages of a release so that they open from a folder without a server and link to each other there."""

from __future__ import annotations

import html
import posixpath
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from transparency.model.text import Languages
from transparency.release.compress import COMPRESSED
from transparency.release.manifest import MANIFEST, SIGNATURE, paths

_LEFT_OUT = ("search-index.", "search/", "parts/", "open-data/api/", "assets/share/")
"""What needs a server, or is not for readers of pages: search, design page, interface for programs, pictures for messengers."""

_LINK = re.compile(
    r"(<(?P<tag>a|link|script|img|source|use|image)\b[^>]*?\s(?:href|src|xlink:href)=)\"(?P<to>[^\"]*)\""
)
_SEARCH = re.compile(
    r"<form[^>]*\srole=\"search\".*?</form>|<a[^>]*\shref=\"[^\"]*/search/\"[^>]*>.*?</a>|<link[^>]*\srel=\"preload\"[^>]*>",
    re.DOTALL,
)
"""The search, and preloading, which a browser refuses to files."""
_REFRESH = re.compile(r'(<meta http-equiv="refresh" content="0; url=)(?P<to>[^"]*)')
"""Where a moved page sends the browser on."""
_FRAMEWORK = '<body data-kind="framework"'
"""How the layout marks the page of a framework."""
_SERVER_ONLY = re.compile(r"\s(crossorigin|integrity|data-integrity)(=\"[^\"]*\")?(?=[\s>])")
"""What browsers check only where a server sends the file; they refuse it to a page that is opened as a file."""


@dataclass(frozen=True, slots=True)
class Offline:
    """Where pages come from and where links out of them lead."""

    release: Path
    url: str
    """Official address, for what is not taken along."""
    taken: frozenset[str]
    """Paths that are taken along."""


def take(release: Path, url: str, framework: str, languages: Languages, folder: Path) -> Offline:
    """Copies what belongs to the pack of a framework into ``folder``."""
    pack = Offline(release, url, frozenset(_chosen(release, framework, languages)))
    for path in sorted(pack.taken):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if path.endswith(".html"):
            target.write_text(_page(pack, path), encoding="utf-8")
        else:
            shutil.copyfile(release / path, target)
    return pack


def _chosen(release: Path, framework: str, languages: Languages) -> Iterator[str]:
    """Everything but the left out, compressed copies, and the mappings of other frameworks."""
    others = {f"compliance/{other}/" for other in frameworks(release)} - {f"compliance/{framework}/"}
    for path in paths(release):
        common = path.removeprefix(languages.folder(languages.of_path(path)))
        if common.startswith((*_LEFT_OUT, *others)) or path.endswith((*COMPRESSED, "404.html")):
            continue
        if path not in {MANIFEST, SIGNATURE, "robots.txt", "sitemap.xml"}:
            yield path


def frameworks(release: Path) -> tuple[str, ...]:
    """Ids of the frameworks that the site has a page for."""
    pages = release.glob("compliance/*/index.html")
    return tuple(sorted(page.parent.name for page in pages if _FRAMEWORK in page.read_text(encoding="utf-8")))


def _page(pack: Offline, path: str) -> str:
    text = _SEARCH.sub("", (pack.release / path).read_text(encoding="utf-8"))
    text = _SERVER_ONLY.sub("", text)
    text = _REFRESH.sub(lambda match: match[1] + html.escape(_target(pack, path, match)), text)
    return _LINK.sub(lambda match: f'{match[1]}"{html.escape(_target(pack, path, match))}"', text)


def _target(pack: Offline, page: str, match: re.Match[str]) -> str:
    """Where a link leads in the pack, or at the official address."""
    written = html.unescape(match["to"])
    parts = urlsplit(written)
    if parts.scheme or parts.netloc or not parts.path:
        return written
    path = posixpath.normpath(posixpath.join("/", posixpath.dirname(page), unquote(parts.path))).removeprefix("/")
    found = next((one for one in (path, posixpath.join(path, "index.html")) if one in pack.taken), None)
    if found is None:
        slash = "/" if written.endswith("/") and path else ""
        return pack.url + path + slash + (f"#{parts.fragment}" if parts.fragment else "")
    there = posixpath.relpath(found, posixpath.dirname(page) or ".")
    return there + (f"#{parts.fragment}" if parts.fragment else "")
