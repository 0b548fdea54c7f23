"""Detects tables with one row a person by the values of their columns, whatever the headers say or whether there are any.

Sex, age with its unit, and what befell somebody (orphan, divorced, expelled) are told of one person. Two such columns,
or one beside three kinds
of other values, are a table about people. A cross-table is none: it holds counts or means, or every combination of its
categories once.
"""

from __future__ import annotations

import functools
import itertools
import math
import re
from collections.abc import Iterator, Mapping, Sequence

from transparency.gate.answers_about_others import GROUP
from transparency.gate.extractors import ExtractedTable
from transparency.gate.finding import TableHit
from transparency.gate.person_rows import AGGREGATE, COUNTS, MEAN, OF_PERSON, SCHEDULE, SEXES, VALUES, counted, header
from transparency.model.messages import Message

_LOOKED_AT, _SOUGHT = 60, 6
"""Rows whose values are compared, and rows in which one value of a person has to stand."""
_FEWEST_ROWS, _FEWEST_COLUMNS = 3, 3
_SEX_WORDS = frozenset(
    "м ж m f ұл қыз ер әйел муж жен муж. жен. мужской женский мужчина женщина male female man woman юноша девушка boy "
    "girl".split()
)
_SEX = re.compile(
    rf"(?:.*[,;/(] ?)?(?:{'|'.join(map(re.escape, sorted(_SEX_WORDS | frozenset().union(*SEXES))))})(?: ?[,;/)].*)?"
)
"""A sign of sex alone, or as a part of a cell: "student, 3rd year, female"."""
_SEVERAL = re.compile(r"[,;]")
"""Between the traits of a cell that holds several: «қыз, 2 курс»."""
_AGE = re.compile(r"(?:1[4-9]|[2-8]\d) ?(?:жас(?:та)?|лет|года?|years?(?: old)?|y/?o|yrs?)\.?")
_BARE_AGE = re.compile(r"1[4-9]|[2-8]\d")
_LIFE = re.compile(
    rf"(?:{VALUES.pattern})|.*(?<!\w)(?:(?:ата-анасы|әкесі|анасы|мать|отец|father|mother|жена|муж) ?(?:жоқ|қайтыс|умер"
    rf"|died|ауыр|бол)\w*"
    r"|сирот\w*|жетім|многодетн\w+|көп ?балалы|инвалид\w*|мүгедек\w*|беремен\w+|жүкті|pregnan\w+|orphan|disab\w+"
    r"|развод\w*|divorc\w+)(?!\w).*"
)
_TOTAL = re.compile(r"барлығы|жиыны?|итого|всего|total|орташа|среднее|average|mean", re.IGNORECASE)
_STRONG = ("sex", "age", "life")
_WEAK = (
    ("yes or no", re.compile(r"иә|жоқ|бар|да|нет|yes|no|true|false|есть|[+–-]|[yn]|has|none")),
    ("group", re.compile(GROUP.lower())),
    ("date", re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|(?:19|20)\d\d-\d\d-\d\d")),
    ("year of study", re.compile(r"[1-6](?:[- ]?(?:курс|year|ші курс|[a-z]{2} year))?")),
    ("number", re.compile(r"\d[\d ]*(?:[.,]\d+)?(?: ?(?:тг|теңге|тенге|₸|kzt))?")),
)
_BLANK = frozenset(("", "-", "—", "–", "…"))
_HAS_DIGIT = re.compile(r"\d")
_LEAST_DISTINCT = 0.5
_WORDS = 3
_LONGEST, _MOST_SPACES = 40, 4
"""Of a cell that tells something of a person by itself; a sentence tells of a rule or a service."""


@functools.lru_cache(maxsize=50_000)
def _strong(cell: str) -> str:
    """What of a person a cell tells by itself."""
    low = cell.lower()
    if len(low) > _LONGEST or low.count(" ") > _MOST_SPACES or low.endswith("."):
        return ""
    return "sex" if _SEX.fullmatch(low) else "age" if _AGE.fullmatch(low) else "life" if _LIFE.fullmatch(low) else ""


def rows_of_shapes(table: ExtractedTable) -> Iterator[TableHit]:
    """Rows whose values are those of single persons."""
    if len(table.rows) < _FEWEST_ROWS or len(table.rows[0].cells) < _FEWEST_COLUMNS or not _is_worth_reading(table):
        return
    rows = [row.cells for row in itertools.islice(table.rows, _LOOKED_AT)]
    columns = [[row[i].strip().lower() if i < len(row) else "" for row in rows] for i in range(len(rows[0]))]
    bare = any(_strong(column[0]) in ("sex", "age") for column in columns)
    head = [""] * len(columns) if bare else [header(cell) for cell in rows[0]]
    values = [[cell for cell in column[0 if bare else 1 :] if cell not in _BLANK] for column in columns]
    if (
        len(rows) - (not bare) < _FEWEST_ROWS
        or any(map(SCHEDULE.fullmatch, head))
        or any(_TOTAL.match(row[0]) for row in rows)
    ):
        return
    kinds = {i: kind for i, column in enumerate(values) if (kind := _kind(head[i], column))}
    if bare and "sex" in kinds.values():
        kinds |= dict.fromkeys(_columns_of_ages(values, kinds), "age")
    told = {*kinds.values()}
    strong = told & {*_STRONG}
    if len(strong) < 2 and _is_named(values[0], head[0]):
        return
    if (len(strong) < 2 and not (strong and len(told) > 3)) or len(told) < 3:
        return
    if any(MEAN.search(title) for title in head) and "life" not in strong:
        return
    if counted(head, [*kinds], table) or _is_grid(
        [column for i, column in enumerate(values) if kinds.get(i) != "number"], len(rows) - (not bare)
    ):
        return
    listed = ", ".join(str(i + 1) for i in sorted(kinds))
    yield TableHit(
        "P15",
        0,
        -1,
        Message("has one row a person: the values of columns {columns} are those of single persons.", columns=listed),
    )


def _is_worth_reading(table: ExtractedTable) -> bool:
    return any(_strong(cell) for row in table.rows[:_SOUGHT] for cell in row.cells) or any(
        OF_PERSON["age"].fullmatch(header(cell)) for cell in table.rows[0].cells
    )


def _kind(title: str, values: Sequence[str]) -> str:
    """What a column tells; empty where it counts groups or tells one thing in all rows."""
    if not values or (title and AGGREGATE.search(title) and not MEAN.search(title)):
        return ""
    told = {*map(_strong, values)}
    signs = sum(_strong(value) == "sex" for value in values)
    if told == {"sex", ""} and 2 * signs >= len(values) and all(map(_SEVERAL.search, values)):
        told = {"sex"}
    if (len(told) == 1 and told != {""}) or "life" in told:
        return next(iter(told - {""}))
    if OF_PERSON["age"].fullmatch(title) and all(map(_BARE_AGE.fullmatch, values)):
        return "age"
    distinct = {*values}
    for kind, shape in _WEAK:
        if all(map(shape.fullmatch, values)):
            numbered = kind == "number" and [*values] == [str(i) for i in range(1, len(values) + 1)]
            uncounted = kind != "number" or not COUNTS.fullmatch(title) or MEAN.search(title)
            return kind if uncounted and not numbered else ""
    sentences = sum(value.count(" ") >= _WORDS - 1 for value in values)
    return (
        "text" if sentences and len(distinct) >= _LEAST_DISTINCT * len(values) else "words" if len(distinct) > 1 else ""
    )


def _columns_of_ages(columns: Sequence[Sequence[str]], kinds: Mapping[int, str]) -> list[int]:
    """The first column of numbers that can all be ages, where no header says what they are."""
    return [i for i, kind in kinds.items() if kind == "number" and all(map(_BARE_AGE.fullmatch, columns[i]))][:1]


def _is_named(values: Sequence[str], title: str) -> bool:
    """Whether the first column names what each row is about, in words that never come twice: a service, a measure, an
    indicator."""
    return (
        not OF_PERSON["person"].fullmatch(title)
        and len({*values}) == len(values)
        and not any(map(_HAS_DIGIT.search, values))
    )


def _is_grid(columns: Sequence[Sequence[str]], rows: int) -> bool:
    """Whether the rows are all combinations of the categories."""
    sizes = [len({*column}) for column in columns if column]
    categories = [size for size in sizes if 1 < size < rows]
    return bool(categories) and math.prod(categories) == rows
