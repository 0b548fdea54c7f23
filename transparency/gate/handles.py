"""Detects accounts of persons in messengers and social networks, student numbers, rooms of dormitories."""

from __future__ import annotations

import re
from collections.abc import Iterator

from transparency.gate.finding import Hit, TextBlock
from transparency.gate.name_shapes import in_author_field
from transparency.gate.word_cues import DIGIT, DORMITORY, NETWORK

_ACCOUNT = r"(?P<name>[a-z0-9](?:[\w.-]{2,40}[\w])?)"
_PROFILE = re.compile(
    r"(?:(?:t|telegram)\.me/(?:s/|\+)?|(?:instagram|vk|vkontakte|facebook|fb|twitter|threads|x)\.(?:com|net|ru)/@?|linkedin\.com/in/"
    rf"|tiktok\.com/@|ok\.ru/(?:profile/)?|youtube\.com/@|github\.com/|snapchat\.com/add/){_ACCOUNT}(?!\w|/\w)",
    re.IGNORECASE,
)
_SITE = re.compile(r"\.(?:me|com|net|ru)/")
"""Part of every such address in small letters, found at once where the whole expression is not."""
_NOBODY = re.compile(
    r"(?:joinchat|share|sharer|intent|home|login|groups?|pages?|explore|search|hashtag|about|help|policies|privacy|terms|iv"
    r"|public\d+|club\d+|event\d+|wall|addstickers|proxy)(?:[./].*)?|sharer\.php|share\.php",
    re.IGNORECASE,
)
"""Parts of an address that are functions or pages of organisations."""
_NETWORK = re.compile(
    r"(?:telegram|телеграм\w*|тг|tg|instagram|инстаграм\w*|insta|инста|facebook|фейсбук\w*|vk|вк|вконтакте|linkedin|tiktok|тикток"
    r"|twitter|твиттер|threads|discord|viber|вайбер|whatsapp|ватсап|skype|скайп|github|snapchat"
    r"|аккаунт\w*|никнейм|ник|username|nickname|логин|login|контакт\w*|парақша\w*|байланыс|чат\w*"
    r"|contacts?|message|account|chat|write to|reach)[^\n]{0,20}\Z",
    re.IGNORECASE,
)
_AT = re.compile(r"(?<![\w@/.+-])@(?P<name>[A-Za-z][\w.]{3,30}\w)(?![\w/@(-])")
_TWO_PARTS = re.compile(r"[A-Za-z]{2,}_[A-Za-z]{2,}\d{0,4}")
"""An account made of a given name and a surname."""
_CYRILLIC_BEFORE = re.compile(r"[А-яЁёӘ-ӿ][^\n@]{0,30}\Z")
_LABELLED = re.compile(
    r"(?:telegram|телеграм\w*|instagram|инстаграм\w*|insta|инста|skype|скайп|discord|tiktok|тикток|вконтакте|linkedin)"
    r"(?:[ -]?(?:аккаунт\w*|ник|id|username|account|логин|парақшасы))?\s*[:=–-]{1,2}\s*@?"
    r"(?P<name>[a-z][a-z0-9]*[._\d][\w.]{2,30})(?![\w@/])",
    re.IGNORECASE,
)
"""An account without the sign, told by its mark or digits."""
_TAGGED = re.compile(r"(?:discord|дискорд)\w*[^\n]{0,40}?(?<!\w)(?P<name>[a-z][\w.]{1,31}#\d{4})(?!\w)", re.IGNORECASE)

_NUMBER = re.compile(
    r"[12](?<![\w./-][12])\d(?:[A-ZА-Я]{1,3}\d{5,6}|[-–][A-ZА-ЯӘҒҚҢӨҰҮҺІ]{2,5}[-–]\d{4,6})(?![\w-]|[./]\w)",
)
"""A student number. What must not stand before it is asked after its first digit, which a search finds quickly."""
_DOCUMENT = re.compile(
    r"(?:приказ\w*|бұйрық\w*|договор\w*|шарт\w*|вх|исх|рег\w*|инв\w*|патент\w*|протокол\w*|хаттама\w*|нысан\w*|форм\w*|version|order"
    r"|contract|form|стандарт\w*|гост|лиценз\w*|артикул\w*|код\w*|code)[^\w\n]{0,4}(?:№|n|no|нөмірі)?[^\w\n]{0,3}$",
    re.IGNORECASE,
)
"""What makes such a number one of a document."""

