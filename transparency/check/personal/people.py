"""Names of persons: initials, patronymics, given name with surname, in any order, case, script and kind of letters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transparency.check.personal.finding import Block, Hit
from transparency.check.personal.spelling import Sort, sort_of

_UPPER = "A-ZА-ЯЁӘҒҚҢӨҰҮҺІ"
_LOWER = "a-zа-яёәғқңөұүһі"
_WORD = rf"[{_UPPER}][{_UPPER}{_LOWER}'’ʼ]+(?:-[{_UPPER}{_LOWER}][{_UPPER}{_LOWER}'’]+)*"
_INITIAL = rf"[{_UPPER}](?:[hHуУ]|ж|Ж|e|u|a)?\."
TOKEN = re.compile(
    rf"(?<![\w.])(?P<initials>(?:{_INITIAL}[ -]?){{1,3}})(?![{_LOWER}\d])|(?<![\w@])(?P<word>{_WORD})"
    rf"|(?<!\w)(?P<letter>[{_UPPER}]{{1,2}})(?!\w)"
)
PROMISING = re.compile(
    rf"[{_UPPER}][\w'’-]+[ \t\n,;|/]{{1,4}}[{_UPPER}]|[{_UPPER}]\. ?[{_UPPER}]|[{_LOWER}]+[ ,\t]{{1,3}}[{_UPPER}]\."
    rf"|[{_LOWER}]\.? [{_UPPER}][{_LOWER}]{{2,}}|(?:ович|евич|овна|евна|ұлы|улы|қызы|кызы|vich|vna|uly"
    rf"|qyzy|kyzy)"
)
"""Without one of these there is no name in a text, and most texts have none."""
_JOIN = re.compile(r"[ \t\n]{1,3}|[ \t]*[,;|/][ \t]*|[ \t]*")
_LABEL = re.compile(
    r"(?:\bф\.? ?и\.? ?о\.?|аты[- ]?жөні|т\.? ?а\.? ?ә\.?|тегі, аты|аты, тегі|фамилия(?:,? имя)?(?:,? отчество)?"
    r"|full name|surname|last name|first name|student name|name of (?:the )?(?:student|employee|author)"
    r"|студент(?:ка)?|обучающ\w+ся|слушатель|докторант|магистрант|білім алушы|респондент|автор(?:ы"
    r"|лар)?|author|орындаған|орындаушы|исполнитель|исп\.|әзірлеген|разработал\w*|составил\w*|құрастырған"
    r"|прове[рp]ил|тексерген|согласовано|келісілді|куратор|научный руководитель|ғылыми жетекші\w*"
    r"|prepared by|approved by|submitted by|signed by|contact person|байланыс тұлғасы|контактное лицо"
    r"|ответственн\w+(?: лицо)?|жауапты(?: тұлға)?|қолы|подпись|signature)\s*[:\-–—_ ]{1,30}\s*$",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|prof|professor|доцент|dean|rector|профессор|ректор|проректор|декан|директор"
    r"|заведующ\w+|преподаватель|оқытушы(?:сы)?|аға оқытушы|студент(?:ка)?|студенті|магистрант|докторант"
    r"|г-н|г-жа|господин|госпожа|мырза|ханым|тов\.|товарищ|ағай|апай|куратор|бухгалтер|начальник|басшысы"
    r"|методист)\b\.?(?: [а-яёәғқңөұүһі]+){0,3})\s+$",
    re.IGNORECASE,
)
_STOP_INITIALS = frozenset("Т.А.Ә. Т.А.Ж. А.Ж.Т. Ф.И.О. А.Т.Ә. U.S. U.K. E.U. U.N. D.C. N.B. No. Ph.".split())
"""Abbreviations that look like initials."""


@dataclass(frozen=True, slots=True)
class Word:
    """A capitalised word, initials or a lone capital with its place."""

    text: str
    start: int
    end: int
    kind: str
    sort: Sort


def people(block: Block) -> Iterator[Hit]:
    """Every name in the block, once."""
    text = block.text
    if PROMISING.search(text):
        words = tuple(_words(text))
        end = -1
        for i, word in enumerate(words):
            length = _length(words, i, block)
            if length and word.start >= end:
                end = words[i + length - 1].end
                yield Hit("P09", word.start, end, text[word.start : end])
    yield from _small_letters(block)


def _words(text: str) -> Iterator[Word]:
    for match in TOKEN.finditer(text):
        kind = match.lastgroup or ""
        value = match[0].rstrip()
        sort = sort_of(value) if kind == "word" else Sort.NONE
        yield Word(value, match.start(), match.start() + len(value), kind, sort)


def _length(words: Sequence[Word], i: int, block: Block) -> int:
    """How many words from the i-th on are one name; 0 where none begins."""
    run = _run(words, i, block.text)
    if _belongs_to_next(run):
        return 0
    for length in range(min(len(run), 4), 1, -1):
        if _is_name(run[:length]):
            return length
    if run[0].kind == "word" and (Sort.PATRONYMIC in run[0].sort) and _stands_alone(run[0]):
        return 1
    return _in_context(run, block)


def _run(words: Sequence[Word], i: int, text: str) -> tuple[Word, ...]:
    run = [words[i]]
    for word in words[i + 1 : i + 4]:
        if not _JOIN.fullmatch(text[run[-1].end : word.start]):
            break
        run.append(word)
    return tuple(run)


def _belongs_to_next(run: Sequence[Word]) -> bool:
    """In «президент Н. Ә. Есімов» the initials are those of the word behind them."""
    if len(run) < 3 or [w.kind for w in run[:3]] != ["word", "initials", "word"]:
        return False
    return not run[0].sort & (Sort.SURNAME | Sort.GIVEN) and Sort.ORDINARY not in run[2].sort


def _stands_alone(word: Word) -> bool:
    return len(word.text) > 6 and Sort.GIVEN not in word.sort


def _is_name(run: Sequence[Word]) -> bool:
    kinds = [w.kind for w in run]
    if "initials" in kinds or "letter" in kinds:
        return _with_initials(run, kinds)
    if any(Sort.ORDINARY in w.sort and Sort.SURNAME not in w.sort for w in run):
        return False
    return _patronymic(run) or (len(run) < 4 and _pair(run))


def _patronymic(run: Sequence[Word]) -> bool:
    return any(Sort.PATRONYMIC in w.sort for w in run) and len(run) < 5


def _pair(run: Sequence[Word]) -> bool:
    """Given name and surname in either order, or two clear given names (a Kazakh surname is often the grandfather's name)."""
    given = [w for w in run if w.sort & (Sort.GIVEN | Sort.MAYBE_GIVEN)]
    if not given or _one_name_twice(run) or _abbreviations(run):
        return False
    others = [w for w in run if w is not given[0]]
    if all(Sort.SURNAME in w.sort or w.sort & (Sort.GIVEN | Sort.MAYBE_GIVEN) for w in others):
        if any(Sort.GIVEN in w.sort for w in run):
            return True
        return any(Sort.SURNAME in w.sort and not w.sort & (Sort.MAYBE_GIVEN | Sort.ORDINARY) for w in others)
    return len(run) == 2 and Sort.GIVEN in run[0].sort and _unknown_latin(run[1])


def _one_name_twice(run: Sequence[Word]) -> bool:
    return len({w.text.lower() for w in run}) < len(run)


def _abbreviations(run: Sequence[Word]) -> bool:
    """MIN and MAX at the head of a table are no persons."""
    return all(w.text.isupper() and len(w.text) < 4 for w in run)


def _unknown_latin(word: Word) -> bool:
    return word.sort is Sort.NONE and word.text.isascii() and len(word.text) > 3 and not word.text.isupper()


def _with_initials(run: Sequence[Word], kinds: Sequence[str]) -> bool:
    if len(run) == 3 and kinds.count("letter") == 2 and kinds.count("word") == 1:
        surname = next(w for w in run if w.kind == "word")
        return Sort.SURNAME in surname.sort and Sort.ORDINARY not in surname.sort and kinds[1] != "word"
    if len(run) != 2 or kinds.count("word") != 1:
        return False
    word = run[kinds.index("word")]
    mark = run[1 - kinds.index("word")]
    if mark.kind == "letter":
        return (
            len(mark.text) == 2
            and kinds[0] == "word"
            and Sort.SURNAME in word.sort
            and not word.text.isupper()
            and not word.sort & Sort.ORDINARY
        )
    return _initialled(word, mark)


def _initialled(word: Word, mark: Word) -> bool:
    if (
        mark.text.replace(" ", "") in _STOP_INITIALS
        or len(word.text) < 3
        or (Sort.ORDINARY in word.sort and Sort.SURNAME not in word.sort)
    ):
        return False
    initials = mark.text.count(".")
    named = bool(word.sort & (Sort.SURNAME | Sort.GIVEN)) and (Sort.ORDINARY not in word.sort or initials > 1)
    return named or (
        initials > 1 and Sort.ORDINARY not in word.sort and not (word.text.isupper() and len(word.text) < 5)
    )


def _in_context(run: Sequence[Word], block: Block) -> int:
    """After a label any two words are a name; after a title one surname is."""
    lead = block.text[max(0, run[0].start - 70) : run[0].start]
    if run[0].start < 3:
        lead = block.before[-70:] + " : " + lead
    plain = [w for w in run[:3] if w.kind == "word" and Sort.ORDINARY not in w.sort]
    if _LABEL.search(lead) and len(plain) > 1 and plain[0] is run[0] and not _all_capitals(plain):
        return len(plain)
    clear = run[0].sort & Sort.SURNAME and not run[0].sort & (Sort.ORDINARY | Sort.MAYBE_GIVEN)
    return 1 if clear and run[0].kind == "word" and _TITLE.search(lead) else 0


def _all_capitals(words: Sequence[Word]) -> bool:
    return all(w.text.isupper() and len(w.text) < 6 for w in words)


_SMALL = re.compile(
    rf"(?<![\w@/.])([{_LOWER}]{{3,20}})[ _.]([{_LOWER}]{{3,24}}?(?:ов|ев|ова|ева|ұлы|улы|қызы|кызы|ович"
    rf"|евич|овна|евна|ov|ev|ova|eva|uly|kyzy|qyzy|ovich|ovna|evna))(?![\w@])"
)
_SMALL_FIRST = re.compile(
    rf"(?<![\w@/.])([{_LOWER}]{{3,24}}?(?:ов|ев|ова|ева|ov|ev|ova|eva))[ _.]([{_LOWER}]{{3,20}})(?![\w@])"
)


def _small_letters(block: Block) -> Iterator[Hit]:
    """Names without capitals: only a clear given name beside a surname that is no word of the language."""
    for pattern, given, surname in ((_SMALL, 1, 2), (_SMALL_FIRST, 2, 1)):
        for match in pattern.finditer(block.text):
            if (
                Sort.GIVEN in sort_of(match[given])
                and _clear_surname(match[surname])
                and not sort_of(match[given]) & Sort.SURNAME
            ):
                yield Hit("P09", match.start(), match.end(), match[0])


def _clear_surname(word: str) -> bool:
    sort = sort_of(word)
    return bool(sort & Sort.SURNAME) and not sort & (Sort.ORDINARY | Sort.GIVEN | Sort.MAYBE_GIVEN)


def in_author_field(text: str) -> bool:
    """An author field names a person if any of its words is a given name or a surname; an organisation's name has none."""
    words = [w for w in _words(re.sub(r"[_\-.]", " ", text).title()) if w.kind == "word"]
    return any(w.sort & (Sort.GIVEN | Sort.SURNAME | Sort.PATRONYMIC) and not w.sort & Sort.ORDINARY for w in words)
