"""Detects tables with one row a person: traits without counts, marks beside a code, rows that no cross-table has."""

from __future__ import annotations

import functools
import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from pathlib import Path

from transparency.gate.extractors import ExtractedTable
from transparency.gate.finding import TableHit
from transparency.gate.latin_headers import in_cyrillic
from transparency.model.messages import Message
from transparency.model.package_yaml import package_yaml

_DECLARED = package_yaml((Path(__file__).parent / "traits.yml").read_text("utf-8"))
OF_PERSON = {kind: re.compile(words) for kind, words in _DECLARED["of_person"].items()}
"""Headers of columns that describe one person, by kind; `traits.yml` lists them."""
OF_GROUP = {kind: re.compile(words) for kind, words in _DECLARED["of_group"].items()}
"""Those that describe persons and groups alike."""
DIMENSION, SUBJECT, MARKS, CODE, SCHEDULE = (
    re.compile(_DECLARED[kind]) for kind in ("dimension", "subject", "marks", "code", "schedule")
)
HOLDS = {kind: re.compile(words) for kind, words in _DECLARED["holds"].items()}
TRAITS = re.compile("|".join((*_DECLARED["of_person"].values(), *_DECLARED["of_group"].values())))
SMALLEST_GROUP = 10
"""Equal rows from which nobody is singled out: the threshold of the surveys."""
COUNTS = re.compile(
    r".*(?:орын|мест|квот|грант|чел\b|человек|адам|жоспар|план\b|қабылда|places|seats|quota|бюджет|тенге|теңге"
    r"|стоимость|құны|cost|price|fee"
    r"|count(?!r)|total|share|percent|mean|average|median|number|respondents|students|responses|rate"
    r"|value|\bn\b|_n\b|доля|кол-во|количеств|числ|сред|процент|всего|итог|саны|үлес|орташа|барлығы"
    r"|пайыз|мән|%).*|n|(?:19|20)\d\d.*|шт\.?|саны"
)
_BLANK = re.compile(r"[\s_.\-–—/…«»\"“”()№*|0]*|(?:n/?a|null|none|nan|жоқ|нет|мәлімет жоқ|нет данных)", re.IGNORECASE)
_SPACES = re.compile(r"[\s_]+")
HINT = re.compile("|".join(_DECLARED["hint"].values()))
SEX_AND_AGE = "sex and age"
AGGREGATE, VALUES, QUANTITY, UNIT = (
    re.compile(_DECLARED[kind]) for kind in ("aggregate", "values", "quantity", "unit")
)
MEAN = re.compile(r"средн|\bср\.|орташа|\bmean\b|average")
"""A mean in a table in which each combination of categories stands once is the mean of a group."""
SEXES = tuple(frozenset(pair.split("|")) for pair in _DECLARED["sexes"])
_DIGITS = re.compile(r"[\d.,:/ -]+")
_YEAR = re.compile(r"(?:19|20)\d\d(?:[-/–](?:19|20)?\d\d)?")
_SERIES = re.compile(r"(?:оқу |учебный |academic |calendar )?(?:жыл|жылы|жылдар|год|годы|years?)")
_SEX_AND_AGE = re.compile(rf"(?:{'|'.join(_DECLARED['sexes'])})\.?[,;/ ]{{1,2}}(?:1[5-9]|[2-7]\d)(?: ?\D{{1,6}})?")
"""A cell that tells both: «ж, 34»."""
_SUBJECTS = frozenset(("vaccination", "benefit", "disability", "health"))
"""Traits that a table can be about: one row a vaccine, a benefit, a complaint."""
_MANY_TRAITS = 3
"""Traits of a person from which a mean beside them is one of that person."""
_WHOLE = 100
_SHORTEST_WORD = 3
_FEW_VALUES = 12
_FEW_HINTS = 2
_FEW_ROWS = 5
OWNER = re.compile(
    r"(?:respondent|student|employee|learner|participant)(?:'s|s')? |(?:респонденттің|студенттің|қызметкердің|білім алушының) "
    r"| (?:of (?:the )?)?(?:respondent|student|employee|participant|респондента|студента|обучающегося|сотрудника"
    r"|работника|участника)"
)
"""Whose trait it is: «пол респондента» is «пол»."""
_LONGEST = 60
"""Characters of a header in which words in Latin letters are looked for; longer cells are texts."""
_LOOKED_AT = 50
_ROWS_LOOKED_AT = 1_000
"""Rows after which a column without a value is taken for an empty one."""
_FEWEST_ROWS = 4
"""A header and three rows: fewer can be a form with examples."""


