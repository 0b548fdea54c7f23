"""Classifies a capitalised word: given name, surname, patronymic, or ordinary word."""

from __future__ import annotations

import functools
import re
from typing import TypeAlias

from transparency.gate.endings import stems
from transparency.gate.names import names, own_given
from transparency.gate.names.fold import fold, fold_all

Sort: TypeAlias = int
"""What a word can be, as a sum of the following; 0 for a word that is neither known nor shaped like a name."""
GIVEN = 1
"""A given name and nothing else."""
MAYBE_GIVEN = 2
"""A given name that is also an ordinary word or a place (Роза, Арман, Mark)."""
SURNAME = 4
"""Known by its ending or from the list."""
PATRONYMIC = 8
ORDINARY = 16
"""A word of the language: it does not complete a name."""

_PATRONYMIC = re.compile(
    r".{2,}(?:(?:ов|ев|ьев|ьи)(?:ич(?:а|у|ем|е|и|ей|ам)?|н(?:а|ы|е|у|ой|ою))"
    r"|(?:ұлы|улы|ұлұ|қызы|кызы|ұғлы|оглы|гызы|зода)(?:н(?:ың|а|ы|ан|да|мен)|ның|на|нан|нда|мен)?)"
    r"|(?:иль|кузьм|лук|фом|никит|сав)(?:ич(?:а|у|ом|е)?|ичн(?:а|ы|е|у|ой)|инич(?:на|ны|не|ну|ной))"
)
_LATIN_PATRONYMIC = re.compile(
    r".{2,}(?:[oe]v(?:ich|itch|na|ych)|(?:y|i|')?ev(?:ich|na)|[uoū]l[yıi]|[qk][yıi]z[yıi]|ogly|o'?g'?li)(?:'s)?"
    r"|(?:il|kuzm|luk|fom|nikit|sav)'?(?:ich|ichna|inichna)(?:'s)?"
)
_SURNAME = re.compile(
    r".{2,}(?:[оеё]в(?:а|у|ым|е|ы|ых|ой|ою|ым|ыми)?|(?<![аеи])ин(?:а|у|ым|е|ы|ых|ой|ою)?|(?:бек|бай"
    r"|(?<=...)(?:тай|хан|жан|[гғкқ]али|мурат|мұрат|болат|султан|сұлтан|мухамед|мухамбет|мұхамед|мұхамбет|берген|[ао]хмет)|баев|тегі|енко|чук|швили|дзе|янц?|ских|ұлы|улы|қызы|кызы))"
)
_LATIN_SURNAME = re.compile(
    r".{2,}(?:[oe]va?|[oe]ff|[^aeiou]ina?|sky|skaya|skiy|skii|ski|ska|enko|chuk|yan|shvili|dze|uly|kyzy|qyzy|ba[iy]|bek"
    r"|(?<=...)(?:zhan|gali|kali|murat|bolat|sultan|mu[kh]{1,2}am[bm]?et|mukhamed|bergen|a[kh]{1,2}met))"
)
_FEMININE = re.compile(r"ин(?:ы|у|е|ой|ою)$")
"""Cases of a noun like дисциплина, причина: the list of ordinary words has it in the nominative."""
_SKY = re.compile(r".{3,}(?:ский|ская|цкий|цкая)")
"""Adjectives and surnames alike: they complete a name and do not make one."""
NOT_A_NAME = frozenset(
    # organisations, places, posts, the calendar, and English words without which no sentence is written, as `fold` compares
    """
    universitet universiteti university universitetinin institute institut instituti akademia academy school
    shkola mektep mektebi college kolezh kolledzh street avenue prospekt ulitsa koshesi koshe dangili center
    centre tsentr ortaligi ortalik faculty fakultet fakulteti kafedra kafedrasi department departament
    departamenti basharmasi baskarma rector rektor rektori dean dekan dekani director direktor direktori
    prorektor prorektori president prezident respublika respublikasi republic kazakhstan kazahstan kazakstan
    qazaqstan astana almati almaty shimkent karagandi karaganda aktobe aktau atirau oral pavlodar kostanai
    semei taraz turkistan oskemen kokshetau kizilorda zheskazgan zhezkazgan taldikorgan konaev rossia russia
    moskva kazak kazakh kazah qazaq soviet senat keshes kenes konferentsia zakon zan kodeks bilim gilim
    ministr ministrlik ministerstvo ministrligi january february march april may june july august september
    october november december ianvar fevral mart aprel mai iiun iiul avgust sentiabr oktiabr noiabr dekabr
    kantar akpan nauriz sauir mamir mausim shilde tamiz kirkuiek kazan karasha zheltoksan monday tuesday
    wednesday thursday friday saturday sunday batir bi hazret sultan han ata baba general marshal professor
    dotsent doktor doctor student dissertatsia plan report otchet esep windows office microsoft google excel
    word adobe acrobat chrome linux python open data content type apache kritik algoritm otan el zhol bank
    group holding invest
    are is uas uere be bin has have had does did can culd shal uld shuld must not nor but if as at bi in into on
    onto to per than then uhen uhere uhich uho uhose uhom uhat uhi hou edit list rut dai page html
    """.split()
)


