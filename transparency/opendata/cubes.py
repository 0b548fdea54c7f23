"""Writes the data of the table builder: for each survey its dimensions in all languages, and one small file per measure.

A browser loads the dimensions of the chosen survey and the rows of the chosen measure, never more. Every value is one of the
dataset ``survey-indicators``; nothing is computed here. Comparisons between periods or units are left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from transparency.model.survey import NOT_APPLICABLE, Observation
from transparency.model.text import LocalText
from transparency.opendata.catalogue import FOLDER
from transparency.opendata.dataset_table import Cell, Row
from transparency.opendata.formats.json import encoded
from transparency.opendata.survey_tables import elements, groups, scale_points, survey_units
from transparency.registry.check import CheckedRegistry
from transparency.site.render.sentences import written
from transparency.site.views.sentence import Value, When
from transparency.site.views.survey_figures import state_of

ROOT = f"{FOLDER}/builder"

DIMENSIONS = ("element", "unit", "group", "point", "period")
"""What a figure is about, in the order of the indexes of a row."""


@dataclass(frozen=True, slots=True)
class Cube:
    """The figures of one survey by measure, and the values that each dimension takes in them."""

    survey: str
    title: LocalText
    demonstration: bool
    values: Mapping[str, tuple[str, ...]]
    """Dimension -> its codes in the order in which they are shown."""
    measures: Mapping[str, Sequence[Observation]]

    @property
    def path(self) -> str:
        """Folder of its files below the root of the site."""
        return f"{ROOT}/{self.survey.lower()}"


def cubes(registry: CheckedRegistry) -> Iterator[Cube]:
    """One for each survey that has figures."""
    for entry in registry.surveys.calendar:
        found = [
            one for one in registry.surveys.observations if one.survey == entry.id and one.compare_to == NOT_APPLICABLE
        ]
        if found:
            measures: dict[str, list[Observation]] = {name: [] for name in sorted({one.measure for one in found})}
            for one in found:
                measures[one.measure].append(one)
            demonstration = any(one.status == "demonstration" for one in found)
            yield Cube(entry.id, entry.title, demonstration, _values(registry, entry.id, found), measures)


def place(one: Observation) -> tuple[str, ...]:
    """The codes of a figure in each dimension."""
    return one.element, one.ref_unit, f"{one.breakdown}.{one.category_bd}", one.category, one.time_period


def _values(registry: CheckedRegistry, survey: str, found: Iterable[Observation]) -> Mapping[str, tuple[str, ...]]:
    """The codes in use, in the order of their code lists; periods from the oldest to the newest."""
    used = [set(codes) for codes in zip(*map(place, found), strict=True)]
    lists = (*(list(names(registry, survey, name)) for name in DIMENSIONS[:-1]), sorted(used[-1]))
    return {
        name: (*(code for code in listed if code in codes), *sorted(codes.difference(listed)))
        for name, codes, listed in zip(DIMENSIONS, used, lists, strict=True)
    }


def names(registry: CheckedRegistry, survey: str, dimension: str) -> Mapping[str, Mapping[str, Cell]]:
    """Code -> its name in each language."""
    rows: dict[str, Iterable[tuple[str, Row]]] = {
        "element": ((str(r["code"]), r) for r in elements(registry) if r["survey"] == survey),
        "unit": ((str(r["code"]), r) for r in survey_units(registry)),
        "group": ((f"{r['breakdown']}.{r['category']}", r) for r in groups(registry) if r["survey"] == survey),
        "point": ((str(r["point"]), r) for r in scale_points(registry) if r["survey"] == survey),
    }
    found: dict[str, Mapping[str, Cell]] = {}
    for code, row in rows[dimension]:
        found.setdefault(code, {lang: row.get(f"text_{lang}", row.get(f"title_{lang}")) for lang in registry.languages})
    return found


STATES: Sequence[str] = ("", "few", "secondary", "impossible", "unreliable", "not_held")
"""Why a figure is not shown or is to be read with care; a row holds the place in this list."""


def state(one: Observation) -> int:
    """The state of a figure as a place in `STATES`."""
    found = state_of(one)
    return 0 if found == "shown" else STATES.index(found)


def files(registry: CheckedRegistry) -> Iterator[tuple[str, bytes]]:
    """Path below the root of the site, and content."""
    for cube in cubes(registry):
        yield f"{cube.path}/index.json", encoded(_index(registry, cube))
        for measure, rows in cube.measures.items():
            yield f"{cube.path}/{measure}.json", _figures(cube, rows)


def _index(registry: CheckedRegistry, cube: Cube) -> object:
    told = {name: names(registry, cube.survey, name) for name in DIMENSIONS[:-1]}
    told["period"] = {code: said_in(registry, When(code)) for code in cube.values["period"]}
    measures = next(c for c in registry.datasets["survey-indicators"].columns if c.name == "MEASURE").codes
    titles = {code.code: code.title.model_dump() for code in measures}
    return {
        "survey": cube.survey,
        "titles": cube.title.model_dump(),
        "demonstration": cube.demonstration,
        "states": list(STATES),
        "measures": [
            {"code": name, "titles": titles[name], "unit": rows[0].unit_measure} for name, rows in cube.measures.items()
        ],
        "dimensions": {
            name: [{"code": code, "titles": told[name].get(code, {})} for code in codes]
            for name, codes in cube.values.items()
        },
    }


def said_in(registry: CheckedRegistry, value: Value) -> Mapping[str, Cell]:
    """A value in words, by language."""
    return {lang: written(value, words) for lang, words in registry.words.items()}


def _figures(cube: Cube, rows: Iterable[Observation]) -> bytes:
    """Indexes of the codes, value, bounds of the interval, respondents, state."""
    places = [{code: number for number, code in enumerate(codes)} for codes in cube.values.values()]
    written = []
    for one in rows:
        indexes = [where[code] for where, code in zip(places, place(one), strict=True)]
        cells: list[float | int | None] = [one.obs_value, one.lower, one.upper, one.n_resp, state(one)]
        written.append([*indexes, *cells])
    return (json.dumps(written, separators=(",", ":")) + "\n").encode()
