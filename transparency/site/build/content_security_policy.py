"""The Content-Security-Policy of the site: only its own files, no inline script or style.

Every page carries it as ``<meta>``, so that it also applies where no headers can be set: on GitHub or GitLab Pages, and in a
page opened as a file. `make server` writes it to ``server/csp.conf`` for the header. `page_check` refuses pages that need more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from transparency.model.messages import Message
from transparency.model.problem import Problem

FILE = "server/csp.conf"

_RULES: Mapping[str, str] = {
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
}
"""What a page may do."""
_HEADER_ONLY: Mapping[str, str] = {"frame-ancestors": "'none'"}
"""What browsers accept in a header only (https://www.w3.org/TR/CSP3/#meta-element)."""


def _written(rules: Mapping[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in rules.items())


IN_PAGE = _written(_RULES)
"""The policy as a page carries it."""
HEADER = _written({**_RULES, **_HEADER_ONLY})
"""The policy as the server sends it."""


def as_nginx() -> str:
    """``server/csp.conf``."""
    source = "transparency/site/build/content_security_policy.py"
    head = f"# Written by «make server» from {source}; a release with another file is refused.\n"
    return f'{head}map "" $content_security_policy {{\n    default "{HEADER}";\n}}\n'


def check(root: Path) -> Iterator[Problem]:
    """Whether the server's configuration carries the policy."""
    path = root / FILE
    if not path.is_file() or path.read_text(encoding="utf-8") != as_nginx():
        advice = Message(
            "Run «make server», look at the difference, and install the file on the server before the release."
        )
        yield Problem(FILE, 0, "V30", "", Message("is not the policy of the pages of this release."), advice)
