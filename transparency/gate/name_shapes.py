"""Tells whether words side by side have the shape of one person's name: initials, patronymic, given name with surname."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transparency.gate.endings import stems
from transparency.gate.names import names
from transparency.gate.names.fold import fold
from transparency.gate.titles import FIELD, is_behind_post, is_called, is_institution_behind
from transparency.gate.word_kinds import GIVEN, MAYBE_GIVEN, NOT_A_NAME, ORDINARY, PATRONYMIC, SURNAME, sort_of
from transparency.gate.words import LOWER, Word, capitals

ANY_GIVEN = GIVEN | MAYBE_GIVEN
NAMES = GIVEN | MAYBE_GIVEN | SURNAME | PATRONYMIC
LEAST_OF_CAPITALS = 4
"""Letters of a name in capitals; shorter words of capitals are abbreviations."""
_SPACES = 2
_STOP_INITIALS = frozenset("Қ.Р. Р.К. Т.А.Ә. Т.А.Ж. А.Ж.Т. Ф.И.О. А.Т.Ә. U.S. U.K. E.U. U.N. D.C. N.B. No. Ph.".split())
"""Abbreviations that look like initials."""
_STATES = frozenset("Қ.Р. Р.К. К.Р. Р.Ф. И.О. М.А. О.А. Қ.А. С.Ш. Ж.Б. Б.А.".split())


def belongs_to_next(run: Sequence[Word]) -> bool:
    """Behind a post and before a surname, initials are those of the surname."""
    if len(run) < 3 or [w.kind for w in run[:3]] != ["word", "initials", "word"]:
        return False
    if run[0].sort & ORDINARY:
        return run[2].sort & (SURNAME | ORDINARY) == SURNAME
    return not run[0].sort & (SURNAME | GIVEN) and not run[2].sort & ORDINARY


def begins_later(run: Sequence[Word], text: str) -> bool:
    """A word before a whole name is none of its parts if it stands on the line above, or is of no list and the name has a
    patronymic: then it is often the first word of the sentence.
    """
    if len(run) <= 2 or not is_name(run[1:3], text):
        return False
    above = "\n" in text[run[0].end : run[1].start] and "\n" not in text[run[1].end : run[2].start]
    return above or (not run[0].sort and bool(run[2].sort & PATRONYMIC))


def patronymic_alone(word: Word) -> bool:
    return word.sort & (PATRONYMIC | GIVEN | ORDINARY) == PATRONYMIC and len(word.text) > 6


def hyphenated_name(word: Word) -> bool:
    """A clear surname and a clear given name, joined as in the address of a picture."""
    sorts = [sort_of(part) for part in word.text.split("-")] if word.text.count("-") == 1 else []
    return GIVEN in sorts and any(sort & NAMES == SURNAME and not sort & ORDINARY for sort in sorts)


def is_name(run: Sequence[Word], text: str = "") -> bool:
    if any(word.kind != "word" for word in run):
        return _with_initials(run)
    if any(word.sort & ORDINARY and not word.sort & SURNAME for word in run):
        return False
    return any(word.sort & PATRONYMIC for word in run) or (len(run) < 4 and _pair(run, text))


def _pair(run: Sequence[Word], text: str) -> bool:
    """Given name and surname in either order, or two clear given names: a Kazakh surname is often a grandfather's name."""
    given = next((word for word in run if word.sort & ANY_GIVEN), None)
    if given is None or len({word.text.lower() for word in run}) < len(run) or _abbreviations(run):
        return False
    others = [word for word in run if word is not given]
    if all(word.sort & (SURNAME | ANY_GIVEN) for word in others):
        clear = any(word.sort & SURNAME and not word.sort & (MAYBE_GIVEN | ORDINARY) for word in others)
        return clear or any(word.sort & GIVEN for word in run) or (len(run) == 2 and _doubtful_pair(run, text))
    line = "\n" not in text[run[0].end : run[1].start]
    return len(run) == 2 and line and bool(run[0].sort & GIVEN) and _unknown(run[0], run[1])


