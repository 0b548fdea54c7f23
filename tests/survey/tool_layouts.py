"""One set of invented answers in the layouts that survey tools document: header lines, extra rows and columns, spellings."""

from __future__ import annotations

import csv
import datetime as dt
import io
import shutil
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl
import pyreadstat

from transparency.model.questionnaire import ExportLayout

Rows = list[list[object]]
PEOPLE = 48
TEXTS = ("The timetable is convenient", "The library has what I need", "Lecturers explain clearly")
RUSSIAN = ("Расписание удобное", "В библиотеке есть нужные книги", "Преподаватели объясняют понятно")
KAZAKH = ("Кесте қолайлы", "Кітапханада қажет кітаптар бар", "Оқытушылар түсінікті түсіндіреді")
AGREEMENT = ("Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree")
AGREEMENT_RU = ("Совершенно не согласен", "Скорее не согласен", "И да, и нет", "Скорее согласен", "Полностью согласен")
AGREEMENT_KK = ("Мүлдем келіспеймін", "Келіспеймін", "Бейтарап", "Келісемін", "Толық келісемін")
SCHOOLS = ("School of Design", "School of Law")


def answer(person: int, question: int) -> int | None:
    """A point of the scale, or nothing: a pattern that can be counted by hand."""
    if (person + question) % 11 == 10:
        return None
    return (person * (question + 2) + person // 7) % 5 + 1


def school(person: int) -> int:
    """Two of three people are of the first school."""
    return 1 if person % 3 == 2 else 0


def counted(question: int) -> tuple[int, int]:
    """Positive and valid answers, counted without any code of the product."""
    given = [value for person in range(PEOPLE) if (value := answer(person, question)) is not None]
    return sum(value in (4, 5) for value in given), len(given)


def moment(person: int) -> dt.datetime:
    """When somebody sent the form."""
    return dt.datetime(2025, 5, 13, 9, person, 30)  # noqa: DTZ001


def cells(person: int, words: Sequence[object] = AGREEMENT, blank: object = "") -> list[object]:
    """The answers of one person as a tool writes them."""
    return [blank if (value := answer(person, q)) is None else words[value - 1] for q in range(3)]


@dataclass(frozen=True)
class Tool:
    """How one tool exports."""

    suffix: str
    rows: Callable[[], Rows]
    write: Callable[[Path, Rows], None]
    layout: ExportLayout


def text(
    encoding: str = "utf-8", delimiter: str = ",", quoting: int = csv.QUOTE_MINIMAL
) -> Callable[[Path, Rows], None]:
    def write(path: Path, rows: Rows) -> None:
        out = io.StringIO(newline="")
        csv.writer(out, delimiter=delimiter, quoting=quoting).writerows(rows)  # type: ignore[arg-type]
        path.write_bytes(out.getvalue().encode(encoding))

    return write


def xlsx(path: Path, rows: Rows) -> None:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)


def xls(path: Path, _: Rows) -> None:
    """A copy of the rows of `journal`, saved once by xlwt: no library that writes the old format has a licence we accept."""
    shutil.copy(Path(__file__).parent / "layouts/journal.xls", path)


_ODS = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office='
    '"urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="Sheet1">{rows}</table:table></office:spreadsheet></office:body></office:document-content>'
)
_MANIFEST = (
    '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" '
    'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>'
)


def ods(path: Path, rows: Rows) -> None:
    def cell(value: object) -> str:
        if isinstance(value, int):
            return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
        return f'<table:table-cell office:value-type="string"><text:p>{escape(str(value))}</text:p></table:table-cell>'

    table = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", _ODS.format(rows=table))
        package.writestr("META-INF/manifest.xml", _MANIFEST)


def sav(path: Path, rows: Rows) -> None:
    """Names in the first row, labels of the variables in the second."""
    import pandas as pd  # noqa: PLC0415

    names, labels, body = rows[0], rows[1], rows[2:]
    frame = pd.DataFrame(body, columns=[str(name) for name in names])
    points = {float(number): word for number, word in enumerate(AGREEMENT_RU, start=1)} | {99.0: "Затрудняюсь ответить"}
    pyreadstat.write_sav(
        frame,
        str(path),
        column_labels=[str(label) for label in labels],
        variable_value_labels=dict.fromkeys(("q1", "q2", "q3"), points)
        | {"school": {1.0: SCHOOLS[0], 2.0: SCHOOLS[1]}},
        missing_ranges={name: [99] for name in ("q1", "q2", "q3")},
    )


