"""Words that announce a person's name: form labels, titles and posts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transparency.gate.finding import TextBlock
from transparency.gate.spelling import GIVEN, MAYBE_GIVEN, ORDINARY, SURNAME
from transparency.gate.words import Word

_REACH = 70
_BEGINNING = 3
_MARKS = (":", "-", "_")
_MARK = r"\s*[:\-–—_][:\-–—_ ]{0,30}\s*$"
_FORM = re.compile(
    r"(?:\bф\.? ?и\.? ?о\.?(?: [а-яё]+){0,2}|аты[- ]?жөні|т\.? ?а\.? ?ә\.?|тегі, аты|аты, тегі"
    r"|фамилия(?:,? имя)?(?:,? отчество)?"
    r"|full name|surname|last name|first name|student name|name of (?:the )?(?:student|employee|author))" + _MARK,
    re.IGNORECASE,
)
"""Labels that are followed by a name and by nothing else."""
_ROLE = re.compile(
    r"(?:студент(?:ка)?|обучающ\w+ся|слушатель|докторант|магистрант|білім алушы|респондент|автор(?:ы|лар)?|author"
    r"|орындаған|орындаушы|исполнитель|исп\.|әзірлеген|разработал\w*|составил\w*|құрастырған|прове[рp]ил|тексерген"
    r"|согласовано|келісілді|куратор|научный руководитель|ғылыми жетекші\w*|prepared by|approved by|submitted by"
    r"|signed by|contact person|байланыс тұлғасы|контактное лицо|ответственн(?:ый|ая|ое|ые|ого|ой|ому|ых)(?: лицо)?"
    r"|жауапты(?: тұлға)?|қолы|подпись|signature)" + _MARK,
    re.IGNORECASE,
)
"""Labels that a unit or a post can follow as well."""
_TITLE = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|prof|professor|зав|нач|преп|доц|проф|доцент|dean|rector|профессор|ректор|проректор|декан|директор"
    r"|заведующ\w+|преподаватель|оқытушы(?:сы)?|аға оқытушы|студент(?:ка)?|студенті|магистрант|докторант"
    r"|г-н|г-жа|господин|госпожа|мырза|ханым|тов\.|товарищ|ағай|апай|куратор|бухгалтер|начальник|басшысы"
    r"|методист)\b\.?(?: [а-яёәғқңөұүһі]+){0,3})\s+$",
    re.IGNORECASE,
)

TITLES_BEHIND = "мырза|ханым|ағай|апай"
"""Forms of address that stand behind a name, in any case."""
_TITLE_BEHIND = re.compile(rf"[ \t\n]{{1,3}}(?:{TITLES_BEHIND})")


def beside_title(word: Word, block: TextBlock) -> bool:
    """One clear surname after a title, a post or the label of a form, or before a title as Kazakh has it."""
    if word.kind != "word" or word.sort & (SURNAME | ORDINARY | MAYBE_GIVEN) != SURNAME:
        return False
    before = block.text[max(0, word.start - _REACH) : word.start]
    labelled = _TITLE.search(before) or _FORM.search(before) or _ROLE.search(before)
    return bool(labelled or _TITLE_BEHIND.match(block.text, word.end))


def _lead(word: Word, block: TextBlock) -> str:
    """What stands before the word; at the beginning of a block, the end of the one before as a label."""
    lead = block.text[max(0, word.start - _REACH) : word.start]
    return f"{block.before[-_REACH:]}: {lead}" if word.start < _BEGINNING else lead


def may_follow_label(word: Word, block: TextBlock) -> bool:
    """Whether a mark stands before the word, as it does behind a label."""
    if word.start >= _BEGINNING and not block.text[word.start - 1].isspace():
        return block.text[word.start - 1] in _MARKS
    return _lead(word, block).rstrip().endswith(_MARKS)


def after_label(run: Sequence[Word], block: TextBlock) -> int:
    """Two words or more that are not ordinary, after the label of a form: as many as there are."""
    if not may_follow_label(run[0], block):
        return 0
    lead = _lead(run[0], block)
    plain = [word for word in run[:3] if word.kind == "word" and not word.sort & ORDINARY]
    if len(plain) < 2 or plain[0] is not run[0] or all(w.text.isupper() and len(w.text) < 6 for w in plain):
        return 0
    known = any(word.sort & (SURNAME | GIVEN) for word in plain)
    spaced = plain[1].start == plain[0].end + 1 and "\t" not in block.text[plain[0].end : plain[1].start]
    if (spaced and _FORM.search(lead)) or (known and _ROLE.search(lead)):
        return len(plain)
    return 0
