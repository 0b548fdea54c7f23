"""Turns raw survey exports, which stay outside the repository, into figures that may be published.

    scripts/aggregate.py new EXPORT             asks in six steps, shows what will be public, writes everything
    scripts/aggregate.py new EXPORT --draft     the same as a file: prints the questionnaire to fill in
    scripts/aggregate.py run QUESTIONNAIRE [PERIOD=]FILE ... [--layout FILE] [--population FILE] [--report FILE]
    scripts/aggregate.py check …                like run, and writes nothing
    scripts/aggregate.py replace …              like run, for figures that are published already
    scripts/aggregate.py remove SURVEY PERIOD   takes the figures of one wave out
    scripts/aggregate.py demo                   the invented figures of demo/surveys anew

handbook/surveys-en.md leads through it (surveys-kk.md, surveys-ru.md).

Exit code 0: written. 1: problems were found, all are listed, nothing was written. 2: could not run.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from transparency.cli.aggregate_options import parser
from transparency.cli.language import asked_language
from transparency.model.messages import Message, translate
from transparency.model.problem import FORMATS, CouldNotRun, ExitCode, Problem, exit_code, in_order, translated
from transparency.model.questionnaire import ExportLayout, Questionnaire
from transparency.model.survey import PopulationCount
from transparency.model.text import Lang, Languages
from transparency.model.write_files import write_together
from transparency.registry.files import Source
from transparency.registry.load_languages import languages_at
from transparency.registry.load_surveys import (
    DEMO,
    FOLDER,
    SurveyData,
    load_layout,
    load_notes,
    load_population,
    load_questionnaire,
    load_surveys,
)
from transparency.survey.dask_engine import dask_cluster
from transparency.survey.demo import make_demo
from transparency.survey.draft import SurveyDraft
from transparency.survey.interview import Dialogue
from transparency.survey.new_survey import new_survey
from transparency.survey.parts import IN_PROCESS
from transparency.survey.reading import Input
from transparency.survey.recognise import recognise
from transparency.survey.report import report
from transparency.survey.run import Request, SurveyRun, run
from transparency.survey.summary import summary
from transparency.survey.tables import ExistingFiles, code_lists, files

T = TypeVar("T")
Problems = tuple[Problem, ...]


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one subcommand and answers with an exit code."""
    options = parser(asked_language(arguments), COMMANDS).parse_args(arguments)
    try:
        problems = options.command(options)
    except CouldNotRun as error:
        print(translate(error, options.lang), file=sys.stderr)
        return ExitCode.COULD_NOT_RUN
    print(FORMATS[options.format](translated(in_order(problems), options.lang)), end="", file=sys.stderr)
    return exit_code(problems)


def _new(options: argparse.Namespace) -> Problems:
    export = _input(str(options.export), options.root).path
    if options.draft:
        found = recognise(export, ExportLayout())
        if isinstance(found, Problem):
            return (found,)
        print(SurveyDraft(found, options.lang, languages_at(options.root).codes).yaml(), end="")
        return ()
    dialogue = Dialogue(_ask, print, options.lang, languages_at(options.root).codes)
    return new_survey(options.root, export, load_surveys(options.root), dialogue, options.report)


def _ask(question: str) -> str:
    try:
        return input(question)
    except EOFError:
        raise CouldNotRun(Message("The answers ended before the last question; nothing was written.")) from None


def _run(options: argparse.Namespace) -> Problems:
    return _written(options, load_surveys(options.root), options.revision)


def _check(options: argparse.Namespace) -> Problems:
    outcome = _outcome(options, load_surveys(options.root), options.revision)
    if isinstance(outcome, tuple):
        return outcome
    _say_summary(options, outcome)
    print(translate(Message("check.done"), options.lang))
    return outcome.problems


def _replace(options: argparse.Namespace) -> Problems:
    """A run whose revision follows from what is published."""
    data = load_surveys(options.root)
    survey = _needed(load_questionnaire, options.questionnaire, options).id
    known = [int(row.batch.rpartition("-r")[2]) for row in data.observations if row.survey == survey]
    if not known:
        raise CouldNotRun(Message("replace.none", survey=survey, period="–"))
    return _written(options, data, max(known) + 1)


def _written(options: argparse.Namespace, data: SurveyData, revision: int) -> Problems:
    outcome = _outcome(options, data, revision)
    if isinstance(outcome, tuple):
        return outcome
    _save(options, outcome, data)
    return outcome.problems


