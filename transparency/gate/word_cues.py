"""Prefilter of the personal-data detectors: skips texts without any word that a detector needs.

Every detector needs certain words before it can find anything: a name needs a word that may be a name, a birth date a
word of birth. The cues of each word are computed once and cached, so a text is looked up word by word instead of being matched
against every expression. A cue is necessary, never sufficient (`tests/gate/test_prefilters.py`).
"""

from __future__ import annotations

import functools
import operator
import re
from collections.abc import Iterable
from pathlib import Path
from typing import TypeAlias

from transparency.gate.encoded import is_encoded
from transparency.gate.word_kinds import (
    GIVEN,
    MAYBE_GIVEN,
    ORDINARY,
    PATRONYMIC,
    SURNAME,
    Sort,
    is_clear_given,
    sort_of,
)
from transparency.gate.words import LOWER, UPPER, capitals
from transparency.model.package_yaml import package_yaml

Cues: TypeAlias = int
"""A sum of the following."""
NAME = 1 << 0
"""A capitalised word that may be part of a name."""
SMALL_NAME = 1 << 1
"""A surname or a clear given name in small letters."""
FORM = 1 << 2
"""A label of a form that a name follows: аты-жөні, ФИО."""
NAME_LABEL = 1 << 3
WHOSE_NAME = 1 << 4
"""Together "student name", "name of the author"."""
MAIL = 1 << 5
"""The sign of a mailbox, spelled out."""
COMMENT = 1 << 6
"""Words that say that somebody answered a survey."""
VOICE = 1 << 7
"""Words of somebody who speaks of himself."""
HOME = 1 << 8
STREET = 1 << 9
FLAT = 1 << 10
IDENTITY_DOCUMENT = 1 << 11
"""An identity paper."""
MEMBER = 1 << 12
MEMBER_NUMBER = 1 << 13
"""Together the number of a student or of a member of the staff."""
PLATE = 1 << 14
BIRTH = 1 << 15
BIRTH_LETTER = 1 << 16
"""A letter that ends an abbreviation of birth: г.р., ж.т., т.к."""
PERSON = 1 << 17
PLACE = 1 << 18
"""Together the position of a person."""
ACCOUNT = 1 << 19
"""The beginning of an IBAN."""
DIGIT = 1 << 20
THREE_DIGITS = 1 << 21
SIX_DIGITS = 1 << 22
MIXED = 1 << 23
"""Letters of two alphabets side by side."""
LETTER_FOR_DIGIT = 1 << 24
"""O for 0, l for 1, within a number."""
LONE_LETTER = 1 << 25
ENCODED = 1 << 26
"""A text in base64 or hexadecimal digits. (No such text begins with a hyphen, as no word does: no UTF-8 begins so.)"""
OTHER = 1 << 27
"""A person of whom an answer may tell: a teacher, a neighbour, somebody of a group."""
SEX = 1 << 28
"""A sign of sex as a word of its own."""
NETWORK = 1 << 29
"""The name of a social network."""
DORMITORY = 1 << 30

