"""Reads the name of a file as words, so that the detectors of running text can be used on it; finds such names in texts."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from transparency.gate.finding import Hit, TextBlock
from transparency.gate.names import eponyms
from transparency.gate.names.fold import fold
from transparency.gate.people import people
from transparency.gate.titles import PAPER_OF_PERSON
from transparency.gate.word_kinds import GIVEN, MAYBE_GIVEN, ORDINARY, SURNAME, is_in_latin, sort_of

_SEPARATED = re.compile(r"[_\-+.\s()\[\],]+")
_CAMEL = re.compile(r"(?<=[a-zа-яәғқңөұүһі])(?=[A-ZА-ЯӘҒҚҢӨҰҮҺІ])")
_LANGUAGE = re.compile(r"\.[a-z]{2}$")
"""The code of a language before the extension of a file: ``students-on-grant.en.csv``."""
_LONE_LETTER = re.compile(r"(?<= )([^\W\d_])(?=$|\s\d|\s[^\W\d_](?:$|\s\d))")
"""An initial or two stand behind a surname, at the end or before a year; "what-a-rollback-withdraws" has none."""
_PAPER = re.compile(PAPER_OF_PERSON)
"""A paper of one person: beside it, in the name of a file, a lone surname says whose it is."""
_CLEAR_ENDING = re.compile(r"(?:[oe]va?|[оеё]ва?|enko|енко|[uұу]l[yы]|[kqқк][yы]z[yы])$")
"""Endings of surnames that no other words of names of files have, once words of the language are excepted."""
_JOINED = re.compile(r"[a-z]{9,40}")
_OF_VERB = re.compile(
    r".{4,}(?:[aeu]ni(?:y[aeu]?|[aei]|em|yem|yam|yakh|yami)|ova(?:n(?:[aoy]|nyy|nye|nogo|nykh)?|t|l[ao]?|tsya|lsya)|lena?)"
)
"""Russian verbal nouns and participles in Latin letters, which can look like a surname with a given name: ustanovlena."""
_ENDING_OF_VERB = re.compile(r"an(?:i|n[yo])")
"""What looks like a given name at the end of such a word: ispolzov-aniya, opublikov-annye."""
_LEAST_OF_GIVEN = 5
"""Letters of a given name that is clear behind a surname in spite of such an ending: petrovaelena."""
_WORDS_LIKE_NAMES = frozenset(
    "abai|abay|alfa|bazy|dali|dany|data|doli|mery|metody|moduli|ono|otsenkoy|radi|tom".split("|")
)
"""Russian words in Latin letters that are given names elsewhere (mery_vzyskaniya), and the poet (abai_oqulary)."""
_LEAST_OF_PART = 4
_OF_NAMES_ONLY = re.compile(
    r"(?:[oe]va?|[оеё]ва?|enko|енко|ba[iy]|бай|bek|бек|[kqkқх]han|хан|zhan|жан|[gk]ali|[ғгқк]али|[uұу]l[yы]|[kqқк][yы]z[yы])$"
)
_ENGLISH_ENDING = re.compile(r"(?:v[ey]|val|vals)$")
_LEAST_BESIDE_INITIAL = 6
"""Letters of a name with which an initial is joined, tokaevm: shorter ones are found in too many words."""


def words_of_path(text: str) -> str:
    """A path as words: each name as it stands, and without extension, language and separators, every word with a capital."""
    parts = text.split("/")
    stems = (_LANGUAGE.sub("", part.rpartition(".")[0]) or part for part in parts)
    return "\n\n".join((*parts, *map(_words_of_stem, stems)))


def _words_of_stem(stem: str) -> str:
    """A lone letter beside a surname becomes an initial; a given name and a surname that were joined are taken apart."""
    words = [_parted(word) for word in _SEPARATED.sub(" ", _CAMEL.sub(" ", stem)).split(" ")]
    named = any(len(word) == 1 or sort_of(word) & GIVEN for word in words)
    plain = (
        _is_plain(word, named) or _is_beside_eponym(words, i) or _is_word_like_name(words, i)
        for i, word in enumerate(words)
    )
    text = " ".join(word if lower else word.title() for word, lower in zip(words, plain, strict=True))
    if any(sort_of(word) & (SURNAME | GIVEN) for word in words):
        text = _LONE_LETTER.sub(r"\1.", text)
    return "\n".join((text, *(f"Mr {word.title()}" for word in _owners(words))))


def _is_plain(word: str, named: bool) -> bool:
    """A Kazakh or Russian word in Latin letters: it is no surname unless a given name or an initial is there as well."""
    return word.isascii() and word.islower() and not (named and sort_of(word)) and is_in_latin(word)


def _is_word_like_name(words: Sequence[str], i: int) -> bool:
    """Whether a Russian word that is a given name elsewhere stands among words of which none can be a name."""
    if words[i] not in _WORDS_LIKE_NAMES:
        return False
    return not any(len(word) == 1 or sort_of(word) for word in (*words[:i], *words[i + 1 :]))


def _is_beside_eponym(words: Sequence[str], i: int) -> bool:
    """Whether the word and a neighbour are eponyms: gauss-markov."""
    pairs = (words[at : at + 2] for at in (i - 1, i) if 0 <= at < len(words) - 1)
    return any(all(fold(word) in eponyms() for word in pair) for pair in pairs)


def _owners(words: Sequence[str]) -> Iterator[str]:
    """Words that say whose file it is: a clear surname; beside a paper of one person, any word that is only a name."""
    paper = any(map(_PAPER.fullmatch, map(str.lower, words)))
    return (word for word in words if _is_surname_alone(word) or (paper and _is_only_a_name(word)))


def _is_surname_alone(word: str) -> bool:
    clear = _CLEAR_ENDING.search(word.lower()) and sort_of(word) == SURNAME
    return bool(clear) and not _is_of_language(word)


def _is_only_a_name(word: str) -> bool:
    sort = sort_of(word) if len(word) >= _LEAST_OF_PART else ORDINARY
    return bool(sort & (SURNAME | GIVEN)) and not sort & (ORDINARY | MAYBE_GIVEN) and not _is_of_language(word)


def _is_of_language(word: str) -> bool:
    """A Kazakh or Russian word or a place that is written in Latin letters, or gave its name to something studied."""
    return is_in_latin(word) or fold(word) in eponyms()


@functools.lru_cache(maxsize=20_000)
def _parted(word: str) -> str:
    """A given name and a surname, or a surname and an initial, that are one word in small letters, apart: danaomarova."""
    if _has_initial(word):
        return f"{word[:-1]} {word[-1]}."
    if not _JOINED.fullmatch(word) or sort_of(word) & ORDINARY or is_in_latin(word):
        return word
    for at in range(_LEAST_OF_PART, len(word) - _LEAST_OF_PART + 1):
        sorts = sort_of(word[:at]), sort_of(word[at:])
        clear = any(sort & (GIVEN | MAYBE_GIVEN) == GIVEN for sort in sorts)
        if (
            clear
            and not _is_of_verb(word, at)
            and all(sort & (GIVEN | SURNAME) and not sort & ORDINARY for sort in sorts)
        ):
            return f"{word[:at]} {word[at:]}"
    return word


def _is_of_verb(word: str, at: int) -> bool:
    """Whether a word is a form of a verb, unless a surname and a given name before and behind ``at`` are clear."""
    surname, given = word[:at], word[at:]
    clear = _CLEAR_ENDING.search(surname) and len(given) >= _LEAST_OF_GIVEN and not _ENDING_OF_VERB.match(given)
    return not clear and bool(_OF_VERB.fullmatch(word))


def _has_initial(word: str) -> bool:
    """Whether a word that is none is a name with one letter behind it: tokaevm, кәрімоваа."""
    name = word[:-1]
    if len(name) < _LEAST_BESIDE_INITIAL or not word.islower() or sort_of(word) or is_in_latin(word):
        return False
    return (
        bool(_OF_NAMES_ONLY.search(name))
        and not _ENGLISH_ENDING.search(word)
        and bool(sort_of(name) & (GIVEN | SURNAME))
    )


_EXTENSION = r"\.(?:pdf|docx?|xlsx?|pptx?|odt|rtf|txt|csv|jpe?g|png|svg|webp|zip|html?|mp[34])(?!\w)"
_EXTENDED = re.compile(_EXTENSION)
"""Found at once in a long text, which the whole expression is not."""
_FILE = re.compile(rf"(?P<name>[^\s\"'()\[\]<>|:*?/\\]+[_-][^\s\"'()\[\]<>|:*?/\\]*){_EXTENSION}", re.IGNORECASE)


def may_hold_file_name(block: TextBlock) -> bool:
    """The name of a file whose words are joined by a sign."""
    return bool(_EXTENDED.search(block.low) and _FILE.search(block.text))


def names_of_files(block: TextBlock) -> Iterator[Hit]:
    """Persons in the names of files that a text mentions or links to; names with spaces are read as any text is."""
    for file in _FILE.finditer(block.text):
        words = TextBlock(_words_of_stem(file["name"]))
        if any(people(words)):
            yield Hit("P09", file.start(), file.end(), file[0])
