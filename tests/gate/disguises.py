"""Ways to write a number or a name so that a plain search misses it."""

from __future__ import annotations

import base64
import html
import urllib.parse
from collections.abc import Callable, Mapping

Disguise = Callable[[str], str]


def between(mark: str) -> Disguise:
    """A mark after every character."""
    return mark.join


def _look_alike(text: str) -> str:
    return text.translate(str.maketrans("аеорсуіхТ", "aeopcyixT"))


DIGITS: Mapping[str, Disguise] = {
    "with zero-width spaces": between("\u200b"),
    "with soft hyphens": between("\u00ad"),
    "with word joiners": between("\u2060"),
    "in full-width digits": lambda text: "".join(chr(0xFF10 + int(d)) for d in text),
    "in Arabic-Indic digits": lambda text: "".join(chr(0x0660 + int(d)) for d in text),
    "in mathematical digits": lambda text: "".join(chr(0x1D7CE + int(d)) for d in text),
    "with thin spaces": between("\u2009"),
    "with no-break spaces": lambda text: "\u00a0".join((text[:4], text[4:8], text[8:])),
    "with spaces": between(" "),
    "with hyphens": lambda text: (
        "-".join((text[:3], text[3:6], text[6:9], text[9:])) if len(text) == 12 else "-".join(text)
    ),
    "with no-break hyphens": between("\u2011"),
    "with dots": between("."),
    "as entities": lambda text: "".join(f"&#{ord(d)};" for d in text),
    "as hexadecimal entities": lambda text: "".join(f"&#x{ord(d):x};" for d in text),
    "with percent signs": lambda text: "".join(f"%{ord(d):02X}" for d in text),
    "in base64": lambda text: base64.b64encode(f"number {text}".encode()).decode(),
    "with the letter O": lambda text: text.replace("0", "О"),
    "in bold halves": lambda text: f"**{text[:5]}**{text[5:]}",
    "after a right-to-left mark": lambda text: "\u202d" + text + "\u202c",
}
LETTERS: Mapping[str, Disguise] = {
    "with zero-width joiners": between("\u200d"),
    "with soft hyphens": between("\u00ad"),
    "with Latin look-alikes": _look_alike,
    "as entities": lambda text: "".join(f"&#{ord(c)};" for c in text),
    "with percent signs": urllib.parse.quote,
    "in base64": lambda text: base64.b64encode(text.encode()).decode(),
    "as escapes": lambda text: text.encode("unicode_escape").decode(),
    "with no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "with ideographic spaces": lambda text: text.replace(" ", "\u3000"),
    "in capitals": str.upper,
    "spaced out": lambda text: "  ".join(" ".join(word) for word in text.split()),
    "in italics inside words": lambda text: f"{text[:3]}*{text[3:6]}*{text[6:]}",
    "escaped for HTML": lambda text: html.escape(text).replace(" ", "&nbsp;"),
    "broken over lines": lambda text: text.replace(" ", "\n"),
    "decomposed": lambda text: text.replace("й", "и\u0306"),
}
