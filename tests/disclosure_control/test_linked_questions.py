"""Questions on five points, their block and its distribution, over units: everything published at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from random import Random

import pytest

from tests.disclosure_control.publication import hidden, key, release, row, rules
from transparency.survey.cells import Cell, CellKey, Partition, Protection
from transparency.survey.suppression import Pooling, protect

UNITS = ("A", "B", "C", "D", "E")
QUESTIONS = ("Q1", "Q2", "Q3")
ELEMENTS = "CODE,SURVEY,TYPE,BLOCK,SCALE\nB1,S1,block,,five\n" + "".join(f"{q},S1,item,B1,five\n" for q in QUESTIONS)
SCALES = "CODE,SURVEY,MINIMUM,MAXIMUM\nfive,S1,1,5\n"
PARTS = [Partition(key("UNIV", element=e), tuple(key(u, element=e) for u in UNITS)) for e in (*QUESTIONS, "B1")]
POOLS = [Pooling(key(u, element="B1"), tuple(key(u, element=q) for q in QUESTIONS)) for u in (*UNITS, "UNIV")]


def survey(seed: int) -> dict[CellKey, Cell]:
    """Some groups small, some of one mind, a few questions skipped."""
    chance = Random(seed)  # noqa: S311  (invented answers)
    people = [
        (unit, mood) for unit in UNITS for mood in [chance.random()] for _ in range(chance.choice((3, 8, 12, 25, 40)))
    ]
    answers = [[_answer(chance, mood) for _ in QUESTIONS] for _, mood in people]
    found: dict[CellKey, Cell] = {}
    for unit in (*UNITS, "UNIV"):
        own = [given for (u, _), given in zip(people, answers, strict=True) if unit in (u, "UNIV")]
        for i, question in enumerate(QUESTIONS):
            found[key(unit, element=question)] = _cell(key(unit, element=question), [[given[i]] for given in own])
        found[key(unit, element="B1")] = _cell(key(unit, element="B1"), own)
    return found


def _answer(chance: Random, mood: float) -> int:
    if chance.random() < 0.04:
        return 0
    return chance.choice((4, 5)) if mood > 0.7 else chance.choices((1, 2, 3, 4, 5), (1, 1, 2, 4, 3))[0]


def _cell(place: CellKey, given: list[list[int]]) -> Cell:
    points = tuple(sum(answers.count(x) for answers in given) for x in range(1, 6))
    people = sum(any(answers) for answers in given)
    positive, negative = points[3] + points[4], points[0] + points[1]
    return Cell(place, people, sum(points), positive, points[2], negative, points, 0, 0, 0, people, None)


def lines(cells: Mapping[CellKey, Cell], protection: Protection) -> Iterator[str]:
    for place, cell in sorted(cells.items()):
        size = {"N_VALID": cell.n_valid, "N_RESP": cell.n_resp, "SCALE": "five"}
        if protection.decisions[place] != "F":
            yield from hidden(place)
        elif place in protection.withheld:
            edges = protection.withheld[place]
            band = {} if edges is None else {"LOWER": f"{edges.lower:.4f}", "UPPER": f"{edges.upper:.4f}"}
            yield row(place, **size, **band, OBS_STATUS="Q", CONF_STATUS="D")
        elif cell.n_valid:
            yield row(place, OBS_VALUE=f"{cell.pos / cell.n_valid:.4f}", **size)
            for point, count in enumerate(cell.points, start=1):
                yield row(place, "DIST", CATEGORY=point, OBS_VALUE=f"{count / cell.n_valid:.4f}", **size)


@pytest.mark.integration
@pytest.mark.parametrize("seed", range(8))
def test_nothing_follows_from_distributions_and_blocks(seed: int) -> None:
    cells = survey(seed)
    protection = protect(list(cells.values()), PARTS, POOLS)
    published = release(lines(cells, protection), units=dict.fromkeys(UNITS, "UNIV"), elements=ELEMENTS, scales=SCALES)
    assert protection.unsafe == ()
    assert rules(published) == set()
