"""Risk map: likelihood against impact, the score in every field, the risks by their ids."""

from __future__ import annotations

from typing import TypeAlias

import altair as alt

from transparency.render.charts.lettering import wrapped
from transparency.render.charts.plate import Plate
from transparency.render.charts.sheet import INK, LINE, TEXT, Drawing, Sheet, data, finished, pixel, text

CLASSES = ((20, "#542788"), (15, "#8073ac"), (10, "#b2abd2"), (5, "#d8daeb"), (1, "#f7f7f7"))
"""Least score of a class and its colour; from 15 an action plan is due, from 20 intensive monitoring."""
GRADES = range(1, 6)
Cell: TypeAlias = "dict[str, float | str]"
LEFT = 24


def risk(plate: Plate, sheet: Sheet) -> list[Drawing]:
    """A square field for each of the 25 pairs."""
    side = min(84.0, (sheet.width - LEFT - 4) / 5)
    along_words, up_words = (wrapped(words, TEXT, sheet.width - LEFT) for words in plate.axes)
    height = 5 * side + (1 + len(along_words)) * LINE + 6
    where: dict[tuple[int, int], list[str]] = {}
    for mark in plate.blocks[0].marks:
        if mark.place is not None:
            where.setdefault(mark.place, []).append(mark.label)
    fields: list[Cell] = []
    texts: list[Cell] = []
    for likelihood in GRADES:
        for impact in GRADES:
            score = likelihood * impact
            x, y = LEFT + (impact - 1) * side, (5 - likelihood) * side
            fields.append({"x": x, "x2": x + side, "y": y, "y2": y + side, "colour": _colour(score), "score": score})
            ink = "#ffffff" if score >= CLASSES[1][0] else "#000000"
            texts.append({"x": x + 6, "y": y + 12, "text": str(score), "ink": ink, "size": 13})
            names = " ".join(where.get((likelihood, impact), ()))
            texts.append({"x": x + side / 2, "y": y + side / 2 + 8, "text": names, "ink": ink, "size": 15})
    along = {"x": LEFT, "y": 5 * side + LINE + 14, "text": "\n".join(along_words)}
    layers = [*_fields(fields, plate.reference or 15), *_texts(texts), _grades(side), text([along])]
    chart = finished(layers, sheet.width, height, dict.fromkeys(("left", "right", "top", "bottom"), 0.0))
    return [Drawing(chart, sheet.width, height, y=LINE * len(up_words), heading=up_words)]


def _colour(score: int) -> str:
    return next(colour for least, colour in CLASSES if score >= least)


def _fields(fields: list[Cell], line: float) -> list[alt.Chart]:
    """A heavy border from the score at which an action plan is due."""
    heavy = [field for field in fields if float(field["score"]) >= line]
    light = [field for field in fields if float(field["score"]) < line]
    return [
        alt.Chart(data(found))
        .mark_rect(stroke=stroke, strokeWidth=thick)
        .encode(
            x=pixel(alt.X, "x"),
            x2=alt.X2("x2"),
            y=pixel(alt.Y, "y"),
            y2=alt.Y2("y2"),
            color=alt.Color("colour", type="nominal", scale=None),
        )
        for found, stroke, thick in ((light, "#8c8c8c", 1), (heavy, "#1a1a1a", 2.5))
    ]


def _texts(texts: list[Cell]) -> list[alt.Chart]:
    shown = [one for one in texts if one["text"]]
    kinds = sorted({(str(one["ink"]), float(one["size"])) for one in shown})
    return [
        text(
            [one for one in shown if (one["ink"], one["size"]) == (ink, size)],
            color=ink,
            fontSize=size,
            align="left" if size < 15 else "center",
        )
        for ink, size in kinds
    ]


def _grades(side: float) -> alt.Chart:
    """1 to 5 along both edges."""
    along = [{"x": LEFT + (g - 0.5) * side, "y": 5 * side + 12, "text": str(g)} for g in GRADES]
    up = [{"x": 8, "y": (5 - g + 0.5) * side, "text": str(g)} for g in GRADES]
    return text([*along, *up], color=INK, align="center")
