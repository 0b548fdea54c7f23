"""Decides who may use the desk: requests with its token, and behind a proxy posts that answer for a file by CODEOWNERS."""

from __future__ import annotations

import fnmatch
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

COOKIE = "desk"
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


@dataclass(frozen=True, slots=True)
class Access:
    """The rules for one running desk."""

    hosts: frozenset[str]
    """Values of the header Host under which it is reached."""
    scheme: str = "http"
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    """Known to whoever started the desk; behind a proxy that knows its users, they are named by a header instead."""
    user_header: str = ""
    posts: Mapping[str, str] = field(default_factory=dict)
    """User of the proxy -> post or unit, as CODEOWNERS names it."""

    def right_host(self, host: str) -> bool:
        """Whether the request was meant for this desk: another name that leads here is an attack (DNS rebinding)."""
        return host in self.hosts

    def own_page(self, origin: str | None) -> bool:
        """Whether a request that changes something comes from a page of the desk."""
        if not origin:
            return False
        parts = urlsplit(origin)
        return parts.scheme == self.scheme and parts.netloc in self.hosts

    def knows(self, token: str | None, user: str | None) -> bool:
        """Whether the request may see the desk at all."""
        if self.user_header:
            return bool(user) and user in self.posts
        return token is not None and secrets.compare_digest(token.encode(), self.token.encode())


def owners(root: Path, file: str) -> tuple[str, ...]:
    """The posts and units that approve changes of a file; the last line that fits decides, as at GitHub and GitLab."""
    path = root / "CODEOWNERS"
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    found: tuple[str, ...] = ()
    for line in lines:
        pattern, *teams = line.partition("#")[0].split() or [""]
        if pattern and _fits(pattern, file):
            found = tuple(team.rpartition("/")[2].lstrip("@") for team in teams)
    return found


def _fits(pattern: str, file: str) -> bool:
    if pattern == "*":
        return True
    bare = pattern.lstrip("/")
    return file.startswith(bare) if bare.endswith("/") else fnmatch.fnmatchcase(file, bare)


def may_change(root: Path, file: str, post: str | None) -> bool:
    """Whether a post may change a file; without a proxy whoever has the clone may."""
    return post is None or post in owners(root, file)
