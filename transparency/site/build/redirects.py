"""Redirects from old addresses: 301 on our server, pages or copies for hosts that cannot redirect."""

from __future__ import annotations

import html
import posixpath
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from transparency.model.messages import Message
from transparency.model.problem import Problem
from transparency.model.redirect import Redirect
from transparency.model.text import Lang, Languages
from transparency.site.build.content import SiteContent
from transparency.site.build.content_security_policy import IN_PAGE

FILE = "server/redirects.conf"
SOURCE = "data/redirects.yml"


def moved(redirects: Sequence[Redirect], languages: Languages) -> Iterator[tuple[str, str, Lang]]:
    """Old and new address in every language; files are the same in all of them."""
    for one in sorted(redirects, key=lambda one: one.old):
        for lang in languages if one.old.endswith("/") else (languages.default,):
            start = f"/{languages.folder(lang)}"
            yield start + one.old.removeprefix("/"), start + one.new.removeprefix("/"), lang


def write(content: SiteContent, site: Path) -> None:
    """Fills the places that would be empty; what stands there already is left alone, and `faults` tells of it."""
    for place, made in _copies(content, site):
        if not place.exists():
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(made)


def _copies(content: SiteContent, site: Path) -> Iterator[tuple[Path, bytes]]:
    for old, new, lang in moved(content.registry.redirects, content.registry.languages):
        target = _file(site, new)
        if target.is_file():
            page = _page(content.registry.settings.url, old, new, lang) if old.endswith("/") else target.read_bytes()
            yield _file(site, old), page


def _file(site: Path, address: str) -> Path:
    return site / (address.removeprefix("/") + ("index.html" if address.endswith("/") else ""))


def _page(url: str, old: str, new: str, lang: Lang) -> bytes:
    """A page that sends the browser on without a script and tells search engines where to look."""
    there = html.escape(urlsplit(url).path.rstrip("/") + new)
    near = html.escape(f"{posixpath.relpath(new, old)}/")
    home = html.escape(url.rstrip("/") + new)
    lines = (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{html.escape(IN_PAGE)}"><title>{there}</title>',
        f'<meta http-equiv="refresh" content="0; url={near}"><link rel="canonical" href="{home}">',
        f'<meta name="robots" content="noindex"></head><body><p><a href="{near}">{there}</a></p></body></html>',
    )
    return ("\n".join(lines) + "\n").encode()


def faults(content: SiteContent, site: Path) -> Iterator[Problem]:
    """Moves that lead nowhere or hide something that stands there today."""
    old_addresses = [one.old for one in content.registry.redirects]
    for old in sorted({old for old in old_addresses if old_addresses.count(old) > 1}):
        yield Problem(
            SOURCE, 0, "V20", old, Message("has moved twice."), Message("Keep the line with the newest address.")
        )
    for place, made in _copies(content, site):
        if place.read_bytes() != made:
            name = place.relative_to(site).as_posix()
            yield Problem(
                SOURCE,
                0,
                "V21",
                name,
                Message("is an address of today."),
                Message("Delete the line or rename the page."),
            )
    for one in content.registry.redirects:
        if not _file(site, one.new).is_file():
            yield Problem(
                SOURCE,
                0,
                "V22",
                one.new,
                Message("does not exist."),
                Message("Write the address where it stands today."),
            )


def as_nginx(redirects: Sequence[Redirect], languages: Languages) -> str:
    """``server/redirects.conf``."""
    lines = "".join(f"    {old} {new};\n" for old, new, _ in moved(redirects, languages))
    return f'# Written by «make server» from {SOURCE}.\nmap $uri $moved_to {{\n    default "";\n{lines}}}\n'
