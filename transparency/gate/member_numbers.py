"""Detects student and employee numbers by their format next to a word such as student."""

from __future__ import annotations

import re
from collections.abc import Mapping

from transparency.gate.word_cues import MEMBER, SIX_DIGITS, THREE_DIGITS, Cues


def _beginning(words: Mapping[str, str], letter: str) -> str:
    """The words, each with its endings, where no ``letter`` stands before them.

    The lookbehind stands after the word: a search is many times faster where an expression begins with a letter.
    """
    return "|".join(rf"{word}(?<!{letter}{word}){endings}" for word, endings in words.items())


_MEMBER = (
    r"студент|обучающ|магистрант|докторант|слушател|абитуриент|сотрудник|работник|білім алуш|тыңдауш|талапкер|қызметкер"
    r"|student|learner|applicant|employee|staff"
)
_MEMBER_ALONE = _beginning(dict.fromkeys(_MEMBER.split("|"), ""), r"\w")
_NUMBER = {"код": r"\w{0,4}", "номер": r"\w{0,2}", "нөмір": r"\w{0,4}", "code": "", "number": "", "no": ""}
"""Words for a number, with their endings."""
_NUMBER_OF = _beginning({"id": "(?:-[а-яі]+)?", "шифр": r"\w{0,4}", **_NUMBER}, r"[^\W_]")
_WHOSE = rf"(?:{_NUMBER_OF})(?![^\W_])"
_BY = r"\w{0,6}(?: |_|['’]s )"
BY_SHAPE = MEMBER | THREE_DIGITS
"""A word for a member of the university and a number that is told by its shape."""
LONG_ENOUGH = re.compile(
    r"\d{5}|\d[-–/][^\W\d_]{0,4}[-–/]?\d\d|\d_\d\d_\d|\d[^\W\d_]{1,3}\d{3}|\d[ -]\d{4}|[^\W\d_][-–/ ]?\d{4}"
    r"|\d[-/]\d[-/]\d|\d{3}[-/]\d"
)
"""Found in every number that is told by its shape."""
_LABEL = (
    r"(?:логин\w{0,3}|login(?:[ _-](?:id|no|name))?|username|matric\w* (?:no|number)|(?:читательск\w+|оқырман\w*) "
    r"билет\w*|(?:library|reader['’]?s?)"
    r" card"
    r"|(?:index|roll|candidate) (?:no\.?|number)|(?:оқушы|студент\w*|кіру|өткізу) картас\w+"
    r"|карт\w (?:доступа|студента|обучающегося)"
    r"|access card|транскрипт\w*(?= ?№)|transcript (?=no)|ведомост\w+(?= [a-zа-я]{2,4}\d\d-)"
    r"|пропуск(?:а|у|ом|е)?(?: (?:студент|сотрудник)\w+)?|бейдж\w{0,4}|badge|рұқсатнама\w*|(?:өткізу|пропускной) \w+"
    r"|таб(?:\.|ельн\w+|ель\w*)?(?= ?(?:№|номер|нөмір))|зач[её]тк\w+|сынақ кітапша\w*)"
)
_OF_MEMBER = (
    r"(?<![\w.])(?!(?:19|20)\d\d[-–/](?:19|20)?\d\d\b|0+\b|\d{4}[-–/]\d\d[-–/]\d\d\b)"
    r"(?:[a-zа-яі]{1,4}[-–_]?)?(?:\d{4}[-–]\d{4}|\d{5,12}|\d{2,4}[-–/](?:\d{3,7}|[a-zа-яәғқңөұүһі]{1,4}[-–/]?\d{4,7})"
    r"|\d\d[a-zа-яәғқңөұүһі]{1,3}\d{4,6}|\d\d_\d\d_\d{4})(?:[-–/][a-zа-яәғқңөұүһі]{1,3})?(?![\w%]|[.,]\d)"
)
"""Five digits or more, with letters and hyphens as registers have them; no year, no date."""
_COMPOSED = (
    r"(?<![\w.])(?=[^\W\d_]{1,5}[-–/]?(?:[^\W_]|[-–/]){0,10}?\d[\d/-]{3})(?![^\W\d_]{1,5}[-–/]?(?:19|20)\d\d(?!\w))"
    r"(?=[^\W\d_]{1,5}[-–/]?\d(?:[-–/]?[^\W\d_]{0,3}\d){3})"
    r"[a-zа-яәғқңөұүһі]{1,5}(?:[-–/]?[a-zа-яәғқңөұүһі]{0,3}\d{1,8}){1,4}(?:[-–/]?[a-zа-яі]{1,3})?(?![\w%]|[.,]\d)"
    r"|(?<![\w.])(?!№|no)[a-zа-я]{1,4} (?:\d\d[ -]\d{4,6}|\d{4,7})(?![\w%]|[.,]\d)"
)
"""Right behind a label of one member: any token that begins with letters and holds four digits, in parts of any length."""
_NUMBER_ALONE = _beginning({"id": "", "ид": "", **_NUMBER}, r"[^\W_]")
_SIGN = rf"(?:(?:{_NUMBER_ALONE})(?![^\W_])|№|#)"
_NO_DOCUMENT = (
    r"(?:(?!приказ|бұйры|договор|шарт|протокол|хаттам|заявк|өтінім|пункт|форм|нысан|програм|бағдарлам|course|order|version"
    r"|билет|диплом|аттест|телефон|phone)[^.;:!?\d\n]){0,30}?"
)
"""Words between a member and the sign of a number that make it the number of a document."""
MEMBER_PATTERNS: tuple[tuple[Cues, re.Pattern[str]], ...] = (
    (
        BY_SHAPE,
        re.compile(rf"{_LABEL}(?:\s?[^\w\n]{{1,4}}|\s?(?:№|no\.?|number|нөмірі|номер)){{0,3}}\s?({_OF_MEMBER})"),
    ),
    (
        BY_SHAPE,
        re.compile(
            rf"(?:(?:{_MEMBER}){_BY}{_WHOSE}|{_WHOSE}(?:\w{{0,3}} |_)(?:{_MEMBER})\w{{0,6}})"
            rf"(?: в систем\w+| в \w+)?[^\w\n]{{0,6}}({_OF_MEMBER})"
            rf"|(?:{_MEMBER_ALONE}){_NO_DOCUMENT}{_SIGN}[^\w\n]{{0,4}}({_OF_MEMBER}|\d{{3,5}}[-–]\d\d(?![\w.-]))"
            rf"|{_SIGN}[^\w\n]{{0,4}}({_OF_MEMBER})[^\w\n]{{1,3}}(?:{_MEMBER})"
        ),
    ),
    (
        BY_SHAPE,
        re.compile(
            rf"(?:(?:{_MEMBER})\w{{0,6}}(?:['’]s)?[ _]{{1,2}}(?:id|number|no|card|code|login|номер\w{{0,2}}"
            rf"|нөмір\w{{0,4}}|код\w{{0,4}}"
            rf"|билет\w{{0,3}}|карт\w{{1,4}}|логин\w{{0,3}}|шифр\w{{0,4}})|{_LABEL})(?:\W{{0,6}}(?:№|no\.?|номер|нөмірі"
            rf"|is))?[^\w]{{1,6}}"
            rf"({_COMPOSED})"
        ),
    ),
    (
        SIX_DIGITS,
        re.compile(
            r"((?:st(?<![\w./#\"'=-]st)|ст(?<![\w./#\"'=-]ст))[-_]?\d{6,9}|s(?<![\w./#\"'=-]s)\d{8,9})(?![\w-])"
        ),
    ),
)
"""Cues that a text needs, and the expression; its last group that is set is the number."""