def google_grid() -> Rows:
    head = ["Timestamp", "Your school", *(f"How far do you agree? [{t}]" for t in TEXTS), "Anything else?"]
    return [head, *([_stamp(p), SCHOOLS[school(p)], *cells(p), "a, b\nc"] for p in range(PEOPLE))]


def _stamp(person: int) -> str:
    return moment(person).strftime("%Y/%m/%d %I:%M:%S %p GMT+5")


def google_sheet_russian() -> Rows:
    head = ["Отметка времени", "Ваша школа", *(f"Насколько вы согласны? [{t}]" for t in RUSSIAN)]
    return [head, *([moment(p), SCHOOLS[school(p)], *cells(p, AGREEMENT_RU)] for p in range(PEOPLE))]


def microsoft() -> Rows:
    head = ["ID", "Start time", "Completion time", "Email", "Name", "Your school\u00a0", *(f"{t}\u00a0" for t in TEXTS)]
    lines = ([p + 1, moment(p), moment(p), "anonymous", "", SCHOOLS[school(p)], *cells(p)] for p in range(PEOPLE))
    return [list(head), *lines]


_LIME = ["id", "submitdate", "lastpage", "startlanguage", "seed", "startdate", "datestamp"]


def _lime(person: int) -> list[object]:
    when = moment(person).isoformat(sep=" ")
    return [person + 1, when, 3, "en", 1000 + person, when, when]


def lime_codes() -> Rows:
    head = [*_LIME, "G01Q01", "G02Q02[SQ001]", "G02Q02[SQ002]", "G02Q02[SQ003]"]
    codes = ("A1", "A2", "A3", "A4", "A5")
    return [list(head), *([*_lime(p), f"A{school(p) + 1}", *cells(p, codes)] for p in range(PEOPLE))]


def lime_full() -> Rows:
    marks = ["Response ID", "Date submitted", "Last page", "Start language", "Seed", "Date started", "Date last action"]
    head = [*marks, "Your school", *(f"How far do you agree? [{t}]" for t in TEXTS)]
    return [list(head), *([*_lime(p), SCHOOLS[school(p)], *cells(p, blank="N/A")] for p in range(PEOPLE))]


_QUALTRICS = ["StartDate", "EndDate", "Status", "IPAddress", "Progress", "Duration (in seconds)", "Finished"]
_QUALTRICS += ["RecordedDate", "ResponseId", "DistributionChannel", "UserLanguage"]


def qualtrics(words: Sequence[object], kinds: tuple[object, object, object], schools: Sequence[object]) -> Rows:
    """Names, texts and import ids above the answers; a preview and a test among them."""
    head = [*_QUALTRICS, "Q1", "Q2_1", "Q2_2", "Q2_3"]
    described = [*_QUALTRICS, "Your school", *(f"How far do you agree? - {t}" for t in TEXTS)]
    ids = [f'{{"ImportId":"{name}"}}' for name in head]
    lines = [_qualtrics(p, kinds[0], cells(p, words), schools) for p in range(PEOPLE)]
    false = [_qualtrics(PEOPLE + n, kind, [words[0]] * 3, schools) for n, kind in enumerate(kinds[1:])]
    return [list(head), list(described), list(ids), *false, *lines]


def _qualtrics(person: int, kind: object, answers: list[object], schools: Sequence[object]) -> list[object]:
    when = moment(person).isoformat(sep=" ")
    mark = [when, when, kind, "10.0.0.1", 100, 90, "True", when, f"R_{person:015d}", "anonymous", "EN"]
    return [*mark, schools[school(person)], *answers]


_KOBO = ["_id", "_uuid", "_submission_time", "_validation_status", "_notes", "_status", "_submitted_by", "__version__"]


def kobo(words: Sequence[object], head: Sequence[str], schools: Sequence[object]) -> Rows:
    lines = []
    for p in range(PEOPLE):
        when = moment(p).isoformat(timespec="milliseconds") + "+05:00"
        end = [700 + p, f"uuid-{p}", moment(p).isoformat(), "", "", "submitted_via_web", "", "v1", "", p + 1]
        lines.append([when, when, schools[school(p)], *cells(p, words), *end])
    return [["start", "end", *head, *_KOBO, "_tags", "_index"], *lines]


