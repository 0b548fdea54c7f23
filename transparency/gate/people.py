"""Detects names of persons: initials, patronymics, given name with surname, in any order, case and script."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from transparency.gate.enumerations import begins_another, is_enumerated
from transparency.gate.finding import Hit, TextBlock
from transparency.gate.name_shapes import (
    LEAST_OF_CAPITALS,
    NAMES,
    begins_later,
    belongs_to_next,
    given_and_word,
    hyphenated_name,
    is_name,
    patronymic_alone,
    single_initial,
    unknown_behind_post,
)
from transparency.gate.names.pair_model import DOUBTFUL, THRESHOLD, UNKNOWN_BESIDE_NAME, score
from transparency.gate.small_letter_names import small_letter_names
from transparency.gate.titles import (
    TITLES_BEHIND,
    after_label,
    beside_title,
    is_addressed,
    is_institution_behind,
    is_joined_with_title,
    may_follow_label,
)
from transparency.gate.unlisted_roles import is_of_unlisted_role
from transparency.gate.word_cues import FORM, NAME, NAME_LABEL, SMALL_NAME, WHOSE_NAME
from transparency.gate.word_kinds import GIVEN, MAYBE_GIVEN, ORDINARY, PATRONYMIC, SURNAME
from transparency.gate.words import INITIAL, LOWER, UPPER, Word, capitals

PROMISING = re.compile(
    rf"[{UPPER}](?:[\w'’-]+(?:[ \t\n,;|/*_]{{1,8}}[{UPPER}]|[ \t\n-]{{1,3}}(?:{TITLES_BEHIND}))|\.[ \t\n]{{0,3}}[{UPPER}]"
    r"|[\w'’-]*(?:ович|евич|овна|евна|ұлы|улы|қызы|кызы|vich|vna|uly|qyzy|kyzy)"
    rf"|(?<=[{LOWER}]-[{UPPER}])"
    rf"|(?:(?<=[:–—-] [{UPPER}])|(?<=[{LOWER}] [{UPPER}])|(?<=[{LOWER}]\. [{UPPER}]))(?:[{LOWER}]|[{UPPER}]{{3}})"
    rf"|(?:(?<=[{LOWER}][ ,\t][{UPPER}])|(?<=[{LOWER}][ ,\t]{{2}}[{UPPER}])|(?<=[{LOWER}][ ,\t]{{3}}[{UPPER}]))\.)"
)
"""Without one of these there is no name in a text. Every one has a capital letter, and most characters are none."""
_SEVERAL_INITIALS = re.compile(rf"{INITIAL}[ -]{{0,2}}[{UPPER}]")
_LINE = 400
"""Characters of a text that hardly repeats what stands in others."""
_STRETCH = re.compile(r"\A[^0-9]+|(?<=\A[0-9])[^0-9]+|[^0-9]{3,}")
"""Text between digits: three characters or more, for a name has no fewer; at the beginning of a block of any length."""
_JOIN = re.compile(r"[*_]{0,3}[ \t\n]{1,3}[*_]{0,3}|[ \t]*[,;|][ \t]*|[ \t]*")
NEAR = re.compile(r" {1,2}|-")
"""What stands between two words that the model looks at: cells of a table are lines."""
_LONGEST = 4
_NAME_AND_UNKNOWN = ([0, GIVEN], [0, GIVEN | SURNAME])
"""A clear name and a word that is in no list: most such words are names as well."""
_LEAST = 3
"""Letters of the shorter of these."""


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
        yield from small_letter_names(block)


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
        if is_joined_with_title(word):
            end = word.end
            yield word.start, end
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
    return words[i].kind == "initials" or bool(words[i].sort & NAMES)


def _length(words: Sequence[Word], i: int, block: TextBlock) -> int:
    """How many words from the i-th on are one name; 0 where none begins."""
    run = _run(words, i, block.text)
    if any(word.kind != "word" or word.sort & NAMES for word in run[:2]):
        if belongs_to_next(run) or begins_later(run, block.text):
            return 0
        for length in range(len(run), 1, -1):
            if is_name(run[:length], block.text):
                return length
        if single_initial(run, block.text) or given_and_word(run, block.text):
            return 2
        if patronymic_alone(run[0]) or hyphenated_name(run[0]):
            return 1
    if beside_title(run[0], block) or (run[0].kind == "word" and is_of_unlisted_role(run[0], block.text)):
        return 1
    if unknown_behind_post(run, block.text):
        return 2
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
    if min(len(first.text), len(second.text)) < LEAST_OF_CAPITALS and (first.text + second.text).isupper():
        return False
    if together & ORDINARY and not together & (GIVEN | SURNAME | PATRONYMIC):
        return False
    clear = not together & ORDINARY and (_is_clear(first) or _is_clear(second))
    one_script = first.text.isascii() == second.text.isascii()
    if (
        sorted((first.sort, second.sort)) in _NAME_AND_UNKNOWN
        and one_script
        and min(len(first.text), len(second.text)) >= _LEAST
    ):
        return score(text, first, second) > UNKNOWN_BESIDE_NAME and not is_institution_behind(second, text)
    return score(text, first, second) > (THRESHOLD if clear else DOUBTFUL)


def _is_clear(word: Word) -> bool:
    """A given name or patronymic and nothing else; many surnames are spelt like adjectives or adverbs."""
    return bool(word.sort & (GIVEN | PATRONYMIC)) and not word.sort & MAYBE_GIVEN


def _run(words: Sequence[Word], i: int, text: str) -> Sequence[Word]:
    """The word with up to three that follow it without another word between."""
    size = 1
    while size < 4 and i + size < len(words) and _JOIN.fullmatch(text, words[i + size - 1].end, words[i + size].start):
        if is_enumerated(words, i + size - 1, text) or (size > 1 and begins_another(words, i + size - 1, text)):
            break
        size += 1
    return words[i : i + size]
