"""Detects a surname next to an occupation that is not in the list of posts.

A surname alone names streets, prizes and laws of nature too, so something has to say that it is a person's: a noun of an
agent by its ending
(«вахтёрше», «күзетшіге»), a post behind the surname in apposition, or the unit where the person works or studies.
"""

from __future__ import annotations

import re

from transparency.gate.word_kinds import is_clear_surname
from transparency.gate.words import Word

_REACH = 40
_NO_AGENT = (
    r"(?!(?:показател|двигател|множител|указател|усилител|делител|знаменател|числител|носител|распределител|краткост"
    r"|каталог|аналог"
    r"|диалог|монолог|пролог|эпилог|некролог|словар|календар|букварь|инвентар|лист|список|текст|тест|контекст|число"
    r"|каратист|қысқа"
    r"|режисс|актёр|алғаш|жарыс|specialist club|under|historian of|order)\w*\s)"
)
_AGENT = re.compile(
    rf"(?<![^\W_]){_NO_AGENT}(?:"
    r"[а-яё]{2,}(?:тел(?:ь|я|ю|ем|е|ьниц[аыуе]й?)|[щч]ик(?:а|у|ом|е)?|[щч]иц[аыуе]й?|ист(?:а|у|ом|е|к[аиуе]|кой)?"
    r"|лог(?:а|у|ом|е)?|арь|аря|арю|арём|арем|[её]рш[аиуе]й?|орш[аиуе]й?|ёр(?:а|у|ом|е)?|янин(?:а|у|ом|е)?)"
    r"|[а-яёәғқңөұүһі]{3,}(?:ушы|уші|шы|ші|гер|кер)(?:м[ыі]з|с[ыі])?(?:н?[ыі]ң|н[ыі]|[ғгқкн][ае]|[нд][ае]н|м[ае]н|мен)?"
    r"|[a-z]{3,}(?:ologist|keeper|ician|eer|ist|ress|master)"
    r")[ \t]{1,2}\Z"
)
"""Nouns of agents: suffixes that make who does a thing of what is done; things with the same endings are excepted."""
_WORK = re.compile(
    r"(?<!\w)(?:книг|учебник|сборник|роман|повест|стать|картин|труд|пособи|монографи|фильм|песн|стих|пьес|теорем|закон|метод|критери"
    r"|уравнени|формул|коэффициент|показател|таблиц|шкал|тест|индекс|модел|памятник|им[её]н)\w{0,4}[ \t]\Z"
)
"""Before a surname: what its bearer wrote or found, which is public."""
_POST_NOUN = (
    r"(?:[а-яё]*(?:начальник|директор|руководител|заведующ|декан|ректор|преподавател|доцент|профессор|студент|магистрант"
    r"|докторант"
    r"|методист|лаборант|бухгалтер|секретар|комендант|куратор|специалист|инженер|инспектор|менеджер|сотрудни|работни|выпускни)"
    r"(?:к?(?:а|у|ом|е|ой|ою)?|[кц](?:а|у|ы|е|ей)|ь|я|ю|ем|ий|ая|его|ему|им|ую|ей|ш[аиуе]й?|ьниц[аыуе]й?)(?!\w)"
    r"|[а-яё]{3,}(?:тел|[щч]ик|ист)(?:ь|я|ю|ем|а|у|ом|к[аиуе]|кой|ьниц[аыуе])?(?!\w)"
    r"|[а-яёәғқңөұүһі]*(?:меңгеруші|басшы|бастығ|оқытушы|әдіскер|маман|қызметкер|студент|магистрант|докторант|түлег"
    r"|[уү]ші|ушы)(?!\w*(?:лар|лер|дар|дер|тар|тер))\w*"
    r"|(?:head|dean|lecturer|teacher|professor|student|director|manager|secretary|accountant|engineer|specialist|technician"
    r"|librarian|assistant|officer|graduate|driver|guard|nurse)(?!\w))"
)
_POST_BEHIND = re.compile(
    rf"[ \t]?(?:,|\(|[–—-](?=[ \t]))[ \t]?(?:(?:the|a|an|our|its)[ \t])?(?:[^\W\d_]+[ -]){{0,3}}?{_POST_NOUN}"
)
"""A post in apposition: behind a comma, a dash or in brackets."""
_UNIT = (
    r"(?:отдел|кафедр|деканат|бухгалтери|библиотек|канцеляри|ректорат|столов|общежити|групп|лаборатори|учебн\w+ част"
    r"|приёмн|приемн"
    r"|department|office|canteen|library|dormitory|hostel|laborator|group|bursar)"
)
_FROM_UNIT = re.compile(
    rf"[ \t](?:из|с|from|of|at|in)[ \t](?:(?:the|our)[ \t])?(?:[^\W\d_]+[ -]){{0,2}}?{_UNIT}", re.IGNORECASE
)
_UNIT_BEFORE = re.compile(
    r"(?<!\w)(?:бөлім|кафедра|деканат|бухгалтерия|кітапхана|кеңсе|ректорат|асхана|жатақхана|зертхана|топ|кадр\w*)\w{0,4}"
    r"(?:дағы|дегі|тағы|тегі|ндағы|ндегі|дан|ден|тан|тен|нан|нен)[ \t]\Z"
)
"""Where a person works or studies: «… из деканата», «бухгалтериядағы …»."""


def is_of_unlisted_role(word: Word, text: str) -> bool:
    """Whether a clear surname stands beside an agent, a post in apposition, or the unit of its bearer."""
    if not is_clear_surname(word.text) or word.text.isupper():
        return False
    low = text[max(0, word.start - _REACH) : word.start].lower()
    if _AGENT.search(low) or _UNIT_BEFORE.search(low):
        return True
    if _WORK.search(low):
        return False
    behind = text[word.end : word.end + 2 * _REACH].lower()
    return bool(_POST_BEHIND.match(behind) or _FROM_UNIT.match(behind))
