"""Tokenises and stems text for the search index. ``site/layout/assets/search.js`` has the same steps."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from transparency.model.locales import is_cyrillic
from transparency.model.text import KAZAKH, Lang
from transparency.site.search.tables import (
    CLASSES,
    DROPPED,
    FOLD,
    GROUPS,
    LATIN,
    LEAST,
    LEAST_USUAL,
    LOOKALIKES,
    SMALL,
    SOFTENED,
)

ALIKE = 4
"""Shorter beginnings do not make two words one."""

SHORTEST = 3
"""Letters of a Kazakh word under which others are indexed: «ақы» is no form of the abbreviation «АҚ»."""

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*")
_FOLD = {lang: str.maketrans({**letters, "’": "'"}) for lang, letters in FOLD.items()}
_APOSTROPHE = str.maketrans({"’": "'"})
_CYRILLIC = re.compile(r"[а-яёәғқңөұүһі]")
_LATIN = re.compile(r"[a-zäğñöşūüıçóúńáý]")


def tokens(text: str, lang: Lang) -> Iterator[str]:
    """Words as the index holds them: ``4.4`` counts as itself and as its parts."""
    for word in typed(text, lang):
        yield word
        if "." in word:
            yield from word.split(".")


def typed(text: str, lang: Lang) -> Iterator[str]:
    """Folded words and numbers as they stand; letters and digits are told apart."""
    for found in _TOKEN.findall(text.lower().replace("\u00ad", "")):
        if found[0].isdigit():
            yield found.replace(",", ".")
        else:
            yield fold(_one_alphabet(found), lang)


def fold(word: str, lang: Lang) -> str:
    """The word in the letters of the index; Cyrillic on a page in Latin letters is written in Latin letters."""
    if not is_cyrillic(lang) and _CYRILLIC.search(word):
        return to_latin(word)
    return word.translate(_FOLD.get(lang, _APOSTROPHE))


def _one_alphabet(word: str) -> str:
    """A lone Latin letter, or one among Cyrillic letters, is taken for the Cyrillic letter it looks like."""
    if len(word) == 1 or (_CYRILLIC.search(word) and _LATIN.search(word)):
        return "".join(LOOKALIKES.get(letter, letter) for letter in word)
    return word


_TO_LATIN: Mapping[str, str] = {cyrillic: latin for latin, cyrillic in reversed(LATIN)} | {"қ": "k", "ү": "u", "ұ": "u"}


def to_latin(word: str) -> str:
    """``пак`` -> ``pak``."""
    plain = (FOLD[KAZAKH].get(letter, letter) for letter in word)
    return "".join(_TO_LATIN.get(letter, letter) for letter in plain)


@cache
def _suffixes(lang: Lang) -> tuple[tuple[tuple[str, frozenset[str], str], ...], ...]:
    return tuple(tuple(_suffix(one, lang) for one in group) for group in GROUPS.get(lang, ()))


@cache
def _ends(lang: Lang) -> tuple[tuple[str, ...], ...]:
    """The letters of each group's suffixes: most words end in none of them, and one look tells."""
    return tuple(tuple(letters for letters, _, _ in group) for group in _suffixes(lang))


def _suffix(written: str, lang: Lang) -> tuple[str, frozenset[str], str]:
    letters, _, rest = written.partition(":")
    name, _, instead = rest.partition(">")
    return letters, frozenset(CLASSES[lang][name]), instead


def analyses(word: str, lang: Lang) -> tuple[str, ...]:
    """The folded word and everything it may be a form of, the longest first."""
    found = {word}
    for group, ends in zip(_suffixes(lang), _ends(lang), strict=True):
        found |= {
            rest for one in found if one.endswith(ends) for suffix in group for rest in _without(one, suffix, lang)
        }
    return tuple(sorted(found, key=_longest_first))


def _longest_first(word: str) -> tuple[int, str]:
    return -len(word), word


def _without(word: str, suffix: tuple[str, frozenset[str], str], lang: Lang) -> Iterator[str]:
    letters, before, instead = suffix
    if not word.endswith(letters):
        return
    rest = word.removesuffix(letters)
    if len(rest) < LEAST.get(lang, LEAST_USUAL) or rest[-1] not in before:
        return
    yield rest + instead
    if lang == KAZAKH and letters[0] in DROPPED:
        yield from _before_vowel(rest)


def _before_vowel(rest: str) -> Iterator[str]:
    if rest[-1] in SOFTENED:
        yield rest[:-1] + SOFTENED[rest[-1]]
    if rest[-2] not in CLASSES[KAZAKH]["vowel"]:
        yield from (rest[:-1] + vowel + rest[-1] for vowel in DROPPED)


def stem(word: str, lang: Lang) -> str:
    """Russian and English words are known by what is left when all endings are gone."""
    for group in _suffixes(lang):
        fits = [rest for suffix in group for rest in _without(word, suffix, lang)]
        word = sorted(fits, key=_longest_first)[-1] if fits else word
    return word


def roots(words: Iterable[str], lang: Lang) -> Mapping[str, str]:
    """For each word of a text the one under which it is indexed.

    A Kazakh word goes under the longest word of the same text that it is a form of, and that one likewise. Words whose
    dictionary form the text never uses meet under the form that most of them share.
    """
    known = frozenset(words)
    if lang != KAZAKH:
        return {word: stem(word, lang) for word in known}
    forms = {word: analyses(word, lang) for word in known}
    shared = Counter(form for word in known for form in forms[word])
    return {word: _root(word, forms, shared) for word in known}


def _root(word: str, forms: Mapping[str, tuple[str, ...]], shared: Mapping[str, int]) -> str:
    above = next((form for form in forms[word] if form in forms and SHORTEST <= len(form) < len(word)), None)
    if above is not None:
        return _root(above, forms, shared)
    common = [form for form in forms[word] if len(form) >= ALIKE and shared[form] > 1]
    return max(common, key=lambda form: (shared[form], len(form), form), default=word)


def lookup(word: str, known: frozenset[str] | Mapping[str, object], lang: Lang) -> str | None:
    """The indexed word that a typed (folded) word means, or None."""
    forms = analyses(word, lang) if lang == KAZAKH else (stem(word, lang),)
    return next((form for form in forms if form in known), None)


def gist(phrase: str, lang: Lang) -> str:
    """A phrase without its endings and small words, to be compared with another."""
    return " ".join(short(word, lang) for word in telling(phrase, lang))


def telling(phrase: str, lang: Lang) -> list[str]:
    """The words of a phrase that say something; all of them where they are all small."""
    words = list(typed(phrase, lang))
    return [word for word in words if word not in SMALL.get(lang, "")] or words


def short(word: str, lang: Lang) -> str:
    """A word without its endings; a Kazakh word keeps at least `ALIKE` letters."""
    if lang != KAZAKH:
        return stem(word, lang)
    return [form for form in analyses(word, lang) if form == word or len(form) >= ALIKE][-1]
