"""Generates invented raw exports for the demonstration: plausible, imperfect, reproducible.

They are written to a temporary folder and read by the real pipeline. Every answer is drawn from a normal distribution with
effects of a person, a block and a group; some respondents answer twice, give one mark throughout, leave questions out, mistype,
refuse consent or only test the form.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Final

from transparency.model.answer_scale import AnswerScale
from transparency.model.demo import DemoPlan, DemoWave
from transparency.model.problem import Problem
from transparency.model.questionnaire import ExportLayout, Item, Questionnaire
from transparency.model.survey import UNIVERSITY, PopulationCount, SurveyUnit
from transparency.model.survey_calendar import CalendarEntry
from transparency.survey.grouping import path_of
from transparency.survey.periods import year
from transparency.survey.reading import Input, Progress
from transparency.survey.run import Request, SurveyRun, run

_STRAIGHT: Final = 0.07
_TWICE: Final = 0.015
_REFUSED: Final = 0.01
_TEST: Final = 0.004
_SILENT: Final = 0.01
_ODD_CELLS: Final = (("", 0.025), ("Қ/М", 0.012), ("жауап беру қиын", 0.015), ("99", 0.003))
_PERSON_SPREAD: Final = 0.7


def make_demo(
    plans: Sequence[DemoPlan],
    questionnaires: Sequence[Questionnaire],
    units: Sequence[SurveyUnit],
    calendar: Sequence[CalendarEntry],
    folder: Path,
    progress: Progress,
) -> list[SurveyRun | tuple[Problem, ...]]:
    """The outcome of every planned survey; raw files are written into ``folder``."""
    by_code = {questionnaire.id: questionnaire for questionnaire in questionnaires}
    found = []
    for plan in plans:
        request = _request(plan, by_code[plan.survey], units, folder)
        found.append(run(replace(request, calendar=tuple(calendar)), progress))
    return found


def _request(plan: DemoPlan, questionnaire: Questionnaire, units: Sequence[SurveyUnit], folder: Path) -> Request:
    inputs = tuple(Input(write_export(plan, wave, questionnaire, folder), wave.period) for wave in plan.waves)
    population = tuple(row for wave in plan.waves for row in _population(plan, wave, questionnaire, units))
    return Request(questionnaire, questionnaire.layout, inputs, tuple(units), population)


def write_export(plan: DemoPlan, wave: DemoWave, questionnaire: Questionnaire, folder: Path) -> Path:
    """One raw file as a form system would export it."""
    chance = Random(f"{plan.seed} {wave.period}")  # noqa: S311  (invented answers, not secrets)
    path = folder / f"{questionnaire.id}-{wave.period}.csv"
    maker = _Maker(plan, wave, questionnaire, chance)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(maker.header())
        writer.writerows(maker.rows())
    return path


class _Maker:
    """Draws the lines of one export."""

    def __init__(self, plan: DemoPlan, wave: DemoWave, questionnaire: Questionnaire, chance: Random) -> None:
        self._plan, self._wave, self._questionnaire, self._chance = plan, wave, questionnaire, chance
        self._items = questionnaire.asked(wave.period)
        self._layout = questionnaire.layout
        entry = questionnaire.wave_of(wave.period)
        self._start = entry.starts if entry and entry.starts else dt.date(int(wave.period[:4]), 6, 1)
        self._number = 0

    def header(self) -> list[str]:
        groups = [group.code for group in self._questionnaire.groups]
        return [*_mark_headers(self._layout), *groups, *self._layout.themes, *(item.code for item in self._items)]

    def rows(self) -> Iterator[list[str]]:
        groups = {code: _spread(weights, self._wave.eligible) for code, weights in self._plan.groups.items()}
        for categories in groups.values():
            self._chance.shuffle(categories)
        people = self._chance.sample(range(self._wave.eligible), round(self._wave.eligible * self._wave.rate))
        for number, person in enumerate(people):
            own = {code: categories[person] for code, categories in groups.items()}
            yield from self._person(number, own)

    def _person(self, number: int, groups: Mapping[str, str]) -> Iterator[list[str]]:
        opinion = self._chance.gauss(0, _PERSON_SPREAD)
        subjects = self._subjects()
        for subject in subjects:
            row = self._row(number, {**groups, **subject}, opinion)
            yield row
            if self._chance.random() < _TWICE:
                yield row

    def _subjects(self) -> list[dict[str, str]]:
        """What one person evaluates."""
        if self._layout.subject is None:
            return [{}]
        all_ = sorted(self._plan.groups[self._layout.subject])
        chosen = self._chance.sample(all_, self._chance.randint(1, self._plan.repeats))
        return [{self._layout.subject: code} for code in chosen]

    def _row(self, number: int, groups: Mapping[str, str], opinion: float) -> list[str]:
        self._number += 1
        marks = {
            "response_id": f"r{self._number}",
            "token": f"p{number}",
            "timestamp": self._time(),
            "consent": "жоқ" if self._chance.random() < _REFUSED else "иә",
            "test": "test" if self._chance.random() < _TEST else "",
        }
        shift = sum(self._plan.shifts.get(category, 0.0) for category in groups.values())
        named = [self._label(code, groups) for code in (group.code for group in self._questionnaire.groups)]
        marked = [marks[role] for role in marks if getattr(self._layout, role) is not None]
        return [*marked, *named, *self._themes(), *self._answers(opinion + shift)]

    def _time(self) -> str:
        moment = dt.datetime.combine(self._start, dt.time(8)) + dt.timedelta(
            seconds=self._chance.randrange(15 * 86_400)
        )
        return moment.isoformat(sep=" ")

    def _label(self, code: str, groups: Mapping[str, str]) -> str:
        """A code or a label in any language, as different systems write it."""
        group = next(group for group in self._questionnaire.groups if group.code == code)
        value = next(value for value in group.values if value.code == groups[code])
        return self._chance.choice((value.code, *value.label.texts.values()))

    def _themes(self) -> list[str]:
        codes = [theme.code for theme in self._questionnaire.themes]
        weights = [1 / rank for rank in range(1, len(codes) + 1)]
        if not self._layout.themes:
            return []
        chosen = {self._chance.choices(codes, weights)[0] for _ in range(self._chance.choice((0, 0, 1, 1, 2)))}
        return [";".join(sorted(chosen))]

    def _answers(self, opinion: float) -> list[str]:
        if self._chance.random() < _SILENT:
            return [""] * len(self._items)
        if self._chance.random() < _STRAIGHT:
            return [str(self._questionnaire.scale_of(item).maximum - 1) for item in self._items]
        return [self._answer(item, opinion) for item in self._items]

    def _answer(self, item: Item, opinion: float) -> str:
        draw = self._chance.random()
        for text, share in _ODD_CELLS:
            if draw < share:
                return text
            draw -= share
        years = year(self._wave.period) - year(self._plan.waves[0].period)
        level = self._plan.blocks[item.block] + self._plan.yearly.get(item.block, 0.0) * years
        own = opinion + level + self._chance.gauss(0, 0.8)
        scale = self._questionnaire.scale_of(item)
        value = _on_scale(-own if item.reversed else own, scale)
        return self._written(value, scale)

    def _written(self, value: int, scale: AnswerScale) -> str:
        """A number, a label in one of the languages, or both."""
        label = next((label for label in scale.labels if label.value == value), None)
        if label is None or self._chance.random() < 0.6:
            return str(value)
        first, *others = label.texts.values()
        text = self._chance.choice((first, first, *others))
        return text if self._chance.random() < 0.7 else f"{value} – {text}"


def _on_scale(opinion: float, scale: AnswerScale) -> int:
    """The opinion in points of the scale: two standard deviations reach either end."""
    length = scale.maximum - scale.minimum
    return max(scale.minimum, min(scale.maximum, scale.minimum + round(length / 2 + opinion * length / 4)))


def _mark_headers(layout: ExportLayout) -> list[str]:
    roles = ("response_id", "token", "timestamp", "consent", "test")
    return [name for role in roles if (name := getattr(layout, role)) is not None]


def _spread(weights: Mapping[str, int], people: int) -> list[str]:
    """Every person's category, the largest remainders rounded up."""
    total = sum(weights.values())
    exact = {code: people * weight / total for code, weight in weights.items()}
    counts = {code: int(share) for code, share in exact.items()}
    left = people - sum(counts.values())
    for code in sorted(exact, key=lambda code: (counts[code] - exact[code], code))[:left]:
        counts[code] += 1
    return [code for code, count in counts.items() for _ in range(count)]


def _population(
    plan: DemoPlan, wave: DemoWave, questionnaire: Questionnaire, units: Sequence[SurveyUnit]
) -> Iterator[PopulationCount]:
    """What the registry would say: everybody, every unit of the tree, every category."""
    yield PopulationCount(time_period=wave.period, n=wave.eligible)
    tree = {unit.code: unit for unit in units}
    for group in questionnaire.groups:
        people = _spread(plan.groups[group.code], wave.eligible)
        if group.role == "unit":
            members = [unit for code in people for unit in path_of(code, tree)]
            for code in sorted(set(members)):
                yield PopulationCount(time_period=wave.period, ref_unit=code, n=members.count(code))
        elif group.role == "breakdown":
            for code in sorted(set(people)):
                row = {"ref_unit": UNIVERSITY, "breakdown": group.code, "category_bd": code}
                yield PopulationCount(time_period=wave.period, n=people.count(code), **row)
