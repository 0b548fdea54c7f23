"""The guided run: what it recognises, what it asks, what it refuses to guess, and that its figures are right."""

from __future__ import annotations

import re
import runpy
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.survey.cases import HERE
from tests.survey.tool_layouts import AGREEMENT_RU, PEOPLE, SCHOOLS, TOOLS, answer, counted, make, school
from transparency.model.messages import catalogue
from transparency.model.questionnaire import ExportLayout
from transparency.registry.files import Source
from transparency.registry.load_surveys import FOLDER, load_questionnaire, load_surveys
from transparency.survey.draft import SurveyDraft
from transparency.survey.known_scales import known_scales, recognised
from transparency.survey.recognise import FoundExport, questions, recognise

Command = Callable[[Sequence[str]], int]


@pytest.fixture
def command(root: Path) -> Command:
    main: Command = runpy.run_path(str(root / "scripts/aggregate.py"))["main"]
    return main


def _found(path: Path) -> FoundExport:
    found = recognise(path, ExportLayout())
    assert isinstance(found, FoundExport), found
    return found


@pytest.mark.parametrize("name", [name for name in TOOLS if TOOLS[name].layout.form == "wide"])
def test_questions_scales_and_groups_are_recognised(name: str, tmp_path: Path) -> None:
    found = _found(make(tmp_path, name))
    scales = [(scale.minimum, scale.maximum) for _, scale in questions(found)]
    assert scales == [(1, 5)] * 3
    assert len(found.of("group")) == 1
    ids = {"Google Forms, CSV", "Google Sheets, Russian"}  # these have none
    assert bool(found.of("response_id")) is (name not in ids)


@pytest.mark.integration
def test_the_tool_is_named(tmp_path: Path) -> None:
    named = {name: _found(make(tmp_path, name)).tool for name in TOOLS if TOOLS[name].layout.form == "wide"}
    for name, tool in named.items():
        assert tool is None or name.startswith(tool.split()[0]), name
    assert sum(tool is not None for tool in named.values()) == 11


LABELS = ("Не удовлетворен", "Полностью удовлетворен", "Совсем не удовлетворен", "Удовлетворен")


def test_labels_in_words_have_the_order_of_their_scale_and_not_of_the_alphabet() -> None:
    scale = recognised(LABELS)
    assert scale is not None
    assert [scale.point(label) for label in LABELS] == [2, 4, 1, 3]


def test_two_labels_of_one_point_are_a_longer_scale() -> None:
    assert recognised(("Согласен", "Скорее согласен", "Не согласен")) is None


def test_a_wording_belongs_to_one_point_of_a_scale() -> None:
    for scale in known_scales():
        words = [word for point in scale.points for wordings in point.values() for word in wordings]
        for word in words:
            point = scale.point(word)
            assert point is not None
            assert any(word in wordings for wordings in scale.points[point - 1].values()), (scale.code, word)


def _export(folder: Path, words: Sequence[str]) -> Path:
    lines = [";".join((str(p), SCHOOLS[school(p)], *(_word(p, q, words) for q in range(3)))) for p in range(PEOPLE)]
    path = folder / "export.csv"
    path.write_text("\n".join(("id;Мектеп;Бір;Екі;Үш", *lines)) + "\n", encoding="utf-8")
    return path


def _word(person: int, question: int, words: Sequence[str]) -> str:
    value = answer(person, question)
    return "" if value is None else words[value - 1]


UNKNOWN = ("Тамаша емес", "Алма", "Жарайды", "Керемет", "Бәсе")