def unknown_behind_post(run: Sequence[Word], text: str) -> bool:
    """Two words of no list right behind a post: «профессор» and a foreign name."""
    pair = run[:2]
    if len(pair) < 2 or any(w.kind != "word" or w.sort or w.text.isupper() or len(w.text) <= _SPACES for w in pair):
        return False
    one_line = text[pair[0].end : pair[1].start] == " " and not is_institution_behind(pair[1], text)
    return one_line and is_behind_post(pair[0].start, text)


def given_and_word(run: Sequence[Word], text: str) -> bool:
    """A clear given name right before a Cyrillic word of the language with a capital: surnames are words too."""
    if len(run) < 2 or run[0].sort != GIVEN or text[run[0].end : run[1].start] != " ":
        return False
    word = run[1]
    if word.kind != "word" or not word.sort & ORDINARY or word.text.isupper() or word.text.isascii():
        return False
    if len(word.text) <= _SPACES or "-" in word.text or is_called(word.text) or is_institution_behind(word, text):
        return False
    low = word.text.lower()
    return fold(low) not in NOT_A_NAME and names().place.isdisjoint(stems(low, cyrillic=True))


def _doubtful_pair(run: Sequence[Word], text: str) -> bool:
    """Two given names that are words too, side by side within a sentence; English words are too many for that."""
    if text[run[0].end : run[1].start] not in (" ", "  ") or run[0].text.isascii():
        return False
    return all(word.sort & MAYBE_GIVEN and not word.text.isupper() for word in run) and _is_within(run[0], text)


def _abbreviations(run: Sequence[Word]) -> bool:
    return any(word.text.isupper() and len(word.text) < 4 and not word.sort & SURNAME for word in run)


def _unknown(given: Word, word: Word) -> bool:
    """A word of no dictionary right after a clear given name on the same line is its surname."""
    adjacent = 0 < word.start - given.end <= _SPACES and min(len(given.text), len(word.text)) > 3
    return adjacent and not word.sort and not word.text.isupper()


_WITHIN = re.compile(rf"(?:[{LOWER}][,:]?|[(:]) {{1,2}}$")
"""What stands before a name within a sentence; at the beginning of a line a single letter numbers an item."""


def single_initial(run: Sequence[Word], text: str) -> bool:
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
    unknown = not word.sort and word.text.isascii() and len(word.text) >= LEAST_OF_CAPITALS
    if word.sort & ORDINARY or not (unknown or word.sort & MAYBE_GIVEN):
        return False
    return _is_within(run[0], text)


def _is_within(word: Word, text: str) -> bool:
    """Whether a word stands within a sentence, where a capital says more than at its beginning."""
    return bool(_WITHIN.search(text[max(0, word.start - _SPACES - 2) : word.start]))


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
    """One initial asks for a surname or a given name beside it, two for any word but ordinary ones and names of fields."""
    several = initials.text.count(".") > 1
    if FIELD.fullmatch(word.text):
        return False
    if not several and word.sort == SURNAME and len(word.text) == _SPACES and word.text[1].islower():
        return True
    if initials.text.replace(" ", "") in _STOP_INITIALS or len(word.text) < (
        2 if several and word.sort & SURNAME else 3
    ):
        return False
    if word.sort & ORDINARY:
        return several and (bool(word.sort & SURNAME) or _may_be_any_word(word, initials))
    return bool(word.sort & (SURNAME | GIVEN)) or (several and not _abbreviations([word]) and len(word.text) > 2)


def _may_be_any_word(word: Word, initials: Word) -> bool:
    """Two Cyrillic initials make a surname of a Kazakh word or a place, but not of what offices and papers are called."""
    if word.text.isascii() or word.text.isupper() or initials.text.replace(" ", "") in _STATES:
        return False
    low = word.text.lower()
    return (low in names().kazakh or low in names().place) and fold(low) not in NOT_A_NAME


def in_author_field(text: str) -> bool:
    """An author field names a person if any of its words is a given name or a surname; an institution's name has none."""
    words = capitals(re.sub(r"[_\-.]", " ", text).title())
    return any(word.sort & (GIVEN | SURNAME | PATRONYMIC) and not word.sort & ORDINARY for word in words)
