"""Link addresses: allowed schemes, and hosts that imitate the institution's domain."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from transparency.model.messages import Message

SCHEMES = frozenset({"", "https", "mailto", "tel"})
"""Where a link may lead; without a scheme it stays on the site."""

HOST = re.compile(r"([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")
"""A host as we write it: Latin letters, digits and hyphens, no port, no number in place of a name."""

_PADDING = "".join(map(chr, range(0x21)))
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_FOREIGN = re.compile(r"[\x00-\x20\x7f-\xa0\"'<>\\^`{|}]")
"""Characters that no address holds; a browser drops some of them and reads the others as something else."""
_ALIKE = (("rn", "m"), ("vv", "w"), ("0", "o"), ("1", "l"), ("i", "l"), ("5", "s"), ("-", ""))
_SHORTEST = 4
"""Letters of a name that can be recognised in another."""


def scheme(address: str) -> str:
    """The scheme of an address as a browser finds it, ``//`` for another host without one, nothing for a path of this site."""
    text = address.strip(_PADDING).translate({9: None, 10: None, 13: None})
    if found := _SCHEME.match(text):
        return found[1].lower()
    return "//" if text[:2].replace("\\", "/") == "//" else ""


def fault(address: str, own: Iterable[str]) -> Message | None:
    """What is wrong with the address of a link, None if nothing is; ``own`` are the domains of the institution."""
    kind = scheme(address)
    if kind not in SCHEMES:
        return Message("is an address of a kind that is not allowed.")
    if _FOREIGN.search(address):
        return Message("has a character that no address holds.")
    if kind != "https":
        return None
    parts = urlsplit(address.replace("[", "").replace("]", ""))
    if "@" in parts.netloc:
        return Message("names a user before the host.")
    host = parts.netloc.lower()
    if not HOST.fullmatch(host) or "xn--" in host:
        return Message("has a host that is not written in Latin letters, digits and hyphens.")
    return Message("has a host that only looks like the institution's.") if imitates(host, tuple(own)) else None


def imitates(host: str, own: tuple[str, ...]) -> bool:
    """Whether a host is none of the institution's and yet has its name, or one so close that readers take it for it."""
    if any(host == domain or host.endswith(f".{domain}") for domain in own):
        return False
    names = {_plain(domain.split(".")[0]) for domain in own}
    parts = [_plain(part) for part in host.split(".")]
    whole = _plain(host.replace(".", ""))
    if any(_plain(domain.replace(".", "")) in whole for domain in own):
        return True
    return any(
        name in part or _one_apart(name, part) for name in names if len(name) >= _SHORTEST for part in parts[:-1]
    )


def _plain(text: str) -> str:
    """The text with signs that look alike written as one."""
    for sign, other in _ALIKE:
        text = text.replace(sign, other)
    return text


def _one_apart(one: str, other: str) -> bool:
    """Whether one letter was changed, added or dropped, or two neighbours swapped."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    first, second = one[start:], other[start:]
    return (
        first[1:] == second[1:]
        or first[1:] == second
        or first == second[1:]
        or (first[:2] == second[:2][::-1] and first[2:] == second[2:])
    )
