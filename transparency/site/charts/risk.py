"""Risk map chart: likelihood against impact, the score in every field, risks by their ids."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from transparency.site.charts.lettering import wrapped
from transparency.site.charts.marks import LINE, TEXT, Label, Plot, Rect, beside
from transparency.site.charts.plate import ChartLine, LocalizedChart
from transparency.site.charts.sheet import ChartLayout

CLASSES = ((20, "#542788"), (15, "#8073ac"), (10, "#b2abd2"), (5, "#d8daeb"), (1, "#f7f7f7"))
"""Least score of a class and its colour; from 15 an action plan is due, from 20 intensive monitoring."""
GRADES = range(1, 6)
LEFT = 24


def risk(plate: LocalizedChart, sheet: ChartLayout) -> list[Plot]:
    """A square field for each of the 25 pairs."""
    side = min(84.0, (sheet.width - LEFT - 4) / 5)
    along, up = (wrapped(words, TEXT, sheet.width - LEFT) for words in plate.axes)
    top = LINE * len(up)
    bottom = top + 5 * side
    names = _names(plate.blocks[0].marks)
    labels = [
        Label(0, top - LINE * 0.28 - LINE * (len(up) - 1), "\n".join(up), kind="chart-panel"),
        *(label for pair in _pairs() for label in _written(pair, top, side, names)),
        *_grades(top, side),
        beside(LEFT, bottom + LINE + 14, "\n".join(along)),
    ]
    height = bottom + (1 + len(along)) * LINE + 6
    return [Plot(height, rects=_fields(plate.reference or 15, top, side), labels=labels)]


def _names(marks: Iterable[ChartLine]) -> Mapping[tuple[int, int], str]:
    """The ids of the risks by their place."""
    found: dict[tuple[int, int], list[str]] = defaultdict(list)
    for mark in marks:
        if mark.place is not None:
            found[mark.place].append(mark.label)
    return {place: " ".join(names) for place, names in found.items()}


def _pairs() -> Iterator[tuple[int, int]]:
    """Likelihood and impact."""
    return ((likelihood, impact) for likelihood in GRADES for impact in GRADES)


def _corner(pair: tuple[int, int], top: float, side: float) -> tuple[float, float]:
    likelihood, impact = pair
    return LEFT + (impact - 1) * side, top + (5 - likelihood) * side


def _fields(line: float, top: float, side: float) -> list[Rect]:
    """A heavy border from the score at which an action plan is due; it lies over the light ones."""
    fields = []
    for likelihood, impact in sorted(_pairs(), key=lambda pair: pair[0] * pair[1]):
        score = likelihood * impact
        x, y = _corner((likelihood, impact), top, side)
        stroke, thick = ("#1a1a1a", 2.5) if score >= line else ("#8c8c8c", 1)
        fields.append(Rect(x, y, x + side, y + side, _colour(score), stroke, thick))
    return fields


def _colour(score: int) -> str:
    return next(colour for least, colour in CLASSES if score >= least)


def _written(pair: tuple[int, int], top: float, side: float, names: Mapping[tuple[int, int], str]) -> Iterator[Label]:
    """The score in the corner, the risks in the middle."""
    x, y = _corner(pair, top, side)
    score = pair[0] * pair[1]
    ink = "#ffffff" if score >= CLASSES[1][0] else "#000000"
    yield beside(x + 6, y + 12, str(score), ink=ink)
    if pair in names:
        yield beside(x + side / 2, y + side / 2 + 8, names[pair], "middle", ink, 15)


def _grades(top: float, side: float) -> Iterator[Label]:
    """1 to 5 along both edges."""
    for grade in GRADES:
        yield beside(LEFT + (grade - 0.5) * side, top + 5 * side + 12, str(grade), "middle")
    for grade in GRADES:
        yield beside(8, top + (5 - grade + 0.5) * side, str(grade), "middle")