_OTHERS, _TRAITS = (
    package_yaml((Path(__file__).parent / name).read_text("utf-8")) for name in ("other_persons.yml", "traits.yml")
)
_STEMS: tuple[tuple[Cues, str], ...] = (
    (FORM, r"фио жөні тегі фамилия ^ф(?![^\W_]) ^фи ^а?ә(?![^\W_]) таә"),
    (NAME_LABEL, "name"),
    (WHOSE_NAME, "full$ last$ first$ student surname employee author"),
    (MAIL, r"собака dog (?<!\w)(?:ат|at|эт)(?!\w)"),
    (
        COMMENT,
        "респонд студент student қатысушы алушы коммент отзыв ответ высказ пожел мнени написал пишет отмет сообщ жал "
        "тілектер ұсыныстар verbatim вопрос сұрақ question "
        "пікір жауап жазды былай сөзі comment said wrote answer respon quote feedback words suggest "
        "шағым сұхбат үзінд алғыс ескертп еркін жазың айтың айтар айтқан сипатт бөліс дейді ұнамады ұнады complain "
        "interview remark "
        "testimon impress stories voices say$ free tell describ anything dislike own$ замеч обращ интервью впечат "
        "благодар рассказ истори говор "
        "цитат выдерж свобод напиш опиш подел добав понрав "
        "предложен ^что ^как$ ^почему ^what ^how$ ^why ^қалай ^қандай ^нені",
    ),
    (
        VOICE,
        r"(?:дым|дім|тым|тім|мын|мін|пын|пін|бын|бін)(?!\w) ^мен(?!\w) преподавател оқытушы teacher ұнады ұнамады понравил "
        "liked hated "
        r"(?<!\w)(?:я|мне|меня|мной|мною|мо(?:й|я|ё|е|и|его|ему|[её]м|им|ей|ю|их|ими)|мы|нам|нас|наш\w*|маған|менде|менен"
        r"|мені|менің|бізге|біздің|біз|i|my|me|our|us"
        r"|өте|тым)(?!\w) "
        r"(?<!\w)(?:аға|ана|әке|күйеу|ұл|қыз|бала|бөлме|бөлмелес|топ|әйел|әпке|іні|диплом|жолдас|оқытушы|жетекші|көз"
        r"|бас|жұмыс)[ыі]?м(?:ды|ді|ның|нің|а|е|мен)?(?!\w) "
        r"(?:аю|яю|юсь|усь|таксую|живу|хожу|кормлю|сплю|терплю|ненавижу|хочу|могу|вижу|плачу|сижу|лежу"
        r"|болею|езжу|пью|ем|ношу)(?!\w)",
    ),
    (
        HOME,
        r"прожива прописан прописк жительства адрес ^жив[её]т ^живут ^снима ^домой тұрғылықты тұратын тұрады мекен жалға тұрағ "
        r"^үй(?!\w) ^үйі(?!\w) address (?<!\w)lives?(?!\w) (?<!\w)rents?(?!\w) (?<!\w)home(?!\w) resid",
    ),
    (
        STREET,
        r"(?<!\w)ул(?!\w) улиц көшесі к-сі даңғыл д-лы проспект пр(?!\w) мкр микрорайон аудан бульвар переул street "
        r"^пер(?!\w) проезд ^пос(?!\w) пос[её]л шағынауд "
        r"(?<!\w)lane(?!\w) (?<!\w)st(?!\w) avenue (?<!\w)ave(?!\w) (?<!\w)road(?!\w) "
        r"бұрылыс тұйық аул ауыл село (?<!\w)с(?!\w) ықш ^көш$",
    ),
    (FLAT, r"(?<![^\W\d])кв(?![^\W\d]) квартира кіреберіс подъезд пәт apt apart flat \d-п$"),
    (
        IDENTITY_DOCUMENT,
        r"удост udost pasport билет bilet воинск voin (?<!\w)ж(?!\w) ^жк$ ^ул$ ^id$ личн куәл құжат документ document "
        r"dokument certif ^doc$ doc_ бланк серия призыв conscr identity төлқұжат паспорт passport card national диплом "
        r"аттестат diploma "
        "degree военн әскери military приписн призыв рожден туу birth тіркеу driv residen водит жительств жүргізуші "
        "ықтияр полис polic рұқсат ^вод$ ^stay$",
    ),
    (
        MEMBER,
        "студен студб student candid ^аис$ зач[её]т сынақ таб employee staff сотрудник қызметкер обучающ алуш личн жеке логин "
        "personnel barcode login ^username matric оқырман читат library ^reader пропуск бейдж badge рұқсатнама өткізу оқушы "
        "картас карт[аыуе]$ access index roll transcr транскр ведомост магистрант докторант слушател абитур тыңдауш талапкер "
        "работник learner applicant",
    ),
    (MEMBER_NUMBER, r"билет номер нөмір кітапша книжк зач[её]тк candid id код no(?!\w) number card таб дел іс file"),
    (PLATE, "номер нөмір көлі машин автомо plate vehicle car авто"),
    (
        BIRTH,
        "рожд родил исполн толады стукнет ^turns ^will$ толған толды turned ^this$ урожен именинн юбиляр ^свет ^др$ ^род$ "
        "туған туыл тумас ^туды "
        "^туғ дүние өмірге birth born bday ^world native dob rozhd tug?an",
    ),
    (BIRTH_LETTER, r"(?<![^\W_])[ркжтb](?![^\W_])"),
    (
        PERSON,
        "студент обуча респондент сотрудник преподават қызметкер оқушы алушы адам его её дом үй home student "
        "respondent employee staff person user жив тұр",
    ),
    (
        PLACE,
        r"геолокац местополож местонахож тұрған геопозиц координат geo location gps (?<![^\W_])lat(?![^\W_]) latitude "
        "lat-?l орналасқан",
    ),
    (NETWORK, "telegram телеграм insta инста skype скайп discord дискорд tiktok тикток вконтакте linkedin"),
    (DORMITORY, "общеж общаг жатақ dorm hostel residence студенттер дом"),
    (OTHER, rf"{_OTHERS['cue']} (?<!\w)(?:{_OTHERS['person']['en']})(?!\w)"),
    (SEX, rf"(?<!\w)(?:{'|'.join(_TRAITS['sexes'])})(?!\w)"),
)
"""Beginnings, ends and middles of words, each an expression without spaces."""
_LATIN = re.compile(r"(?<!\\)[a-z]")


def _any_of(stems: Iterable[str]) -> re.Pattern[str]:
    """One expression for all of them, sorted by the first letter: most letters of most words begin none."""
    plain = [stem for stem in stems if stem[0].isalpha() and stem[1:2] != "?"]
    by_letter = (
        (letter, "|".join(stem[1:] for stem in plain if stem[0] == letter)) for letter in {s[0] for s in plain}
    )
    rest = [stem for stem in stems if stem not in plain]
    return re.compile("|".join([*(f"{letter}(?:{ends})" for letter, ends in sorted(by_letter)), *rest]))