def journal() -> Rows:
    """A registrar's journal: title lines, a numbered table, totals and means below."""
    lines: Rows = [
        ["Сауалнама журналы", "", "", "", "", ""],
        ["2024–2025 оқу жылы, 2-семестр", "", "", "", "", ""],
        ["", "", "", "", "", ""],
        ["№", "Мектеп", *KAZAKH, "Ескерту"],
    ]
    lines += [[p + 1, SCHOOLS[school(p)], *cells(p, (1, 2, 3, 4, 5)), ""] for p in range(PEOPLE)]
    return [*lines, ["Барлығы:", PEOPLE, "", "", "", ""], ["Орташа балл", "", 3.1, 2.9, 3.2, ""]]


def spss() -> Rows:
    head, labels = ["id", "school", "q1", "q2", "q3"], ["Номер", "Школа", *RUSSIAN]
    return [list(head), list(labels), *([p + 1, school(p) + 1, *cells(p, (1, 2, 3, 4, 5), 99)] for p in range(PEOPLE))]


def statistics_program() -> Rows:
    head = ["", "id", "school", *TEXTS]
    return [list(head), *([p + 1, p + 1, SCHOOLS[school(p)], *cells(p, (1, 2, 3, 4, 5), "NA")] for p in range(PEOPLE))]


def plain(texts: Sequence[str], words: Sequence[object], names: Sequence[str]) -> Rows:
    return [[*names, *texts], *([p + 1, SCHOOLS[school(p)], *cells(p, words, "–")] for p in range(PEOPLE))]


def by_school(path: Path, rows: Rows) -> None:
    """A cover sheet and a sheet for each school, as people collect files of faculties."""
    book = openpyxl.Workbook()
    book.active.title = "Cover"
    book.active.append(["Results of the survey"])
    for name in SCHOOLS:
        sheet = book.create_sheet(name)
        for row in [rows[0], *(row for row in rows[1:] if row[1] == name)]:
            sheet.append(row)
        sheet.append(["Total", ""])
    book.save(path)


def long_form() -> Rows:
    """A line for each answer, as learning platforms export."""
    return [["User hash", "Department", "Question", "Response"], *_long()]


def _long() -> Iterator[list[object]]:
    for p in range(PEOPLE):
        for t, value in zip(TEXTS, cells(p, (1, 2, 3, 4, 5)), strict=True):
            yield [f"u{p}", SCHOOLS[school(p)], t, value]


def _items(*headers: str) -> dict[str, str]:
    return dict(zip(("Q1", "Q2", "Q3"), headers, strict=True))


def _layout(unit: str, items: Mapping[str, str] | None = None, **more: str) -> ExportLayout:
    return ExportLayout(groups={"UNIT": unit}, items=dict(items or {}), **more)  # type: ignore[arg-type]


_CODES = (1, 2, 3, 4, 5)
_XML = ("strongly_disagree", "disagree", "neither", "agree", "strongly_agree")
_XML_NAMES = ("group_ab/timetable", "group_ab/library", "group_ab/lecturers")


def survey_monkey(*questions: str, rows: Sequence[str] = ("Response",) * 3) -> Rows:
    """Two header lines: the question, then its row, or «Response» where it has one column."""
    upper = ["Respondent ID", "Collector ID", "Start Date", "End Date", "Your school", *questions]
    lower = ["", "", "", "", "Response", *rows]
    return [upper, lower, *([p, 7, _stamp(p), _stamp(p), SCHOOLS[school(p)], *cells(p)] for p in range(PEOPLE))]


