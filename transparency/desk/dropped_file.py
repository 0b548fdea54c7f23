"""Steps for a file that an editor dropped: runs its import on a copy of the sources, and says what it would change.

Answers of a survey stay in memory and in a temporary folder; only the figures that the guided run makes of them become files.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from transparency.desk import import_indicators, import_programmes, import_records, intake
from transparency.desk.drop_file import FileKind
from transparency.desk.workspace import Files, Workspace
from transparency.model.messages import translate
from transparency.model.problem import CouldNotRun, Problem, exit_code
from transparency.model.text import Lang
from transparency.registry.load import Unreadable
from transparency.registry.load_languages import languages_at
from transparency.registry.load_surveys import load_surveys
from transparency.survey.interview import Dialogue
from transparency.survey.new_survey import new_survey


class NextQuestion(Exception):
    """The guided run asks something that nobody has answered yet; the text is the question."""


@dataclass(slots=True)
class DroppedPlan:
    """How far the steps of a file have come."""

    changes: Sequence[str] = ()
    """What it would change, or what the guided run has said since the last answer."""
    problems: tuple[Problem, ...] = ()
    files: Files = field(default_factory=dict)
    question: str = ""
    """What the editor is asked next."""
    error: str = ""

    @property
    def ready(self) -> bool:
        """Whether it can be saved."""
        return bool(self.files) and not (self.error or self.question or exit_code(self.problems))


@dataclass(frozen=True, slots=True)
class DroppedFiles:
    """The files of one drop: the one that says what is meant, and photos that belong to it."""

    kind: FileKind
    name: str
    data: Mapping[str, bytes]
    """Name -> content."""


Step = Callable[[Workspace, Path, Path, "GivenAnswers"], tuple[Sequence[str], tuple[Problem, ...]]]
"""Imports the file into the copy of the sources; answers with what changes and what is wrong."""


class GivenAnswers:
    """What the editor has answered so far, given to the guided run again from the start."""

    def __init__(self, lang: Lang, given: Sequence[str]) -> None:
        self.lang = lang
        self.told: list[str] = []
        self._left = iter(given)

    def ask(self, question: str) -> str:
        """The next answer."""
        for answer in self._left:
            self.told.clear()
            return answer
        raise NextQuestion(question.strip())


def plan(space: Workspace, dropped: DroppedFiles, lang: Lang, given: Sequence[str]) -> DroppedPlan:
    """Runs the steps as far as the answers go; nothing is written."""
    answers = GivenAnswers(lang, given)
    try:
        if dropped.kind == "records":
            found = import_records.plan(space, dropped.name, dropped.data[dropped.name], lang)
            return DroppedPlan(list(map(str, found.changes)), found.problems, found.files)
        with tempfile.TemporaryDirectory() as folder:
            for name, data in dropped.data.items():
                (Path(folder) / name).write_bytes(data)
            with space.copy_with({}) as copy:
                changes, problems = _STEPS[dropped.kind](space, copy, Path(folder) / dropped.name, answers)
                files = {} if exit_code(problems) else dict(_written(copy, space.root))
    except NextQuestion as question:
        return DroppedPlan(answers.told, question=str(question))
    except Unreadable as reason:
        return DroppedPlan(problems=reason.problems)
    except CouldNotRun as reason:
        return DroppedPlan(error=translate(reason, lang))
    return DroppedPlan(changes, (*problems, *(space.findings(files) if files else ())), files)


def _written(copy: Path, root: Path) -> Iterator[tuple[str, bytes]]:
    """The files of the copy that differ from those of the clone."""
    for path in sorted(one for one in (copy / "data").rglob("*") if one.is_file()):
        name = path.relative_to(copy).as_posix()
        if not (root / name).is_file() or (root / name).read_bytes() != path.read_bytes():
            yield name, path.read_bytes()


def _programmes(space: Workspace, copy: Path, file: Path, _: GivenAnswers) -> tuple[Sequence[str], tuple[Problem, ...]]:
    made = import_programmes.plan(copy, file, space.today)
    if not exit_code(made.problems):
        import_programmes.apply(copy, made)
    return [str(one) for changes in made.changes.values() for one in changes], made.problems


def _values(space: Workspace, copy: Path, file: Path, _: GivenAnswers) -> tuple[Sequence[str], tuple[Problem, ...]]:
    group = import_indicators.group_of(copy, file)
    made = import_indicators.plan(copy, group, file, space.today)
    if not exit_code(made.problems) and made.changes:
        import_indicators.apply(copy, group, made)
    return [str(one) for one in made.changes], made.problems


def _form(_: Workspace, copy: Path, file: Path, __: GivenAnswers) -> tuple[Sequence[str], tuple[Problem, ...]]:
    made, problems = intake.draft(copy, file, file.parent)
    if made is None:
        return (), problems
    intake.write(copy, made)
    return intake.as_yaml(made.entry).splitlines(), problems


def _survey(_: Workspace, copy: Path, file: Path, answers: GivenAnswers) -> tuple[Sequence[str], tuple[Problem, ...]]:
    dialogue = Dialogue(answers.ask, answers.told.append, answers.lang, languages_at(copy).codes)
    problems = new_survey(copy, file, load_surveys(copy), dialogue, None)
    return answers.told, problems


_STEPS: Mapping[FileKind, Step] = {"programmes": _programmes, "values": _values, "form": _form, "survey": _survey}
WITH_STEPS = frozenset(("records", *_STEPS))
"""Kinds of files that the desk takes in; the others are attached to a record, or unknown."""