_ALL = tuple(dict.fromkeys(stem for _, stems in _STEMS for stem in stems.split()))
_CUES = tuple((cue, re.compile("|".join(stems.split()))) for cue, stems in _STEMS)
_ANY = _any_of(_ALL)
_ANY_LATIN = _any_of([stem for stem in _ALL if _LATIN.search(stem)])
_WORD = re.compile(r"\w[\w'’ʼ-]*")
_DIGITS = tuple(re.compile(rf"\d{{{count}}}") for count in (1, 3, 6))
_HYPHEN = re.compile("['’ʼ-]")
_PART = re.compile(r"[^\W\d_]+")
_LOOKALIKE = re.compile(r"[\dOoОоlIІ]*(?:\d[OoОоlIІ]|[OoОоlIІ]\d)[\dOoОоlIІ]*")
_UNLIKE = re.compile(r"[A-Za-z][Ͱ-ӿ]|[Ͱ-ӿ][A-Za-z]|[Ͱ-Ͽ][Ѐ-ӿ]|[Ѐ-ӿ][Ͱ-Ͽ]")
_ACCOUNT = re.compile(r"(?<![A-Za-z0-9])(?:[Kk][Zz](?![A-Za-z])|[A-Z]{2}\d\d)")
_SURNAME = re.compile(
    r"(?:(?:[ое]в|ұлы|улы|қызы|кызы)\w{0,4}|енко(?:ның|ға|дан|мен)?|ov|ev|ova|eva|uly|kyzy|qyzy|ovich|ovna|evna|enko|ична"
    r"|ichna)$"
)
_CAPITALISED = re.compile(rf"[{UPPER}](?:[{LOWER}]+|[{UPPER}]+)")
_ANY_NAME = GIVEN | MAYBE_GIVEN | SURNAME | PATRONYMIC
_MOST_WORDS = 400_000
_LINE = 400
"""Characters of a text that may come again beside others."""
_ABBREVIATION = 3
_LONG = re.compile(r"[A-Za-z0-9_-]{16}")


class _Vocabulary(dict[str, Cues]):
    """Words with their cues, filled as words are met."""

    def __missing__(self, word: str) -> Cues:
        if len(self) > _MOST_WORDS:
            self.clear()
        cues = self[word] = _number(word) if word.isascii() and word.isdigit() else _written(word) | _meant(word)
        return cues


VOCABULARY = _Vocabulary()


def cues_in(text: str) -> Cues:
    """What all words of a text offer together."""
    return _cues_in_line(text) if len(text) < _LINE else _cues_in_page(text)


@functools.lru_cache(maxsize=50_000)
def _cues_in_line(text: str) -> Cues:
    return _cues_in_page.__wrapped__(text)


@functools.lru_cache(maxsize=4)
def _cues_in_page(text: str) -> Cues:
    cells = ",".join(set(text.replace('"', ",").replace("\n", ",").split(",")))  # those of tables come again
    return functools.reduce(operator.or_, set(map(VOCABULARY.__getitem__, _WORD.findall(cells))), 0)


def _number(word: str) -> Cues:
    """What can be told from digits alone."""
    size = len(word)
    return DIGIT | THREE_DIGITS * (size >= 3) | SIX_DIGITS * (size >= 6)


def _written(word: str) -> Cues:
    """What can be told from the characters."""
    cues = DIGIT if _DIGITS[0].search(word) else 0
    if cues:
        cues |= THREE_DIGITS * bool(_DIGITS[1].search(word)) | SIX_DIGITS * bool(_DIGITS[2].search(word))
        cues |= LETTER_FOR_DIGIT * any(map(_LOOKALIKE.fullmatch, _HYPHEN.split(word)))
    cues |= LONE_LETTER * any(len(part) == 1 for part in _PART.findall(word))
    cues |= ENCODED * bool(_LONG.search(word) and is_encoded(word))
    return cues | MIXED * bool(_UNLIKE.search(word)) | ACCOUNT * bool(_ACCOUNT.search(word))


def _meant(word: str) -> Cues:
    """What can be told from the word."""
    low = word.lower()
    cues = 0
    if (_ANY_LATIN if low.isascii() else _ANY).search(low):
        cues = sum(cue for cue, pattern in _CUES if pattern.search(low))
    if low != word and _may_be_named(word):
        cues |= NAME
    return cues | SMALL_NAME * any(map(_small_name, _PART.findall(word)))


def _may_be_named(word: str) -> bool:
    """Whether any part of a word with capitals can be a name; most are one part."""
    if _CAPITALISED.fullmatch(word):
        return _unknown_or_name(word, sort_of(word))
    return any(one.kind == "word" and _unknown_or_name(one.text, one.sort) for one in capitals(word))


def _unknown_or_name(word: str, sort: Sort) -> bool:
    """A word of no list may be a name beside another such word; abbreviations are none."""
    return bool(sort & _ANY_NAME) or (not sort and len(word) > _ABBREVIATION and not word.isupper())


def _small_name(part: str) -> bool:
    """A surname by its ending, or a clear given name."""
    if _SURNAME.search(part) and sort_of(part) & (_ANY_NAME | ORDINARY) & ~PATRONYMIC == SURNAME:
        return True
    return part.islower() and is_clear_given(part)
