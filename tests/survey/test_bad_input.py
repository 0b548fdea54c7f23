"""Every fault of files, questionnaires and requests has one exact sentence, and none prints a cell of the export."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.survey.cases import attempt, questionnaire, texts
from transparency.model.answer_scale import AnswerScale
from transparency.model.questionnaire import ExportLayout, GroupValue, Questionnaire, RespondentGroup, SurveyTarget
from transparency.model.survey import PopulationCount
from transparency.model.survey_calendar import CalendarEntry
from transparency.survey.reading import Input
from transparency.survey.run import Request, SurveyRun, run

HEAD = "Response ID;Token;Уақыт;Келісім;A. Дәріс сапасы (1–5);B. Кезек ұзақ (1–5, теріс);C. Жалпы баға (1–10)\n"
LINES = "".join(f"r{n};t{n};2025-05-01 10:{n:02d};Иә;{n % 5 + 1};{n % 4 + 1};{n % 10 + 1}\n" for n in range(20))
EXAMPLE = questionnaire("worked_example")


@dataclass(frozen=True)
class Case:
    files: Mapping[str | None, bytes]
    expected: str
    asked: Questionnaire = EXAMPLE
    more: Mapping[str, object] = field(default_factory=dict)


def _text(text: str) -> dict[str | None, bytes]:
    return {"2025-05": text.encode()}


def _with(**values: object) -> Questionnaire:
    return EXAMPLE.model_copy(update=values)


LAYOUT = EXAMPLE.layout
LEVEL = RespondentGroup(
    code="LEVEL", role="breakdown", title=texts("level"), values=(GroupValue(code="A", label=texts("a")),)
)
ENTRY = CalendarEntry(
    id="S1",
    title=texts("x"),
    target_group=texts("x"),
    population="STUDENT",
    frequency="A",
    when=texts("x"),
    clause="1",
    confirmed=False,
    publication="university",
)
CASES: Mapping[str, Case] = {
    "empty file": Case(_text(""), "2025-05.csv: I09: the file is empty. Export the answers again."),
    "header only": Case(
        _text(HEAD), "2025-05.csv: I09: the table has a header and no answers. Export the answers again."
    ),
    "no header": Case(
        _text("Аты;Тегі\nСара;Қанат\n"),
        "2025-05.csv: I09: no line among the first sixty names a question of the questionnaire. "
        "Check that it is the right file, or give the headers in a layout file.",
    ),
    "question missing": Case(
        _text(HEAD.replace("B. Кезек ұзақ (1–5, теріс)", "Comment") + LINES),
        "2025-05.csv: I03 question B: its column is missing. Name its header in the layout, as the export writes it.",
    ),
    "two columns fit": Case(
        _text(HEAD.replace("\n", ";Quality of lectures\n") + LINES.replace("\n", ";1\n")),
        "2025-05.csv: I12 question A: columns 5, 8 all fit it. "
        "Name one header in the layout, or make the headers differ.",
    ),
    "unknown label": Case(
        _text(HEAD + LINES.replace(";1;", ";Керемет;").replace(";2;", ";Керемет;")),
        "2025-05.csv:2: I04 question A: a label that its scale does not know occurs 8 times "
        "(lines 2, 3, 7, 8, 12, 13, 17, 18; not shown). Add it to the scale, or correct the column in the layout.\n"
        "2025-05.csv:6: I04 question B: a label that its scale does not know occurs 8 times "
        "(lines 6, 7, 10, 11, 14, 15, 18, 19; not shown). Add it to the scale, or correct the column in the layout.",
    ),
    "line too long": Case(
        _text(HEAD + LINES + "r21;t21;2025-05-01 11:00;Иә;1;2;3;4;5;6\n"),
        "2025-05.csv:22: I11: this line has more fields than the header. Export again with quotes round texts, or as XLSX.",
    ),
    "quote never closed": Case(
        _text(HEAD + LINES + '"r21;t21;2025-05-01 11:00;Иә;1;2;3\n'),
        "2025-05.csv: I11: a quotation mark is opened and never closed. "
        "Export again with quotes round texts, or as XLSX.",
    ),
    "wrong code page": Case(
        {"2025-05": (HEAD + LINES).encode("kz1048", "ignore")},
        "2025-05.csv: I10: read as cp1251, its words are not Kazakh, Russian or English. "
        "Save the file as UTF-8, or declare its encoding in the layout.",
        more={"layout": LAYOUT.model_copy(update={"encoding": "cp1251"})},
    ),
    "not utf-8 as declared": Case(
        {"2025-05": (HEAD + LINES).encode("utf-16")},
        "2025-05.csv: I10: read as utf-8, its words are not Kazakh, Russian or English. "
        "Save the file as UTF-8, or declare its encoding in the layout.",
        more={"layout": LAYOUT.model_copy(update={"encoding": "utf-8"})},
    ),
    "mojibake saved as utf-8": Case(
        {"2025-05": (HEAD + LINES).encode("kz1048", "ignore").decode("cp1251").encode()},
        "2025-05.csv: I10: wrong code page: its words are not Kazakh, Russian or English. "
        "Save the file as UTF-8, or declare its encoding in the layout.",
    ),
    "period outside the calendar": Case(
        {"2026-05": (HEAD + LINES).encode()},
        "2026-05.csv: I07 2026-05: the period is outside the calendar of the survey. "
        "Correct the period, or enter it under waves in the questionnaire.",
    ),
    "no period at all": Case(
        {None: (HEAD + LINES).encode()},
        "S1: I07 period: no period is given and the layout names no period column. Write PERIOD=FILE, or name the column.",
    ),
    "population smaller than respondents": Case(
        _text(HEAD + LINES),
        "S1: I06 2025-05 UNIV: the population is smaller than the number of respondents. "
        "Correct the registry's number, or look for duplicates.",
        more={"population": (PopulationCount(time_period="2025-05", n=19),)},
    ),
    "scale conflict": Case(
        _text(HEAD + LINES),
        'S1: I01 scale five_1_5: "5" stands for two different answers. Give every label and code one meaning.',
        asked=_with(scales=(AnswerScale(code="five_1_5", minimum=1, maximum=5, na_codes=(5,)), EXAMPLE.scales[1])),
    ),
    "spelling of two groups": Case(
        _text(HEAD + LINES),
        'S1: I01 group LEVEL: "a" stands for A, B. Give every spelling to one value.',
        asked=_with(
            groups=(
                LEVEL.model_copy(
                    update={"values": (*LEVEL.values, GroupValue(code="B", label=texts("B"), also=("a",)))}
                ),
            )
        ),
    ),
    "unknown element of a target": Case(
        _text(HEAD + LINES),
        "S1: I02 target: names the question or block Z, which does not exist. Correct the code.",
        asked=_with(targets=(SurveyTarget(element="Z", year=2025, value=0.5),)),
    ),
    "finer than the calendar allows": Case(
        _text(HEAD + LINES),
        "S1: I15 group LEVEL: the calendar allows figures for the whole university only. "
        "Give the group the role filter, or correct the calendar.",
        asked=_with(groups=(LEVEL,)),
        more={"calendar": (ENTRY,)},
    ),
    "layout of an unknown question": Case(
        _text(HEAD + LINES),
        "S1: I02 layout: names the question D, which does not exist. Correct the code.",
        more={"layout": ExportLayout(items={"D": "D"})},
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_exact_sentence(name: str, tmp_path: Path) -> None:
    case = CASES[name]
    found = attempt(case.asked, _files(case.files, tmp_path), **case.more)
    assert not isinstance(found, SurveyRun)
    assert "\n".join(str(problem) for problem in sorted(found)) == case.expected


def _files(files: Mapping[str | None, bytes], folder: Path) -> dict[str | None, Path]:
    found: dict[str | None, Path] = {}
    for period, content in files.items():
        found[period] = folder / f"{period}.csv"
        found[period].write_bytes(content)
    return found


def _two_files(folder: Path, period: str | None, text: str, layout: ExportLayout) -> str:
    paths = [folder / "a.csv", folder / "b.csv"]
    for path in paths:
        path.write_text(text, encoding="utf-8")
    found = run(Request(EXAMPLE, layout, tuple(Input(path, period) for path in paths)), lambda _: None)
    assert not isinstance(found, SurveyRun)
    return "\n".join(str(problem) for problem in found)


def test_two_files_of_one_period(tmp_path: Path) -> None:
    assert _two_files(tmp_path, "2025-05", HEAD + LINES, LAYOUT) == (
        "S1: I08 2025-05: 2 files hold this period. Give one file for each period, or a folder with its parts."
    )


def test_two_files_whose_period_columns_say_the_same(tmp_path: Path) -> None:
    text = HEAD.replace("\n", ";Ай\n") + LINES.replace("\n", ";2025-05\n")
    assert _two_files(tmp_path, None, text, LAYOUT.model_copy(update={"period": "Ай"})) == (
        "b.csv: I08 2025-05: 2 files hold this period. Give one file for each period, or a folder with its parts."
    )


def test_unknown_words_of_consent_are_said(tmp_path: Path) -> None:
    text = HEAD + LINES.replace("Иә", "Мақұл", 3)
    found = attempt(EXAMPLE, _files(_text(text), tmp_path))
    assert isinstance(found, SurveyRun)
    assert [str(problem) for problem in found.problems] == [
        "2025-05.csv: I05 consent: 3 of 20 lines have a word that means neither yes nor no (not shown). "
        "They count as not given; add the word to consent_given if it is consent."
    ]
    assert found.periods[0].quality.n_noconsent == 3


def test_a_period_column_with_an_unknown_month(tmp_path: Path) -> None:
    layout = LAYOUT.model_copy(update={"period": "Ай"})
    text = HEAD.replace("\n", ";Ай\n") + LINES.replace("\n", ";2025-05\n", 19).replace(";10\n", ";10;2024-05\n")
    found = attempt(EXAMPLE, _files({None: text.encode()}, tmp_path), layout=layout)
    assert not isinstance(found, SurveyRun)
    assert [str(problem) for problem in found] == [
        "None.csv: I07 period: 1 of 20 lines have a period outside the calendar of the survey. "
        "Add it under waves in the questionnaire, or correct the export."
    ]


def test_few_unknown_labels_are_a_notice_and_count_as_out(tmp_path: Path) -> None:
    text = HEAD + LINES + "r30;t30;2025-05-01 11:00;Иә;Керемет;1;1\n"
    found = attempt(EXAMPLE, _files(_text(text), tmp_path))
    assert isinstance(found, SurveyRun)
    assert [(problem.rule, problem.level) for problem in found.problems] == [("I05", "notice")]
    assert found.periods[0].quality.n_words == 1
