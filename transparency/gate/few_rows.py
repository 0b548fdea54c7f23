"""Detects tables of two persons or more by weighing what their columns tell: too few rows to compare them with each other.

A column whose values are those of single persons (an age in years, a sign of sex, a year of birth, "orphan") weighs two; any
other trait and the number or code of the row weigh one. A table about groups, services or rules does not reach the weight, or
counts something.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from transparency.gate.extractors import ExtractedTable
from transparency.gate.finding import TableHit
from transparency.gate.person_rows import (
    AGGREGATE,
    CODE,
    COUNTS,
    DIMENSION,
    HINT,
    MEAN,
    OF_GROUP,
    OF_PERSON,
    OWNER,
    QUANTITY,
    SCHEDULE,
    SEXES,
    SUBJECT,
    UNIT,
    VALUES,
    cells_of,
)
from transparency.model.messages import Message

_FEWEST_ROWS, _FEWEST_COLUMNS = 3, 3
_ENOUGH = 4
_OWN, _SHARED = 2, 1
"""What a trait of a single person weighs, and one that groups have as well."""
_LOOKED_AT = 60
_AGE = re.compile(r"1[4-9]|[2-8]\d")
_BIRTH = re.compile(r"(?:\d{1,2}[./-]\d{1,2}[./-])?(?:19[3-9]\d|20[01]\d)(?:-\d\d-\d\d)?")
_VERIFIED: Mapping[str, re.Pattern[str]] = {"age": _AGE, "birth": _BIRTH}
"""Traits whose values say that they are of single persons."""
_HAS_DIGIT = re.compile(r"\d")
_LIFE = re.compile(
    rf"(?:.*[(,] ?)?(?:{VALUES.pattern})\)?"
    r"|(?:инвалид|инв\.(?= ?(?:дет|[1-3](?!\d)|i{1,3}(?!\w)))|мүгедек"
    r"|(?:дети[- ])?сирот|многодетн|көп ?балалы|disab|orphan)\w*(?: .{1,20})?"
)
_PEOPLE = re.compile(r"\d{2,4}")
"""So many people; one digit may be a class of disability or a number of children, more are money."""
_BASIS = re.compile(r"(?:гос\w*\.? ?)?грант\w*|плат(?:но|ное|ный|ник)|бюджет|ақылы|grant|paid|fee|tuition|state grant")
_PRIVATE = frozenset(
    "disability disability_class health vaccination nationality religion family offence reason".split()
)
"""Traits that no table about a group has beside others without counting."""
_CODES_OF_SEX = frozenset("012")
"""Signs of sex in an export, under a header that says so."""
_MARK = re.compile(r"(?:100|\d{1,2})(?:[.,]\d{1,2})?|н/?я|осв\.?|н/?а|келмеді|босат\w*|absent|exempt")
_MARKS = 2
"""Columns of marks beside a cipher that are one person's."""
_BED = re.compile(r"орын|место|койка|койко-место|төсек|bed")
"""Headers of the beds of a room; `орын` and `место` are also places, which are counted."""
_SUBJECTS_OF_RULES = frozenset(("offence", "reason"))
"""Traits that a table of rules can be about: one row an offence."""
_DATED = re.compile(r"\d{1,2}[./-]\d{1,2}(?:[./-]\d{2,4})?|(?:19|20)\d\d-\d\d-\d\d|[1-6](?: ?курс)?")
"""A day, or a year of study."""
_SHORT = re.compile(r"[^\W\d_]{0,2}[-_ ]?\d{1,6}|[^\W\d_]{1,2}")
"""A number or a letter in place of a person."""
_CIPHER = re.compile(r"(?:stud|empl?|resp|appl)\w*\.? ?(?:no|nr|id|№)\.?|шифр\w*|код\w*|code|cipher|id")
_ROW = re.compile(r"#|рет|рет саны|қатар|case|row|bed|resp|респ|п/?п|№ ?п/?п|nr")


def few_persons(head: Sequence[str], table: ExtractedTable) -> Iterator[TableHit]:
    """A table whose columns together tell of single persons."""
    if len(table.rows) < _FEWEST_ROWS or len(head) < _FEWEST_COLUMNS or any(map(SCHEDULE.fullmatch, head)):
        return
    titles = [UNIT.sub("", OWNER.sub("", title)) for title in head]
    columns = [_values(table, i) for i in range(len(head))]
    member = bool(OF_PERSON["person"].fullmatch(titles[0])) and all(map(_SHORT.fullmatch, columns[0]))
    beds = _column_of_beds(titles, columns)
    coded = member or any(one.fullmatch(titles[0]) for one in (CODE, _ROW, _CIPHER))
    if (
        any(map(_is_aggregate, titles[coded:]))
        or (not member and _is_counted(titles, columns, beds))
        or _is_about_offences(titles[coded:], columns[coded:])
        or (not coded and any(map(MEAN.search, titles)))
        or any(values and all(value.endswith("%") for value in values) for values in columns)
    ):
        return
    weights: dict[str, int] = {"person": _OWN} if member else {}
    for title, values in zip(titles[coded:], columns[coded:], strict=True):
        for kind, weight in _traits(title, values):
            weights[kind] = max(weight, weights.get(kind, 0))
    if beds is not None:
        weights["bed"] = _OWN
    marks = [title for title, values in zip(titles[1:], columns[1:], strict=True) if _are_marks(values)]
    if len(marks) >= _MARKS and member:
        weights["marks"] = _OWN
    elif (
        len(marks) >= _MARKS
        and "sex" in weights
        and _CIPHER.fullmatch(titles[0])
        and not any(map(COUNTS.fullmatch, marks))
    ):
        weights["marks"] = _SHARED
    own = _OWN in weights.values()
    if not own and (not _CIPHER.fullmatch(titles[0]) or _is_of_groups(titles, columns)):
        return
    if sum(weights.values()) + (coded and not member) >= _ENOUGH and len(weights) > 1:
        yield TableHit(
            "P15", 0, -1, Message("has one row a person: its columns tell of single persons and count nobody.")
        )


