"""The content security policy that the built site needs, computed from its pages and never typed.

`make server` writes it to ``server/csp.conf``. A release whose pages need another policy than that file allows is refused,
so whoever adds an inline script finds its hash in the next diff instead of a white page on the server.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from transparency.problem import Problem

FILE = "server/csp.conf"

_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL | re.IGNORECASE)
_STYLE = re.compile(r"<style\b[^>]*>(.*?)</style>", re.DOTALL | re.IGNORECASE)
_STYLED = re.compile(r"<[a-z][^>]*\sstyle\s*=", re.IGNORECASE)
_HANDLER = re.compile(r"<[a-z][^>]*\s(on[a-z]+)\s*=\s*[\"']", re.IGNORECASE)
_DATA_BLOCK = re.compile(r"type\s*=\s*[\"']?(application/(ld\+)?json|text/plain)", re.IGNORECASE)

_ALWAYS: Mapping[str, str] = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "media-src": "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
"""What a page of ours may ever do: nothing but with its own host."""


def policy(site: Path) -> str:
    """The value of the header for the pages of ``site``."""
    scripts: set[str] = set()
    styles: set[str] = set()
    styled = False
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        scripts |= {_hash(code) for attributes, code in _SCRIPT.findall(text) if _runs(attributes, code)}
        styles |= {_hash(code) for code in _STYLE.findall(text)}
        styled = styled or _STYLED.search(text) is not None
    rules = dict(_ALWAYS)
    rules["script-src"] = " ".join(["'self'", *sorted(scripts)])
    rules["style-src"] = " ".join(["'self'", *sorted(styles)])
    if styled:
        rules["style-src-attr"] = "'unsafe-inline'"
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _runs(attributes: str, code: str) -> bool:
    return bool(code.strip()) and "src=" not in attributes and not _DATA_BLOCK.search(attributes)


def _hash(code: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"


def as_nginx(value: str) -> str:
    """``server/csp.conf``."""
    head = (
        "# Written by «make server» from the pages of the built site; a release that needs another policy is refused.\n"
    )
    return f'{head}map "" $content_security_policy {{\n    default "{value}";\n}}\n'


def check(root: Path, site: Path) -> Iterator[Problem]:
    """Whether the server's configuration fits the pages."""
    path = root / FILE
    if not path.is_file() or path.read_text(encoding="utf-8") != as_nginx(policy(site)):
        advice = "Run «make server», look at the difference, and install the file on the server before the release."
        yield Problem(FILE, 0, "V30", "", "is not the policy that the pages of this release need.", advice)
    for page in sorted(site.rglob("*.html")):
        for handler in sorted(set(_HANDLER.findall(page.read_text(encoding="utf-8")))):
            advice = "Move the code into a script file and add the listener there."
            name = page.relative_to(site).as_posix()
            yield Problem(name, 0, "V31", handler, "is code in an attribute, which the policy forbids.", advice)
