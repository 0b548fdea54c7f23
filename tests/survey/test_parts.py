"""A survey in ten parts gives the figures of the whole file to the last digit: in one process and on a Dask cluster."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pandas as pd
import pytest

from tests.survey.cases import texts, unit
from transparency.model.answer_scale import AnswerScale
from transparency.model.problem import CouldNotRun
from transparency.model.questionnaire import (
    ExportLayout,
    GroupValue,
    Item,
    QuestionBlock,
    Questionnaire,
    RespondentGroup,
    Theme,
    Wave,
)
from transparency.survey import tables
from transparency.survey.dask_engine import dask_cluster
from transparency.survey.parts import IN_PROCESS, Engine
from transparency.survey.reading import Input
from transparency.survey.run import Request, SurveyRun, run

ITEMS = tuple(f"Q{i}" for i in range(1, 9))
TOKEN = "token"  # noqa: S105  (a header)
HEAD = ["id", TOKEN, "course", "who", "when", "UNIT", "theme", *ITEMS]
LAYOUTS = {
    "token and course": ExportLayout(
        response_id="id", token=TOKEN, subject="course", timestamp="when", themes=("theme",)
    ),
    "cluster": ExportLayout(response_id="id", token=TOKEN, cluster="who", timestamp="when", themes=("theme",)),
    "id": ExportLayout(response_id="id", timestamp="when", themes=("theme",)),
    "neither": ExportLayout(timestamp="when", themes=("theme",)),
}


def asked(layout: ExportLayout) -> Questionnaire:
    """Eight questions in two blocks, for three schools."""
    schools = tuple(GroupValue(code=code, label=texts(code)) for code in ("A", "B", "C"))
    return Questionnaire(
        id="SX", status="demonstration", title=texts("Survey"), population="STUDENT", frequency="A",
        mode=texts("online"), detail="items", scales=(AnswerScale(code="five", minimum=1, maximum=5),),
        blocks=(QuestionBlock(code="B1", title=texts("B1")), QuestionBlock(code="B2", title=texts("B2"))),
        items=tuple(
            Item(code=q, block="B1" if i < 4 else "B2", scale="five", text=texts(q), reversed=i == 2)
            for i, q in enumerate(ITEMS)
        ),
        groups=(RespondentGroup(code="UNIT", role="unit", title=texts("School"), values=schools),),
        themes=(Theme(code="ROOMS", kind="improvement", label=texts("rooms")),),
        waves=(Wave(period="2025", eligible=900),), layout=layout,
    )  # fmt: skip


def lines() -> list[list[str]]:
    """People with several submissions, repeated and half-finished ones, in any order."""
    chance = Random(11)  # noqa: S311  (invented answers)
    found = []
    for number in range(700):
        person = chance.randrange(400)
        answers = [chance.choice(("1", "2", "3", "4", "5", "", "N/A")) for _ in ITEMS]
        when = f"2025-03-{chance.randrange(1, 29):02} 10:{chance.randrange(60):02}:{chance.randrange(60):02}"
        token = "" if person % 40 == 0 else f"t{person}"
        marks = [f"r{number}", token, f"c{chance.randrange(3)}", f"w{person // 2}", when, "ABC"[person % 3]]
        found.append([*marks, chance.choice(("rooms", "")), *answers])
    found += [chance.choice(found) for _ in range(60)]
    chance.shuffle(found)
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same lines as one file, as ten CSV parts and as ten Parquet parts."""
    root = tmp_path_factory.mktemp("parts")
    rows = pd.DataFrame(lines(), columns=HEAD)
    rows.to_csv(root / "whole.csv", sep=";", index=False)
    (root / "csv").mkdir()
    (root / "parquet").mkdir()
    for part in range(10):
        own = rows.iloc[part * 76 : (part + 1) * 76]
        own.to_csv(root / f"csv/part-{part}.csv", sep=";", index=False)
        own.to_parquet(root / f"parquet/part-{part}.parquet", index=False)
    return root


@pytest.fixture(scope="module")
def cluster() -> Iterator[Engine]:
    with dask_cluster(workers=2) as engine:
        yield engine


def figures(path: Path, layout: ExportLayout, engine: Engine) -> tuple[object, ...]:
    """Everything that would be written."""
    survey = asked(layout)
    units = tuple(unit(code) for code in "ABC")
    found = run(Request(survey, layout, (Input(path, "2025"),), units=units), lambda _: None, engine)
    assert isinstance(found, SurveyRun), [str(problem) for problem in found]
    return found.observations, found.themes, tables.quality(found, ()), found.alphas, found.tallies


@pytest.mark.integration
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_ten_parts_in_one_process(folder: Path, layout: str, form: str) -> None:
    whole = figures(folder / "whole.csv", LAYOUTS[layout], IN_PROCESS)
    assert figures(folder / form, LAYOUTS[layout], IN_PROCESS) == whole


@pytest.mark.integration
@pytest.mark.parametrize("layout", ["token and course", "cluster"])
def test_ten_parts_on_two_workers(folder: Path, layout: str, cluster: Engine) -> None:
    whole = figures(folder / "whole.csv", LAYOUTS[layout], IN_PROCESS)
    assert figures(folder / "csv", LAYOUTS[layout], cluster) == whole


def test_a_part_that_cannot_be_read_is_named(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "part-1.csv").write_text((folder / "whole.csv").read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "part-2.csv").write_text("nothing;of;this\n1;2;3\n", encoding="utf-8")
    layout = LAYOUTS["id"]
    units = tuple(unit(code) for code in "ABC")
    found = run(Request(asked(layout), layout, (Input(tmp_path, "2025"),), units=units), lambda _: None)
    assert isinstance(found, tuple)
    assert {(problem.file, problem.rule) for problem in found} == {("part-2.csv", "I09")}


def test_without_the_optional_package_the_command_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    with pytest.raises(CouldNotRun, match=r"transparency\[large\]"), dask_cluster():
        pass
