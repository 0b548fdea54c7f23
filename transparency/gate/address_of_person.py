"""Detects a home address without a word of residence, by a person's name in the same sentence.

An order sends a commission to a student, a courier brings a parcel to a mother. Offices have addresses too, so a
building of an institution in the
sentence makes the address one of it.
"""

from __future__ import annotations

import re

_PERSON = re.compile(
    r"(?<!\w)(?:обучающ(?:егося|емуся|ийся|аяся|ейся|уюся)|студент(?:а|у|ка|ки|ке|ку|ом|кой)?(?!\w)|магистрант(?:а|у|ом"
    r"|к\w+)?(?!\w)"
    r"|сотрудни(?:к|ка|ку|цы|це|ца)(?!\w)|работни(?:к|ка|ку|цы|це|ца)(?!\w)|преподавател(?:ь|я|ю|ьниц\w+)(?!\w)|мат(?:ь"
    r"|ери|ерью)(?!\w)|отц(?:а|у|ом)"
    r"|родител(?:ь|я|ю)(?!\w)|бабушк[аеиу]|дедушк[аеиу]|опекун[ау]?(?!\w)|получател(?:ь|я|ю)(?!\w)|(?:студент|оқушы|түлек"
    r"|магистрант|білім алушы|қызметкер|оқытушы"
    r"|тыңдаушы|талапкер)(?:тің|ның|нің|дің|ке|ға|ге|қа)(?!\w)|(?:ана|әке|әже|ата|апа|аға)с?[ыі](?:ның|нің|на|не"
    r"|мен)?(?!\w)|қамқоршыс\w+"
    r"|(?:the )?(?:student|learner|employee|lecturer|applicant)(?:['’]s)?(?= (?:at|in|on|to|rents|stays|home)| lives)"
    r"|(?:his|her|my) (?:mother|father|parents|aunt"
    r"|uncle|flat|room)|(?:mother|father|parents)['’])"
)
"""One member of the university, or one of the family."""
_PUBLIC = re.compile(
    r"общежит|корпус|при[её]мн|офис|деканат|универс|кампус|здани|аудитор|департамент|министер|комитет|аким|цон(?!\w)"
    r"|полиц|больниц|поликлин|музе|театр"
    r"|библиотек|столов|филиал|база практик|предприят|тоо(?!\w)|жшс(?!\w)|ао(?!\w)|суд(?!\w)|банк|центр|колледж|школ"
    r"|остановк|жатақхана|ғимарат|кеңсе|орталы"
    r"|министрл|әкім|аурухана|емхана|кітапхана|мектеп|аялдама|office|university|building|campus|hospital|clinic|library"
    r"|centre|center|school|ministry|akimat"
    r"|department|llp|ltd|dormitor|hostel|bus|автобус|маршрут|company|компан"
)
_KIN = re.compile(
    r"(?<!\w)(?:мат(?:ь|ери|ерью)(?!\w)|отц(?:а|у|ом)|бабушк[аеиу]|дедушк[аеиу]|опекун[ау]?(?!\w)|(?:ана|әке|әже|ата|апа|аға)с[ыі]"
    r"|(?:his|her|my) )"
)
_VISIT = re.compile(
    r"выез[дж]|выехал|посети|посещ[её]н|достав|вручи|отвез|привез|переселил|жив[её]т|жеткіз"
    r"|апар|барды|барып|бардық|visited|delivered|brought|sent to|lives"
)
"""What happens at somebody's home: a visit, a delivery."""
_HOUSE_AND_FLAT = re.compile(r"(?<![\d-])\d{1,3}[а-яa-z]?-\d{1,4}(?![\d-])")
_NEAR = 90
_HOUSE_REACH = 45
_SENTENCE = re.compile(r"[!?;\n]|\.(?=\s+[^\W\d_]{5,})")
_HOUSE = re.compile(
    r"(?:[^\W_][\w'’. -]{2,30}?,? (?:д\. ?|дом |үй |house )?\d{1,4}[а-яa-z]?(?:[/-]\d{1,4})?(?:-?(?:ші|шы|інші|ыншы)? "
    r"?үй)?(?![\d%]|[.,]\d))"
)
"""Behind or before the word for a street: its name and the number of the house."""


def is_of_person(start: int, end: int, text: str) -> bool:
    """Whether the word for a street between these places belongs to the home of a person who is named by role in the
    sentence."""
    first = max(
        (cut.end() for cut in _SENTENCE.finditer(text, max(0, start - _NEAR), start)), default=max(0, start - _NEAR)
    )
    stop = _SENTENCE.search(text, end, end + _NEAR)
    sentence = text[first : stop.start() if stop else end + _NEAR]
    if not _PERSON.search(sentence) or _PUBLIC.search(sentence):
        return False
    if not (_KIN.search(sentence) or _VISIT.search(sentence) or _HOUSE_AND_FLAT.search(text, end, end + _HOUSE_REACH)):
        return False
    return bool(
        _HOUSE.match(text[end : end + 45].lstrip(" .,"))
        or re.match(r",? ?\d{1,4}[^\W\d_]?(?:[/-]\d{1,4})?(?![\d%])", text[end : end + 8])
    )