def test_an_order_that_nobody_gave_is_not_guessed(
    command: Command, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """The draft of an export with labels of no known scale is refused until somebody has put them in order."""
    (tmp_path / "project").mkdir()
    assert command(["--root", str(tmp_path / "project"), "new", str(_export(tmp_path, UNKNOWN)), "--draft"]) == 0
    draft = tmp_path / "s1.yml"
    draft.write_text(capfd.readouterr().out, encoding="utf-8")
    found, problems = load_questionnaire(Source(draft, draft.name))
    assert found is None
    assert {problem.rule for problem in problems} == {"I16"}
    lines = draft.read_text(encoding="utf-8").splitlines()
    assert {problem.line for problem in problems} == {
        n for n, line in enumerate(lines, start=1) if "TO BE WRITTEN" in line or "order_unknown" in line
    }


def test_what_is_still_to_be_written_is_never_published(tmp_path: Path) -> None:
    folder = tmp_path / FOLDER
    folder.mkdir(parents=True)
    (folder / "targets.csv").write_text(
        "SURVEY,ELEMENT,YEAR,VALUE,STATUS\nS1,TO BE WRITTEN,2025,0.5,final\n", encoding="utf-8"
    )
    assert [(p.rule, p.file, p.line) for p in load_surveys(tmp_path).problems] == [("I16", f"{FOLDER}/targets.csv", 2)]


def test_a_finished_draft_of_a_file_can_be_loaded(tmp_path: Path) -> None:
    path = tmp_path / "s1.yml"
    for name in ("Google Forms, CSV", "SPSS", "Journal with titles and totals, XLS"):
        text = SurveyDraft(_found(make(tmp_path, name))).yaml()
        path.write_text(re.sub(r"'?TO BE WRITTEN(: .*?)?'?$", "x", text, flags=re.MULTILINE), encoding="utf-8")
        found, problems = load_questionnaire(Source(path, path.name))
        assert found is not None, problems


def test_texts_are_written_in_the_languages_of_the_site(tmp_path: Path) -> None:
    """The labels of a known scale are marked where the product does not know them in a language."""
    text = SurveyDraft(_found(make(tmp_path, "Google Forms, CSV")), languages=("ru", "de")).yaml()
    assert set(re.findall(r"^ *-? (kk|ru|en|de):", text, flags=re.MULTILINE)) == {"ru", "de"}
    assert "de: 'TO BE WRITTEN: Strongly agree'" in text
    assert "ru: Полностью согласен" in text


ANSWERS = (HERE / "guided_answers.txt").read_text(encoding="utf-8")
"""Lines typed for an export with labels of no known scale; the third question is negative."""


def _type(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    lines = iter(text.splitlines())
    monkeypatch.setattr("builtins.input", lambda _: next(lines))


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_six_steps_write_figures_that_equal_those_counted_by_hand(
    command: Command, lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    project = tmp_path / "project"
    project.mkdir()
    _type(monkeypatch, ANSWERS)
    assert command(["--root", str(project), "--lang", lang, "new", str(_export(tmp_path, UNKNOWN))]) == 0
    data = load_surveys(project)
    assert data.problems == ()
    rows = {row.element: row for row in data.observations if row.ref_unit == "UNIV" and row.measure == "SAT_SHARE"}
    for number in range(2):
        positive, valid = counted(number)
        assert rows[f"Q{number + 1}"].obs_value == pytest.approx(positive / valid, abs=5e-5)
    given = [value for p in range(PEOPLE) if (value := answer(p, 2)) is not None]
    assert rows["Q3"].obs_value == pytest.approx(sum(value < 3 for value in given) / len(given), abs=5e-5)
    assert {row.ref_unit for row in data.observations} == {"UNIV", "DESIGN", "LAW"}
    assert [entry.id for entry in data.calendar] == ["S7"]
    out = capfd.readouterr().out
    assert all(sentence[lang].split("{")[0] in out for key, sentence in catalogue().items() if key.startswith("step."))


def test_answers_that_end_too_early_write_nothing(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ended(_: str) -> str:
        raise EOFError

    project = tmp_path / "project"
    project.mkdir()
    monkeypatch.setattr("builtins.input", ended)
    assert command(["--root", str(project), "new", str(_export(tmp_path, AGREEMENT_RU))]) == 2
    assert list(project.rglob("*")) == []
