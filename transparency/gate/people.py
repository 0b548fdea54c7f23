"""Detects names of persons: initials, patronymics, given name with surname, in any order, case and script."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator, Sequence

from transparency.gate.finding import Hit, TextBlock
from transparency.gate.names.pair_model import DOUBTFUL, THRESHOLD, score
from transparency.gate.titles import (
    TITLES_BEHIND,
    after_label,
    beside_title,
    is_addressed,
    is_behind_post,
    may_follow_label,
)
from transparency.gate.word_cues import FORM, NAME, NAME_LABEL, SMALL_NAME, WHOSE_NAME
from transparency.gate.word_kinds import GIVEN, MAYBE_GIVEN, ORDINARY, PATRONYMIC, SURNAME, sort_of
from transparency.gate.words import INITIAL, LOWER, UPPER, Word, capitals

_ANY_GIVEN = GIVEN | MAYBE_GIVEN
_NAMES = GIVEN | MAYBE_GIVEN | SURNAME | PATRONYMIC
PROMISING = re.compile(
    rf"[{UPPER}](?:[\w'’-]+(?:[ \t\n,;|/*_]{{1,8}}[{UPPER}]|[ \t\n]{{1,3}}(?:{TITLES_BEHIND}))|\.[ \t\n]{{0,3}}[{UPPER}]"
    r"|[\w'’-]*(?:ович|евич|овна|евна|ұлы|улы|қызы|кызы|vich|vna|uly|qyzy|kyzy)"
    rf"|(?<=[{LOWER}]-[{UPPER}])"
    rf"|(?:(?<=: [{UPPER}])|(?<=[{LOWER}] [{UPPER}])|(?<=[{LOWER}]\. [{UPPER}]))(?:[{LOWER}]|[{UPPER}]{{3}})"
    rf"|(?:(?<=[{LOWER}][ ,\t][{UPPER}])|(?<=[{LOWER}][ ,\t]{{2}}[{UPPER}])|(?<=[{LOWER}][ ,\t]{{3}}[{UPPER}]))\.)"
)
"""Without one of these there is no name in a text. Every one has a capital letter, and most characters are none."""
_SEVERAL_INITIALS = re.compile(rf"{INITIAL}[ -]{{0,2}}[{UPPER}]")
_LINE = 400
"""Characters of a text that hardly repeats what stands in others."""
_STRETCH = re.compile(r"[^0-9]+")
_JOIN = re.compile(r"[*_]{0,3}[ \t\n]{1,3}[*_]{0,3}|[ \t]*[,;|][ \t]*|[ \t]*")
NEAR = re.compile(r" {1,2}|-")
"""What stands between two words that the model looks at: cells of a table are lines."""
_LONGEST = 4
_SPACES = 2
_LEAST_OF_CAPITALS = 4
"""Letters of a name in capitals; shorter words of capitals are abbreviations."""
_STOP_INITIALS = frozenset("Т.А.Ә. Т.А.Ж. А.Ж.Т. Ф.И.О. А.Т.Ә. U.S. U.K. E.U. U.N. D.C. N.B. No. Ph.".split())
"""Abbreviations that look like initials."""


def may_hold_name(block: TextBlock) -> bool:
    """A word that may be a name needs another capital beside it; after the label of a form, two words of any kind are one."""
    if block.own_cues & SMALL_NAME:
        return True
    if block.own_cues & NAME:
        return '"' in block.text or bool(PROMISING.search(block.text))
    if not PROMISING.search(block.text):
        return False
    return (
        bool(_SEVERAL_INITIALS.search(block.text))
        or sum(word.kind == "word" and not word.sort & ORDINARY for word in capitals(block.text)) > 1
    )


def people(block: TextBlock) -> Iterator[Hit]:
    """Every name in the block, once."""
    if _may_hold_capitals(block):
        yield from (Hit("P09", start, end, block.text[start:end]) for start, end in _unquoted(block))
    if block.own_cues & SMALL_NAME:
        yield from _small_letters(block)


def _may_hold_capitals(block: TextBlock) -> bool:
    """A word that may be a name, several initials, or the label of a form."""
    labelled = block.cues & FORM or block.cues & (NAME_LABEL | WHOSE_NAME) == NAME_LABEL | WHOSE_NAME
    return bool(block.own_cues & NAME or labelled or ("." in block.text and _SEVERAL_INITIALS.search(block.text)))


def _unquoted(block: TextBlock) -> Iterator[tuple[int, int]]:
    """No name, label or title reaches over a quotation mark, and the strings of JSON repeat: each is read once."""
    first, *quoted = block.text.split('"')
    if quoted or PROMISING.search(first):
        yield from _between_digits(TextBlock(first, block.before))
    named = {string for string in set(quoted) if _in_string(string)}
    if named:
        offset = len(first) + 1
        for string in quoted:
            yield from ((offset + start, offset + end) for start, end in _in_string(string))
            offset += len(string) + 1


def _between_digits(block: TextBlock) -> Iterator[tuple[int, int]]:
    """No name, label or title reaches over a digit either, and what stands between the numbers of a table repeats."""
    if len(block.text) < _LINE:
        yield from _with_capitals(block)
        return
    for stretch in _STRETCH.finditer(block.text):
        start, end = max(0, stretch.start() - 1), stretch.end() + 1
        if start == 0:
            yield from _with_capitals(TextBlock(block.text[:end], block.before))
        else:
            yield from ((start + a, start + b) for a, b in _in_stretch(block.text[start:end]))


@functools.lru_cache(maxsize=100_000)
def _in_stretch(text: str) -> tuple[tuple[int, int], ...]:
    """Names in a stretch of text with the digits beside it."""
    return tuple(_with_capitals(TextBlock(text))) if PROMISING.search(text) else ()


@functools.lru_cache(maxsize=100_000)
def _in_string(string: str) -> tuple[tuple[int, int], ...]:
    block = TextBlock(string)
    return tuple(_with_capitals(block)) if _may_hold_capitals(block) else ()


def _with_capitals(block: TextBlock) -> Iterator[tuple[int, int]]:
    """Where names begin and end."""
    words = tuple(capitals(block.text))
    telling = [*(_is_telling(words, i) for i in range(len(words))), False]
    end = -1
    for i, word in enumerate(words):
        if word.start < end:
            continue
        if not (telling[i] or telling[i + 1] or may_follow_label(word, block) or is_addressed(word, block.text)):
            if size := _likely(words, i, block.text):
                end = words[i + size - 1].end
                yield word.start, end
            continue
        length = _length(words, i, block)
        if length:
            end = words[i + length - 1].end
            yield word.start, end


def _is_telling(words: Sequence[Word], i: int) -> bool:
    """A word that may be a name, initials, or two lone capitals before a surname: codes of tables are lone capitals too."""
    if words[i].kind == "letter":
        return [word.kind for word in words[i + 1 : i + 3]] == ["letter", "word"] and bool(words[i + 2].sort & SURNAME)
    return words[i].kind == "initials" or bool(words[i].sort & _NAMES)


def _length(words: Sequence[Word], i: int, block: TextBlock) -> int:
    """How many words from the i-th on are one name; 0 where none begins."""
    run = _run(words, i, block.text)
    if any(word.kind != "word" or word.sort & _NAMES for word in run[:2]):
        if _belongs_to_next(run) or _begins_later(run):
            return 0
        for length in range(len(run), 1, -1):
            if _is_name(run[:length], block.text):
                return length
        if _single_initial(run, block.text):
            return 2
        if _patronymic_alone(run[0]) or _hyphenated(run[0]):
            return 1
    if beside_title(run[0], block):
        return 1
    return after_label(run, block) or _likely(words, i, block.text)


def _likely(words: Sequence[Word], i: int, text: str) -> int:
    """How many words from the i-th on the model takes for one name, each pair of neighbours by itself."""
    size = 1
    while size < _LONGEST and i + size < len(words) and _is_likely(text, words[i + size - 1], words[i + size]):
        size += 1
    return size if size > 1 else 0


def _is_likely(text: str, first: Word, second: Word) -> bool:
    if first.kind != "word" or second.kind != "word" or not NEAR.fullmatch(text, first.end, second.start):
        return False
    together = first.sort | second.sort
    if min(len(first.text), len(second.text)) < _LEAST_OF_CAPITALS and (first.text + second.text).isupper():
        return False
    if together & ORDINARY and not together & (GIVEN | SURNAME | PATRONYMIC):
        return False
    clear = not together & ORDINARY and (_is_clear(first) or _is_clear(second))
    return score(text, first, second) > (THRESHOLD if clear else DOUBTFUL)


def _is_clear(word: Word) -> bool:
    """A given name or patronymic and nothing else; many surnames are spelt like adjectives or adverbs."""
    return bool(word.sort & (GIVEN | PATRONYMIC)) and not word.sort & MAYBE_GIVEN


def _run(words: Sequence[Word], i: int, text: str) -> Sequence[Word]:
    """The word with up to three that follow it without another word between."""
    size = 1
    while size < 4 and i + size < len(words) and _JOIN.fullmatch(text, words[i + size - 1].end, words[i + size].start):
        size += 1
    return words[i : i + size]


def _belongs_to_next(run: Sequence[Word]) -> bool:
    """Behind a post and before a surname, initials are those of the surname."""
    if len(run) < 3 or [w.kind for w in run[:3]] != ["word", "initials", "word"]:
        return False
    if run[0].sort & ORDINARY:
        return run[2].sort & (SURNAME | ORDINARY) == SURNAME
    return not run[0].sort & (SURNAME | GIVEN) and not run[2].sort & ORDINARY


def _begins_later(run: Sequence[Word]) -> bool:
    """A word of no list before a whole name with a patronymic is often the first word of the sentence."""
    return not run[0].sort and len(run) > 2 and bool(run[2].sort & PATRONYMIC) and _is_name(run[1:3])


def _patronymic_alone(word: Word) -> bool:
    return word.sort & (PATRONYMIC | GIVEN | ORDINARY) == PATRONYMIC and len(word.text) > 6


def _hyphenated(word: Word) -> bool:
    """A clear surname and a clear given name, joined as in the address of a picture."""
    sorts = [sort_of(part) for part in word.text.split("-")] if word.text.count("-") == 1 else []
    return GIVEN in sorts and any(sort & _NAMES == SURNAME and not sort & ORDINARY for sort in sorts)


def _is_name(run: Sequence[Word], text: str = "") -> bool:
    if any(word.kind != "word" for word in run):
        return _with_initials(run)
    if any(word.sort & ORDINARY and not word.sort & SURNAME for word in run):
        return False
    return any(word.sort & PATRONYMIC for word in run) or (len(run) < 4 and _pair(run, text))


def _pair(run: Sequence[Word], text: str) -> bool:
    """Given name and surname in either order, or two clear given names: a Kazakh surname is often a grandfather's name."""
    given = next((word for word in run if word.sort & _ANY_GIVEN), None)
    if given is None or len({word.text.lower() for word in run}) < len(run) or _abbreviations(run):
        return False
    others = [word for word in run if word is not given]
    if all(word.sort & (SURNAME | _ANY_GIVEN) for word in others):
        clear = any(word.sort & SURNAME and not word.sort & (MAYBE_GIVEN | ORDINARY) for word in others)
        return clear or any(word.sort & GIVEN for word in run)
    line = "\n" not in text[run[0].end : run[1].start]
    return len(run) == 2 and line and bool(run[0].sort & GIVEN) and _unknown(run[0], run[1])


