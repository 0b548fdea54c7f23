"""A new institution is built, checked and released without any edit, in any choice of languages."""

from __future__ import annotations

import argparse
import io
import re
import sys
from pathlib import Path

import pytest

from tests.starter.conftest import made, run
from transparency.cli.main import main
from transparency.cli.new import answered
from transparency.model.colours import Colours
from transparency.model.problem import ExitCode
from transparency.starter.new_institution import Answers


def _make(root: Path, target: str, code: int = 0) -> str:
    """One step with the environment of the tests, as on a machine where everything is installed."""
    environment = Path(sys.executable).parent.parent
    return run(root, "make", target, f"VENV={environment}", "-o", f"{environment}/installed", code=code)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("languages", "default"), [("kk,ru,en", "kk"), ("ru", "ru"), ("ru,kk", "ru")], ids=lambda value: value
)
def test_every_step_works_without_an_edit(tmp_path: Path, languages: str, default: str) -> None:
    root = made(tmp_path / "new", "--languages", languages, "--default", default)
    _make(root, "site")
    assert f'<html lang="{default}"' in (root / "site/index.html").read_text(encoding="utf-8")
    others = {code for code in languages.split(",") if code != default}
    assert {code for code in ("kk", "ru", "en", "tr") if (root / "site" / code).is_dir()} == others
    told = _make(root, "test")
    assert "no personal data" in told, "in an institution's repository it is the content check"
    assert "no dictionary" not in told, "the product's own texts and the institution's name are known words"
    assert "Released" in _make(root, "preview")
    assert (root / "build/preview/current/index.html").is_file()


@pytest.mark.slow
def test_sections_that_are_not_used_have_no_files(tmp_path: Path) -> None:
    root = made(tmp_path / "new", "--languages", "ru", "--default", "ru", "--sections", "disclosures,open-data")
    assert {one.name for one in (root / "data").iterdir()} == {
        "disclosures",
        "organisation.yml",
        "site.yml",
    }
    assert not (root / "demo").exists()
    assert not (root / "docs/ru/surveys").exists()
    _make(root, "site")
    assert {one.name for one in (root / "site").iterdir() if one.is_dir()} & {
        "processes",
        "surveys",
        "compliance",
    } == set()


def _translated(catalogue: Path) -> None:
    """Fills the catalogue with the English words, which the lines above show."""
    lines, shown = catalogue.read_text(encoding="utf-8").splitlines(), ""
    for i, line in enumerate(lines):
        if line.lstrip().startswith(("# ", "- en: ")):
            shown = re.findall(r'"(?:[^"\\]|\\.)*"', line)[-1:][0] if '"' in line else shown
        elif '""' in line:
            lines[i] = line.replace('""', shown)
    catalogue.write_text("\n".join((*lines, "")), encoding="utf-8")


@pytest.mark.slow
def test_a_fourth_language_with_a_catalogue(tmp_path: Path) -> None:
    root = made(tmp_path / "new", "--languages", "kk,ru,en,tr", "--default", "kk")
    _translated(root / "data/strings/tr.yml")
    run(root, "git", "add", "--all")
    run(root, "git", "-c", "user.name=x", "-c", "user.email=x", "commit", "--quiet", "--message", "Words")
    assert "no personal data" in _make(root, "check")
    assert "Released" in _make(root, "preview")
    assert '<html lang="tr"' in (root / "build/preview/current/tr/index.html").read_text(encoding="utf-8")


@pytest.mark.slow
def test_an_official_release_is_refused_until_the_mandatory_items_are_there(institution: Path, tmp_path: Path) -> None:
    told = run(
        institution, sys.executable, "scripts/publish.py", "release", "--first", "--to", f"folder:{tmp_path}", code=1
    )
    assert "Refused for the official address" in told
    assert "data/disclosures/licence.yml" in told


@pytest.mark.integration
def test_a_folder_with_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    told = run(tmp_path, sys.executable, "-m", "transparency.cli.main", "new", str(tmp_path), "--defaults", code=2)
    assert "is not empty" in told