_DORMITORY = re.compile(r"общеж|общаг|жатақ|dorm|hostel|residence hall|студенттер үйі|дом[а-я]* студент")
_ROOM = re.compile(
    r"(?:комн(?:ат[аыуе])?|ком|каб|бөлме(?:сі)?|room|rm|блок|секци[яи]|block)"
    r"\.?[ :]{0,2}(?:№|n|no\.?|#)? ?-?\d{2,4}(?:[- ]?[а-яa-z])?(?![\w%]|:\d\d|[  ]\d{3}(?!\d)|[,.]\d)"
    r"|(?<!\d)\d{2,4}[- ]?(?:ші |шы |інші )?(?:бөлме(?!л)|комн(?:ат[аыуе])?(?!\w)|room(?!s))",
)
_OFFICE = re.compile(r"коменд|администр|при[её]м|кеңсе|office|меңгеруш|заведующ|кастелян|күзет|вахт|reception")
_DORMITORY_REACH = 60


def may_hold_handle(block: TextBlock) -> bool:
    """The sign of an account, the address of a network, or its name before a colon."""
    text = block.text
    if "@" in text or (_SITE.search(block.low) and _PROFILE.search(text)):
        return True
    return bool(block.own_cues & NETWORK and (_LABELLED.search(text) or _TAGGED.search(text)))


def handles(block: TextBlock) -> Iterator[Hit]:
    """Accounts in networks; those of the institution are lawful through the register only."""
    seen = -1
    text = block.text
    labelled = block.own_cues & NETWORK
    signs = ((_PROFILE, _SITE.search(block.low)), (_AT, "@" in text), (_LABELLED, labelled), (_TAGGED, labelled))
    for pattern in (pattern for pattern, sign in signs if sign):
        for match in pattern.finditer(text):
            if match.start("name") != seen and not _NOBODY.fullmatch(match["name"]) and _told(pattern, match, block):
                seen = match.start("name")
                yield Hit("P19", match.start(), match.end(), match["name"].lower())


def _told(pattern: re.Pattern[str], match: re.Match[str], block: TextBlock) -> bool:
    """A name behind the sign alone is a mark of programs too: it needs a network or a sentence before it."""
    if pattern is not _AT:
        return True
    lead = block.text[max(0, match.start() - 60) : match.start()]
    if _NETWORK.search(lead or block.before[-60:]) or _CYRILLIC_BEFORE.search(lead):
        return True
    return bool(_TWO_PARTS.fullmatch(match["name"])) and in_author_field(match["name"])


def may_hold_member_number(block: TextBlock) -> bool:
    """Digits beside a capital, in the form of a student number."""
    return bool(block.own_cues & DIGIT) and bool(_NUMBER.search(block.text))


def member_numbers(block: TextBlock) -> Iterator[Hit]:
    """Numbers of students that need no label: year, letters of the programme, serial number."""
    for match in _NUMBER.finditer(block.text):
        if not _DOCUMENT.search(block.text[max(0, match.start() - 40) : match.start()]):
            yield Hit("P06", match.start(), match.end(), match[0], "student or employee number")


def may_hold_dormitory_room(block: TextBlock) -> bool:
    """A digit and the word for a dormitory."""
    needed = DIGIT | DORMITORY
    return block.own_cues & needed == needed and bool(_DORMITORY.search(block.low))


def dormitory_rooms(block: TextBlock) -> Iterator[Hit]:
    """A room in a dormitory is where somebody lives, unless it is an office."""
    for match in _ROOM.finditer(block.low):
        near = block.low[max(0, match.start() - _DORMITORY_REACH) : match.end() + _DORMITORY_REACH]
        if _DORMITORY.search(near) and not _OFFICE.search(near):
            yield Hit("P08", match.start(), match.end(), match[0])


_USER_FOLDER = re.compile(
    r"(?:/home/|/Users/|[A-Za-z]:\\+(?:Users|Documents and Settings)\\+)(?P<name>[^/\\\s\"'<>|:*?]{2,40})[/\\]"
)
_ANY_USER = frozenset(
    "user users username name you me runner ubuntu debian root admin administrator work app node public default shared vagrant "
    "www-data build builder ci circleci jovyan guest test site deploy transparency pi docker git".split()
)
"""Accounts of machines and examples of instructions."""


def may_hold_user_folder(block: TextBlock) -> bool:
    """The folder in which a system keeps the files of its users."""
    text = block.text
    return ("/" in text or "\\" in text) and bool(_USER_FOLDER.search(text))


def user_folders(block: TextBlock) -> Iterator[Hit]:
    """Drawing programs write the path of a file with the account of whoever drew it."""
    for match in _USER_FOLDER.finditer(block.text):
        if match["name"].lower() not in _ANY_USER:
            yield Hit("P14", match.start("name"), match.end("name"), match["name"], "folder that names its user")
