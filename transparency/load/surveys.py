"""Reads ``data/surveys/``: calendar, questionnaires, units and the published figures with what stands beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from transparency.load.again import again
from transparency.load.csv_table import read_table
from transparency.load.files import Source, source, sources
from transparency.load.records import record, records
from transparency.load.yaml_document import Document, read_yaml
from transparency.model.demo import DemoPlan
from transparency.model.population import PopulationCount
from transparency.model.questionnaire import CalendarEntry, Layout, Questionnaire
from transparency.model.survey import Observation, QualityRow, ThemeCount
from transparency.model.survey_action import SurveyAction
from transparency.model.survey_notes import Note, SurveyRisk
from transparency.model.survey_section import SurveySection
from transparency.model.text import Record
from transparency.model.unit import SurveyUnit
from transparency.problem import Problem

R = TypeVar("R", bound=Record)

FOLDER = "data/surveys"


@dataclass(frozen=True, slots=True)
class SurveyData:
    """Everything the site knows of surveys. Raw answers are never part of it."""

    section: SurveySection | None = None
    """Keeper and lines of warning; without it there are no survey pages."""
    calendar: tuple[CalendarEntry, ...] = ()
    questionnaires: tuple[Questionnaire, ...] = ()
    units: tuple[SurveyUnit, ...] = ()
    observations: tuple[Observation, ...] = ()
    themes: tuple[ThemeCount, ...] = ()
    quality: tuple[QualityRow, ...] = ()
    notes: tuple[Note, ...] = ()
    """Texts of the ids in the NOTE column, those of waves, breaks and tables included."""
    risks: tuple[SurveyRisk, ...] = ()
    actions: tuple[SurveyAction, ...] = ()
    """What was changed because of the figures."""
    demo: tuple[DemoPlan, ...] = ()
    """How demonstration answers are drawn; only `scripts/aggregate.py demo` uses it."""
    tables: Mapping[str, bytes] = field(default_factory=dict)
    """The tables as they are published, by file name: figures and code lists belong together."""
    problems: tuple[Problem, ...] = ()

    def questionnaire(self, survey: str) -> Questionnaire | None:
        """The questionnaire of a survey, if it has one."""
        return next((q for q in self.questionnaires if q.id == survey), None)


def load_surveys(root: Path) -> SurveyData:
    """The survey data of a project; what cannot be read is left out and said in ``problems``."""
    problems: list[Problem] = []
    if not (root / FOLDER).is_dir():
        return SurveyData()

    def table(model: type[R], name: str) -> tuple[R, ...]:
        file = source(root, FOLDER, name)
        if not file.path.exists():
            return ()
        rows, found = read_table(model, file)
        problems.extend(found)
        return rows

    section = _section(source(root, FOLDER, "section.yml"), problems)
    calendar = _list(CalendarEntry, source(root, FOLDER, "calendar.yml"), "surveys", problems)
    questionnaires = tuple(_questionnaires(root, problems))
    return SurveyData(
        section=section,
        calendar=calendar,
        questionnaires=questionnaires,
        units=table(SurveyUnit, "units.csv"),
        observations=table(Observation, "indicators.csv"),
        themes=table(ThemeCount, "themes.csv"),
        quality=table(QualityRow, "qc.csv"),
        notes=table(Note, "notes.csv"),
        risks=table(SurveyRisk, "risks.csv"),
        actions=_list(SurveyAction, source(root, FOLDER, "actions.yml"), "actions", problems),
        demo=_list(DemoPlan, source(root, FOLDER, "demo.yml"), "plans", problems),
        tables={file.path.name: file.path.read_bytes() for file in sources(root, FOLDER, "*.csv")},
        problems=tuple(problems),
    )


def _questionnaires(root: Path, problems: list[Problem]) -> Iterator[Questionnaire]:
    for file in sources(root, f"{FOLDER}/questionnaires", "*.yml"):
        found, trouble = load_questionnaire(file)
        problems.extend(trouble)
        if found is not None:
            yield found


def load_questionnaire(file: Source) -> tuple[Questionnaire | None, tuple[Problem, ...]]:
    """One questionnaire."""
    return _one(Questionnaire, file)


def load_layout(file: Source) -> tuple[Layout | None, tuple[Problem, ...]]:
    """How one export looks."""
    return _one(Layout, file)


def _one(model: type[R], file: Source) -> tuple[R | None, tuple[Problem, ...]]:
    return again(file.path, model, lambda: _read(model, file))


def _read(model: type[R], file: Source) -> tuple[R | None, tuple[Problem, ...]]:
    document = read_yaml(file)
    found = None if document.problems else record(model, document)
    return found, tuple(document.problems)


def load_notes(root: Path) -> tuple[tuple[Note, ...], tuple[Problem, ...]]:
    """The standing notes of the method, as they were written."""
    problems: list[Problem] = []
    return _list(Note, source(root, FOLDER, "notes.yml"), "notes", problems), tuple(problems)


def load_population(file: Source) -> tuple[tuple[PopulationCount, ...], tuple[Problem, ...]]:
    """How many people could answer, by period and group."""
    return read_table(PopulationCount, file)


def _section(file: Source, problems: list[Problem]) -> SurveySection | None:
    if not file.path.exists():
        return None
    found, trouble = _one(SurveySection, file)
    problems.extend(trouble)
    return found


def _list(model: type[R], file: Source, key: str, problems: list[Problem]) -> tuple[R, ...]:
    if not file.path.exists():
        return ()
    document: Document = read_yaml(file)
    found = () if document.problems else records(model, document, key)
    problems.extend(document.problems)
    return tuple(entry for _, entry in found)
