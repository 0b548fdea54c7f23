"""Loads ``data/surveys/``: calendar, questionnaires, units, published figures and their notes."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from transparency.model.demo import DEMONSTRATION, DemoPlan
from transparency.model.messages import Message
from transparency.model.problem import Problem
from transparency.model.questionnaire import TO_BE_WRITTEN, ExportLayout, Questionnaire
from transparency.model.survey import Observation, PopulationCount, QualityRow, SurveyUnit, ThemeCount
from transparency.model.survey_action import SurveyAction
from transparency.model.survey_calendar import CalendarEntry
from transparency.model.survey_notes import LIMIT_CLASSES, Note, RiskClass, SurveyRisk
from transparency.model.survey_section import SurveySection
from transparency.model.text import USUAL, Languages, Record
from transparency.registry.csv_records import read_table, rows_under
from transparency.registry.demonstration import marked, misplaced
from transparency.registry.demonstration_tables import invented_rows, with_demo_tables
from transparency.registry.entry import plain
from transparency.registry.files import Source, source, sources
from transparency.registry.load_languages import languages_at
from transparency.registry.reader import Reader, read_one
from transparency.registry.yaml_document import Document

R = TypeVar("R", bound=Record)

FOLDER = "data/surveys"
DEMO = "demo/surveys"
"""The same files, invented; only previews read them."""


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

    def surveys(self) -> frozenset[str]:
        """Codes of all surveys of which something is known."""
        rows: tuple[Any, ...] = (*self.observations, *self.themes, *self.quality, *self.risks, *self.actions)
        named: tuple[Any, ...] = (*self.calendar, *self.questionnaires)
        return frozenset((*(one.id for one in named), *(row.survey for row in rows)))

    def questionnaire(self, survey: str) -> Questionnaire | None:
        """The questionnaire of a survey, if it has one."""
        return next((q for q in self.questionnaires if q.id == survey), None)

    def limit_class(self, note: str) -> RiskClass | None:
        """The class of risks that a limit belongs to; of a wave's own note only its questionnaire can say it."""
        if not note.startswith("WAVE."):
            return LIMIT_CLASSES.get(note, "METHOD")
        _, survey, period = note.split(".", 2)
        form = self.questionnaire(survey)
        wave = form.wave_of(period) if form else None
        return wave.note_class if wave else None


def load_surveys(root: Path, languages: Languages | None = None, *, demo: bool = False) -> SurveyData:
    """The survey data of a project, for a preview with the invented surveys; what cannot be read is said in ``problems``."""
    languages = languages or languages_at(root)
    real = _in_folder(root, "data", languages)
    real = replace(real, problems=(*real.problems, *_misplaced(real)))
    return with_demo(real, _in_folder(root, "demo", languages)) if demo else real


def with_demo(real: SurveyData, demo: SurveyData) -> SurveyData:
    """Both together. Of a survey that ``data/`` knows nothing is taken from ``demo/``: no invented wave joins real ones."""
    known = real.surveys()
    codes = {unit.code for unit in real.units}
    notes = {note.id for note in real.notes}
    tables, problems = with_demo_tables(real.tables, demo.tables, known)
    return SurveyData(
        section=real.section or demo.section,
        calendar=(*real.calendar, *(marked(one) for one in demo.calendar if one.id not in known)),
        questionnaires=(*real.questionnaires, *(marked(one) for one in demo.questionnaires if one.id not in known)),
        units=(*real.units, *(marked(one) for one in demo.units if one.code not in codes)),
        observations=(*real.observations, *_of_others(demo.observations, known)),
        themes=(*real.themes, *_of_others(demo.themes, known)),
        quality=(*real.quality, *_of_others(demo.quality, known)),
        notes=(*real.notes, *(marked(one) for one in demo.notes if one.id not in notes)),
        risks=(*real.risks, *_of_others(demo.risks, known)),
        actions=(*real.actions, *_of_others(demo.actions, known)),
        demo=demo.demo,
        tables=tables,
        problems=(*real.problems, *demo.problems, *problems),
    )


def _misplaced(real: SurveyData) -> Iterator[Problem]:
    """Invented figures and texts among the real ones; one problem a file."""
    for name, line in sorted(invented_rows(real.tables).items()):
        yield misplaced(f"{FOLDER}/{name}", line, "STATUS", Message("this row"))
    for form in real.questionnaires:
        if form.status == DEMONSTRATION:
            yield misplaced(f"{FOLDER}/questionnaires/{form.id.lower()}.yml", 0, "status", f'"{form.id}"')
    lists: dict[str, tuple[Any, ...]] = {"calendar.yml": real.calendar, "actions.yml": real.actions}
    for file, listed in lists.items():
        for one in listed:
            if one.status == DEMONSTRATION:
                yield misplaced(f"{FOLDER}/{file}", 0, one.id, f'"{one.id}"')


def _of_others(rows: Iterable[R], known: frozenset[str]) -> Iterator[R]:
    return (marked(row) for row in rows if row.survey not in known)  # type: ignore[attr-defined]


