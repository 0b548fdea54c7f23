"""The command `aggregate.py new`: asks in six steps what an export holds, shows what will be public, and writes everything."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

import yaml

from transparency.model.messages import Message, translate
from transparency.model.problem import CouldNotRun, Problem
from transparency.model.questionnaire import ExportLayout, Questionnaire
from transparency.model.survey import UNIVERSITY, SurveyUnit
from transparency.model.survey_calendar import CalendarEntry
from transparency.model.text import Languages, LocalText
from transparency.model.write_files import write_together
from transparency.registry.files import Source
from transparency.registry.load_languages import languages_at
from transparency.registry.load_surveys import FOLDER, SurveyData, load_notes, load_questionnaire
from transparency.survey.csv_text import csv_text
from transparency.survey.draft import SurveyDraft
from transparency.survey.interview import Dialogue, interview
from transparency.survey.reading import Input
from transparency.survey.recognise import recognise
from transparency.survey.report import report
from transparency.survey.run import Request, SurveyRun, run
from transparency.survey.summary import summary
from transparency.survey.tables import ExistingFiles, files

Problems = tuple[Problem, ...]


def new_survey(root: Path, export: Path, data: SurveyData, dialogue: Dialogue, report_file: Path | None) -> Problems:
    """The guided run over one export."""
    found = recognise(export, ExportLayout())
    if isinstance(found, Problem):
        return (found,)
    draft = interview(found, data.units, dialogue)
    place = root / FOLDER / "questionnaires" / f"{draft.survey.lower()}.yml"
    if place.exists():
        raise CouldNotRun(
            Message(
                "{file} exists already. Use run, or choose another code.", file=f"{FOLDER}/questionnaires/{place.name}"
            )
        )
    languages = languages_at(root)
    units = (*data.units, *_new_units(draft, data.units, languages))
    texts = {place: draft.yaml(), root / FOLDER / "units.csv": _units_csv(units, languages)}
    asked, problems = _checked(draft, root)
    if asked is None:
        write_together(texts)
        file, period = place.relative_to(root), draft.wave["period"]
        dialogue.tell("save.draft", file=file, period=period)
        return problems
    texts[root / FOLDER / "calendar.yml"] = _calendar(root / FOLDER / "calendar.yml", _entry(asked, languages))
    return _run(root, Input(export, asked.waves[0].period), asked, units, data, texts, dialogue, report_file)


def _checked(draft: SurveyDraft, root: Path) -> tuple[Questionnaire | None, Problems]:
    """The questionnaire as the loader reads it from a file."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"{draft.survey.lower()}.yml"
        file.write_text(draft.yaml(), encoding="utf-8")
        return load_questionnaire(Source(file, file.name), languages_at(root))


def _run(
    root: Path,
    source: Input,
    asked: Questionnaire,
    units: tuple[SurveyUnit, ...],
    data: SurveyData,
    texts: Mapping[Path, str],
    dialogue: Dialogue,
    report_file: Path | None,
) -> Problems:
    calendar = (*data.calendar, _entry(asked, languages_at(root)))
    outcome = run(Request(asked, asked.layout, (source,), units=units, calendar=calendar), lambda _: None)
    if not isinstance(outcome, SurveyRun):
        write_together(texts)
        dialogue.tell("save.draft", file=f"{FOLDER}/questionnaires/{asked.id.lower()}.yml", period=source.period)
        return outcome
    for sentence in summary(outcome, dialogue.lang):
        dialogue.tell_line(translate(sentence, dialogue.lang))
    if dialogue.ask_until("[yn]", "save.ask") == "n":
        dialogue.tell("save.nothing")
        return outcome.problems
    standing = ExistingFiles(
        calendar,
        data.questionnaires,
        data.observations,
        data.themes,
        data.quality,
        load_notes(root)[0],
        languages_at(root),
    )
    written = files(outcome, standing)
    everything = {**texts, **{root / FOLDER / name: text for name, text in written.items()}}
    if report_file is not None:
        write_together({report_file: report(outcome, written, dialogue.lang)})
    write_together(everything)
    dialogue.tell("save.done", files=", ".join(sorted(path.name for path in everything)))
    return outcome.problems


def _new_units(draft: SurveyDraft, known: tuple[SurveyUnit, ...], languages: Languages) -> tuple[SurveyUnit, ...]:
    """Units that the export names and the project does not know yet; they stand below the university."""
    codes = {unit.code for unit in known}
    university = (
        () if UNIVERSITY in codes else (_unit(UNIVERSITY, None, _in_all_languages("unit.university", languages)),)
    )
    titles = {
        category.code: LocalText(**{lang: category.label.get(lang) or category.value for lang in languages})
        for group in draft.groups
        if group.role == "unit"
        for category in group.categories
        if category.code not in codes
    }
    return (*university, *(_unit(code, UNIVERSITY, title) for code, title in titles.items()))


def _unit(code: str, parent: str | None, title: LocalText) -> SurveyUnit:
    return SurveyUnit(code=code, parent=parent, status="final", title=title)


def _in_all_languages(key: str, languages: Languages) -> LocalText:
    return LocalText(**{lang: translate(Message(key), lang) for lang in languages})


def _units_csv(units: tuple[SurveyUnit, ...], languages: Languages) -> str:
    header = ("CODE", "PARENT", "STATUS", *(f"TITLE_{lang.upper()}" for lang in languages))
    rows = ((u.code, u.parent, u.status, *(u.title.get(lang) for lang in languages)) for u in units)
    return csv_text(header, rows)


def _entry(asked: Questionnaire, languages: Languages) -> CalendarEntry:
    """What the calendar says of the survey until the institution writes more."""
    return CalendarEntry(
        id=asked.id,
        title=asked.title,
        target_group=_in_all_languages(f"population.{asked.population}", languages),
        population=asked.population,
        frequency=asked.frequency,
        when=_in_all_languages(f"frequency.{asked.frequency}", languages),
        confirmed=False,
        publication="units" if asked.groups else "university",
    )


def _calendar(path: Path, entry: CalendarEntry) -> str:
    """The file with one entry more; what stands in it, comments included, stays."""
    old = path.read_text(encoding="utf-8") if path.exists() else "surveys:\n"
    listed = yaml.safe_dump([entry.model_dump(exclude_defaults=True, mode="json")], allow_unicode=True, sort_keys=False)
    return old + "".join(f"  {line}\n" for line in listed.splitlines())
