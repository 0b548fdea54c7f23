"""`scripts/validate.py` as people call it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from tests.gate.report import ROOT

NAME = "Досанова Айгерім Серікқызы"


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "scripts" / "validate.py"), *arguments]
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        env={"SITE_DATE": "2026-06-01", "PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT)},
    )


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    file = tmp_path / "note.md"
    file.write_text(f"# Есеп\n\nЖауапты: {NAME}\n", encoding="utf-8")
    return file


@pytest.mark.integration
@pytest.mark.parametrize("form", ["text", "json", "sarif", "github"])
def test_every_format_names_line_and_rule_and_not_the_value(bad: Path, form: str) -> None:
    done = run(str(bad), "--format", form, "--fresh")
    assert done.returncode == 1
    assert "P09" in done.stdout
    assert "Досанова" not in done.stdout + done.stderr
    assert "\\u0414\\u043e\\u0441" not in done.stdout
    if form == "json":
        assert json.loads(done.stdout)[0]["line"] == 3


@pytest.mark.integration
def test_a_clean_file_is_zero(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# Сапа саясаты\n", encoding="utf-8")
    assert run(str(tmp_path)).returncode == 0


@pytest.mark.integration
@pytest.mark.parametrize(("lang", "said"), [("kk", "Суреттер: 2."), ("ru", "Изображений: 2."), ("en", "Pictures: 2.")])
def test_pictures_are_counted_because_nobody_reads_what_they_show(tmp_path: Path, lang: str, said: str) -> None:
    (tmp_path / "a.md").write_text("# Сапа саясаты\n", encoding="utf-8")
    assert said.partition(":")[0] not in run(str(tmp_path), "--lang", lang).stderr
    for name in ("a.png", "b.JPG"):
        Image.new("RGB", (8, 8)).save(tmp_path / name)
    done = run(str(tmp_path), "--lang", lang)
    assert (done.returncode, said in done.stderr) == (0, True)


@pytest.mark.integration
def test_a_missing_path_could_not_run(tmp_path: Path) -> None:
    done = run(str(tmp_path / "none"))
    assert done.returncode == 2
    assert "does not exist" in done.stderr


@pytest.mark.integration
def test_summary_and_explanation(bad: Path) -> None:
    assert "P09      1 in    1 files  name of a person" in run(str(bad), "--summary").stdout
    assert run("--explain", "P09").stdout.startswith("P09: name of a person.")
    assert run("--explain", "P99").returncode == 2


@pytest.mark.integration
def test_a_language_that_the_product_does_not_speak_is_refused() -> None:
    done = run("--lang", "de", "--explain", "P09")
    assert (done.returncode, done.stdout) == (2, "")
    assert "de" in done.stderr


@pytest.mark.integration
def test_a_message_of_a_commit_is_checked(tmp_path: Path) -> None:
    message = tmp_path / "COMMIT_EDITMSG"
    message.write_text(f"Мәтінді түзету\n\n# {NAME}\n", encoding="utf-8")
    assert run("--message", str(message)).returncode == 0
    message.write_text(f"{NAME} сұраған түзету\n", encoding="utf-8")
    assert run("--message", str(message)).returncode == 1
