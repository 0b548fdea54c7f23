"""Invisible and direction-changing Unicode characters, which no published text may contain.

They hide words from the search and from the personal-data check, make two names look alike, or display a text in another order
than a screen reader reads it. Joiners (U+200C, U+200D) and the soft hyphen are among them: neither Kazakh in Cyrillic or Latin
letters nor Russian nor English needs them, and browsers hyphenate by themselves.
"""

from __future__ import annotations

import re
import unicodedata

from transparency.model.messages import Message

_HIDDEN = re.compile(
    "["
    "\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f"  # control characters but tab and line breaks
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0"  # soft hyphen, fillers, Mongolian selectors
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb"  # zero width, bidi controls, separators of lines
    "\ud800-\udfff\ufffe\uffff"  # no characters at all
    "\U000e0000-\U000e0fff"  # tags and selectors that spell a second text
    "]"
)


def hidden(text: str) -> re.Match[str] | None:
    """The first such character of a text."""
    return _HIDDEN.search(text)


def called(character: str) -> str:
    """``U+200B ZERO WIDTH SPACE``."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".strip()


RULE = "H01"
ADVICE = Message("Delete it, and retype the words beside it.")


def invisible_character(found: re.Match[str]) -> Message:
    """The text of a problem about it; the text around it is not repeated."""
    return Message("has the invisible character {name}.", name=called(found[0]))
