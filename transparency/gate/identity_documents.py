"""Detects identity documents, licence plates and dates of birth: numbers that need a label nearby to count."""

from __future__ import annotations

import re
from collections.abc import Iterator

from transparency.gate.finding import Hit, TextBlock
from transparency.gate.word_cues import (
    BIRTH,
    BIRTH_LETTER,
    DIGIT,
    MEMBER,
    MEMBER_NUMBER,
    PAPER,
    PLATE,
    SIX_DIGITS,
    THREE_DIGITS,
    Cues,
)

_LABELLED: tuple[tuple[str, Cues, re.Pattern[str]], ...] = (
    (
        "number of a diploma, military document or birth certificate",
        PAPER | SIX_DIGITS,
        re.compile(
            r"(?:диплом\w*|аттестат\w*|diploma|degree certificate|военн\w* билет\w*|приписн\w* свидетельств\w*"
            r"|удостоверени\w* призывника"
            r"|әскери (?:билет|куәлік|құжат)\w*|тіркеу куәлі\w*|military (?:id|card|book)|свидетельств\w* о рождении"
            r"|туу туралы куәлі\w*|birth certificate)"
            r"[^\d\n]{0,40}?\b((?:[a-zа-яәғқңөұүһіiv]{1,4}[- ]{0,2}){0,2}(?:№|no\.?)? ?\d{6,11})\b",
        ),
    ),
    (
        "identity card or passport",
        PAPER | SIX_DIGITS,
        re.compile(
            r"(?:удостовер(?:ени|яющ)\w* личность?и?|(?:удостоверени\w*|куәлі\w*|\bж/к)(?= ?№? ?0\d{8}\b)|уд\.? ?личн\w*"
            r"|жеке куәлі\w*"
            r"|куәландыратын құжат\w*|proof of identity|identity document"
            r"|төлқұжат\w*|паспорт\w*|passport|identity card|id card|national id)"
            r"[^\d\n]{0,40}?\b((?:[a-zа-я]{0,2} ?\d{7,9})|(?:[a-z]\d{6,9})|\d{4} ?\d{6})\b",
        ),
    ),
    (
        "identity card or passport",
        PAPER | SIX_DIGITS,
        re.compile(
            r"(?<![\w.])((?:0|[nн]0?)\d{7,8})[ ,;:(№–—-]{1,4}(?:нөмірлі )?"
            r"(?:удостоверени\w* личности|жеке куәлі|төлқұжат|passport(?! of)|identity card|id card"
            r"|паспорт(?!\w* (?:\w+ )?(?:програм|проект|риск|показател)))",
        ),
    ),
    (
        "student or employee number",
        MEMBER | MEMBER_NUMBER,
        re.compile(
            r"(?:зач[её]тк\w*|зач[её]тн\w* книжк\w*|студенческ\w* (?:билет\w*|номер\w*)|билет студента|студенттік билет\w*"
            r"|студент билет\w*|студент(?:тің)? (?:id|нөмірі|коды)|сынақ кітапша\w*|student (?:id|number|no\b|card)"
            r"|табельн\w*(?: номер\w*)?|таб\. ?№|табель(?= ?№)|табель(?:дік)? нөмір\w*"
            r"|employee (?:id|number|no\b)|staff (?:id|number|no\b)"
            r"|id студента|id сотрудника|id қызметкер\w*|id обучающ\w*|id білім алуш\w*|личн\w* дел\w*|жеке іс\w*"
            r"|personnel (?:number|file)|barcode студента|логин студента)"
            r"(?:\s*(?:№|no\.?|number|нөмірі|номер|nr|#|:|-|–|\(|is)\s*){0,3}\s*([a-zа-я]{0,4}[-–/]?\d[\d\-/]{3,14})\b",
        ),
    ),
    (
        "student or employee number",
        MEMBER | MEMBER_NUMBER,
        re.compile(
            r"(?<![\w.])([a-zа-я]{0,4}[-–/]?\d[\d\-/]{3,14}) нөмірлі (?:студент(?:тік)? билет|сынақ кітапша|студент куәлі)"
        ),
    ),
    (
        "vehicle plate",
        PLATE | THREE_DIGITS,
        re.compile(
            r"(?<![\w.])(\d{3} ?[a-zа-я]{2,3} ?\d{2}|[a-zа-я]\d{3}[a-zа-я]{2} ?\d{2}),?"
            r" (?:(?:мемлекеттік )?нөмірлі )?(?:авто|көлі[кг]|машин|vehicle|car\b)"
        ),
    ),
    (
        "vehicle plate",
        PLATE | THREE_DIGITS,
        re.compile(
            r"(?:гос\.? ?номер\w*|госномер\w*|номер\w* (?:авто|машин|знак)\w*|мемлекеттік нөмір\w*|көлік\w* нөмір\w*"
            r"|автокөлі\w*|көлі[кг]\w*|автомобил\w*|автомашин\w*|машин\w*|plate|license plate|vehicle|car|\bавто)"
            r"[^\n]{0,40}?\b(\d{3} ?[a-zа-я]{2,3} ?\d{2}|[a-zа-я] ?\d{3} ?[a-zа-я]{2,3}(?: ?\d{2,3})?)\b",
        ),
    ),
)
_DATE = (
    r"(?:\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d{2}|(?:19|20)\d{2}[./-]\d{1,2}[./-]\d{1,2}"
    r"|(?:19|20)\d{2} ?(?:жыл\w*|ж\.?) ?(?:ғы)? ?\d{1,2}[ -][а-яәғқңөұүһіё]{3,14}|\d{1,2}(?:st|nd|rd"
    r"|th)? ?[а-яёәғқңөұүһіa-z]{3,10},? ?(?:19|20)\d{2}"
    r"|[a-z]{3,9} \d{1,2},? (?:19|20)\d{2})"
)
_BORN_BEFORE = re.compile(
    r"(?:дата рождения|даты рождения|дату рождения|день рождения|число рождения|родил(?:ся|ась)|рожд(?:\."
    r"|ен\w*)|\bрод\.|\bд\.? ?р\.|\bг\. ?р\.|туған (?:күн|жыл|айы)\w*|дүниеге кел\w*|туылған\w*|\bт\. ?к\."
    rf"|data rozhdeniya|tug?an kuni|tugan kun|of birth|birth ?date|birthday|birth day|\bdob\b|\bborn\b)"
    rf"[^\n\d]{{0,25}}({_DATE})",
)
_BORN_AFTER = re.compile(
    rf"({_DATE}|(?:19|20)\d{{2}})\s*(?:г(?:\.|ода|од)? ?р(?:\.|ожд\w*)|года рождения|ж(?:\.|ылы|ылғы) ?т(?:\."
    rf"|у[уғ]\w*)|(?:жылы|күні|ж\.) (?:туған|дүниеге|туылған)\w*|ту(?:ыл)?ған\b|дүниеге кел|родил|birth\b|\(?date of birth)",
)


