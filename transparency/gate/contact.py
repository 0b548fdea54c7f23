"""Detects private contact data: personal mailboxes, home addresses, geographic coordinates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from transparency.gate.address_of_person import is_of_person
from transparency.gate.finding import Hit, TextBlock
from transparency.gate.service_mailboxes import is_of_service
from transparency.gate.word_cues import DIGIT, FLAT, HOME, MAIL, PERSON, PLACE, STREET

_EMAIL = re.compile(
    r"(?<![\w.+-])([\w.+'-]{1,64}?) ?(?:@|\[at\]|\(at\)|\{at\}|\bат\b|\[собака\]|\(собака\)|\[dog\]) ?"
    r"((?:[\w-]{1,40}(?:\.| \. | ?\[dot\] ?| ?\(dot\) ?| ?\(точка\) ?| ?\[точка\] ?)){1,5}([A-Za-zрф]{2,12}))(?![\w-])"
)
_SIGN = re.compile(r"[\w.+'-] ?@ ?[\w-]")
"""Without it, or its name in words, there is no mailbox in a text; machines mark keys with the sign alone."""
_WORDED = re.compile(
    r"(?<!\w)([\w.+-]{1,64}) (?:at|собака|эт) ((?:gmail|mail|yandex|inbox|bk|list|outlook|hotmail|icloud"
    r"|yahoo|[\w-]+\.edu) (?:dot|точка|нүкте) (\w{2,4}))(?!\w)",
    re.IGNORECASE,
)
_NOT_DOMAIN = frozenset("js css png jpg jpeg gif svg webp min map json ts mjs html htm py md yml yaml woff".split())
_PLACEHOLDER = re.compile(
    r"(?:name|user|username|you|your|someone|example|test|email|mail|имя|почта|login"
    r"|firstname)(?:[._-]?\w{0,8})?@(?:[\w-]+\.)*example\.(?:com"
    r"|org|net|kz|edu)|[\w.+-]+@example\.(?:com|org|net)"
)
_PROGRAM = re.compile(r"(?:git|noreply|no-reply|actions|dependabot)@")

_HOME = re.compile(
    r"прожива|прописан|прописк|мест\w{1,3} жительства|адрес(?:у)? регистрации|домашний адрес"
    r"|домашнего адреса|живёт|живет"
    r"|тұрғылықты|тұратын|тұрады|үй мекенжай|үйінің мекенжайы|мекен-?жайы бойынша тұр|тіркелген мекен"
    r"|home address|\blives? (?:at|with|in|on)\b|resid(?:es|ing|ence|ential)|permanent address|\brents\b|to (?:my|his|her) home"
    r"|зарегистрирован\w* по адресу|\bживут\b|\bснима(?:ет|ют|ю) (?:квартир|комнат|жиль|угол)"
    r"|\bдомой\b|(?:от|у) дома\b|адрес(?:у|а)? \(?(?:студент|обучающ|сотрудник|родител|прописк|прожив|фактическ)"
    r"|квартир\w \w*студент"
    r"|(?:отбасы|студент|білім алушы|оқушы|қызметкер|ата-ана)\w* мекенжай|үйінің алды"
    r"|mailing address|\blives? (?:close|near|next)"
    r"|(?:student|learner|parent|famil)\w*['’]s? (?:home|house|address)|address during|\bregistered at\b"
    r"|жалға ал|тұрағы|\(үйі?\)"
    r"|(?:^|[.:;,(]\s*)үйі(?=\s*[:–—-])|(?:[ас]ының|[ес]інің|мның|мнің) үйі\b"
)
_STREET = re.compile(
    r"(?:\bул\.?\b|улиц|көшесі|к-сі|даңғыл|д-лы|проспект|пр-т|пр\.|мкр|микрорайон|ықшам ?аудан|шағын ?аудан|ықш\.? ?ауд|\bкөш\."
    r"|бульвар|переул|\bпер\.|проезд|\bпос\.|пос[её]л|шағынаудан|\blane\b|street|\bst\b|avenue|\bave\b|\broad\b|\bш/а\b"
    r"|бұрылыс|тұйық|аул|ауыл|село|\bс\.)"
)
_FLAT = re.compile(
    r"(?:\bкв\.?|\bкв-ра|квартира|пәтер|\bпәт\.?|\bapt\.?|apartment|\bflat)\s*№?\s*-?\d{1,4}|\d{1,4}[- ]?(?:пәтер"
    r"|кв\b)|\d{1,4}-п\.|(?:кіреберіс|подъезд)\w*, (?:кв\.? ?)?\d{1,4}(?! ?(?:этаж|қабат))",
)
_BUILDING = re.compile(r"(?:\bbuilding|\bhouse|\bдом|\bд\.|\bүй)\s*№?\s*\d{1,4}\w?,\s*$|\b\d{1,4}\w?[- ]?үй,?\s*$")
"""Before a flat: a quarter of a city has numbered houses and no streets."""
_STREET_BEHIND = re.compile(r", \d{1,4}\w? [\w -]{3,40}(?:street|avenue|road|\bst\b|\bave\b)")
"""Behind a flat: in English the street may come last."""
_REACH = 90
"""Characters in which a word of residence, the street, the house and the flat stand."""
_LIVES = re.compile(r"\w{0,6},? ?\d{1,4}[- ]?(?:ші |шы |інші |ыншы )?үй\w*,? (?:тұратын|тұрады)")
"""Behind a street: in Kazakh the word of residence comes last."""
_HOUSE_AND_FLAT = re.compile(r"[^\W\d_]{4,} ?,? \d{1,4}[а-яa-z]?(?:/\d+)?(?: ?[,–-] ?)\d{1,4}(?![\d.]|[-/]\d)")
"""Under a word of residence: a street without its word, a house and a flat."""
_PERSONS_HOME = re.compile(
    r"адрес\w* \(?(?:проживания|прописки|студент|обучающ|родител|фактическ)"
    r"|домашн\w+ адрес|прописан|home address|квартир\w студент"
)
_NUMBERED_BEFORE = re.compile(r"(?<![\w/])\d{1,4}[a-z]?(?:/\d+)? [a-z' -]{3,30}$")
"""Before an English street: the number of the house."""
_ENTRANCE = re.compile(r"подъезд|этаж|кіреберіс|қабат|entrance|floor")
"""Before a flat: the rest of an address whose street has no word."""
_NUMBERED = re.compile(r"\w{3} \d{1,4}\w?(?:/\d+)?, ")
_NAME_AND_HOUSE = re.compile(r"[^\W\d_]{3,} \d{1,4}[^\W\d_]?(?:/\d+)?,(?: [^,.;\n]{1,15},)? ?$")
"""Before a flat: a street without its word and the number of the house, and perhaps a block."""
_HOUSE = re.compile(r"\d{1,4}\s?[А-ЯA-Zа-яa-z]?(?:/\d+)?(?:\s*[-,]\s*\d{1,4})?")

_PAIR = re.compile(r"(?<![\d.])(-?\d{1,2}\.\d{3,10})\s?°?\s?[NСс]?[,;\s/]{1,3}(-?\d{1,3}\.\d{3,10})(?![\d.])")
_DECIMAL_DEGREES = re.compile(r"\.(?<=\d\.)\d{3}")
_GEO_URI = re.compile(r"geo:-?\d{1,2}\.\d+,-?\d{1,3}\.\d+")
_DEGREES = re.compile(r"\d{1,2}°\s?\d{1,2}['′]\s?\d{1,2}(?:\.\d+)?[\"″]?\s?[NСс]")
_GEO_WORD = re.compile(
    r"геолокац|местополож|местонахож|тұрған жер|геопозиц|координат|geoloc|location|gps"
    r"|(?<![^\W_])lat(?![^\W_])|latitude|lat-?l|орналасқан нүкте"
)
_PERSON_WORD = re.compile(
    r"студент|обуча|респондент|сотрудник|преподават|қызметкер|оқушы|білім алушы|адам|его |её |дом|үй"
    r"|home|student|respondent|employee|staff member|person|user|жив|тұр"
)
_INSTITUTION = re.compile(r"корпус|ғимарат|университет|кампус|campus|building|university|здани|head office|главн")


def may_hold_email(block: TextBlock) -> bool:
    """The sign of a mailbox, or a word for it."""
    return bool(block.own_cues & MAIL or ("@" in block.text and _SIGN.search(block.text)))


def email(block: TextBlock) -> Iterator[Hit]:
    """Mailboxes, also with the sign spelled out; role mailboxes are lawful through the register only."""
    for pattern in (_EMAIL, _WORDED):
        for match in pattern.finditer(block.text):
            value = re.sub(r" ?[\[({]?(?:dot|точка|нүкте)[\])}]? ?", ".", f"{match[1]}@{match[2]}").lower()
            if match[3].lower() in _NOT_DOMAIN or _PLACEHOLDER.fullmatch(value) or _PROGRAM.match(value):
                continue
            if is_of_service(value):
                continue
            yield Hit("P03", match.start(), match.end(), value)


def may_hold_address(block: TextBlock) -> bool:
    """A digit and a word for a street or a flat; the word of residence may stand before the block."""
    return bool(block.own_cues & DIGIT and block.own_cues & (STREET | FLAT | HOME))


def address(block: TextBlock) -> Iterator[Hit]:
    """Where a person lives: a street under a word of residence, or a street or a numbered house with a flat."""
    text = block.low
    told = _PERSONS_HOME.search(text) if block.own_cues & HOME else None
    if told and (pair := _HOUSE_AND_FLAT.search(text, told.end(), told.end() + _REACH)):
        yield Hit("P08", pair.start(), pair.end(), pair[0])
        return
    if block.own_cues & STREET and block.own_cues & DIGIT:
        for match in _STREET.finditer(text):
            if is_of_person(match.start(), match.end(), text):
                yield Hit("P08", match.start(), match.end(), match[0])
    if not block.cues & FLAT and not (block.cues & HOME and block.cues & STREET):
        return
    home = _HOME.search(f"{block.before.lower()}\n{text}")
    for match in _FLAT.finditer(text):
        lead = text[max(0, match.start() - _REACH) : match.start()]
        if (
            _STREET.search(lead)
            or _HOME.search(block.lead(match.start(), _REACH))
            or _BUILDING.search(lead)
            or (_ENTRANCE.search(lead) and _NUMBERED.search(lead))
            or _NAME_AND_HOUSE.search(lead)
            or _STREET_BEHIND.match(text, match.end())
        ):
            yield Hit("P08", match.start(), match.end(), match[0])
    for match in _STREET.finditer(text) if home else ():
        lead = block.lead(match.start(), _REACH)
        told = _HOME.search(lead) and (
            _HOUSE.search(text[match.end() : match.end() + 45]) or _NUMBERED_BEFORE.search(lead)
        )
        if told or _LIVES.match(text, match.end()):
            yield Hit("P08", match.start(), match.end(), match[0])


def may_hold_position(block: TextBlock) -> bool:
    """Degrees in any notation; the words of a place and a person may stand before the block."""
    if not block.own_cues & DIGIT:
        return False
    return "°" in block.text or "geo:" in block.text or bool(_DECIMAL_DEGREES.search(block.text))


def position(block: TextBlock) -> Iterator[Hit]:
    """Coordinates of a person: a pair of degrees near words of both a place and a person."""
    if not block.cues & PERSON or not (block.cues & PLACE or "°" in block.text):
        return
    for pattern in (_PAIR, _GEO_URI, _DEGREES):
        for match in pattern.finditer(block.text):
            near = block.around(match.start(), match.end(), 120)
            placed = pattern is not _PAIR or _GEO_WORD.search(near)
            if placed and _PERSON_WORD.search(near) and not _INSTITUTION.search(near):
                yield Hit("P13", match.start(), match.end(), match[0])
