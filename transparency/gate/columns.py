"""Detects tables about persons: headers such as names or signatures, row-by-row answers, free text."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from transparency.gate.answers_about_others import stands_above_answers, tells_of_another, tells_of_somebody_known
from transparency.gate.comments import OWN_VOICE, SPOKEN, tells_of_oneself
from transparency.gate.extractors import ExtractedRow, ExtractedTable
from transparency.gate.few_rows import few_persons
from transparency.gate.finding import TableHit
from transparency.gate.person_rows import COUNTS, HINT, MARKS, OWNER, TRAITS, cells_of, counted, header, rows_of_persons
from transparency.gate.row_shapes import rows_of_shapes
from transparency.gate.word_cues import VOICE, cues_in
from transparency.model.messages import Message

PERSON_HEADER = re.compile(
    r"иин|жсн|iin|(?:сотрудник|студент|қызметкер|оқушы)?\s*ф\.?\s?и\.?\s?о\.?(?: .*)?|фио(?: .*)?|аты[- ]?жөні.*"
    r"|т\.?\s?а\.?\s?ә\.?(?: .*)?|толық аты.*|тегі(?:,? аты)?(?:,? әкесінің аты)?(?:-жөні)?"
    r"|әкесінің аты|фамилия(?:.* имя.*)?|имя(?:,? отчество)?|отчество|full[ _-]?name|(?:first|last"
    r"|middle|sur|family|given)[ _-]?name|fio|familiya|patronymic|student[ _]name|employee[ _]name"
    r"|respondent[ _]name"
    r"|дата рождения|туған күні.*|birth[ _-]?(?:date|day)|date[ _]of[ _]birth|dob|(?:домашний )?адрес проживания"
    r"|домашний адрес|тұрғылықты (?:мекенжай|жер).*|үй мекенжайы|home[ _]address"
    r"|паспорт.*|passport(?:[ _]?(?:no|number|id))?|төлқұжат.*|удостоверение личности.*|жеке куәлік.*"
    r"|id[ _]card|моб(?:ильный|\.)?(?: телефон)?|ұялы телефон.*|mobile(?:[ _]?phone)?|cell[ _]?phone"
    r"|личный (?:e-?mail|телефон|email)|personal[ _](?:e-?mail|phone)|национальность|ұлты|ethnicity"
    r"|nationality of person|диагноз|diagnosis|семейное положение|отбасылық жағдайы|marital[ _]status"
)
PAIRED = frozenset({"given", "family"})
"""A name in two columns, as lists of literature have it; one alone is a family of fonts or a given value."""
_PATTERN = re.compile(
    r"[\dxх*_.,+()\[\]\s-]*[xх*_]{3}[\dxх*_.,+()\[\]\s-]*|0{6,}|1234567890\d*(?: \(.*\))?"
    r"|(?:(?:full |first |last |middle )?(?:name|surname|patronymic)|фамилия|имя|отчество|тегі|аты|әкесінің аты"
    r"|[ ,.<>()])+"
)
"""What a form shows in place of a value: its name again, crosses, lines or zeros."""
ROW_KEY = re.compile(
    r"(?:respondent|resp|student|employee|staff|user|person|participant|answer|response|submission"
    r"|subject|record|teacher|applicant|case)[ _-]?(?:id|no|nr|number|key|code|uuid|hash|token)"
    r"|(?:respondent|participant)|id[ _](?:респондента|студента|сотрудника|анкеты|обучающегося|қызметкер.*"
    r"|студент.*|респондент.*)|№ ?(?:анкеты|респондента|студента)|зач[её]тка|сынақ кітапшасы|студбилет"
    r"|номер (?:анкеты|респондента|студента|обучающегося|сотрудника|работника|студенческого.*|читательского.*"
    r"|зач[её]тной книжки)"
    r"|респондент|респондент (?:id|№|нөмірі|коды)|код (?:респондента|студента|сотрудника)|студент (?:id"
    r"|нөмірі|коды)|қызметкер (?:id|нөмірі|коды)|сауалнама (?:№|нөмірі)|жауап (?:№|нөмірі|id)"
    r"|timestamp|отметка времени|уақыт белгісі|submitted[ _]?at|дата заполнения|толтырылған уақыты"
    r"|№ ?(?:зач(?:[её]тн\w*)?\.? ?кн\w*|студ\.? ?бил\w*)\.?|шифр студ\w*\.?|код студ\w*\.?|sid"
    r"|start[ _]?time|completion[ _]?time|ip[ _]?address|session[ _]?id|табельный номер|табель нөмірі"
)
_NUMBERED = (
    (
        re.compile(
            r"таб(?:ель)?\.?(?:[ _-]?(?:№|н[өо]м\w*\.?))?|emp(?:l(?:oyee)?)?\.?[ _-]?(?:no|nr|id|#)\.?"
            r"|cand\.?(?:[ _-]?(?:no|nr|id))?|абит\.?[ _-]?(?:№|код)|тжк|читательский(?: билет)?|оқырман билеті"
        ),
        re.compile(r"[^\W\d_]{0,3}[-/ ]?\d{2,8}(?:[-/]\d{1,5})?"),
    ),
    (re.compile(r"пропуск|рұқсатнама|карта|card"), re.compile(r"[\dA-F]{4}-[\dA-F]{4}|[^\W\d_]{0,2}[- ]?\d{4,8}")),
)
"""Headers of numbers of employees, candidates and readers, and of passes, each with what such a number looks like.