def _abbreviations(run: Sequence[Word]) -> bool:
    return any(word.text.isupper() and len(word.text) < 4 and not word.sort & SURNAME for word in run)


def _unknown(given: Word, word: Word) -> bool:
    """A word of no dictionary right after a clear given name on the same line is its surname."""
    adjacent = 0 < word.start - given.end <= _SPACES and min(len(given.text), len(word.text)) > 3
    return adjacent and not word.sort and not word.text.isupper()


_WITHIN = re.compile(rf"(?:[{LOWER}][,:]?|[(:]) {{1,2}}$")
"""What stands before a name within a sentence; at the beginning of a line a single letter numbers an item."""


def _single_initial(run: Sequence[Word], text: str) -> bool:
    """One initial beside a given name that is also a word, or beside a Latin word of no list, within a sentence."""
    kinds = [word.kind for word in run[:2]]
    if sorted(kinds) != ["initials", "word"] or run[kinds.index("initials")].text.count(".") > 1:
        return False
    word = run[kinds.index("word")]
    if (
        kinds[0] == "initials"
        and len(word.text) > _SPACES
        and not word.text.isupper()
        and is_behind_post(run[0].start, text)
    ):
        return True
    unknown = not word.sort and word.text.isascii() and len(word.text) >= _LEAST_OF_CAPITALS
    if word.sort & ORDINARY or not (unknown or word.sort & MAYBE_GIVEN):
        return False
    return bool(_WITHIN.search(text[max(0, run[0].start - _SPACES - 2) : run[0].start]))


