"""Normalises disguised text (look-alike letters, spaced digits, entities) and keeps the offsets of the original.

Each step is a regular expression and its replacement. Offsets are carried along, so that a finding in the normalised text is
reported at its place in the file.
"""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

from transparency.gate.encoded import BASE64, HEXADECIMAL, from_base64, from_hexadecimal, is_encoded
from transparency.gate.word_cues import ENCODED, LETTER_FOR_DIGIT, LONE_LETTER, MIXED, cues_in

Rewrite = Callable[[re.Match[str]], str]
Step = tuple[re.Pattern[str], re.Pattern[str], Rewrite]
"""A character that must stand in a text for the step to be worth trying, what it looks for, and what that becomes."""

_PLAIN = re.compile(r"[\t\n -%'-)+-\[\]^_`a-~Ѐ-҂Ҋ-ӿ«»№“”„…‘’·×÷]*")
"""Characters that no step below touches (so not &, *, \\, NBSP, the dashes or anything rarer)."""
_RARE = r"[^\x00-\x7fЀ-҂Ҋ-ӿ«»№“”„…‘’·×÷—–]"
"""A character that may be another in disguise; a combining mark is one too."""
_COMMON = (("\u00a0", " "), ("–", "-"), ("—", "-"), ("\r", " "))
"""What our pages and tables are full of; a character for a character, so that no offset changes. The steps know the others."""
_SIGNS = ("(a)", "(а)", "[a]", "[а]")
_SIGN = re.compile(r"(?<=[\w.+-])[(\[][aа][)\]](?=[\w-]+\.[A-Za-z]{2})")
"""The sign of a mailbox as it is written to be read by people only."""
_MARKED = re.compile(r"%[0-9A-Fa-f]{2}|=[0-9A-F]{2}|\\")
_SPACED = re.compile(r" [^\W\d_] [^\W\d_] [^\W\d_]")
_ZEROS = re.compile(
    r"(?<!\w)\+?(?=[\dOoОоlIІ|]*\d[OoОоlIІ|]|[OoОоlIІ|]+\d)(?=(?:[OoОоlIІ|]*\d){6})[\dOoОоlIІ|]{9,20}(?!\w)"
)

_TO_CYRILLIC = str.maketrans("ABCEHIKMOPTXYaceiopxyhkmtbgu", "АВСЕНІКМОРТХУасеіорхуһкмтьди")
_TO_LATIN = str.maketrans("АВЕКМНОРСТХУҮІаеіорсхуүһкмтьѕј", "ABEKMHOPCTXYYIaeiopcxyyhkmtbsj")
_GREEK = str.maketrans("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαεικνορτυχ", "ABEZHIKMNOPTYXaeikvoptux")


@dataclass(frozen=True, slots=True)
class Plain:
    """A text in the plain spelling; ``jumps`` pairs its offsets with those of the original wherever they drift apart."""

    text: str
    jumps: tuple[tuple[int, int], ...] = ()

    def origin(self, offset: int) -> int:
        """The offset in the original text of a character of the plain text."""
        at = bisect_right(self.jumps, (offset, 1 << 60)) - 1
        if at < 0:
            return offset
        here, there = self.jumps[at]
        return there + offset - here


def plain(text: str) -> Plain:
    """The text in the plain spelling; ordinary text passes untouched and at the price of looking up its words."""
    for common, same in _COMMON:
        text = text.replace(common, same)
    result = Plain(text)
    if any(sign in text for sign in _SIGNS):
        result = _rewritten(result, _SIGN, _at)
    if not _PLAIN.fullmatch(text):
        result = _stepped(result, _CHARACTERS)
    if _encoded(result.text):
        result = _stepped(result, _ENCODINGS)
    if cues_in(result.text) & MIXED:
        result = _rewritten(result, _WORD, _one_script)
    if cues_in(result.text) & LETTER_FOR_DIGIT or "|" in result.text:
        result = _rewritten(result, _ZEROS, _digits_for_letters)
    return result


def _stepped(source: Plain, steps: tuple[Step, ...]) -> Plain:
    """Each step is offered the characters that the text is made of: they are few, however long the text is."""
    alphabet = "".join(set(source.text))
    for needle, pattern, rewrite in steps:
        if needle.search(alphabet):
            before, source = source, _rewritten(source, pattern, rewrite)
            alphabet = alphabet if source is before else "".join(set(source.text))
    return source


def _encoded(text: str) -> bool:
    """Whether something in the text may be spelled in percent signs, escapes, base64, hexadecimal digits or spaced letters."""
    cues = cues_in(text)
    if cues & ENCODED or (cues & LONE_LETTER and _SPACED.search(text)):
        return True
    if ("/" in text or "+" in text) and is_encoded(text):
        return True
    return ("%" in text or "=" in text or "\\" in text) and bool(_MARKED.search(text))


def _rewritten(source: Plain, pattern: re.Pattern[str], rewrite: Rewrite) -> Plain:
    pieces: list[str] = []
    jumps: list[tuple[int, int]] = []
    end = size = 0
    for match in pattern.finditer(source.text):
        new = rewrite(match)
        if new == match[0]:
            continue
        pieces += (source.text[end : match.start()], new)
        _copy_jumps(source, jumps, end, match.start(), size)
        size += match.start() - end
        jumps.append((size, source.origin(match.start())))
        size += len(new)
        end = match.end()
        jumps.append((size, source.origin(end)))
    if not pieces:
        return source
    pieces.append(source.text[end:])
    _copy_jumps(source, jumps, end, len(source.text), size)
    return Plain("".join(pieces), tuple(jumps))