The values decide: `таб.` is also a table, `пропуск` an absence and `карта` a process card.
"""
FREE_TEXT = re.compile(
    r"(?:open[ _-]?(?:answer|text|comment|response|ended)s?|free[ _-]?text(?:[ _]answer)?|verbatim"
    r"|comments?|feedback|suggestions?|complaint|your (?:comments|suggestions).*|respondent'?s? comments?"
    r"|answer[ _]text"
    r"|комментари[ийя]+.*|отзывы?.*|пожелани[ея].*|предложени[ея] студент.*|открытый (?:ответ|вопрос).*"
    r"|свободный ответ|текст ответа|ваш[ие]? (?:комментарий|предложения|пожелания|мнение|отзыв).*|жалоб[аы].*"
    r"|пікір(?:лер|і|іңіз)?.*|ашық жауап.*|еркін жауап.*|жауап мәтіні|ұсыныс(?:тар|ыңыз).*|шағым.*"
    r"|тілек(?:тер|іңіз).*)"
)
SIGNING = re.compile(r"қолы|подпись|signature|роспись|қол қою.*|личная подпись|signed")
SIGNING_NAME = re.compile(
    r"т\.?\s?а\.?\s?ә\.?.*|аты[- ]?жөні.*|ф\.?\s?и\.?\s?о\.?.*|фамилия.*|name.*|full name|инициалы.*"
    r"|тегі.*|тексерушінің аты-жөні|должностное лицо"
)
QUESTION = re.compile(r"(?:q|в|с|s|сұрақ|вопрос|question|item|v|i|a)[ _.№-]{0,3}\d{1,3}(?:[._-]?\d{1,2})?(?:[.:) ].*)?")
_TELLING = (
    re.compile("|".join(sorted(PAIRED))),
    PERSON_HEADER,
    ROW_KEY,
    *(header for header, _ in _NUMBERED),
    FREE_TEXT,
    SIGNING,
    TRAITS,
    QUESTION,
    MARKS,
    SPOKEN,
    re.compile(rf".*(?:{HINT.pattern}).*"),
)
_SENTENCE = 3
"""Words from which a cell is a sentence and not a code."""
_SHORTEST = 25
"""Characters of the shortest cell in which somebody tells of himself."""
_LONGEST = 5_000
"""Characters from which a cell is no answer: the search index keeps all words of a language in one."""
_INDEX = 50
"""Words from which a cell in order of code points is the index of a small site: nobody tells of himself so."""
_PLAN = re.compile(
    r"(?:срок|дедлайн|мерзім|deadline|due|ответственн|исполнител|жауапты|responsible|owner|мера|меры|шара|measure|action).*|принято|шешім|decision"
)
"""Columns of a plan of measures."""
_OWN_WORDS = 2
"""Sentences from which a numbered question is one with free answers."""


def columns(table: ExtractedTable) -> Iterator[TableHit]:
    """What the header of a table and the shape of its rows give away."""
    if len(table.rows) < 2:
        return
    if not _telling(table.rows[0].cells):
        yield from _own_words(table)
        yield from rows_of_shapes(table)
        return
    head = [header(cell) for cell in table.rows[0].cells]
    yield from _person_columns(head, table)
    single = [*_row_level(head, table)] or [*rows_of_shapes(table)]
    yield from single or few_persons(head, table)
    answers = [*_free_text(head, table)]
    yield from answers or _own_words(table)
    yield from _signing(head, table)


@functools.lru_cache(maxsize=10_000)
def _telling(cells: tuple[str, ...]) -> bool:
    """Whether any header can mean a person, an answer or a signature; without one no row need be looked at."""
    heads = [header(cell) for cell in cells]
    return any(one.fullmatch(head) or one.fullmatch(OWNER.sub("", head)) for head in heads for one in _TELLING)


def _person_columns(head: Sequence[str], table: ExtractedTable) -> Iterator[TableHit]:
    groups = len(head) == 2 and bool(COUNTS.fullmatch(head[1]))
    for column, title in enumerate(head):
        if len(title) < 60 and (PERSON_HEADER.fullmatch(title) or (title in PAIRED and set(head) >= PAIRED)):
            first = next((cell for cell in cells_of(table, column) if not _PATTERN.fullmatch(cell[1].lower())), None)
            if first and not _describes(table, first[1]) and not (groups and TRAITS.fullmatch(title)):
                yield TableHit("P10", first[0], column, Message("is a column about a person, with values."))


def _describes(table: ExtractedTable, value: str) -> bool:
    """In a record of settings or of interface words such a key has a rule, a label or a phrase for its value."""
    if not table.keyed:
        return False
    phrase = value[:1].isupper() and any(word[:1].islower() for word in value.split()[1:])
    setting = value in ("true", "false", "True", "False") or value.startswith(("{", "[", "!", "|", ">", "&", "*"))
    return setting or phrase or len(value) > 60 or bool(PERSON_HEADER.fullmatch(header(value)))


def _row_level(head: Sequence[str], table: ExtractedTable) -> Iterator[TableHit]:
    if table.keyed and len(table.rows) < 3:
        return
    for column, title in enumerate(head):
        if (ROW_KEY.fullmatch(title) and any(cells_of(table, column))) or _numbers_persons(title, column, table):
            yield TableHit(
                "P15",
                0,
                column,
                Message("is a column that tells one respondent from another: the rows are single persons."),
            )
            return
    if _answers(head, table):
        yield TableHit("P15", 0, -1, Message("has one row a person: answers to questions and no counts."))
    else:
        yield from rows_of_persons(head, table)


def _numbers_persons(title: str, column: int, table: ExtractedTable) -> bool:
    """Whether a column numbers persons: by its header and the shape of its values, of which no two are equal."""
    shape = next((shape for header, shape in _NUMBERED if header.fullmatch(title)), None)
    if shape is None:
        return False
    values = [value for _, value in cells_of(table, column)]
    return len({*values}) == len(values) > 1 and all(map(shape.fullmatch, values))


def _answers(head: Sequence[str], table: ExtractedTable) -> bool:
    questions = [i for i, title in enumerate(head) if QUESTION.fullmatch(title)]
    if len(questions) < 3 or len(table.rows) < 4 or sum(1 for t in head if COUNTS.fullmatch(t)) > 0:
        return False
    return all(_is_answer(row, questions) for row in table.rows[1:20])


def _is_answer(row: ExtractedRow, questions: Sequence[int]) -> bool:
    cells = [row.cells[i] for i in questions if i < len(row.cells)]
    return all(re.fullmatch(r"\d{0,2}", cell) or not re.fullmatch(r"[\d.,%\s-]+", cell) for cell in cells)


def _free_text(head: Sequence[str], table: ExtractedTable) -> Iterator[TableHit]:
    yield from _open_question(head, table)
    for column, title in enumerate(head):
        if len(title) < 80 and not title.endswith(".") and FREE_TEXT.fullmatch(title):  # a sentence heads no column
            answers = ((n, v) for n, v in cells_of(table, column) if not (table.keyed and v.startswith(("{", "["))))
            sentences = [n for n, value in answers if len(value.split()) >= _SENTENCE]
            if sentences and _survey_like(head, title, table.keyed) and not _is_summary(head, column, table):
                yield TableHit("P12", sentences[0], column, Message("holds answers in the respondents' own words."))


def _open_question(head: Sequence[str], table: ExtractedTable) -> Iterator[TableHit]:
    """A numbered question whose cells are different sentences; the text of a questionnaire ends in question marks."""
    for column, title in enumerate(head):
        numbered = QUESTION.fullmatch(title)
        if numbered or (SPOKEN.fullmatch(title) and not FREE_TEXT.fullmatch(title)):
            sentences = {value: n for n, value in cells_of(table, column) if len(value.split()) > _SENTENCE}
            answers = [n for value, n in sentences.items() if not value.rstrip().endswith("?")]
            spoken = numbered or any(OWN_VOICE.search(value) for value in sentences if not value.rstrip().endswith("?"))
            if len(answers) >= _OWN_WORDS and spoken and not counted(head, (), table):
                yield TableHit("P12", answers[0], column, Message("holds answers in the respondents' own words."))


def _own_words(table: ExtractedTable) -> Iterator[TableHit]:
    """Cells in which somebody tells of himself, under any header; statements of a questionnaire have counts beside them."""
    if counted([header(cell) for cell in table.rows[0].cells], (), table):
        return
    heads = [stands_above_answers(cell) for cell in table.rows[0].cells]
    for number, row in table.numbered():
        for column, cell in enumerate(row.cells):
            if _SHORTEST < len(cell) < _LONGEST and (
                (cues_in(cell) & VOICE and tells_of_oneself(cell) and not _is_index(cell))
                or (column < len(heads) and heads[column] and tells_of_another(cell))
                or tells_of_somebody_known(cell)
            ):
                yield TableHit("P12", number, column, Message("holds answers in the respondents' own words."))
                return


def _is_index(cell: str) -> bool:
    words = cell.split()
    return len(words) >= _INDEX and words == sorted(set(words))


def _is_summary(head: Sequence[str], column: int, table: ExtractedTable) -> bool:
    """Whether the office wrote the column: beside it stand counts, or who does it by when, and nobody speaks of himself."""
    if not any(map(_PLAN.fullmatch, head)) and not counted(head, (), table):
        return False
    return not any(OWN_VOICE.search(cell) for _, cell in cells_of(table, column))


def _survey_like(head: Sequence[str], title: str, keyed: bool) -> bool:
    """A bare "comments" may be an editor's note; beside marks, questions or courses, or said to be an answer, it is not."""
    if not keyed and not re.fullmatch(r"comments?|комментари[ийя]+", title):
        return True
    signs = re.compile(
        r"оценк.*|баға.*|score|rating|balls?|балл|курс.*|course|пән.*|дисциплин.*|teacher|преподават.*"
        r"|оқытушы.*|respondent.*|date|дата|группа|топ|факультет|faculty|программа|№|id|n|пол|age"
    )
    return len(head) == 1 or any(signs.fullmatch(t) or QUESTION.fullmatch(t) for t in head)


def _signing(head: Sequence[str], table: ExtractedTable) -> Iterator[TableHit]:
    """Sheets of approval, acquaintance and change: a name column beside a signature column, filled in."""
    if not any(SIGNING.fullmatch(t) for t in head):
        return
    for column, title in enumerate(head):
        if SIGNING_NAME.fullmatch(title):
            first = next(((n, v) for n, v in cells_of(table, column) if re.search(r"[A-Za-zА-яӘ-ӿ]{2}", v)), None)
            if first:
                yield TableHit(
                    "P11", first[0], column, Message("is the name column of a sheet for signing, filled in.")
                )