@functools.lru_cache(maxsize=20_000)
def header(cell: str) -> str:
    """A header as it is compared: small letters, single spaces, no decoration, Kazakh and Russian words in their alphabet."""
    plain = _SPACES.sub(" ", re.sub(r"(?<=[a-z])(?=[A-Z][a-z])", " ", cell)).strip(" \ufeff*:\"'`").lower()
    return in_cyrillic(plain) if len(plain) <= _LONGEST else plain


def cells_of(table: ExtractedTable, column: int, rows: int | None = None) -> Iterator[tuple[int, str]]:
    """The cells of a column that say something, with the numbers of their rows; of the first ``rows`` or of all."""
    for number, row in itertools.islice(table.numbered(), rows):
        cell = row.cells[column] if column < len(row.cells) else ""
        if cell and not _BLANK.fullmatch(cell):
            yield number, cell


def rows_of_persons(head: Sequence[str], table: ExtractedTable) -> Iterator[TableHit]:
    """Rows that cannot be an aggregate: traits of a person, no counts, and groups of equal rows that are too small."""
    if len(table.rows) < _FEWEST_ROWS or any(SCHEDULE.fullmatch(title) for title in head) or _is_series(head[0], table):
        return
    told = [UNIT.sub("", OWNER.sub("", title)) for title in head]
    kinds = {i: kind for i, title in enumerate(told) if (kind := _kind(title, i, table))}
    personal = OF_PERSON.keys() & kinds.values()
    if any(map(MEAN.search, told)) and "birth" not in personal and len(personal) < _MANY_TRAITS and not _repeats(table):
        return
    if kinds.get(0) in _SUBJECTS and _are_subjects([value for _, value in cells_of(table, 0)], len(table.rows) - 1):
        return
    hinted = {i: hint for i in range(len(told)) if (hint := kinds.get(i) or _hint(head[i], told[i], i, table))}
    if _is_personal({*kinds.values()}):
        traits = [*kinds]
    elif _are_of_persons({*hinted.values()}, told, table):
        traits = [*hinted]
    else:
        traits = _marks(told, table)
    quasi = sorted({*traits, *(i for i, title in enumerate(told) if DIMENSION.fullmatch(title))})
    if not traits or counted(told, [*hinted, *traits], table) or _one_row_a_subject(told, table):
        return
    groups = Counter(tuple(row.cells[i] for i in quasi if i < len(row.cells)) for row in table.rows[1:])
    k = min(groups.values())
    if k < SMALLEST_GROUP:
        listed = ", ".join(str(i + 1) for i in quasi)
        what = Message(
            "has one row a person: no counts, and the smallest group of equal rows in columns {columns} has k = {k}.",
            columns=listed,
            k=k,
        )
        yield TableHit("P15", 0, -1, what)


def _hint(head: str, title: str, column: int, table: ExtractedTable) -> str:
    """The word of a person's life in a header that counts nobody, or in its cells; the same word tells no second thing."""
    found = HINT.search(title) or HINT.search(head)
    if found and (not AGGREGATE.search(title) or OF_PERSON["family"].match(title) or QUANTITY.search(title)):
        return found[0]
    values = _first_values(table, column)
    if _tells_sex(values):
        return "sex"
    return next((title for value in values if VALUES.fullmatch(value)), "")


def _are_of_persons(hints: Set[str], head: Sequence[str], table: ExtractedTable) -> bool:
    """Two things of a person's life in rows that repeat, or three in rows that no first column names."""
    return (len(hints) > 1 and _repeats(table)) or (len(hints) > _FEW_HINTS and not _is_keyed(head, table))


def _first_values(table: ExtractedTable, column: int) -> list[str]:
    """What the first cells of a column say, in small letters."""
    return [value.lower() for _, value in itertools.islice(cells_of(table, column, _ROWS_LOOKED_AT), _LOOKED_AT)]


def _tells_sex(values: Sequence[str]) -> bool:
    """Whether every cell is one of the two signs of sex, whatever the header calls them."""
    signs = {value.rstrip(".") for value in values}
    return len(signs) == len("mf") and any(signs <= pair for pair in SEXES)


def _repeats(table: ExtractedTable) -> bool:
    """Whether rows agree in all their words, years and small numbers: a cross-table has each combination once."""
    width = len(table.rows[0].cells)
    columns = [[value for _, value in cells_of(table, i, _ROWS_LOOKED_AT)] for i in range(width)]
    words = [i for i, values in enumerate(columns) if values and _is_category(values)]
    looked_at = table.rows[1 : _ROWS_LOOKED_AT + 1]
    rows = [tuple(row.cells[i] for i in words if i < len(row.cells)) for row in looked_at]
    return bool(words) and len({*rows}) < len(rows)


