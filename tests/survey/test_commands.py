"""The command people type: what it writes, says and refuses, and that it never leaves half a file."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.survey.cases import HERE, questionnaire
from tests.survey.exports import CANARIES, DIALECTS, make
from transparency.cli.aggregate import main as aggregate
from transparency.model.write_files import write_together
from transparency.registry.load_surveys import DEMO, FOLDER, load_surveys

Command = Callable[[Sequence[str]], int]
UNITS = "CODE,PARENT,STATUS,TITLE_KK,TITLE_RU,TITLE_EN\nDEMO_A,UNIV,final,а,а,a\nDEMO_B,UNIV,final,ә,б,b\n"


@pytest.fixture
def command() -> Command:
    return aggregate


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project" / FOLDER
    (folder / "questionnaires").mkdir(parents=True)
    (folder / "units.csv").write_text(UNITS, encoding="utf-8")
    asked = (HERE / "questionnaires/exports.yml").read_text(encoding="utf-8")
    asked = asked.replace("status: demonstration", "status: final")
    (folder / "questionnaires/s1.yml").write_text(asked, encoding="utf-8")
    return tmp_path / "project"


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    (tmp_path / "raw").mkdir()
    return make(tmp_path / "raw", DIALECTS[1], questionnaire("exports"))


def _arguments(project: Path, raw: Path, *more: str) -> list[str]:
    asked, look = project / FOLDER / "questionnaires/s1.yml", HERE / "layouts/excel_ru.yml"
    return ["--root", str(project), "run", str(asked), f"2025-S2={raw}", "--layout", str(look), *more]


def test_a_run_writes_figures_and_report_and_nothing_personal(
    command: Command, project: Path, raw: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert command(_arguments(project, raw, "--report", str(tmp_path / "report.txt"))) == 0
    data = load_surveys(project)
    assert data.problems == ()
    assert data.observations
    said = "".join(capfd.readouterr()) + (tmp_path / "report.txt").read_text(encoding="utf-8")
    everything = said + "".join(path.read_text(encoding="utf-8") for path in (project / FOLDER).glob("*.csv"))
    for canary in (*CANARIES.values(), "canary"):
        assert canary not in everything
    assert "lines read" in said
    assert "69 submissions read" in said


def test_the_same_input_gives_the_same_bytes(command: Command, project: Path, raw: Path) -> None:
    def files() -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in (project / FOLDER).iterdir() if path.is_file()}

    assert command(_arguments(project, raw)) == 0
    first = files()
    assert command(_arguments(project, raw)) == 0
    assert files() == first


def test_raw_answers_in_the_repository_are_refused(
    command: Command, project: Path, raw: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    inside = shutil.copy(raw, project / "answers.csv")
    assert command(_arguments(project, Path(inside))) == 2
    assert capfd.readouterr().err == "answers.csv lies in the repository. Raw answers must be kept outside it.\n"


def test_faults_are_listed_and_nothing_is_written(
    command: Command, project: Path, raw: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    before = sorted(project.rglob("*"))
    raw.write_bytes(b"")
    assert command(_arguments(project, raw)) == 1
    assert "I09: the file is empty." in capfd.readouterr().err
    assert sorted(project.rglob("*")) == before


@pytest.mark.parametrize("threshold", ["4", "0", "-1", "ten"])
def test_the_threshold_has_a_floor(command: Command, project: Path, raw: Path, threshold: str) -> None:
    with pytest.raises(SystemExit) as stopped:
        command(_arguments(project, raw, f"--threshold={threshold}"))
    assert stopped.value.code == 2


class Interrupted(Exception):
    pass


def test_an_interruption_leaves_the_old_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = tmp_path / "one.csv", tmp_path / "two.csv"
    one.write_text("old", encoding="utf-8")

    def interrupted(_: int) -> None:
        raise Interrupted

    monkeypatch.setattr("os.fsync", interrupted)
    with pytest.raises(Interrupted):
        write_together({one: b"new", two: b"new"})
    assert {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()} == {"one.csv": "old"}


def test_a_check_writes_nothing(command: Command, project: Path, raw: Path, capfd: pytest.CaptureFixture[str]) -> None:
    before = sorted(project.rglob("*"))
    arguments = _arguments(project, raw)
    arguments[arguments.index("run")] = "check"
    assert command(["--lang", "en", *arguments]) == 0
    said = capfd.readouterr().out
    assert "What the site will show: S1, 2025-S2" in said
    assert said.endswith("Checked, nothing was written.\n")
    assert sorted(project.rglob("*")) == before


def test_one_wave_is_replaced_and_removed(
    command: Command, project: Path, raw: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    arguments = _arguments(project, raw)
    replacing = [*arguments]
    replacing[replacing.index("run")] = "replace"
    assert command(["--lang", "en", *replacing]) == 2
    assert "nothing to replace, use run" in capfd.readouterr().err
    assert command(arguments) == 0
    assert command(replacing) == 0
    assert {row.batch for row in load_surveys(project).observations} == {"S1-2025-S2-r2"}
    remove = ["--root", str(project), "--lang", "en", "remove", "S1", "2025-S2"]
    assert command(remove) == 0
    data = load_surveys(project)
    assert (data.observations, data.quality, data.problems) == ((), (), ())
    assert command(remove) == 2


def test_a_first_real_wave_leaves_the_demonstration_alone(command: Command, project: Path, raw: Path) -> None:
    """Both may have the code S1: a preview then shows nothing of the invented survey."""
    invented = project / DEMO
    shutil.copytree(project / FOLDER, invented)
    assert command(_arguments(project, raw)) == 0
    rows = load_surveys(project).observations
    shutil.copy(project / FOLDER / "indicators.csv", invented)
    text = (
        (invented / "indicators.csv")
        .read_text(encoding="utf-8")
        .replace("2025-S2", "2024-S2")
        .replace(",final", ",demonstration")
    )
    (invented / "indicators.csv").write_text(text, encoding="utf-8")
    assert load_surveys(project, demo=True).observations == rows
    assert command(_arguments(project, raw)) == 0
    assert load_surveys(project).observations == rows


@pytest.mark.parametrize(
    ("lang", "sentences"),
    [
        ("kk", ("Шағын топтарды қорғау", "  оқылған жауап: 69", "жол оқылды", "бағандар арасында нүктелі үтір")),
        ("ru", ("Защита малых групп", "  прочитано анкет: 69", "прочитано строк", "между столбцами точка с запятой")),
    ],
)
def test_run_report_and_progress_are_said_in_the_language_asked_for(
    lang: str, sentences: tuple[str, ...], command: Command, project: Path, raw: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert command(["--lang", lang, *_arguments(project, raw)]) == 0
    said = "".join(capfd.readouterr())
    assert [sentence for sentence in sentences if sentence not in said] == []


@pytest.mark.parametrize(("lang", "sentence"), [("kk", "кезең сауалнама күнтізбесінде жоқ"), ("ru", "нет в календаре")])
def test_problems_of_answers_are_said_in_the_language_asked_for(
    lang: str, sentence: str, command: Command, project: Path, raw: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    asked = str(project / FOLDER / "questionnaires/s1.yml")
    assert command(["--root", str(project), "--lang", lang, "run", asked, f"1999={raw}"]) == 1
    assert sentence in "".join(capfd.readouterr())