TOOLS: Mapping[str, Tool] = {
    "Google Forms, CSV": Tool(".csv", google_grid, text(), _layout("Your school", timestamp="Timestamp")),
    "Google Sheets, Russian": Tool(
        ".xlsx", google_sheet_russian, xlsx, _layout("Ваша школа", timestamp="Отметка времени")
    ),
    "Microsoft Forms": Tool(".xlsx", microsoft, xlsx, _layout("Your school", response_id="ID", timestamp="Completion time")),
    "LimeSurvey, codes": Tool(
        ".csv", lime_codes, text(quoting=csv.QUOTE_ALL),
        _layout("G01Q01", _items(*(f"G02Q02[SQ00{n}]" for n in (1, 2, 3))), response_id="id", timestamp="submitdate"),
    ),
    "LimeSurvey, full answers": Tool(
        ".csv", lime_full, text("utf-8-sig", ";", csv.QUOTE_ALL),
        _layout("Your school", response_id="Response ID", timestamp="Date submitted"),
    ),
    "Qualtrics, texts": Tool(
        ".csv", lambda: qualtrics(AGREEMENT, ("IP Address", "Survey Preview", "Survey Test"), SCHOOLS), text(),
        _layout("Your school", response_id="ResponseId", test="Status", timestamp="EndDate"),
    ),
    "Qualtrics, numbers": Tool(
        ".xlsx", lambda: qualtrics(_CODES, (0, 1, 2), (1, 2)), xlsx,
        _layout("Q1", _items("Q2_1", "Q2_2", "Q2_3"), response_id="ResponseId", test="Status", timestamp="EndDate"),
    ),
    "SurveyMonkey, a question each": Tool(
        ".csv", lambda: survey_monkey(*TEXTS), text(),
        _layout("Your school", response_id="Respondent ID", timestamp="End Date"),
    ),
    "SurveyMonkey, one question with rows": Tool(
        ".xlsx", lambda: survey_monkey("How far do you agree?", "", "", rows=TEXTS), xlsx,
        _layout("Your school", response_id="Respondent ID", timestamp="End Date"),
    ),
    "KoboToolbox, labels": Tool(
        ".xlsx", lambda: kobo(AGREEMENT, ("Your school", *TEXTS), SCHOOLS), xlsx,
        _layout("Your school", response_id="_uuid", timestamp="_submission_time"),
    ),
    "KoboToolbox, XML values": Tool(
        ".csv", lambda: kobo(_XML, ("about/school", *_XML_NAMES), ("s1", "s2")),
        text(delimiter=";", quoting=csv.QUOTE_ALL),
        _layout("about/school", _items(*_XML_NAMES), response_id="_uuid"),
    ),
    "Journal with titles and totals, XLSX": Tool(".xlsx", journal, xlsx, _layout("Мектеп", response_id="№")),
    "Journal with titles and totals, XLS": Tool(".xls", journal, xls, _layout("Мектеп", response_id="№")),
    "SPSS": Tool(".sav", spss, sav, _layout("school", response_id="id")),
    "LibreOffice, ODS": Tool(
        ".ods", lambda: plain(TEXTS, _CODES, ("id", "Your school")), ods, _layout("Your school", response_id="id")
    ),
    "Workbook with a sheet for each school": Tool(
        ".xlsx", lambda: plain(TEXTS, AGREEMENT, ("id", "Your school")), by_school, _layout("Your school", response_id="id")
    ),
    "Statistics program, literal NA": Tool(".csv", statistics_program, text(), _layout("school", response_id="id")),
    "Excel, Russian Windows": Tool(
        ".csv", lambda: plain(RUSSIAN, [f"{n} – {t}" for n, t in enumerate(AGREEMENT_RU, 1)], ("Номер", "Школа")),
        text("cp1251", ";"), _layout("Школа", response_id="Номер"),
    ),
    "Excel, Kazakh code page": Tool(
        ".txt", lambda: plain(KAZAKH, AGREEMENT_KK, ("Нөмірі", "Мектеп")), text("kz1048", "\t"),
        _layout("Мектеп", response_id="Нөмірі"),
    ),
    "Excel, Unicode text": Tool(
        ".txt", lambda: plain(KAZAKH, AGREEMENT_KK, ("Нөмірі", "Мектеп")), text("utf-16", "\t"),
        _layout("Мектеп", response_id="Нөмірі"),
    ),
    "Learning platform, long form": Tool(
        ".csv", long_form, text(),
        _layout("Department", token="User hash", form="long", question="Question", answer="Response"),  # noqa: S106
    ),
}  # fmt: skip


def make(folder: Path, name: str) -> Path:
    """The file of one tool."""
    tool = TOOLS[name]
    path = folder / f"export{tool.suffix}"
    tool.write(path, tool.rows())
    return path
