"""Tells a mailbox of a service from a mailbox of a person, where a domain belongs to an organisation.

A service is called like its domain (iqaa@…) or by ordinary words of which none is a name (abuse@, sales-team@). On a
provider of mailboxes for everybody
the same words are what a person chose, so nothing is a service there.
"""

from __future__ import annotations

import re

from transparency.gate.word_kinds import ORDINARY, is_in_latin, sort_of

_FOR_EVERYBODY = re.compile(
    r"(?:.+\.)?(?:mail|gmail|googlemail|yandex|ya|bk|inbox|list|internet|rambler|yahoo|ymail|outlook|hotmail|live|msn"
    r"|icloud|me|mac|proton|protonmail|pm|aol|gmx"
    r"|zoho|ukr|vk|tuta|fastmail|nur|edu)\.[a-z]{2,6}|.*\.edu\.[a-z]{2,3}"
)
"""Providers of private mailboxes, and universities: there the register decides."""
_PART = re.compile(r"[._-]")
_SHORTEST = 3
_ROLE = re.compile(
    r"[a-z]{0,6}(?:support|help|helpdesk|desk|info|office|press|service|services|team|contact|editor|editorial|sales"
    r"|hotline|booking|noreply|hr|it|pr|(?:web|post|host)master|admin(?:istrator)?|root|abuse)"
)
"""A word of service, perhaps behind an abbreviation of what it serves."""


def is_of_service(mailbox: str) -> bool:
    """Whether a mailbox, in small letters, says by its own parts that it is a service of an organisation."""
    local, _, domain = mailbox.partition("@")
    if _FOR_EVERYBODY.fullmatch(domain):
        return False
    if len(local) >= _SHORTEST and local in domain.split(".")[:-1]:
        return True
    return all(
        _ROLE.fullmatch(part) or (len(part) >= _SHORTEST and _is_plain_word(part)) for part in _PART.split(local)
    )


def _is_plain_word(part: str) -> bool:
    """An English word, or a Kazakh or Russian one in Latin letters (qabyldau), that is no name."""
    return sort_of(part) == ORDINARY or (not sort_of(part) and is_in_latin(part))
