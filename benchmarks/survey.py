"""Measures the aggregation of surveys: processor time beside reading the same file with pandas, and peak memory.

    python -m benchmarks.survey              20,000 students, 40 questions, 60 departments, audit included, against the limits
    python -m benchmarks.survey answers 10   ten million answers in one process (decision 0401)
    python -m benchmarks.survey cluster 100  a hundred million answers in parts, on a Dask cluster of two workers

Other programs on the machine slow both sides of a ratio alike; processor time leaves waiting out.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

from transparency.audit import Release
from transparency.audit.disclosure import audit
from transparency.model.answer_scale import AnswerScale, PointLabel
from transparency.model.questionnaire import (
    ExportLayout,
    GroupValue,
    Item,
    QuestionBlock,
    Questionnaire,
    RespondentGroup,
    Wave,
)
from transparency.model.survey import SurveyUnit
from transparency.model.text import LocalText
from transparency.survey import tables
from transparency.survey.dask_engine import MEMORY, dask_cluster
from transparency.survey.parts import IN_PROCESS, Engine
from transparency.survey.reading import Input
from transparency.survey.run import Request, SurveyRun, run

RATIO, MEBIBYTES = 6.0, 1024.0
"""Limits of the first measurement: times the reading with pandas, and peak memory."""
LABELS = (
    "Совсем не удовлетворён",
    "Не удовлетворён",
    "Затрудняюсь выбрать сторону",
    "Удовлетворён",
    "Полностью удовлетворён",
)
PART = 1_000_000
"""Submissions of one part."""


def texts(text: str) -> LocalText:
    """One text for all languages."""
    return LocalText(kk=text, ru=text, en=text)


def questionnaire(questions: int, units: int, blocks: int) -> Questionnaire:
    """Questions on one scale with words, departments below schools."""
    labels = tuple(PointLabel(value=i + 1, kk=text, ru=text, en=text) for i, text in enumerate(LABELS))
    departments = tuple(GroupValue(code=f"D{i}", label=texts(f"Кафедра {i}")) for i in range(units))
    return Questionnaire(
        id="S1", status="demonstration", title=texts("Survey"), population="STUDENT", frequency="A", mode=texts("online"),
        scales=(AnswerScale(code="five", minimum=1, maximum=5, labels=labels),),
        blocks=tuple(QuestionBlock(code=f"B{i}", title=texts(f"B{i}")) for i in range(blocks)),
        items=tuple(
            Item(code=f"Q{i}", block=f"B{i * blocks // questions}", scale="five", text=texts(f"Question {i}"))
            for i in range(questions)
        ),
        groups=(RespondentGroup(code="UNIT", role="unit", title=texts("Кафедра"), values=departments),),
        waves=(Wave(period="2025"),),
        layout=ExportLayout(response_id="id", token="token", timestamp="time", delimiter=";"),  # noqa: S106  (a header)
    )  # fmt: skip


def units_of(asked: Questionnaire) -> tuple[SurveyUnit, ...]:
    """Departments of six schools."""
    schools = [SurveyUnit(code=f"S{i}", parent="UNIV", status="demonstration", title=texts(f"S{i}")) for i in range(6)]
    departments = [
        SurveyUnit(code=value.code, parent=f"S{i % 6}", status="demonstration", title=value.label)
        for i, value in enumerate(asked.groups[0].values)
    ]
    return (*schools, *departments)


def write(path: Path, asked: Questionnaire, people: int, first: int = 0, *, words: bool = True) -> None:
    """Invented answers as a form system exports them; departments have very different sizes."""
    chance = np.random.default_rng(first)
    numbers = np.arange(first, first + people)
    sizes = 1 / np.arange(1, len(asked.groups[0].values) + 1)
    unit = chance.choice(len(sizes), people, p=sizes / sizes.sum())
    columns: dict[str, object] = {
        "id": numbers,
        "token": pd.Series(numbers).map("p{}".format),
        "time": pd.Series(pd.Timestamp("2025-03-01") + pd.to_timedelta(numbers % 900_000, unit="s")),
        "UNIT": np.array([value.label.ru for value in asked.groups[0].values])[unit],
    }
    shown = np.array([*LABELS, ""] if words else ["1", "2", "3", "4", "5", ""])
    for item in asked.items:
        columns[item.code] = shown[chance.choice(6, people, p=(0.05, 0.1, 0.2, 0.35, 0.27, 0.03))]
    pd.DataFrame(columns).to_csv(path, sep=";", index=False)


def aggregated(source: Path, asked: Questionnaire, engine: Engine = IN_PROCESS) -> SurveyRun:
    """The figures of an export."""
    found = run(Request(asked, asked.layout, (Input(source, "2025"),), units=units_of(asked)), lambda _: None, engine)
    if not isinstance(found, SurveyRun):
        raise SystemExit("\n".join(map(str, found)))
    return found


def audited(outcome: SurveyRun) -> None:
    """Attacks what would be published."""
    asked = outcome.request.questionnaire
    listed = "CODE,PARENT\nUNIV,\n" + "".join(f"{unit.code},{unit.parent}\n" for unit in units_of(asked))
    published = {"indicators.csv": tables.indicators(outcome.observations), "units.csv": listed}
    published["elements.csv"] = "CODE,SURVEY,TYPE,BLOCK,SCALE\n" + "".join(
        f"{i.code},S1,item,{i.block},five\n" for i in asked.items
    )
    published["scales.csv"] = "CODE,SURVEY,MINIMUM,MAXIMUM\nfive,S1,1,5\n"
    problems = audit([Release("r1", published)])
    if problems:
        raise SystemExit("\n".join(map(str, problems)))


def processor(step: Callable[[], object]) -> float:
    """Seconds of processor time."""
    start = time.process_time()
    step()
    return time.process_time() - start


def least(step: Callable[[], object]) -> float:
    """The least of three, for every step alike: the first of them also imports modules."""
    return min(processor(step) for _ in range(3))


def _one_survey(folder: Path) -> dict[str, float]:
    asked = questionnaire(40, 60, 5)
    path = folder / "export.csv"
    runs: list[SurveyRun] = []
    counting = least(lambda: runs.append(aggregated(path, asked)))
    attack = least(lambda: audited(runs[0]))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    reading = least(lambda: pd.read_csv(path, sep=";"))
    return {"read": reading, "aggregate": counting, "audit": attack, "MiB": peak}


def _answers(folder: Path) -> dict[str, float]:
    asked = questionnaire(10, 30, 2)
    counting = processor(lambda: aggregated(folder / "export.csv", asked))
    return {"aggregate": counting, "MiB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def _in_child(step: str, folder: Path) -> dict[str, float]:
    """Alone in a process, so that peak memory is its own."""
    command = [sys.executable, "-m", "benchmarks.survey", "--child", step, str(folder)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def _cluster(folder: Path, millions: int) -> None:
    """Memory of the workers is limited; one that exceeds it is ended, and the run fails."""
    asked = questionnaire(10, 30, 2)
    for part in range(millions * 1_000_000 // 10 // PART):
        write(folder / f"part-{part:03}.csv", asked, PART, part * PART, words=False)
    start = time.perf_counter()
    with dask_cluster(workers=2) as engine:
        outcome = aggregated(folder, asked, engine)
    quality = outcome.periods[0].quality
    print(
        f"{millions} million answers, {quality.n_usable:,} submissions: {time.perf_counter() - start:.0f} s wall-clock,"
    )
    print(f"two workers of at most {MEMORY}")


def main() -> int:
    """Measures and judges."""
    arguments = sys.argv[1:]
    if arguments[:1] == ["--child"]:
        print(json.dumps({"survey": _one_survey, "answers": _answers}[arguments[1]](Path(arguments[2]))))
        return 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if arguments[:1] == ["cluster"]:
            _cluster(folder, int(arguments[1]))
            return 0
        if arguments[:1] == ["answers"]:
            write(folder / "export.csv", questionnaire(10, 30, 2), int(arguments[1]) * 100_000, words=False)
            print(_in_child("answers", folder))
            return 0
        write(folder / "export.csv", questionnaire(40, 60, 5), 20_000)
        return _judged(_in_child("survey", folder))


def _judged(cost: dict[str, float]) -> int:
    ratio = (cost["aggregate"] + cost["audit"]) / cost["read"]
    print(
        f"pandas reads the file in {cost['read']:.2f} s; aggregation {cost['aggregate']:.2f} s, audit {cost['audit']:.2f} s"
    )
    print(f"{ratio:.1f} times the reading (limit {RATIO:.0f}), {cost['MiB']:.0f} MiB (limit {MEBIBYTES:.0f})")
    return int(ratio > RATIO or cost["MiB"] > MEBIBYTES)


if __name__ == "__main__":
    sys.exit(main())
