"""Decodes bytes to text in whatever encoding an editor's program saved them."""

from __future__ import annotations

import codecs
import re

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
EIGHT_BIT = ("kz1048", "cp1251", "cp866", "koi8-r", "ptcp154", "mac-cyrillic", "iso8859-5")
"""Cyrillic encodings met in Kazakhstan, the likelier first; KZ-1048 is the national standard."""

_WORD = re.compile(r"[А-ЯЁӘҒҚҢӨҰҮҺІ]?[а-яёәғқңөұүһі]{2,}|[А-ЯЁӘҒҚҢӨҰҮҺІ]{2,}|[A-Za-z]{2,}")
_COMMON = re.compile(r"[оеаинтсрвлкмдпуыіқғңұүөә ]")
_ODD = re.compile(
    r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u2500-\u259f\u0402-\u0405\u0407-\u040f\u0452-\u0455\u0457-\u045f¤¬¦]"
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a]")
_SAMPLE = 20_000


def decode(data: bytes) -> str | None:
    """The text, or None where the bytes are no text in any encoding we know."""
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return _strict(data[len(bom) :], encoding)
    if b"\x00" in data[:4096]:
        return _wide(data)
    text = _strict(data, "utf-8")
    if text is not None:
        return None if _mostly_control(text) else text
    return _eight_bit(data)


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _mostly_control(text: str) -> bool:
    return len(_CONTROL.findall(text, 0, _SAMPLE)) > min(len(text), _SAMPLE) // 20


def _wide(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark: half of the bytes of a plain text are zero or the Cyrillic page, 4."""
    for encoding in ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be"):
        text = _strict(data, encoding)
        if text and _readable(text[:_SAMPLE]) > 0.8:
            return text
    return None


def _readable(text: str) -> float:
    known = sum(1 for c in text if c in "\t\n\r" or " " <= c <= "~" or "\u0400" <= c <= "\u04ff" or c in "«»–—№“”\xa0")
    return known / max(len(text), 1)


def _eight_bit(data: bytes) -> str | None:
    sample = data[:_SAMPLE]
    candidates = [(e, _strict(sample, e)) for e in EIGHT_BIT]
    scored = [(_score(text), -i, e) for i, (e, text) in enumerate(candidates) if text is not None]
    if not scored:
        return None
    score, _, best = max(scored)
    return data.decode(best, "replace") if score > 0.5 else None


def _score(text: str) -> float:
    """How much of a text is words in the usual case, of usual letters, without box drawings and controls."""
    size = max(len(text), 1)
    worded = sum(len(word) for word in _WORD.findall(text))
    plain = sum(1 for c in text if c.isascii() and (c.isspace() or (32 <= ord(c) < 127 and not c.isalpha())))
    odd = len(_ODD.findall(text))
    return (worded + plain - 4 * odd + 0.3 * len(_COMMON.findall(text))) / size