def _with_initials(run: Sequence[Word]) -> bool:
    kinds = "".join(word.kind[0] for word in run)
    if kinds in ("wll", "llw"):
        surname = run[kinds.index("w")]
        return bool(surname.sort & SURNAME) and not surname.sort & ORDINARY
    if kinds == "wl":
        return len(run[1].text) == 2 and run[0].sort & (SURNAME | ORDINARY) == SURNAME and not run[0].text.isupper()
    if kinds in ("wi", "iw"):
        return _initialled(run[kinds.index("w")], run[kinds.index("i")])
    return False


def _initialled(word: Word, initials: Word) -> bool:
    """One initial asks for a surname or a given name beside it, two for any word that is not an ordinary one."""
    several = initials.text.count(".") > 1
    if initials.text.replace(" ", "") in _STOP_INITIALS or len(word.text) < (
        2 if several and word.sort & SURNAME else 3
    ):
        return False
    if word.sort & ORDINARY:
        return several and bool(word.sort & SURNAME)
    return bool(word.sort & (SURNAME | GIVEN)) or (several and not _abbreviations([word]) and len(word.text) > 3)


_SMALL_WORD = re.compile(rf"(?<![\w@/.-])[{LOWER}]{{3,24}}(?![\w@-])")
_SMALL_SURNAME = re.compile(
    r"(?:[ое]в(?:а|у|ой|ым|е)?|[ое]вич(?:а|у|ем)?|[ое]вн(?:а|у|е|ы|ой)|енко|[ұу]лы|[қк]ызы|ova?|eva?|uly|[kq]yzy|ovich|ovna|evna|enko)"
    r"(?:[ндт]?[ыі]ң|[ғгқк]?[ае]|[дт][ае]н|[мбп]ен)?$"
)
_SMALL_JOIN = re.compile(r"[ _.]")


