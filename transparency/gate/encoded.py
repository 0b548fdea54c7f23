"""Decodes texts written in base64 or hexadecimal digits."""

from __future__ import annotations

import base64
import binascii
import re

BASE64 = re.compile(r"(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{16,8000}={0,2}(?![A-Za-z0-9+/_-])")
HEXADECIMAL = re.compile(r"(?<![\w+/=-])(?:[0-9a-fA-F]{2}){8,}(?![\w+/=-])")
_RUN = re.compile(r"[A-Za-z0-9+/_-]{16}")
_LONG_TEXT = 8
"""Characters from which a text in hexadecimal digits is no accident."""


def from_base64(run: str) -> str | None:
    """The text that a run of digits stands for; None where it stands for none, as nearly every long word does."""
    if run.isdigit():
        return None
    digits = run.rstrip("=").replace("-", "+").replace("_", "/")
    try:
        text = base64.b64decode(digits + "=" * (-len(digits) % 4)).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError):
        return None
    readable = all(c.isprintable() or c in "\n\t\r" for c in text)
    return text if readable and any(map(str.isalnum, text)) else None


def from_hexadecimal(run: str) -> str | None:
    """The same of a run of hexadecimal digits."""
    if run.isdigit():
        return None
    try:
        text = bytes.fromhex(run).decode("utf-8")
    except (ValueError, UnicodeDecodeError):
        return None
    return text if text.isprintable() and len(text) >= _LONG_TEXT else None


def is_encoded(text: str) -> bool:
    """Whether a run in the text stands for another text."""
    return bool(_RUN.search(text)) and (
        any(from_base64(run) is not None for run in BASE64.findall(text))
        or any(from_hexadecimal(run) is not None for run in HEXADECIMAL.findall(text))
    )
