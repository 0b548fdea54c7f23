"""Detects dates of birth: a date in figures or words on either side of a word of birth, in parts, or of a birthday to come."""

from __future__ import annotations

import re
from collections.abc import Iterator

from transparency.gate.finding import Hit, TextBlock
from transparency.gate.identity_documents import LINE, VALUE_ALONE
from transparency.gate.word_cues import BIRTH, BIRTH_LETTER, DIGIT

_MONTH = (
    r"қаңтар|ақпан|наурыз|сәуір|мамыр|маусым|шілде|тамыз|қыркүйек|қазан|қараша|желтоқсан|январ|феврал|март|апрел|ма[йя]"
    r"|июн|июл|август"
    r"|сентябр|октябр|ноябр|декабр|january|february|march|april|may|june|july|august|september|october|november|december"
)
_YEAR_SIGNS = ("тысяч", "мың", "nineteen", "two thousand")
_SPOKEN_YEAR = (
    r"(?:(?:тысяча девятьсот|две тысячи)(?: [а-яё]{3,14}){1,2}|(?:бір )?мың тоғыз жүз(?: [а-яәғқңөұүһі]{2,9}){1,2}|екі "
    r"мың(?: [а-яәғқңөұүһі]{2,9}){1,2}"
    r"|nineteen (?:hundred and )?[a-z]{3,8}(?:[- ][a-z]{3,6})?|two thousand(?: and)? [a-z]{3,8}(?:[- ][a-z]{3,6})?)"
)
"""A year in words."""
_DATE = (
    r"(?:\d{1,2}[./-]\d{1,2}[./-](?:19|20)?\d{2}|(?:19|20)\d{2}[./-]\d{1,2}[./-]\d{1,2}"
    r"|(?:19|20)\d{2} ?(?:жыл\w*|ж\.?) ?(?:ғы)? ?\d{1,2}[ -][а-яәғқңөұүһіё]{3,14}|\d{1,2}(?:st|nd|rd"
    r"|th)? ?[а-яёәғқңөұүһіa-z]{3,10},? ?(?:19|20)\d{2}"
    r"|[a-z]{3,9} \d{1,2},? (?:19|20)\d{2}"
    r"|\d{1,2}[. /-]{1,2}[ivxхі]{1,4}[. /-]{1,2}(?:(?:19|20)\d{2}|\d\d)"
    rf"|(?:(?:19|20)\d{{2}} ?(?:жыл\w*|ж\.?|г\.?|года)?,? ?|{_SPOKEN_YEAR} )(?:[^\W\d_]{{3,12}} ){{1,2}}(?:{_MONTH})\w*"
    rf"|(?:\d{{1,2}}|[а-яё]{{4,13}}(?: [а-яё]{{4,10}})?|[a-z]{{5,8}}(?:[- ][a-z]{{5,8}})?),? (?:of )?(?:{_MONTH})\w*,? "
    rf"(?:{_SPOKEN_YEAR}|(?:19|20)\d\d))"
)
_PLACE = r"(?:[^\n\d.;]{0,30}(?:облыс|қала|аудан|ауыл|өңір)\w*\s)?"
_BORN_BEFORE = re.compile(
    r"(?:(?:дата|даты|дату|день|дня|число|месяц|место|год|года|время)[а-яё, ]{0,25} рожд(?:ения|\.)"
    r"|родил(?:ся|ась|ись)|(?<!при )(?<!о )(?<!об )(?<!по )рожд(?:\.|ен\w*)|\bрод\.|появил\w{2,3} на свет|именинни\w+|юбиляр\w*"
    r"|\bд\.? ?р\.|\bд[. ]р\b|исполнил\w{1,3}|жасқа тол\w+|\bturned\b|(?<!и )\bдр\b[ :–—-]{1,3}(?=\d)|\bг\. ?р\."
    r"|(?<!баса )ту(?:ыл)?ған (?:күн|жыл|айы|жер|мерз|уақ|дата|кез|сәт)\w*|дүниеге кел\w*|туылған\w*"
    r"|\bту[ғыу]\.|\bт\. ?[кж]\.(?=[ :–—;-]{0,4}\d)|\bт\. ?к\.|data rozhd\w+|den rozhd\w+|tug?an (?:kuni?|zhyl\w*|jyl\w*)"
    r"|of birth|birth ?date|birth ?day|b-?day|\bd\.? ?o\.? ?b\b|\bborn\b|\bb\.(?= ?\d)|came into th(?:e|is) world)"
    rf"(?![^\n\d]{{0,45}}(?:removed|deleted|dropped|исключ|удал[её]н|отмен|изъят|ал(?:ын)?ып таста|жойыл))"
    rf"[^\n\d]{{0,45}}?(?<![\w.])({_DATE})",
)
_BORN_AFTER = re.compile(
    rf"(?<!\d)({_DATE}|(?:19|20)\d{{2}})\s*(?:г(?:\.|ода|од)? ?р(?:\.|ожд\w*)|года рождения|ж(?:\.|ылы|ылғы) ?т(?:\."
    rf"|у[уғ]\w*)|(?:жылы|күні|ж\.) (?:туған|дүниеге|туылған)\w*|\(?ту(?:ыл)?ған\b|дүниеге кел|родил|birth\b|\(?date of birth"
    rf"|,? ?(?:г\.?,? |года?,? )?урожен|,? ?native of|{_PLACE}(?:дүниеге кел|дүние есігін|өмірге кел|туды(?!р)|туған"
    rf"|туылған)|[^\n\d.;]{{0,30}} тумасы)",
)
_BORN_PARTS = re.compile(
    r"(?:birth|born|рожд\w*|туған|tugan)\w{0,8}(?:[ _]\w{2,6})?[\"']?\s*[:=]\s*[{(\[]?\s*[\"']?[^\W\d_]{1,6}[\"']?\s*[:=]\s*"
    r"[\"']?(\d{1,4}[^\d.;]{1,14}\d{1,2}[^\d.;]{1,14}\d{1,4})(?!\d)"
)
"""A date whose parts are keys of their own: {"y": …, "m": …, "d": …}."""
_ANNIVERSARY = re.compile(
    r"(?:исполн(?:ится|илось|яется)|стукнет) \d\d (?:лет|года?),? (?:(?:в|к|на) )?(?<!\w)({date})"
    r"|({date})[^\n\d.;]{{0,30}}(?:исполн(?:ится|илось|яется) \d\d"
    r"|\d\d жасқа тол\w+|turns? \d\d|will be \d\d)".replace("{date}", _DATE).replace("{{0,30}}", "{0,30}")
)
_FAR_SUBJECT = 60
_OF_A_UNIT = re.compile(
    r"кафедр|факультет|институт|универс|колледж|академи|школ|корпус|основани|создани|құрылған|ашылған|открыти|музе|программ|клуб|журнал|мектеп|орталы|centre"
    r"|department|faculty"
)
"""Whose anniversary is no birthday."""
_EARLIEST = re.compile(r"1[0-8]\d\d|19[0-2]\d")
"""Years of birth of persons of history; whoever was born later may be alive."""


