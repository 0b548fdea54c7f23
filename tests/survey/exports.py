"""Writes one set of invented submissions the way six systems would, canaries and all."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random

import openpyxl

from transparency.model.questionnaire import Questionnaire

CANARIES = {
    "name": "Қанарейка Сары",
    "mail": "@".join(("canary", "example.org")),
    "comment": 'canary; said\n"hello", тест',
    "token": "tok-canary-",
}
ITEMS = ("Q1", "Q2", "Q3", "Q4")


@dataclass(frozen=True)
class Submission:
    """What one invented person answered; None is a blank, a word is a status."""

    token: str
    when: dt.datetime
    consent: bool
    test: bool
    school: str
    answers: Mapping[str, int | str | None]


def submissions() -> list[Submission]:
    """Seventy lines: refusals, tests, duplicates, blanks, statuses and marks out of the scale."""
    chance = Random(7)  # noqa: S311
    start = dt.datetime(2025, 12, 1, 9, 0, 5)  # noqa: DTZ001
    lines = [_one(chance, number, start) for number in range(66)]
    late = lines[3]
    lines.append(
        Submission(late.token, late.when + dt.timedelta(days=1), True, False, late.school, {**late.answers, "Q1": 5})
    )
    first = lines[4]
    lines.append(Submission(first.token, first.when + dt.timedelta(days=1), True, False, first.school, {"Q1": 1}))
    lines.append(Submission(f"{CANARIES['token']}x", start, True, False, "DEMO_A", {}))
    return lines


def _one(chance: Random, number: int, start: dt.datetime) -> Submission:
    answers: dict[str, int | str | None] = {
        "Q1": chance.choice((1, 2, 3, 4, 4, 5, 5, 9, "dk", 55)),
        "Q2": chance.choice((1, 2, 3, 4, 5, "na", None)),
        "Q3": chance.choice((0, 0, 1, 2, 3, "dk")),
        "Q4": chance.choice((0, 20, 40, 41, 59, 60, 80, 100, None)),
    }
    when = start + dt.timedelta(minutes=317 * number)
    return Submission(
        f"{CANARIES['token']}{number}",
        when,
        consent=number % 31 != 30,
        test=number == 17,
        school=chance.choice(("DEMO_A", "DEMO_B")),
        answers=answers,
    )


@dataclass(frozen=True)
class Dialect:
    """How a system writes headers and cells."""

    layout: str
    suffix: str
    headers: Mapping[str, str]
    lang: str
    style: str
    date: str
    yes: tuple[str, str]
    write: Callable[[Path, list[list[str]]], None]


def make(folder: Path, dialect: Dialect, asked: Questionnaire) -> Path:
    """The file of one system."""
    path = folder / f"{dialect.layout}{dialect.suffix}"
    dialect.write(path, list(_long(dialect, asked) if dialect.layout == "lms_long" else _wide(dialect, asked)))
    return path


def _wide(dialect: Dialect, asked: Questionnaire) -> Iterator[list[str]]:
    head = dialect.headers
    yield [
        "Name",
        *(head[k] for k in ("token", "when", "consent", "test", "school")),
        "E-mail",
        *(head[i] for i in ITEMS),
        "Comment",
    ]
    for line in submissions():
        cells = [_cell(dialect, asked, item, line.answers.get(item)) for item in ITEMS]
        yield [CANARIES["name"], *_marks(dialect, asked, line), CANARIES["mail"], *cells, CANARIES["comment"]]


def _long(dialect: Dialect, asked: Questionnaire) -> Iterator[list[str]]:
    yield ["Full name", "User hash", "Submitted on", "Agreed", "Is test", "Department", "Question", "Response"]
    for line in submissions():
        marks = _marks(dialect, asked, line)
        for item in ITEMS:
            answer = _cell(dialect, asked, item, line.answers.get(item))
            yield [CANARIES["name"], *marks, dialect.headers[item], answer]
        yield [CANARIES["name"], *marks, "Anything else?", CANARIES["comment"]]


def _marks(dialect: Dialect, asked: Questionnaire, line: Submission) -> list[str]:
    school = next(value for value in asked.groups[0].values if value.code == line.school)
    written = str(school.also[0]) if dialect.style == "decimal" else getattr(school.label, dialect.lang)
    agreed = dialect.yes[0] if line.consent else dialect.yes[1]
    return [line.token, line.when.strftime(dialect.date), agreed, "test" if line.test else "", written]


_STATUS = {
    "kk": {"na": "Қолданылмайды", "dk": "Жауап беру қиын"},
    "ru": {"na": "Не применимо", "dk": "Затрудняюсь ответить"},
    "en": {"na": "N/A", "dk": "Difficult to answer"},
}


def _cell(dialect: Dialect, asked: Questionnaire, item: str, answer: int | str | None) -> str:
    if answer is None:
        return "-" if dialect.style == "decimal" else " "
    if isinstance(answer, str):
        return _STATUS[dialect.lang][answer]
    scale = asked.scale_of(next(i for i in asked.items if i.code == item))
    label = next((getattr(found, dialect.lang) for found in scale.labels if found.value == answer), None)
    if dialect.style == "decimal":
        return f"{answer},0"
    if label is None or dialect.style == "number":
        return str(answer)
    return f"{answer} – {label}".replace("ё", "е") if dialect.style == "both" else f"{label.upper()}\u00a0"


def delimited(encoding: str, delimiter: str) -> Callable[[Path, list[list[str]]], None]:
    """A writer of text files; what a code page lacks is left out, as old systems do."""

    def write(path: Path, rows: list[list[str]]) -> None:
        text = io.StringIO(newline="")
        csv.writer(text, delimiter=delimiter).writerows(rows)
        path.write_bytes(text.getvalue().encode(encoding, errors="ignore"))

    return write


def workbook(path: Path, rows: list[list[str]]) -> None:
    """A cover sheet, the table from the third line, schools merged where they repeat, totals below."""
    book = openpyxl.Workbook()
    book.active.title = "Мұқаба"
    book.active.append(["Сауалнама нәтижелері"])
    sheet = book.create_sheet("Жауаптар")
    sheet.append(["Сауалнама нәтижелері", None, None])
    sheet.merge_cells("A1:F1")
    sheet.append([])
    ordered = [rows[0], *sorted(rows[1:], key=lambda row: row[5])]
    for row in ordered:
        sheet.append([int(cell) if cell.isdigit() else cell for cell in row])
    _merge_schools(sheet, ordered)
    sheet.append([])
    sheet.append(["Барлығы", len(rows) - 1])
    sheet.append(["Орташа", None, None, None, None, None, None, 3.4])
    book.save(path)


def _merge_schools(sheet: openpyxl.worksheet.worksheet.Worksheet, rows: list[list[str]]) -> None:
    schools = [row[5] for row in rows]
    second = next(n for n in range(2, len(rows)) if schools[n] != schools[1])
    for first, last in ((1, second - 1), (second, len(rows) - 1)):
        for number in range(first + 1, last + 1):
            sheet.cell(number + 3, 6).value = None
        sheet.merge_cells(start_row=first + 3, end_row=last + 3, start_column=6, end_column=6)


def _heads(*names: str) -> dict[str, str]:
    return dict(zip(("token", "when", "consent", "test", "school", *ITEMS), names, strict=True))


_RU = ("Качество лекций", "Очередь\u00a0длинная ", "Я получаю советы", "Общая оценка")
_KK = ("Дәріс сапасы", "Кезек\nұзақ", "Кеңес аламын", "Жалпы  баға")
_EN = (
    "How satisfied are you?\n[Quality of lectures]",
    "How satisfied are you? [The queue is long]",
    "I get advice",
    "Overall, from 0 to 100",
)

DIALECTS = (
    Dialect(
        "forms", ".csv",
        _heads("Email hash", "Timestamp", "Do you agree to take part?", "Test run", "Your school", *_EN),
        "en", "label", "%Y/%m/%d %I:%M:%S %p GMT+5", ("Yes", "No"), delimited("utf-8-sig", ","),
    ),
    Dialect(
        "excel_ru", ".csv", _heads("Код участника", "Дата", "Согласие", "Проба", "Школа", *_RU),
        "ru", "both", "%d.%m.%Y %H:%M:%S", ("Да", "Нет"), delimited("cp1251", ";"),
    ),
    Dialect(
        "excel_kk", ".txt", _heads("Қатысушы коды", "Күні", "Келісім", "Сынақ", "Мектеп", *_KK),
        "kk", "label", "%d.%m.%Y %H:%M:%S", ("Иә", "Жоқ"), delimited("kz1048", "\t"),
    ),
    Dialect(
        "unicode_text", ".txt", _heads("token", "time", "consent", "test", "school", "v1", "v2", "v3", "v4"),
        "kk", "decimal", "%Y-%m-%dT%H:%M:%S", ("1", "0"), delimited("utf-16", "\t"),
    ),
    Dialect(
        "workbook", ".xlsx", _heads("Токен", "Уақыты", "Келісім", "Сынақ", "Мектеп", *_KK),
        "kk", "both", "%Y-%m-%d %H:%M:%S", ("Иә", "Жоқ"), workbook,
    ),
    Dialect(
        "lms_long", ".csv", _heads("", "", "", "", "", "Lectures", "Queue", "Advice", "Overall"),
        "en", "number", "%m/%d/%Y %H:%M:%S", ("true", "false"), delimited("utf-8", ","),
    ),
)  # fmt: skip
