"""Detects identity documents, licence plates and dates of birth: numbers that need a label nearby to count."""

from __future__ import annotations

import re
from collections.abc import Iterator

from transparency.gate.finding import Hit, TextBlock
from transparency.gate.member_numbers import BY_SHAPE, LONG_ENOUGH, MEMBER_PATTERNS
from transparency.gate.word_cues import (
    DIGIT,
    IDENTITY_DOCUMENT,
    MEMBER,
    MEMBER_NUMBER,
    PLATE,
    SIX_DIGITS,
    THREE_DIGITS,
    Cues,
)

_SERIES_NUMBER = "number of a diploma, military document or birth certificate"
_OF_INSTITUTION = re.compile(
    r"(?:лиценз|аккредит|accredit|патент|patent|(?<!driving )(?<!driver's )(?<!driver )licen[cs]e)(?![^\n]*(?:диплом"
    r"|аттестат|diplom))"
)
_INSTITUTION_REACH = 120
"""Before a series and number: the paper of an institution has them too."""
_MARK = r"(?:№|n|no\.?|nr|#)"
_SERIES = rf"[а-яәіa-z]{{2,5}}(?:-[а-яa-z]{{1,2}})? ?{_MARK} ?(?!0+\b)\d{{6,11}}\b"
"""Letters, sign and number, as diplomas and military documents have them; a specimen has zeros."""
_IDENTITY = rf"(?:0\d\d ?\d{{3}} ?\d{{3}}|[nн] ?{_MARK}? ?\d{{7,8}})\b"
"""The number of a national identity card or passport."""
_IDENTITY_WORDS = (
    r"(?:удост(?:овер\w*|\.)|udostover\w*|pasport\w*|уд\.(?<!\wуд\.)(?: ?личн\w*|(?= ?0))|ул(?<!\wул)\b|личност\w*|куәл[іа]\w*"
    r"|ж(?<!\wж)/?к\b|(?<!бб )паспорт\w*(?! (?:образоват|программ|риск|процесс|проект|показател|специальн))"
    r"|төлқұжат\w*|passport|identity"
    r"|id(?<!\wid)\b|документ\w*|құжат\w*|document\w*|dokument\w*|doc(?<!\wdoc)[ _](?:no|number|id))"
)
"""Lookbehinds stand after the first letters: a search is many times faster where an expression begins with a letter."""
_SERIES_WORDS = (
    r"(?:диплом|аттестат|билет|воинск|bilet|voin|diplom|degree|certificate|военн|приписн|призыв|әскер|тіркеу куәлі"
    r"|military|conscript|удостоверени|куәлі"
    r"|документ|құжат|document|бланк|серия)\w*"
)
_NEAR = r"[^\d\n]{0,40}?"
_FAR = r"[^\d\n]{0,60}?"
_LABELLED: tuple[tuple[str, Cues, re.Pattern[str]], ...] = (
    (
        _SERIES_NUMBER,
        IDENTITY_DOCUMENT | SIX_DIGITS,
        re.compile(
            r"(?:диплом\w*|аттестат\w*|diploma|degree certificate|военн\w* билет\w*|приписн\w* свидетельств\w*"
            r"|удостоверени\w* призывника"
            r"|әскери (?:билет|куәлік|құжат)\w*|тіркеу куәлі\w*|military (?:id|card|book|ticket)|свидетельств\w* о рождении"
            r"|туу туралы куәлі\w*|birth certificate)"
            rf"{_NEAR}\b((?:[a-zа-яәғқңөұүһіiv]{{1,4}}[- ]{{0,2}}){{0,2}}(?:№|no\.?)? ?(?!0+\b|0[1-9]\d{{4}}\b"
            rf"|[78]7\d{{9}}\b)\d{{6,11}})"
            r"\b(?! ?(?:тг|тенге|теңге|kzt|₸|tenge))",
        ),
    ),
    (
        _SERIES_NUMBER,
        IDENTITY_DOCUMENT | SIX_DIGITS,
        re.compile(rf"\b{_SERIES_WORDS}{_FAR}\b({_SERIES})"),
    ),
    (
        _SERIES_NUMBER,
        IDENTITY_DOCUMENT | SIX_DIGITS,
        re.compile(rf"(?<![\w-])({_SERIES})(?={_NEAR}\b{_SERIES_WORDS})"),
    ),
    (
        _SERIES_NUMBER,
        SIX_DIGITS,
        re.compile(
            rf"(?<![\w-])((?:жб|жоо-?к?|тжб|jb|zhb|[бмд]д|[bmd]d|шв|вд|дв)(?:-?[бмдbmd])? ?{_MARK} ?(?!0+\b)\d{{7,11}})\b"
        ),
    ),
    (_SERIES_NUMBER, SIX_DIGITS, re.compile(r"(\d\d(?<![\w-]\d\d)-\d{3}-\d{2}-\d{7})(?![\w-])")),
    (
        "identity card or passport",
        SIX_DIGITS,
        re.compile(
            r"(?:билет\w*|рейс\w*|брон\w*|виз[аеуы]|гостиниц\w*|ұшақ\w*|әуе\w*|қонақ үй\w*|шекара\w*"
            r"|границ\w*|ticket\w*|flight\w*|visa|booking|hotel\w*|border)"
            rf"{_FAR}(?<!\w)([nн] ?{_MARK}? ?\d{{8}})\b"
        ),
    ),
    (
        _SERIES_NUMBER,
        SIX_DIGITS,
        re.compile(rf"(?<![\w-])((?:[ivxі]{{1,4}}|[1-3])-[а-яәғқңөұүһі]{{2}} ?{_MARK}? ?(?!0+\b)\d{{6,7}})\b"),
    ),
    (
        "identity card or passport",
        IDENTITY_DOCUMENT | SIX_DIGITS,
        re.compile(
            r"(?:удостовер(?:ени|яющ)\w* личность?и?|уд\.? ?личн\w*"
            r"|жеке куәлі\w*"
            r"|куәландыратын құжат\w*|proof of identity|identity document"
            r"|төлқұжат\w*|паспорт\w*|passport|identity card|id card|national id)"
            rf"{_NEAR}\b((?:[a-zа-я]{{0,2}} ?\d{{7,9}})|(?:[a-z]\d{{6,9}})|\d{{4}} ?\d{{6}})\b",
        ),
    ),
    (
        "number of a driving licence, permit or policy",
        IDENTITY_DOCUMENT | SIX_DIGITS,
        re.compile(
            r"(?:(?:driv\w+['’]?s?|residen\w+|stay) (?:licen[cs]e|permit)\w*|(?:водительск\w+|вод\.) (?:удост\w*\.?"
            r"|прав\w*)|вид\w* на жительство"
            r"|жүргізуші\w* куәлі\w*|ықтиярхат\w*|тұруға рұқсат\w*|(?:медицинск\w+|страхов\w+|сақтандыру) полис\w*"
            r"|insurance polic\w+)"
            rf"(?![^\n\d]{{0,40}}(?:приказ|бұйры|order|закон|заң|сумм|пункт)){_NEAR}"
            rf"(?<!\w)((?:[a-zа-яі]{{1,4}}[ -]?)?(?:{_MARK} ?)?(?!0+\b)\d{{6,12}})\b(?! ?(?:тг|тенге|теңге|kzt|₸))"
        ),
    ),
    (
        "identity card or passport",
        IDENTITY_DOCUMENT | THREE_DIGITS,
        re.compile(rf"{_IDENTITY_WORDS}{_FAR}(?<!\w)({_IDENTITY})"),
    ),
    (
        "identity card or passport",
        IDENTITY_DOCUMENT | THREE_DIGITS,
        re.compile(rf"(?<![\w.])({_IDENTITY})(?={_FAR}{_IDENTITY_WORDS})"),
    ),
    (
        "student or employee number",
        MEMBER | MEMBER_NUMBER,
        re.compile(
            r"(?:зач[её]тк\w*|зач[её]тн\w* книжк\w*|студенческ\w* (?:билет\w*|номер\w*)|студбилет\w*|билет студента"
            r"|студенттік билет\w*|id в аис|candidate(?: no\.?| number)?(?= [a-z]{1,3}-\d)"
            r"|студент билет\w*|студент(?:тің)? (?:id|нөмірі|коды)|сынақ кітапша\w*|student (?:id|number|no\b|card)"
            r"|табельн\w*(?: номер\w*)?|таб\. ?№|табель(?= ?№)|табель(?:дік)? нөмір\w*"
            r"|employee (?:id|number|no\b)|staff (?:id|number|no\b)"
            r"|id студента|id сотрудника|id қызметкер\w*|id обучающ\w*|id білім алуш\w*|личн\w* дел\w*|жеке іс\w*"
            r"|personnel (?:number|file)|barcode студента|логин студента)"
            r"(?:\s*(?:№|no\.?|number|нөмірі|номер|nr|#|:|\.|-|–|\(|is)\s*){0,3}\s*(?!(?:19|20)\d\d[-–/](?:19|20)?\d\d\b)([a-zа-я]{0,4}[-–/]?\d[\d\-/]{3,14})\b",
        ),
    ),
    (
        "student or employee number",
        SIX_DIGITS,
        re.compile(r"((?:stud(?<![\w./-]stud)(?:ent)?|std(?<![\w./-]std))[_-]?\d{5,9})(?![\w/-])"),
    ),
    (
        "student or employee number",
        MEMBER | MEMBER_NUMBER,
        re.compile(
            r"(?<![\w.])([a-zа-я]{0,4}[-–/]?\d[\d\-/]{3,14}) нөмірлі (?:студент(?:тік)? билет|сынақ кітапша|студент куәлі)"
        ),
    ),
    *(("student or employee number", cues, pattern) for cues, pattern in MEMBER_PATTERNS),
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
            r"|автокөлі\w*|көлі[кг]\w*|автомобил\w*|автомашин\w*|машин\w*|plate|license plate|vehicle|car|авто(?<!\wавто))"
            r"[^\n]{0,40}?\b(\d{3} ?[a-zа-я]{2,3} ?\d{2}|[a-zа-я] ?\d{3} ?[a-zа-я]{2,3}(?: ?\d{2,3})?)\b",
        ),
    ),
)
LINE = 40
"""Characters up to which a block is one line, whose label may stand at the end of the line before."""
VALUE_ALONE = re.compile(
    r"\d(?:[\d/-]{3}|\d\d \d{3} \d|[./-]\d{1,2}[./-]\d\d|\d\d ?[^\W\d_]{2,3} ?\d\d"
    r"|(?:(?<=[^\W\d_]\d)|(?<=[^\W\d_] \d))\d\d ?[^\W\d_]{2})"
)
"""What a label makes the number of a document, a date of birth or a plate of."""