_BORN_SHORT = re.compile(r"\bд_р\b|[дгжт]\. ?[ркжт]|\bb\. ?\d|d\. ?o\. ?b")
_MONTH_OF_BIRTH = re.compile(_MONTH)


def may_hold_birth(block: TextBlock) -> bool:
    """A date and a word of birth; before a line the word may stand in the line above."""
    if not block.own_cues & DIGIT:
        return _has_spoken_year(block)
    if len(block.text) <= LINE:
        return (
            bool(VALUE_ALONE.search(block.text)) or _has_spoken_year(block) or bool(_MONTH_OF_BIRTH.search(block.low))
        )
    return bool(block.own_cues & (BIRTH | BIRTH_LETTER)) or _has_spoken_year(block)


def _has_spoken_year(block: TextBlock) -> bool:
    return any(sign in block.low for sign in _YEAR_SIGNS)


def birth(block: TextBlock) -> Iterator[Hit]:
    """Dates of birth, whichever side the word stands on."""
    if not block.cues & (BIRTH | BIRTH_LETTER):
        return
    lead = f"{block.before[-40:].lower()}\n" if len(block.text) < LINE else ""
    if not block.cues & BIRTH and not _BORN_SHORT.search(f"{lead}{block.low}"):
        return
    text = (lead.replace("\n", " ") + block.low).replace("_", " ")
    for pattern in (_BORN_BEFORE, _BORN_AFTER, _BORN_PARTS, _ANNIVERSARY):
        for match in pattern.finditer(text):
            group = match.lastindex or 1
            start = match.start(group) - len(lead)
            if pattern is _ANNIVERSARY and _OF_A_UNIT.search(
                text[max(0, match.start() - _FAR_SUBJECT) : match.end() + _FAR_SUBJECT]
            ):
                continue
            if start >= 0 and not _EARLIEST.search(match[group]):
                yield Hit("P07", start, match.end(group) - len(lead), match[group])