def _remove(options: argparse.Namespace) -> Problems:
    data = load_surveys(options.root)
    standing = _standing(options.root, data)
    left = standing.without(options.survey, options.period)
    count = len(standing.observations) - len(left.observations)
    if not count:
        raise CouldNotRun(Message("remove.none", survey=options.survey, period=options.period))
    write_together({options.root / FOLDER / name: text for name, text in left.texts().items()})
    print(translate(Message("remove.done", survey=options.survey, period=options.period, n=count), options.lang))
    return ()


def _outcome(options: argparse.Namespace, data: SurveyData, revision: int) -> SurveyRun | Problems:
    questionnaire = _needed(load_questionnaire, options.questionnaire, options)
    layout = questionnaire.layout if options.layout is None else _needed(load_layout, options.layout, options)
    population: tuple[PopulationCount, ...] = ()
    if options.population is not None:
        population, problems = load_population(_named(options.population), languages_at(options.root))
        if problems:
            return problems
    request = replace(_request(options, questionnaire, layout, population, data), revision=revision)
    with dask_cluster(options.scheduler) if options.engine == "dask" else nullcontext(IN_PROCESS) as engine:
        return run(request, _progress(options.lang), engine)


def _request(
    options: argparse.Namespace,
    questionnaire: Questionnaire,
    layout: ExportLayout,
    population: tuple[PopulationCount, ...],
    data: SurveyData,
) -> Request:
    history = tuple(row for row in data.observations if row.survey == questionnaire.id)
    inputs = tuple(_input(text, options.root) for text in options.inputs)
    return Request(
        questionnaire,
        layout,
        inputs,
        units=data.units,
        population=population,
        calendar=data.calendar,
        history=history,
        threshold=options.threshold,
    )


def _input(text: str, root: Path) -> Input:
    """``2025-S2=file.csv`` or, with a period column, ``file.csv``; never a file of the repository."""
    period, separator, name = text.partition("=")
    path = Path(name if separator else text).resolve()
    if not path.exists():
        raise CouldNotRun(Message("{file} is not a file.", file=path.name))
    if path.is_relative_to(root.resolve()):
        raise CouldNotRun(
            Message("{file} lies in the repository. Raw answers must be kept outside it.", file=path.name)
        )
    return Input(path, period if separator else None)


def _save(options: argparse.Namespace, outcome: SurveyRun, data: SurveyData) -> None:
    standing = _standing(options.root, data)
    written = files(outcome, standing)
    write_together({options.root / FOLDER / name: text for name, text in written.items()})
    text = report(outcome, written, options.lang)
    _say_summary(options, outcome)
    if options.report is None:
        print(text, end="")
    else:
        write_together({options.report: text})


def _standing(root: Path, data: SurveyData) -> ExistingFiles:
    notes = load_notes(root)[0]
    return ExistingFiles(
        data.calendar, data.questionnaires, data.observations, data.themes, data.quality, notes, languages_at(root)
    )


def _say_summary(options: argparse.Namespace, outcome: SurveyRun) -> None:
    for sentence in summary(outcome, options.lang):
        print(translate(sentence, options.lang))


def _demo(options: argparse.Namespace) -> Problems:
    """Raw demonstration answers live in a temporary folder and are gone when this ends."""
    data = load_surveys(options.root, demo=True)
    if data.problems:
        return data.problems
    with tempfile.TemporaryDirectory() as folder:
        progress = _progress(options.lang)
        outcomes = make_demo(data.demo, data.questionnaires, data.units, data.calendar, Path(folder), progress)
    failed = tuple(problem for outcome in outcomes if isinstance(outcome, tuple) for problem in outcome)
    if failed:
        return failed
    standing = ExistingFiles(
        data.calendar, data.questionnaires, (), (), (), load_notes(options.root)[0], languages_at(options.root)
    )
    written: dict[str, str] = {}
    for outcome in outcomes:
        assert not isinstance(outcome, tuple)  # noqa: S101  (failed ones have returned)
        written = files(outcome, standing)
        standing = standing.after(outcome)
    written |= code_lists(data.questionnaires, standing, standing.observations)
    write_together({options.root / DEMO / name: text for name, text in written.items()})
    return ()


def _needed(
    load: Callable[[Source, Languages], tuple[T | None, Problems]], path: Path, options: argparse.Namespace
) -> T:
    found, problems = load(_named(path), languages_at(options.root))
    if found is None:
        raise CouldNotRun(FORMATS["text"](translated(in_order(problems), options.lang)).rstrip())
    return found


def _named(path: Path) -> Source:
    return Source(path, path.name)


def _progress(lang: Lang) -> Callable[[str], None]:
    return lambda sentence: print(translate(sentence, lang), file=sys.stderr)


COMMANDS = {"new": _new, "run": _run, "check": _check, "replace": _replace, "remove": _remove, "demo": _demo}