def _small_letters(block: TextBlock) -> Iterator[Hit]:
    """Names without capitals: a given name beside a surname, and neither is a word of the language."""
    end = -1
    for first, second in itertools.pairwise(_SMALL_WORD.finditer(block.text)):
        beside = _SMALL_JOIN.fullmatch(block.text, first.end(), second.start())
        if beside and first.start() >= end and _is_small_name(first[0], second[0]):
            end = second.end()
            yield Hit("P09", first.start(), end, block.text[first.start() : end])


def _is_small_name(first: str, second: str) -> bool:
    if (sort_of(first) | sort_of(second)) & ORDINARY:
        return False
    if sort_of(first) & _ANY_GIVEN and sort_of(second) & PATRONYMIC:
        return True
    for given, surname in ((first, second), (second, first)):
        surely = sort_of(given) & (_ANY_GIVEN | SURNAME) == GIVEN
        if surely and _SMALL_SURNAME.search(surname) and sort_of(surname) & _NAMES & ~PATRONYMIC == SURNAME:
            return True
    return False


def in_author_field(text: str) -> bool:
    """An author field names a person if any of its words is a given name or a surname; an institution's name has none."""
    words = capitals(re.sub(r"[_\-.]", " ", text).title())
    return any(word.sort & (GIVEN | SURNAME | PATRONYMIC) and not word.sort & ORDINARY for word in words)