def _is_keyed(head: Sequence[str], table: ExtractedTable) -> bool:
    """Whether the first column names what each row is about: no number of the row, and no value twice."""
    values = [value for _, value in cells_of(table, 0)]
    return not CODE.fullmatch(head[0]) and len({*values}) == len(values)


def _are_subjects(values: Sequence[str], rows: int) -> bool:
    """Whether every row has a word of its own."""
    return len({*values}) == rows and min(map(len, values)) >= _SHORTEST_WORD


def _is_series(title: str, table: ExtractedTable) -> bool:
    """Whether every row is another year of one series; years of birth or of admission are no series."""
    if not _SERIES.fullmatch(title):
        return False
    values = [value for _, value in cells_of(table, 0)]
    return len({*values}) == len(values) and all(map(_YEAR.fullmatch, values))


def _is_category(values: Sequence[str]) -> bool:
    """Words, or numbers of which there are few: years, terms, courses."""
    if all(map(_YEAR.fullmatch, values)) or not all(map(_DIGITS.fullmatch, values)):
        return True
    return 2 * len({*values}) <= len(values) and len({*values}) <= _FEW_VALUES


def _kind(title: str, column: int, table: ExtractedTable) -> str:
    """The trait that a column tells; empty for none, and where its values are of another kind."""
    values = _first_values(table, column)
    if values and all(map(_SEX_AND_AGE.fullmatch, values)):
        return SEX_AND_AGE
    kind = next((kind for kind, one in (*OF_PERSON.items(), *OF_GROUP.items()) if one.fullmatch(title)), "")
    if held := HOLDS.get(kind):
        return kind if all(map(held.fullmatch, values)) else ""
    return kind


def _is_personal(kinds: Set[str]) -> bool:
    """Two traits of which one is a person's, or three that persons and groups share."""
    return SEX_AND_AGE in kinds or len(kinds) >= (2 if kinds & OF_PERSON.keys() else 3)


def _marks(head: Sequence[str], table: ExtractedTable) -> list[int]:
    """Columns of marks, if there are two beside the code of a row and their numbers differ from row to row."""
    marks = [i for i, title in enumerate(head) if MARKS.fullmatch(title) or OF_GROUP["grade"].fullmatch(title)]
    if len(marks) < 2 or not (CODE.fullmatch(head[0]) or OF_GROUP["group"].fullmatch(head[0])):
        return []
    columns = [[value for _, value in cells_of(table, i)] for i in marks]
    numbers = all(re.fullmatch(r"\d{1,3}(?:[.,]\d+)?", value) for values in columns for value in values)
    if numbers and _are_weights(columns):
        return []
    return marks if numbers and all(2 * len({*values}) >= len(values) > 0 for values in columns) else []


def _are_weights(columns: Sequence[Sequence[str]]) -> bool:
    """Whether the marks of every row add up to a hundred: how a subject is marked."""
    rows = zip(*([float(value.replace(",", ".")) for value in values] for values in columns), strict=False)
    return all(sum(row) == _WHOLE for row in rows)


def _one_row_a_subject(head: Sequence[str], table: ExtractedTable) -> bool:
    """Whether every row has another faculty, course, group or subject: it is about that one. A few rows tell nothing."""
    if len(table.rows) <= _FEW_ROWS:
        return False
    for column, title in enumerate(head):
        grouped = any(OF_GROUP[kind].fullmatch(title) for kind in ("course", "group"))
        if grouped or DIMENSION.fullmatch(title) or SUBJECT.fullmatch(title):
            values = [value for _, value in cells_of(table, column)]
            if len(values) == len({*values}) == len(table.rows) - 1:
                return True
    return False


def counted(head: Sequence[str], traits: Sequence[int], table: ExtractedTable) -> bool:
    """Whether a column counts something, or two count women and men; "average mark" counts as a trait."""
    if any(pair <= {*head} for pair in SEXES):
        return True
    return any(
        COUNTS.fullmatch(title) and not QUANTITY.search(title) and _holds_counts(table, i)
        for i, title in enumerate(head)
        if i not in traits
    )


def _holds_counts(table: ExtractedTable, column: int) -> bool:
    """Whether the cells have figures, and are not the numbers of the rows; an empty column may still be filled."""
    values = _first_values(table, column)
    if len(values) >= _FEWEST_ROWS - 1 and values == [str(i) for i in range(1, len(values) + 1)]:
        return False
    return not values or any(any(map(str.isdigit, value)) for value in values)
