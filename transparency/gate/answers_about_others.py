"""Detects answers of a survey that point at one other person by role and circumstance, without a name.

Three things together say so: a person in the singular, something that narrows down who it is, and what is told of that person.
They count only under words that answers stand under, and never in a text that speaks to its reader as an institution does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from transparency.gate.comments import ANSWERS, INTIMATE
from transparency.gate.finding import Hit, TextBlock
from transparency.gate.word_cues import OTHER, cues_in
from transparency.model.package_yaml import package_yaml

_DECLARED = package_yaml((Path(__file__).parent / "other_persons.yml").read_text("utf-8"))


def _by_language(kind: str) -> dict[str, re.Pattern[str]]:
    return {lang: re.compile(rf"(?<!\w)(?:{words})(?!\w)") for lang, words in _DECLARED[kind].items()}


_PERSON, _NARROW, _TOLD, _UNIQUE, _KNOWN, _DEED = map(
    _by_language, ("person", "narrow", "told", "unique", "known", "deed")
)
_KAZAKH, _CYRILLIC = re.compile("[әғқңөұүһі]"), re.compile("[а-я]")
GROUP = r"(?<!\w)[A-ZА-ЯӘІҢҒҮҰҚӨҺ]{1,5}[- ]?\d\d(?:[-–]\d{1,2}\w?)?(?!\w)|(?<!\w)\d\d-\d(?!\w)"
"""The code of a study group: ХТ-23-2, 23-1."""
_ONE_GROUP = re.compile(r"(?<!\w)[A-ZА-ЯӘІҢҒҮҰҚӨҺ]{2,5}-\d\d(?:[-–]\d{1,2}\w?)?(?!\w)")
_FEW_WORDS = 3
_CODE = re.compile(rf"{GROUP}|(?<!\w)(?:из|с|from) [A-ZА-ЯӘІҢҒҮҰҚӨҺ]\w{{3,}}")
"""A study group or a place of origin."""
_READER = re.compile(rf"(?<!\w)(?:{_DECLARED['reader']})(?!\w)")
_NORM = re.compile(rf"(?<!\w)(?:{_DECLARED['norm']})(?!\w)")
_UNDER = re.compile(rf"{ANSWERS}|(?:вопрос|сұрақ|question)\W{{0,2}}№? ?_?\d|^q_?\d+$|\?\W*$")
_NOT_UNDER = re.compile(_DECLARED["not_answers"])
_MARK = re.compile(r"\s*(?:[-–—•*>|\"«“„]|\d{1,3}[.)]|[a-zа-я]\))")
"""What stands before an item of a list or a quotation."""
_MARKS = re.compile(rf"\n(?={_MARK.pattern})")
_FAR, _NEAR = 40, 6
"""Lines above an item, and above a paragraph without a mark, in which a heading is looked for."""
_OWN_LABEL = 60
_PAIR = re.compile(r"[^\W\d]+: [^?]+$")
"""A key and its value, which head nothing."""
_LINE_END = re.compile("\n")
_SHORTEST, _LONGEST = 25, 600
"""Characters of an answer."""
_LABEL = 120
"""Characters of the longest line above answers."""
REACH = 2_000
"""Characters above an answer in which its heading is looked for."""


def tells_of_another(text: str) -> bool:
    """Whether a text of the length of an answer tells something of one person whom it does not name."""
    if not _SHORTEST <= len(text) <= _LONGEST or not cues_in(text) & OTHER:
        return False
    low = text.lower()
    if low.rstrip(' »"”}])').endswith("?"):
        return False
    lang = "kk" if _KAZAKH.search(low) else "ru" if _CYRILLIC.search(low) else "en"
    if not _PERSON[lang].search(low):
        return False
    if _UNIQUE[lang].search(low):
        return True
    if not (_CODE.search(text) or _NARROW[lang].search(low)) or _READER.search(low):
        return False
    if _ONE_GROUP.search(text) and text.count(" ") >= _FEW_WORDS:
        return True
    return bool(_TOLD[lang].search(low) or INTIMATE.search(low))


def tells_of_somebody_known(text: str) -> bool:
    """Whether a misdeed or misfortune is told of one person whom the speaker calls his own, or one of his group: no
    heading is needed.

    An institution writes of posts and of duties; «my roommate», «наш куратор», «топтағы бір қыз» is somebody whom a
    reader can find.
    """
    if not _SHORTEST <= len(text) <= _LONGEST or not cues_in(text) & OTHER:
        return False
    low = text.lower()
    lang = "kk" if _KAZAKH.search(low) else "ru" if _CYRILLIC.search(low) else "en"
    if low.rstrip(' »"”}])').endswith("?") or _READER.search(low) or not _PERSON[lang].search(low):
        return False
    if _NORM.search(low):
        return False
    return bool(_KNOWN[lang].search(low) and _DEED[lang].search(low))


def stands_above_answers(line: str) -> bool:
    """Whether a heading, label or question says that what follows was answered by somebody."""
    low = line.lower().strip()
    if not 0 < len(low) <= _LABEL or low.endswith(".") or _PAIR.match(low):
        return False
    return bool(_UNDER.search(low)) and not _NOT_UNDER.search(low)


def may_hold_answer(block: TextBlock) -> bool:
    """An answer somewhere in the block; what it stands under is looked for above it."""
    return bool(block.own_cues & OTHER) and any(
        tells_of_another(text) or tells_of_somebody_known(text) for _, text in _items(block.text)
    )


def answers_about_others(block: TextBlock) -> Iterator[Hit]:
    """Items of a list, quotations and lines under a heading of answers."""
    if not block.own_cues & OTHER:
        return
    for start, text in _items(block.text):
        if tells_of_somebody_known(text) or (
            tells_of_another(text) and _is_headed(f"{block.above}\n{block.text[:start]}"[-REACH:], text)
        ):
            yield Hit("P12", start, start + len(text), text)


def _items(text: str) -> Iterator[tuple[int, str]]:
    """The items of a block with their offsets: by the marks before them, else line by line."""
    cuts = [match.end() for match in _MARKS.finditer(text)] or [match.end() for match in _LINE_END.finditer(text)]
    for start, end in zip((0, *cuts), (*cuts, len(text)), strict=True):
        item = text[start:end]
        yield start + len(item) - len(item.lstrip()), item.strip()


def _is_headed(above: str, item: str) -> bool:
    """Whether the label of the item, or the heading of its list, says that it is an answer."""
    if ":" in item[:_OWN_LABEL] and stands_above_answers(item.partition(":")[0]):
        return True
    marked = bool(_MARK.match(item))
    lines = [line for line in above.splitlines() if line.strip()][: -_FAR - 1 : -1]
    for line in lines if marked else lines[:_NEAR]:
        heads = line.rstrip().endswith((":", "?")) or line.startswith("#")
        if heads or (not _MARK.match(line) and (not marked or not line[0].isspace())):
            if stands_above_answers(line):
                return True
            if marked or heads:
                return False
    return False
