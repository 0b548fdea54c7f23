"""Invented surveys for tests of disclosure control: answers of people in, the files of a release out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.survey.cases import attempt, texts, unit
from transparency.audit import Release
from transparency.audit.disclosure import audit
from transparency.model.answer_scale import AnswerScale
from transparency.model.problem import Problem
from transparency.model.questionnaire import (
    ExportLayout,
    GroupValue,
    Item,
    QuestionBlock,
    Questionnaire,
    RespondentGroup,
    Wave,
)
from transparency.model.survey import Observation
from transparency.survey import tables
from transparency.survey.run import SurveyRun

PERIOD = "2025"
Person = Mapping[str, str]
"""Header -> cell; a header left out is a blank cell."""


@dataclass(frozen=True)
class Shape:
    """What a survey asked, and of whom."""

    blocks: Mapping[str, int]
    """Block -> number of questions."""
    units: tuple[str, ...] = ()
    parents: Mapping[str, str] | None = None
    """Unit -> unit above it, where that is not the university."""
    years: tuple[str, ...] = ()
    detail: str = "items"
    points: int = 5
    eligible: int | None = None

    @property
    def questions(self) -> tuple[str, ...]:
        """B1Q1, B1Q2 …"""
        return tuple(f"{block}Q{i + 1}" for block, size in self.blocks.items() for i in range(size))

    def questionnaire(self) -> Questionnaire:
        """The same as the pipeline reads it."""
        groups = [_group("UNIT", "unit", self.units), _group("YEAR", "breakdown", self.years)]
        return Questionnaire(
            id="SX", status="demonstration", title=texts("Survey"), population="STUDENT", frequency="A",
            mode=texts("online"), detail=self.detail,
            scales=(AnswerScale(code="scale", minimum=1, maximum=self.points),),
            blocks=tuple(QuestionBlock(code=block, title=texts(block)) for block in self.blocks),
            items=tuple(Item(code=q, block=q.partition("Q")[0], scale="scale", text=texts(q)) for q in self.questions),
            groups=tuple(group for group in groups if group is not None),
            waves=(Wave(period=PERIOD, eligible=self.eligible),),
            layout=ExportLayout(response_id="id", delimiter=";"),
        )  # fmt: skip


def _group(code: str, role: str, values: Sequence[str]) -> RespondentGroup | None:
    if not values:
        return None
    found = tuple(GroupValue(code=value, label=texts(value)) for value in values)
    return RespondentGroup(code=code, role=role, title=texts(code), values=found)


def people(shape: Shape, sizes: Mapping[tuple[str, str], int], seed: int, asked: Mapping[str, float]) -> list[Person]:
    """Invented people: ``sizes`` by unit and year (empty: not stated); ``asked`` is the share who answer a question."""
    chance = Random(seed)  # noqa: S311  (invented answers)
    found: list[Person] = []
    for (school, year), size in sizes.items():
        mood = chance.choice((1, 2, 2, 3))
        for _ in range(size):
            given = {
                q: _answer(chance, shape.points, mood) for q in shape.questions if chance.random() < asked.get(q, 1)
            }
            found.append({"UNIT": school, "YEAR": year, **given})
    chance.shuffle(found)
    return found


def _answer(chance: Random, points: int, mood: int) -> str:
    weights = [1 + mood * (5 * x >= 3 * (points - 1)) for x in range(points)]
    return str(chance.choices(range(1, points + 1), weights)[0])


def ran(shape: Shape, answers: Sequence[Person], folder: Path, **more: object) -> SurveyRun | tuple[Problem, ...]:
    """The outcome of the real pipeline over an export of these answers."""
    asked = shape.questionnaire()
    headers = ["id", *(group.code for group in asked.groups), *shape.questions]
    lines = [";".join([str(i), *(person.get(h, "") for h in headers[1:])]) for i, person in enumerate(answers)]
    path = folder / "export.csv"
    path.write_text("\n".join([";".join(headers), *lines]) + "\n", encoding="utf-8")
    parents = shape.parents or {}
    units = [unit(code, parents.get(code, "UNIV")) for code in dict.fromkeys([*parents.values(), *shape.units])]
    return attempt(asked, {PERIOD: path}, units=tuple(units), **more)


def good(shape: Shape, answers: Sequence[Person], folder: Path, **more: object) -> SurveyRun:
    """The same where it must succeed."""
    found = ran(shape, answers, folder, **more)
    assert isinstance(found, SurveyRun), [str(problem) for problem in found]
    return found


def release(shape: Shape, rows: Sequence[Observation], name: str = "r1") -> Release:
    """What the public sees."""
    parents = shape.parents or {}
    codes = dict.fromkeys([*parents.values(), *shape.units])
    listed = "CODE,PARENT,TYPE\nUNIV,,university\n" + "".join(f"{c},{parents.get(c, 'UNIV')},school\n" for c in codes)
    questions = [f"{q},SX,item,{q.partition('Q')[0]},scale\n" for q in shape.questions]
    elements = "CODE,SURVEY,TYPE,BLOCK,SCALE\n" + "".join(
        [*(f"{b},SX,block,,scale\n" for b in shape.blocks), *questions]
    )
    scales = f"CODE,SURVEY,MINIMUM,MAXIMUM\nscale,SX,1,{shape.points}\n"
    texts_ = {"indicators": tables.indicators(rows), "units": listed, "elements": elements, "scales": scales}
    return Release(name, {f"{name}/{file}.csv": text for file, text in texts_.items()})


def audited(shape: Shape, outcome: SurveyRun) -> list[str]:
    """What the audit finds in the figures of one run."""
    return [str(problem) for problem in audit([release(shape, outcome.observations)])]


def hidden(outcome: SurveyRun) -> set[tuple[str, str]]:
    """Group and element of every hidden cell that could be published."""
    return {
        (key.category if key.breakdown != "_T" else key.ref_unit, key.element)
        for key, decision in outcome.protection.decisions.items()
        if decision != "F" and outcome.tallies[key].cell.publishable
    }


def drawn(seed: int) -> tuple[Shape, list[Person]]:
    """A survey of the kind that universities hold: schools, years, people who state neither, questions few answer."""
    chance = Random(f"shape {seed}")  # noqa: S311  (invented answers)
    blocks = {f"B{i + 1}": chance.randint(1, 3) for i in range(chance.randint(1, 3))}
    units = tuple(f"U{i}" for i in range(chance.choice((0, 3, 4, 6, 8, 14))))
    schools = {unit: f"S{i % 2}" for i, unit in enumerate(units)} if len(units) >= 6 and chance.random() < 0.5 else None
    years = tuple(f"Y{i}" for i in range(chance.choice((0, 0, 3, 4))))
    detail = chance.choice(("items", "items", "blocks"))
    shape = Shape(blocks, units, schools, years, detail, chance.choice((4, 5, 5)))
    sizes = {
        (unit, year): chance.choice((0, 2, 4, 8, 12, 20, 35, 60)) if unit and year else chance.choice((0, 3, 11, 14))
        for unit in (*units, "")
        for year in (*years, "")
    }
    if not units and not years:
        sizes = {("", ""): chance.choice((40, 150, 400))}
    elif not units:
        sizes = {("", year): chance.choice((4, 11, 25, 60)) for year in years}
    elif not years:
        sizes = {(unit, ""): chance.choice((4, 8, 15, 40, 90)) for unit in units} | {
            ("", ""): chance.choice((0, 6, 12))
        }
    few = next(iter(group for group in sizes if all(group) or not (units and years)))
    sizes[few] = sizes[few] if few == ("", "") else 6
    rare = {q: chance.choice((1, 1, 0.95, 0.7, 0.1, 0.03)) for q in shape.questions} | {shape.questions[0]: 0.3}
    return shape, people(shape, sizes, seed, rare)