@functools.lru_cache(maxsize=100_000)
def sort_of(word: str) -> Sort:
    """Everything the word can be, in any of its cases; a double-barrelled one is what any of its parts is, not so «Іс-шара»."""
    low = word.lower().replace("’", "'").strip("'-")
    if low.endswith("'s"):
        low = low[:-2]
    sort = _sort_of_one(low)
    if "-" in low and not (word[:1].isupper() and any(part[:1].islower() for part in word.split("-"))):
        parts = [_sort_of_one(part) for part in low.split("-") if len(part) > 2]
        sort |= functools.reduce(lambda a, b: a | b, parts, 0) & ~ORDINARY
    return sort


@functools.lru_cache(maxsize=20_000)
def is_clear_surname(word: str) -> bool:
    """A surname and nothing else, nor a Russian plural in Latin letters (studentov)."""
    return sort_of(word) == SURNAME and fold(word) not in _ordinary_keys()


_SHORTEST_GIVEN = 5


@functools.lru_cache(maxsize=20_000)
def is_clear_given(word: str) -> bool:
    """A listed given name as it stands, which is no word and no place."""
    if len(word) < _SHORTEST_GIVEN or fold(word) not in names().given:
        return False
    return sort_of(word) & (GIVEN | MAYBE_GIVEN | ORDINARY) == GIVEN


@functools.cache
def _ordinary_keys() -> frozenset[str]:
    return frozenset(fold_all(names().ordinary))


@functools.cache
def _words_by_letter() -> dict[str, list[str]]:
    lists, letters = names(), _Letters()
    found: dict[str, list[str]] = {}
    for words in (lists.kazakh, lists.ordinary, lists.place, lists.plural):
        for word in words:
            found.setdefault(letters[word[0]], []).append(word)
    return found


class _Letters(dict[str, str]):
    """First letters of words, and those of their keys."""

    def __missing__(self, letter: str) -> str:
        first = self[letter] = fold(letter)[:1]
        return first


@functools.cache
def _keys_of_words(letter: str) -> frozenset[str]:
    """The keys of words of the languages that begin with a letter: all of them take long to make, and most are not needed."""
    return frozenset(fold_all(_words_by_letter().get(letter, ()))) - names().given


@functools.lru_cache(maxsize=20_000)
def is_in_latin(word: str) -> bool:
    """Whether a word is one of Kazakh or Russian, or a place, perhaps in Latin letters; Ahmetov is a name all the same."""
    low = word.lower()
    father = _OF_GIVEN.fullmatch(low)
    key = fold(low)
    return key in _keys_of_words(key[:1]) and not (father and is_clear_given(father[1]))


def _sort_of_one(low: str) -> Sort:
    if not low or fold(low) in NOT_A_NAME:
        return ORDINARY
    cyrillic = "Ѐ" <= low[-1] <= "ӿ"
    forms = stems(low, cyrillic)
    if _is_patronymic(low, forms, cyrillic):
        return PATRONYMIC | SURNAME | (ORDINARY if cyrillic and not names().kazakh.isdisjoint(forms) else 0)
    keys = [*map(fold, forms)]
    if _is_son_of_given(forms if cyrillic else [low]):
        return SURNAME
    ordinary = _ordinary(forms, cyrillic)
    sort = _given(forms, keys, ordinary and not _is_listed_as_it_stands(low, keys[0]))
    listed = keys[:1] if ordinary else keys
    if not names().surname.isdisjoint(listed) or _is_surname(forms, cyrillic):
        sort |= SURNAME
    elif _SKY.fullmatch(low):
        return sort | SURNAME | ORDINARY
    if not ordinary and not sort & (GIVEN | MAYBE_GIVEN) and any(map(_is_of_two_names, keys)):
        sort |= GIVEN
    return sort | (ORDINARY if ordinary and not sort & (GIVEN | MAYBE_GIVEN) else 0)