def _copy_jumps(source: Plain, jumps: list[tuple[int, int]], start: int, stop: int, size: int) -> None:
    """The jumps of an earlier step inside the stretch that this step leaves alone, moved to where it now stands."""
    at = bisect_right(source.jumps, (start, 1 << 60))
    while at < len(source.jumps) and source.jumps[at][0] < stop:
        here, there = source.jumps[at]
        jumps.append((here - start + size, there))
        at += 1


def _entity(match: re.Match[str]) -> str:
    return html.unescape(match[0])


def _compatible(match: re.Match[str]) -> str:
    """Full-width, mathematical, superscript and foreign digits and letters as the plain ones they stand for."""
    text = unicodedata.normalize("NFKC", match[0])
    return "".join(str(unicodedata.digit(c, c)) if not c.isascii() else c for c in text)


def _at(match: re.Match[str]) -> str:
    return "@"


def _dash(match: re.Match[str]) -> str:
    return "-"


def _space(match: re.Match[str]) -> str:
    return " "


def _nothing(match: re.Match[str]) -> str:
    return ""


def _reversed(match: re.Match[str]) -> str:
    """Text between a right-to-left override and its end is read backwards on the screen."""
    return match[1][::-1]


def _bytes_text(data: bytes) -> str | None:
    for encoding in ("utf-8", "cp1251"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _percent(match: re.Match[str]) -> str:
    return _bytes_text(unquote_to_bytes(match[0])) or match[0]


def _quoted_printable(match: re.Match[str]) -> str:
    return _bytes_text(bytes.fromhex(match[0].replace("=", "").replace("\n", ""))) or match[0]


def _escape(match: re.Match[str]) -> str:
    code = int(match[1] or match[2] or match[3], 16)
    return chr(code) if code < 0xD800 or 0xE000 <= code < 0x110000 else match[0]


def _unescaped(match: re.Match[str]) -> str:
    return match[1]


def _base64(match: re.Match[str]) -> str:
    text = from_base64(match[0])
    return match[0] if text is None else f" {text} "


def _hexadecimal(match: re.Match[str]) -> str:
    text = from_hexadecimal(match[0])
    return match[0] if text is None else f" {text} "


def _joined(match: re.Match[str]) -> str:
    return match[0].replace(" ", "")


def _one_script(match: re.Match[str]) -> str:
    """A word of two scripts becomes a word of the one that most of its unmistakable letters belong to."""
    word = match[0].translate(_GREEK)
    latin = sum(1 for c in word if c.isascii() and c not in "ABCEHIKMOPTXYaceiopxyhk")
    cyrillic = sum(1 for c in word if "Ѐ" <= c <= "ӿ" and c not in "АВЕКМНОРСТХУІаеіорсхуһ")
    if (latin, cyrillic) == (0, 0):
        latin, cyrillic = (sum(c.isascii() for c in word), sum("Ѐ" <= c <= "ӿ" for c in word))
    return word.translate(_TO_LATIN if latin > cyrillic else _TO_CYRILLIC)


def _digits_for_letters(match: re.Match[str]) -> str:
    return re.sub(r"[OoОо]", "0", re.sub(r"[lIІ|]", "1", match[0]))


def _step(pattern: str, rewrite: Rewrite, needle: str = "") -> Step:
    """A step whose characters are those of its whole pattern, or of ``needle``."""
    return re.compile(needle or pattern), re.compile(pattern), rewrite


_WORD = re.compile(r"[A-Za-zЀ-ӿͰ-Ͽ]+")
_CHARACTERS: tuple[Step, ...] = (
    _step(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,31});?", _entity, "&"),
    _step("\u202e([^\u202c\n]{3,200})\u202c?", _reversed, "\u202e"),
    _step(
        "[\u00ad\u034f\u061c\u115f\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]", _nothing
    ),
    _step("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\u2800\r\u2028\u2029\x0b\x0c\x85]", _space),
    _step("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d\u00af\u02d7]", _dash),
    _step(rf"{_RARE}[\u0300-\u036f]*|[A-Za-zЀ-ӿ][\u0300-\u036f]+", _compatible, _RARE),
    _step(r"(?<=\w)(?:\*{1,3}|`{1,2}|~~)(?=\w)", _nothing, "[*`~]"),
)
_ENCODINGS: tuple[Step, ...] = (
    _step(r"(?:%[0-9A-Fa-f]{2})(?:%[0-9A-Fa-f]{2}|[A-Za-z0-9._~+-](?=[\w.~+-]{0,12}%))*", _percent, "%"),
    _step(r"(?:=[0-9A-F]{2}(?:=\n)?){2,}", _quoted_printable, "="),
    _step(r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|x([0-9a-fA-F]{2}))", _escape, r"\\"),
    _step(r"\\([.()\[\]_*@+#\"'-])", _unescaped, r"\\"),
    _step(HEXADECIMAL.pattern, _hexadecimal, "[0-9a-fA-F]"),
    _step(BASE64.pattern, _base64, "[A-Za-z0-9+/_-]"),
    _step(r"(?<![\w.])(?:[A-Za-zЀ-ӿ] ){3,40}[A-Za-zЀ-ӿ](?!\w)", _joined, " "),
)