def _in_folder(root: Path, start: str, languages: Languages) -> SurveyData:
    """What ``data/surveys`` or ``demo/surveys`` holds."""
    folder = f"{start}/surveys"
    if not (root / folder).is_dir():
        return SurveyData()
    reader = Reader(root, languages)

    def table(model: type[R], name: str) -> tuple[R, ...]:
        file = source(root, folder, name)
        if not file.path.exists():
            return ()
        rows, found = read_table(model, file, languages)
        reader.problems.extend(found)
        return rows

    def records(model: type[R]) -> tuple[R, ...]:
        return plain(reader.within(start, model))

    records(Note)  # the standing notes are published through notes.csv; what is wrong with them is said here
    return SurveyData(
        section=next(iter(records(SurveySection)), None),
        calendar=records(CalendarEntry),
        questionnaires=records(Questionnaire),
        units=table(SurveyUnit, "units.csv"),
        observations=table(Observation, "indicators.csv"),
        themes=table(ThemeCount, "themes.csv"),
        quality=table(QualityRow, "qc.csv"),
        notes=table(Note, "notes.csv"),
        risks=table(SurveyRisk, "risks.csv"),
        actions=records(SurveyAction),
        demo=records(DemoPlan),
        tables=_tables(root, folder, languages, reader.problems),
        problems=(*reader.problems, *(p for file in sources(root, folder, "**/*.yml") for p in _unfinished(file))),
    )


CODE_LISTS: Mapping[str, tuple[str, ...]] = {
    "elements.csv": tuple(("CODE SURVEY TYPE BLOCK SCALE REVERSED VALID_FROM VALID_TO TEXT_* STATUS").split()),
    "scales.csv": tuple(
        ("CODE SURVEY MINIMUM MAXIMUM LABELS_* POSITIVE MIDDLE NEGATIVE NA_CODES DK_CODES STATUS").split()
    ),
    "surveys.csv": tuple(
        (
            "SURVEY POPULATION FREQ TIMES_PER_YEAR MONTHS CONFIRMED PUBLICATION CLAUSE STATUS TITLE_* TARGET_GROUP_* WHEN_*"
        ).split()
    ),
    "targets.csv": tuple(("SURVEY ELEMENT YEAR VALUE STATUS").split()),
}
"""Code lists, which are published as they are and become no records, and their columns; ``*`` is each language."""


def code_list_columns(name: str, languages: Languages) -> tuple[str, ...]:
    """The header of a code list."""
    return tuple(
        column.replace("*", lang.upper())
        for column in CODE_LISTS[name]
        for lang in (languages if column.endswith("*") else ("",))
    )


def _tables(root: Path, folder: str, languages: Languages, problems: list[Problem]) -> dict[str, bytes]:
    """The tables as they are published. Of code lists every cell is read to check it."""
    found = {}
    for file in sources(root, folder, "*.csv"):
        found[file.path.name] = file.path.read_bytes()
        problems.extend(_unfinished(file))
        if file.path.name in CODE_LISTS:
            document = Document(file.name)
            deque(rows_under(code_list_columns(file.path.name, languages), file, document), maxlen=0)
            problems.extend(document.problems)
    return found


def load_questionnaire(file: Source, languages: Languages = USUAL) -> tuple[Questionnaire | None, tuple[Problem, ...]]:
    """One questionnaire; a draft in which something is left to decide is none."""
    found, problems = _one(Questionnaire, file, languages)
    unfinished = tuple(_unfinished(file)) if file.path.exists() else ()
    return None if unfinished else found, (*problems, *unfinished)


_MARKS = re.compile(rf"{TO_BE_WRITTEN}|^\s*(?:- )?order_unknown:".encode())


def _unfinished(file: Source) -> Iterator[Problem]:
    """What `aggregate.py new` has marked for a person: texts to be written, an order of answers to be given."""
    for number, line in enumerate(file.path.read_bytes().splitlines(), start=1):
        if _MARKS.search(line):
            what = Message("is a draft: a text or the order of answers is still to be written here.")
            yield Problem(
                file.name, number, "I16", "", what, Message("Write it; put the labels in order, the lowest first.")
            )


def load_layout(file: Source, languages: Languages = USUAL) -> tuple[ExportLayout | None, tuple[Problem, ...]]:
    """How one export looks."""
    return _one(ExportLayout, file, languages)


def _one(model: type[R], file: Source, languages: Languages) -> tuple[R | None, tuple[Problem, ...]]:
    entry, problems = read_one(model, file, languages)
    return (entry.record if entry else None), tuple(problems)


def load_notes(root: Path, languages: Languages | None = None) -> tuple[tuple[Note, ...], tuple[Problem, ...]]:
    """The standing notes of the method, as they were written."""
    reader = Reader(root, languages or languages_at(root))
    return plain(reader.within("data", Note)), tuple(reader.problems)


def load_population(
    file: Source, languages: Languages = USUAL
) -> tuple[tuple[PopulationCount, ...], tuple[Problem, ...]]:
    """How many people could answer, by period and group."""
    return read_table(PopulationCount, file, languages)