_BORN_SHORT = re.compile(r"[дгжт]\. ?[ркт]")


_LINE = 40
"""Characters up to which a block is one line, whose label may stand at the end of the line before."""
_VALUE_ALONE = re.compile(
    r"\d(?:[\d/-]{3}|[./-]\d{1,2}[./-]\d\d|\d\d ?[^\W\d_]{2,3} ?\d\d"
    r"|(?:(?<=[^\W\d_]\d)|(?<=[^\W\d_] \d))\d\d ?[^\W\d_]{2})"
)
"""What a label makes the number of a document, a date of birth or a plate of."""


def may_hold_paper(block: TextBlock) -> bool:
    """A number and its label; before a line the label may stand in the line above."""
    if not block.own_cues & DIGIT:
        return False
    if len(block.text) <= _LINE:
        return bool(_VALUE_ALONE.search(block.text))
    return any(block.own_cues & needed == needed for _, needed, _ in _LABELLED)


def may_hold_birth(block: TextBlock) -> bool:
    """A date and a word of birth; before a line the word may stand in the line above."""
    if not block.own_cues & DIGIT:
        return False
    if len(block.text) <= _LINE:
        return bool(_VALUE_ALONE.search(block.text))
    return bool(block.own_cues & (BIRTH | BIRTH_LETTER))


def papers(block: TextBlock) -> Iterator[Hit]:
    """Identity card, passport, student and employee numbers and vehicle plates beside words that say so."""
    for what, needed, pattern in _LABELLED:
        if block.cues & needed == needed:
            yield from _beside_label(block, what, pattern)


def _beside_label(block: TextBlock, what: str, pattern: re.Pattern[str]) -> Iterator[Hit]:
    for match in pattern.finditer(block.low):
        yield Hit("P06", match.start(1), match.end(1), match[1], what)
    if block.before and len(block.text) <= _LINE:
        lead = block.before[-60:].lower() + " "
        split = pattern.search(lead + block.low)
        if split and split.start(1) >= len(lead):
            yield Hit("P06", split.start(1) - len(lead), split.end(1) - len(lead), split[1], what)


def birth(block: TextBlock) -> Iterator[Hit]:
    """Dates of birth, whichever side the word stands on."""
    if not block.cues & (BIRTH | BIRTH_LETTER):
        return
    lead = f"{block.before[-40:].lower()}\n" if len(block.text) < _LINE else ""
    if not block.cues & BIRTH and not _BORN_SHORT.search(f"{lead}{block.low}"):
        return
    text = (lead.replace("\n", " ") + block.low).replace("_", " ")
    for pattern in (_BORN_BEFORE, _BORN_AFTER):
        for match in pattern.finditer(text):
            start = match.start(1) - len(lead)
            if start >= 0:
                yield Hit("P07", start, match.end(1) - len(lead), match[1])
