"""What a respondent writes into an open question never reaches a figure, a report or a message, and never stops the run."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest

from tests.inputs.packages import UNSAFE
from tests.survey.cases import attempt, questionnaire
from transparency.model.problem import Problem
from transparency.survey.report import report
from transparency.survey.run import SurveyRun

HEAD = (
    "Response ID",
    "Token",
    "Уақыт",
    "Келісім",
    "A. Дәріс сапасы (1–5)",
    "B. Кезек ұзақ (1–5, теріс)",
    "C. Жалпы баға (1–10)",
)
ROWS = [(f"r{n}", f"t{n}", f"2025-05-01 10:{n:02d}", "Иә", n % 5 + 1, n % 4 + 1, n % 10 + 1) for n in range(20)]
EXAMPLE = questionnaire("worked_example")

EXPORTS: Mapping[str, str] = {
    "formula": "=cmd|'/c calc'!A0",
    "formula-behind-a-space": " \t@SUM(1+1)*cmd|' /C calc'!A0",
    "right-to-left-override": "жақсы\u202egnp.exe",
    "zero-width": "жа\u200bқ\u2060сы\ufeff",
    "html": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "template": "{{ 7*7 }}{% include '/etc/passwd' %}",
    "yaml": "&a [*a]\n- !!python/name:os.system",
    "quotation-marks": '"""\';;,,\t||""',
    "lines": "бір\nекі\r\nүш\rтөрт",
    "a-row-in-an-answer": "x\nr99;t99;2025-05-01 10:59;Иә;5;5;10;y\n",
    "a-header-in-an-answer": ";".join(HEAD),
    "total": "Барлығы",
    "three-hundred-thousand-letters": "ә" * 300_000,
    "control-characters": "\x1b[2J\x1b]0;x\x07\x01",
    "digits-without-end": "9" * 10_000,
    "infinity": "1e999",
    "surrogates-of-emoji": "👩🏽‍🎓" * 1_000,
}
"""Name -> what one respondent writes."""
NOT_IN_A_WORKBOOK = {"three-hundred-thousand-letters", "control-characters"}
"""A cell of Excel holds 32,767 characters, and openpyxl writes no control characters."""


def csv_export(answer: str) -> bytes:
    lines = [";".join((*HEAD, "Пікір"))]
    for number, row in enumerate(ROWS):
        text = answer if number == 7 else "x"
        lines.append(";".join((*map(str, row), '"' + text.replace('"', '""') + '"')))
    return ("\n".join(lines) + "\n").encode()


def figures(content: bytes, folder: Path) -> tuple[object, str]:
    (folder / "export.csv").write_bytes(content)
    found = attempt(EXAMPLE, {"2025-05": folder / "export.csv"})
    assert isinstance(found, SurveyRun), found
    return found.observations, report(found, {}, "en")


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> object:
    """The figures of the same answers without a hostile one."""
    return figures(csv_export("x"), tmp_path_factory.mktemp("plain"))[0]


@pytest.mark.parametrize("name", EXPORTS)
def test_a_hostile_answer(name: str, plain: object, tmp_path: Path) -> None:
    found, said = figures(csv_export(EXPORTS[name]), tmp_path)
    assert found == plain
    assert EXPORTS[name][:40] not in said


@pytest.mark.parametrize("name", sorted(EXPORTS.keys() - NOT_IN_A_WORKBOOK))
def test_a_hostile_answer_in_a_workbook(name: str, plain: object, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([*HEAD, "Пікір"])
    for number, row in enumerate(ROWS):
        sheet.append([*row, "x"])
        if number == 7:
            cell = sheet.cell(number + 2, len(HEAD) + 1)
            cell.value, cell.data_type = EXPORTS[name], "s"
    book.save(tmp_path / "export.xlsx")
    found = attempt(EXAMPLE, {"2025-05": tmp_path / "export.xlsx"})
    assert isinstance(found, SurveyRun), found
    assert found.observations == plain


@pytest.mark.parametrize("column", range(len(HEAD)))
@pytest.mark.parametrize("name", EXPORTS)
def test_a_hostile_value_in_any_column(name: str, column: int, tmp_path: Path) -> None:
    """An unknown word counts as no answer; the message says how many, never which."""
    lines = csv_export("x").decode().splitlines()
    cells = lines[8].split(";")
    cells[column] = '"' + EXPORTS[name].replace('"', '""') + '"'
    lines[8] = ";".join(cells)
    (tmp_path / "export.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    found = attempt(EXAMPLE, {"2025-05": tmp_path / "export.csv"})
    problems = found.problems if isinstance(found, SurveyRun) else found
    assert EXPORTS[name][:20] not in "".join(map(str, problems))


@pytest.mark.parametrize("name", UNSAFE)
def test_a_hostile_workbook(name: str, tmp_path: Path) -> None:
    (tmp_path / "export.xlsx").write_bytes(UNSAFE[name])
    found = attempt(EXAMPLE, {"2025-05": tmp_path / "export.xlsx"})
    assert not isinstance(found, SurveyRun)
    expected = "I09" if name == "row-beyond-excel" else "X03"  # one cell at an impossible place: no question is found
    assert [problem.rule for problem in found if isinstance(problem, Problem)] == [expected]
