"""Groups of respondents for which figures are computed: the university, each level of units, each breakdown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from transparency.model.questionnaire import Questionnaire, RespondentGroup
from transparency.model.survey import TOTAL, UNIVERSITY, UNKNOWN, SurveyUnit
from transparency.survey.cleaning import Clean

GroupKey = tuple[str, str, str]
"""Unit, breakdown, category."""

EVERYBODY: GroupKey = (UNIVERSITY, TOTAL, TOTAL)


@dataclass(frozen=True, slots=True)
class Grouping:
    """One way to part the respondents: every submission belongs to exactly one of ``keys``."""

    keys: tuple[GroupKey, ...]
    codes: npt.NDArray[np.intp]
    """Index into ``keys``, one a submission."""
    totals: tuple[GroupKey, ...]
    """For each key the group that it is a part of."""

    def is_total(self) -> bool:
        """Whether it is the university as a whole."""
        return self.keys == (EVERYBODY,)


def groupings(clean: Clean, questionnaire: Questionnaire, units: Sequence[SurveyUnit]) -> tuple[Grouping, ...]:
    """The university first, then units from the top down, then breakdowns."""
    everybody = Grouping((EVERYBODY,), np.zeros(len(clean), dtype=np.intp), (EVERYBODY,))
    found = [everybody]
    for group in questionnaire.groups:
        if group.code not in clean.groups:
            continue
        if group.role == "unit" and questionnaire.deepest == "units":
            found.extend(_by_unit(clean, group, {unit.code: unit for unit in units}))
        if group.role == "breakdown":
            found.append(_by_breakdown(clean, group))
    return tuple(found)


def is_known(key: GroupKey) -> bool:
    """False for the respondents whose group nobody knows."""
    return not key[0].endswith(UNKNOWN) and key[2] != UNKNOWN


def _by_breakdown(clean: Clean, group: RespondentGroup) -> Grouping:
    values = [value.code for value in group.values]
    keys = tuple((UNIVERSITY, group.code, category) for category in (*values, UNKNOWN))
    codes = clean.groups[group.code].astype(np.intp)
    return Grouping(keys, np.where(codes < 0, len(values), codes), (EVERYBODY,) * len(keys))


def _by_unit(clean: Clean, group: RespondentGroup, units: Mapping[str, SurveyUnit]) -> Iterator[Grouping]:
    """A grouping for each depth of the tree that the answers reach."""
    paths = [path_of(value.code, units) for value in group.values]
    for depth in range(max(map(len, paths))):
        yield _at_depth(clean.groups[group.code], paths, depth)


def path_of(code: str, units: Mapping[str, SurveyUnit]) -> tuple[str, ...]:
    """Units from the one below the university down to ``code``."""
    path = [code]
    while path[0] in units and units[path[0]].parent not in {UNIVERSITY, None}:
        path.insert(0, str(units[path[0]].parent))
    return tuple(path)


def _at_depth(leaves: npt.NDArray[np.int16], paths: Sequence[tuple[str, ...]], depth: int) -> Grouping:
    """Who belongs to no unit of this depth is counted as unknown in the unit above."""
    named = [_unit_at(path, depth) for path in paths] + [f"{UNIVERSITY}.{UNKNOWN}"]
    keys = tuple(dict.fromkeys(named))
    index = np.array([keys.index(name) for name in named], dtype=np.intp)
    above = {name: _above(path, depth) for name, path in zip(named, paths, strict=False)}
    totals = tuple((above.get(name, UNIVERSITY), TOTAL, TOTAL) for name in keys)
    codes = index[np.where(leaves < 0, len(paths), leaves)]
    return Grouping(tuple((name, TOTAL, TOTAL) for name in keys), codes, totals)


def _unit_at(path: tuple[str, ...], depth: int) -> str:
    return path[depth] if depth < len(path) else f"{path[-1]}.{UNKNOWN}"


def _above(path: tuple[str, ...], depth: int) -> str:
    return ((UNIVERSITY, *path)[: depth + 1])[-1]