_SHORTEST_PART = 2
_STEMS_OF_NAMES = frozenset(
    "nur|gul|ai|bek|zhan|han|dias|sultan|ali|kali|gali|erke|bai|tai|bolat|murat|diiar|iar|mirza|nazar|banu|kul|kozha"
    "|dana|saule".split("|")
)
"""Words of which many Kazakh given names are made, as keys."""


@functools.cache
def _parts_of_names() -> frozenset[str]:
    return _STEMS_OF_NAMES | {key for key in map(fold, own_given()) if len(key) > _SHORTEST_PART}


def _is_of_two_names(key: str) -> bool:
    """Two Kazakh given names written as one are a third: no list has all of them."""
    parts = _parts_of_names()
    return any(key[:at] in parts and key[at:] in parts for at in range(_SHORTEST_PART, len(key) - 1))


_ADJECTIVE_OR_PATRONYMIC = re.compile(r"(.{2,}?)улы(?:н(?:ың|а|ы|ан|да|мен))?$")
"""Without the letter ұ a patronymic looks like an adjective (арнаулы) or a Russian plural (формулы)."""
_FEMININE_ADJECTIVE = re.compile(r"(.{2,}?)ь?[ое]вн(?:ы|е|у|ой|ою)$")
"""Верховной, духовной: cases of an adjective, and of a patronymic if a given name stands before."""
_COMPOUND = re.compile(r".{2,}(?:бек|бай|хан|жан|[гғкқ]али|мурат|мұрат|болат|султан|мухамед|мухамбет|берген|тай|кул)")


def _is_patronymic(low: str, forms: list[str], cyrillic: bool) -> bool:
    if not _FALSE_PATRONYMICS.isdisjoint(forms) or not (_PATRONYMIC if cyrillic else _LATIN_PATRONYMIC).fullmatch(low):
        return False
    if adjective := _FEMININE_ADJECTIVE.match(low):
        return not names().given.isdisjoint(map(fold, (adjective[1], f"{adjective[1]}й", f"{adjective[1]}ь")))
    adjective = _ADJECTIVE_OR_PATRONYMIC.match(low)
    return adjective is None or _is_fathers_name(adjective[1], forms)


def _is_fathers_name(stem: str, forms: list[str]) -> bool:
    """Whether what stands before «улы» is a given name, and the whole no word of the dictionary."""
    if not names().kazakh.isdisjoint(forms):
        return False
    return fold(stem) in names().given or bool(_COMPOUND.fullmatch(stem))


_OF_GIVEN = re.compile(r"(.{4,})(?:[оеё]ва?|[oe]va?)")


def _is_son_of_given(forms: list[str]) -> bool:
    """A given name with the ending of a surname is no word, though dictionaries list some (Ахметов)."""
    fathers = [form[1] for one in forms if (form := _OF_GIVEN.fullmatch(one))]
    return any(fold(father) in names().given or fold(f"{father}й") in names().given for father in fathers)


_FALSE_PATRONYMICS = frozenset(
    "мағлұлы тұрғұлы жұлы основна основну основной основны ровна ровной ровну ровны словно деревна"
    " плевна древна межцерковна порховичей bully fully"
    " королевич королевна царевич царевна цесаревич цесаревна серпухович стиховна".split()
)


def _is_listed_as_it_stands(low: str, key: str) -> bool:
    """A given name as it stands, where only the stem is a word or a place: Наталья and Натал, Сауле and сау."""
    lists = names()
    return key in lists.given and not any(
        low in words for words in (lists.ordinary, lists.kazakh, lists.english, lists.place)
    )


def _given(forms: list[str], keys: list[str], ordinary: bool) -> Sort:
    if names().given.isdisjoint(keys):
        return 0
    if any(form in names().ambiguous for form in forms[:3]):
        return MAYBE_GIVEN
    return 0 if ordinary else GIVEN


def _is_surname(forms: list[str], cyrillic: bool) -> bool:
    ending = _SURNAME if cyrillic else _LATIN_SURNAME
    return any(len(form) > 4 and ending.fullmatch(form) for form in forms[:3])


def _ordinary(forms: list[str], cyrillic: bool) -> bool:
    """A word of one of the three languages; a Kazakh word also in its cases."""
    if not cyrillic:
        return forms[0] in names().english
    if not names().place.isdisjoint(forms):
        return True
    return bool({forms[0], _FEMININE.sub("ина", forms[0])} & names().ordinary) or any(
        form in names().kazakh for form in forms
    )
