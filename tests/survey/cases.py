"""What tests of surveys share: questionnaires of the test folder, and one call from files to figures."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from transparency.model.problem import Problem
from transparency.model.questionnaire import ExportLayout, Questionnaire
from transparency.model.survey import SurveyUnit
from transparency.model.text import USUAL, LocalText
from transparency.registry.files import Source
from transparency.registry.load_surveys import load_layout, load_questionnaire
from transparency.survey.reading import Input
from transparency.survey.run import Request, SurveyRun, run

HERE = Path(__file__).parent


def questionnaire(name: str) -> Questionnaire:
    """A questionnaire of ``tests/survey/questionnaires``."""
    path = HERE / "questionnaires" / f"{name}.yml"
    found, problems = load_questionnaire(Source(path, path.name), USUAL)
    assert found is not None, problems
    return found


def layout(path: Path) -> ExportLayout:
    """A layout file."""
    found, problems = load_layout(Source(path, path.name), USUAL)
    assert found is not None, problems
    return found


def attempt(asked: Questionnaire, files: Mapping[str | None, Path], **more: object) -> SurveyRun | tuple[Problem, ...]:
    """Runs the method over files by period."""
    inputs = tuple(Input(path, period) for period, path in files.items())
    values = {"questionnaire": asked, "layout": asked.layout, "inputs": inputs, **more}
    return run(Request(**values), lambda _: None)  # type: ignore[arg-type]


def outcome(asked: Questionnaire, files: Mapping[str | None, Path], **more: object) -> SurveyRun:
    """The same where it must succeed."""
    found = attempt(asked, files, **more)
    assert isinstance(found, SurveyRun), [str(problem) for problem in found]
    return found


def unit(code: str, parent: str | None = "UNIV") -> SurveyUnit:
    """An invented unit."""
    return SurveyUnit(code=code, parent=parent, status="demonstration", title=texts(code))


def texts(text: str) -> LocalText:
    """One text for all languages."""
    return LocalText(kk=text, ru=text, en=text)