def _values(table: ExtractedTable, column: int) -> list[str]:
    return [value.strip().lower() for _, value in cells_of(table, column, _LOOKED_AT)]


def _traits(title: str, values: Sequence[str]) -> Iterator[tuple[str, int]]:
    """The kinds of trait that a column tells, with their weights."""
    kind = next((kind for kind, one in (*OF_PERSON.items(), *OF_GROUP.items()) if one.fullmatch(title)), "")
    if not values:
        return
    if kind in _VERIFIED:
        if all(map(_VERIFIED[kind].fullmatch, values)):
            yield kind, _OWN
        return
    if any({*values} <= signs for signs in SEXES) or (kind == "sex" and {*values} <= _CODES_OF_SEX):
        yield "sex", _OWN
    elif any(map(_LIFE.fullmatch, values)):
        yield "life", _OWN
    elif len(values) > 1 and all(map(_BASIS.fullmatch, values)):
        yield "basis", _SHARED
    elif kind:
        yield kind, _OWN if kind in _PRIVATE else _SHARED
    elif DIMENSION.fullmatch(title):
        yield title, _SHARED
    elif found := HINT.search(title):
        yield found[0], _SHARED


def _are_marks(values: Sequence[str]) -> bool:
    return bool(values) and all(map(_MARK.fullmatch, values))


def _column_of_beds(head: Sequence[str], columns: Sequence[Sequence[str]]) -> int | None:
    """The column of the beds of rooms: a room that stands on several rows is told by bed, not by how many it has."""
    rooms = [values for title, values in zip(head, columns, strict=True) if OF_GROUP["room"].fullmatch(title)]
    if not any(len({*values}) < len(values) for values in rooms):
        return None
    return next((i for i, title in enumerate(head) if _BED.fullmatch(title)), None)


def _is_counted(head: Sequence[str], columns: Sequence[Sequence[str]], beds: int | None) -> bool:
    """Whether a column other than that of the beds counts: women beside men, or figures under a header of counting."""
    if any(signs <= {*head} for signs in SEXES):
        return True
    for i, (title, values) in enumerate(zip(head, columns, strict=True)):
        if i == beds:
            continue
        numbered = [*values] == [str(i) for i in range(1, len(values) + 1)]
        trait = any(one.fullmatch(title) for one in (*OF_PERSON.values(), *OF_GROUP.values()))
        if _is_number_of_bearers(title, values):
            return True
        if COUNTS.fullmatch(title) and not numbered and not trait and any(map(_HAS_DIGIT.search, values)):
            return True
    return False


def _is_number_of_bearers(title: str, values: Sequence[str]) -> bool:
    """Whether a trait of single persons heads numbers: how many have it."""
    private = any(OF_PERSON[kind].fullmatch(title) for kind in _PRIVATE)
    return private and any(_PEOPLE.fullmatch(value) for value in values) and all(map(str.isdigit, values))


def _is_about_offences(head: Sequence[str], columns: Sequence[Sequence[str]]) -> bool:
    """Whether each row is another offence, and nothing beside it tells of who committed it or when."""
    if not any(OF_PERSON[kind].fullmatch(head[0]) for kind in _SUBJECTS_OF_RULES) or len({*columns[0]}) < len(
        columns[0]
    ):
        return False
    of_persons = (OF_GROUP["group"], *(one for kind, one in OF_PERSON.items() if kind not in _SUBJECTS_OF_RULES))
    return not any(
        any(one.fullmatch(title) for one in of_persons) or (values and all(map(_DATED.fullmatch, values)))
        for title, values in zip(head[1:], columns[1:], strict=True)
    )


def _is_aggregate(title: str) -> bool:
    """A header of a threshold, a share or a number of people; one person has children, days and credits."""
    return bool(AGGREGATE.search(title)) and not QUANTITY.search(title)


def _is_of_groups(head: Sequence[str], columns: Sequence[Sequence[str]]) -> bool:
    """Whether each row has another group, course, unit or subject: it tells of that one."""
    return any(
        len({*values}) == len(values)
        for title, values in zip(head, columns, strict=True)
        if DIMENSION.fullmatch(title)
        or SUBJECT.fullmatch(title)
        or any(OF_GROUP[kind].fullmatch(title) for kind in ("course", "group"))
    )