def may_hold_identity_document(block: TextBlock) -> bool:
    """A number and its label; before a line the label may stand in the line above."""
    if not block.own_cues & DIGIT:
        return False
    if len(block.text) <= LINE:
        return bool(VALUE_ALONE.search(block.text))
    cues = block.own_cues
    if not cues & MEMBER or not LONG_ENOUGH.search(block.text):
        return any(cues & needed == needed for _, needed, _ in _LABELLED if needed != BY_SHAPE)
    return True


def identity_documents(block: TextBlock) -> Iterator[Hit]:
    """Identity card, passport, student and employee numbers and vehicle plates beside words that say so."""
    for what, needed, pattern in _LABELLED:
        if block.cues & needed == needed:
            yield from _beside_label(block, what, pattern)


def _beside_label(block: TextBlock, what: str, pattern: re.Pattern[str]) -> Iterator[Hit]:
    for match in pattern.finditer(block.low):
        group = match.lastindex or 1
        if what != _SERIES_NUMBER or not _OF_INSTITUTION.search(
            block.low, max(0, match.start(group) - _INSTITUTION_REACH), match.start(group)
        ):
            yield Hit("P06", match.start(group), match.end(group), match[group], what)
    if block.before and len(block.text) <= LINE:
        lead = block.before[-60:].lower() + " "
        split = pattern.search(lead + block.low)
        if split and split.start(group := split.lastindex or 1) >= len(lead):
            yield Hit("P06", split.start(group) - len(lead), split.end(group) - len(lead), split[group], what)