@pytest.mark.integration
def test_answers_come_from_a_file(tmp_path: Path) -> None:
    answers = tmp_path / "answers.yml"
    answers.write_text(
        "name: {kk: Қарлығаш, ru: Ласточка, en: Swallow}\nurl: https://swallow.example/open/\n"
        "colours: {accent: '#8a1538', banner: '#4a0d20'}\n"
    )
    root = made(tmp_path / "new", "--answers", str(answers))
    assert "en: Swallow" in (root / "data/site.yml").read_text(encoding="utf-8")
    assert "# Қарлығаш" in (root / "README.md").read_text(encoding="utf-8")
    assert "server_name swallow.example;" in (root / "server/site.conf").read_text(encoding="utf-8")


def _asked(monkeypatch: pytest.MonkeyPatch, lines: str) -> Answers:
    """What the answers typed one a line come to; as at a keyboard, so that a wrong one is asked for again."""
    typed = io.StringIO(lines)
    typed.isatty = lambda: True  # type: ignore[method-assign]
    monkeypatch.setattr(sys, "stdin", typed)
    chosen = {"languages": (), "default": None, "sections": None, "answers": None, "defaults": False}
    return answered(argparse.Namespace(**chosen))


def test_everything_is_asked_for_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    names = "Ласточка\nҚарлығаш\nЛ\nҚ\nгород\nқала\nакадемия\nакадемия\n"
    lines = f"ru, kk\nkk\n{names}disclosures, open-data\nswallow.example/open\n#8a1538\n#4a0d20\n"
    found = _asked(monkeypatch, lines)
    assert (found.languages, found.default) == (("ru", "kk"), "kk")
    assert found.name.texts == {"kk": "Қарлығаш", "ru": "Ласточка"}
    assert found.sections == ("disclosures", "open-data")
    assert found.url == "https://swallow.example/open/", "neither the beginning nor the last slash need be typed"
    assert found.colours == Colours(accent="#8a1538", banner="#4a0d20")


def test_a_wrong_answer_is_asked_for_again(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    lines = "qq\nru\n\n\n\n\nreports\ndisclosures\nhttp://x.example\nhttps://x.example\n#ffaa00\n#4a0d20\n\n"
    found = _asked(monkeypatch, lines)
    assert (found.languages, found.sections, found.url) == (("ru",), ("disclosures",), "https://x.example/")
    assert found.colours is None
    told = capsys.readouterr().err
    assert all(reason in told for reason in ("no language qq", "annual extracts", "^https://", "#946300"))


@pytest.mark.parametrize(
    ("options", "text", "reason"),
    [
        ((), "languages: [ru, kk]\nname: {ru: Ласточка}\n", "answers.yml:2: L01 name.kk: this language is missing."),
        ((), "sections: [surveyz]\n", "answers.yml:1: T05 sections[1]: is not one of the known words"),
        ((), "namee: {ru: Ласточка}\n", 'answers.yml:1: T02 namee: unknown key. Did you mean "name"?'),
        ((), "url: http://x.example/\n", "answers.yml:1: T07 url: is not written as it must be."),
        ((), "- ru\n", "The answers cannot be used."),
        (("--default", "tr"), "{}\n", "the default language tr is not one of the languages"),
    ],
)
def test_answers_that_cannot_be_used_write_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], options: tuple[str, ...], text: str, reason: str
) -> None:
    file = tmp_path / "answers.yml"
    file.write_text(text)
    assert main(["new", str(tmp_path / "new"), "--answers", str(file), *options]) == ExitCode.COULD_NOT_RUN
    assert reason in capsys.readouterr().err
    assert not (tmp_path / "new").exists()


@pytest.mark.integration
def test_the_languages_of_a_file_are_enough(tmp_path: Path) -> None:
    file = tmp_path / "answers.yml"
    file.write_text("languages: [ru]\nsections: [disclosures]\n")
    root = made(tmp_path / "new", "--answers", str(file))
    assert "default: ru" in (root / "data/site.yml").read_text(encoding="utf-8")
