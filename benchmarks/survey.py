"""Measures time and memory of survey aggregation against the number of answers.

    benchmarks/survey.py [MILLIONS ...]      default: 1 10; 100 takes several minutes and 700 MB of disk

Synthetic: ten five-point questions, thirty units, three levels, ids, tokens, time stamps to the second, 1 % duplicates.
Each size runs in a process of its own. Prints one line per size and the ratios to the size before.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from transparency.model.questionnaire import (
    AnswerScale,
    ExportLayout,
    GroupValue,
    Item,
    QuestionBlock,
    Questionnaire,
    RespondentGroup,
    Wave,
)
from transparency.model.text import LocalText
from transparency.model.unit import SurveyUnit
from transparency.survey.reading import Input
from transparency.survey.run import Request, SurveyRun, run

ITEMS, UNITS, LEVELS = 10, 30, 3
_BATCH = 100_000


def main() -> None:
    """Runs every size and prints the table."""
    sizes = [int(text) for text in sys.argv[1:]] or [1, 10]
    before: tuple[float, float] | None = None
    with tempfile.TemporaryDirectory() as folder:
        for millions in sizes:
            path = write_export(Path(folder), millions * 1_000_000)
            seconds, megabytes = measure(path)
            growth = f"; x{seconds / before[0]:.1f} time, x{megabytes / before[1]:.1f} memory" if before else ""
            print(f"{millions:>4} million answers: {seconds:6.1f} s CPU, {megabytes:5.0f} MiB peak{growth}", flush=True)
            before = seconds, megabytes
            path.unlink()


def measure(path: Path) -> tuple[float, float]:
    """CPU seconds and peak memory of one run in a fresh process."""
    done = subprocess.run([sys.executable, __file__, "--one", str(path)], check=True, capture_output=True, text=True)
    seconds, megabytes = done.stdout.split()[-2:]
    return float(seconds), float(megabytes)


def one(path: Path) -> None:
    """What the fresh process does."""
    start = time.process_time()
    units = tuple(
        SurveyUnit(code=f"U{n}", parent="UNIV", status="demonstration", title=_text(f"U{n}")) for n in range(UNITS)
    )
    asked = questionnaire()
    found = run(Request(asked, asked.layout, (Input(path, "2025"),), units), lambda _: None)
    assert isinstance(found, SurveyRun), found
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(time.process_time() - start, peak)


def questionnaire() -> Questionnaire:
    """Ten questions in two blocks."""
    return Questionnaire(
        id="BENCH",
        status="demonstration",
        title=_text("Benchmark"),
        population="STUDENT",
        frequency="A",
        mode=_text("Benchmark"),
        scales=(AnswerScale(code="five_1_5", minimum=1, maximum=5),),
        blocks=(QuestionBlock(code="B1", title=_text("B1")), QuestionBlock(code="B2", title=_text("B2"))),
        items=tuple(
            Item(code=f"Q{n}", block=f"B{n % 2 + 1}", scale="five_1_5", text=_text(f"q{n}")) for n in range(ITEMS)
        ),
        groups=(_group("UNIT", "unit", "U", UNITS), _group("LEVEL", "breakdown", "L", LEVELS)),
        waves=(Wave(period="2025"),),
        layout=ExportLayout(response_id="id", token="token", timestamp="time"),  # noqa: S106  (a header, not a secret)
    )


def _group(code: str, role: str, letter: str, size: int) -> RespondentGroup:
    values = tuple(GroupValue(code=f"{letter}{n}", label=_text(f"{letter}{n}")) for n in range(size))
    return RespondentGroup(code=code, role=role, title=_text(code), values=values)  # type: ignore[arg-type]


def _text(text: str) -> LocalText:
    return LocalText(kk=text, ru=text, en=text)


def write_export(folder: Path, answers: int) -> Path:
    """A CSV with as many answer cells as asked."""
    path, chance = folder / f"{answers}.csv", np.random.default_rng(1)
    with path.open("w", encoding="utf-8") as file:
        file.write("id,token,time,UNIT,LEVEL," + ",".join(f"Q{n}" for n in range(ITEMS)) + "\n")
        for start in range(0, answers // ITEMS, _BATCH):
            file.writelines(_lines(chance, start, min(_BATCH, answers // ITEMS - start)))
    return path


def _lines(chance: np.random.Generator, start: int, size: int) -> list[str]:
    marks = chance.choice(
        np.array(["1", "2", "3", "4", "5", "", "N/A"]), size=(size, ITEMS), p=[0.05, 0.1, 0.2, 0.35, 0.25, 0.03, 0.02]
    )
    units, levels = chance.integers(0, UNITS, size), chance.integers(0, LEVELS, size)
    seconds = chance.integers(0, 59, size)
    rows = [",".join(row) for row in marks.tolist()]
    return [
        f"r{start + n},t{start + n - (n % 100 == 1)},2025-05-{n % 28 + 1:02d} 10:{n % 60:02d}:{s:02d},U{u},L{v},{row}\n"
        for n, (s, u, v, row) in enumerate(zip(seconds.tolist(), units.tolist(), levels.tolist(), rows, strict=True))
    ]


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(Path(sys.argv[2]))
    else:
        main()
