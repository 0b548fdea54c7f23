"""Extracts text from e-mail messages and rich text (RTF)."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Callable, Iterator

from transparency.gate.extractors.extracted import Part, View, below
from transparency.model.messages import Message

Opener = Callable[[str, bytes, str], Iterator[Part]]
_RTF = re.compile(
    r"\\u(-?\d{1,5})\s?\??|\\'([0-9a-fA-F]{2})|(\\(?:par|line|row|cell|tab)\b ?)|\\[a-zA-Z]+-?\d* ?|\\\*|[{}\r\n]"
)


def mail_parts(data: bytes, place: str, opened: Opener) -> Iterator[Part]:
    """Headers and every part of a letter."""
    letter = email.message_from_bytes(data, policy=email.policy.compat32)
    yield View(below(place, Message("headers")), "\n\n".join(str(value) for _, value in letter.items()))
    for part in letter.walk():
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes) and payload:
            yield from opened(part.get_filename() or "part.txt", payload, below(place, part.get_content_type()))


def rtf_view(text: str, place: str) -> View:
    """The running text of an RTF document, with code page 1251 as Word writes it here."""
    return View(place, _RTF.sub(_rtf_character, text))


def _rtf_character(match: re.Match[str]) -> str:
    if match[1]:
        return chr(int(match[1]) % 65536) if not 0xD800 <= int(match[1]) % 65536 < 0xE000 else ""
    if match[2]:
        return bytes.fromhex(match[2]).decode("cp1251", "replace")
    if match[3]:
        return "\t" if match[3].strip() in ("\\cell", "\\tab") else "\n"
    return ""
