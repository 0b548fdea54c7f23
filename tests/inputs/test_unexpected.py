"""No command shows a traceback or a value: an unexpected error is one line that says where it happened, and exit code 2."""

from __future__ import annotations

from transparency.model.unexpected_error import ReportedErrors, UnexpectedError, described, error_line

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import DATE, ROOT
from transparency.model.problem import ExitCode
from transparency.parallel import in_processes
from transparency.site.build.content import SiteContent, content
from transparency.site.mkdocs.generate import generate

VALUE = "870101300123"
"""Stands for a value of an editor's file; it may never be printed."""
SCRIPTS = sorted(path for path in (ROOT / "scripts").glob("*.py"))

FAULTY = f"""
import argparse, runpy, sys

def fails(*arguments, **options):
    try:
        {{}}["{VALUE}"]
    except KeyError as error:
        raise ValueError("{VALUE}") from error

argparse.ArgumentParser.parse_args = fails
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""


UNIMPORTABLE = f"""
import runpy, sys

class Fails:
    def find_spec(self, name, path, target=None):
        if name == "argparse":
            raise ValueError("{VALUE}")

sys.modules.pop("argparse", None)
sys.meta_path.insert(0, Fails())
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""


def importing(script: Path) -> str:
    """Name of the file that imports ``argparse`` for a command: its own, or that of the parser which commands share."""
    texts = (
        file.read_text(encoding="utf-8") for file in (script, ROOT / "transparency/cli" / script.name) if file.is_file()
    )
    return script.name if any("import argparse" in text for text in texts) else "language.py"


def faulty(script: Path, *options: str, program: str = FAULTY) -> subprocess.CompletedProcess[str]:
    """The command with an error inside whose text quotes a value."""
    command = [sys.executable, "-c", program, str(script), *options]
    environ = {name: value for name, value in os.environ.items() if name != "TRANSPARENCY_DEBUG"}
    return subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, check=False)


@pytest.mark.integration
@pytest.mark.parametrize("program", [FAULTY, UNIMPORTABLE], ids=["while it runs", "while it is imported"])
@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_every_command(script: Path, program: str) -> None:
    done = faulty(script, program=program)
    assert done.returncode == ExitCode.COULD_NOT_RUN, done.stderr
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    name = importing(script) if program == UNIMPORTABLE else script.name
    assert re.search(rf"ValueError at (scripts|transparency/cli)/{name}:", done.stderr)
    assert "--debug" in done.stderr
    assert VALUE not in done.stderr


@pytest.mark.integration
@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_every_command_takes_debug(script: Path) -> None:
    done = faulty(script, "--debug")
    assert done.returncode == ExitCode.COULD_NOT_RUN
    assert "KeyError\nwhich led to\n" in done.stderr
    assert re.search(rf"(scripts|transparency/cli)/{script.name}:", done.stderr)
    assert len(done.stderr.splitlines()) > 5
    assert VALUE not in done.stderr


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_every_command_is_run_by_the_wrapper(script: Path) -> None:
    last = ast.parse(script.read_text(encoding="utf-8")).body[-1]
    assert ast.unparse(last) == "if __name__ == '__main__':\n    run_command(main)"


def _fails() -> object:
    raise ValueError(VALUE)


def test_a_process_of_the_build_hands_on_the_place_only() -> None:
    with pytest.raises(UnexpectedError) as caught:
        in_processes([_fails, _fails], 2)
    assert caught.value.place.startswith("ValueError at ")
    assert VALUE not in error_line(caught.value) + caught.value.trace + str(caught.value)


@pytest.fixture
def found(small: Path) -> SiteContent:
    made, problems = content(small, DATE, full=True)
    assert made is not None, problems
    return made


@pytest.mark.parametrize(
    "place", ["transparency.site.mkdocs.events.typeset", "transparency.site.mkdocs.events.sections"]
)
def test_the_process_of_mkdocs(
    place: str, found: SiteContent, small: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """MkDocs itself would print the text of the error and a traceback."""

    def fails(*arguments: object) -> str:
        raise ValueError(VALUE)

    monkeypatch.setattr(place, fails)
    with capfd.disabled(), pytest.raises(UnexpectedError) as caught:
        generate(small, small / "site", DATE.isoformat(), found)
    assert "ValueError at transparency/site/mkdocs/" in caught.value.place
    assert VALUE not in error_line(caught.value) + caught.value.trace


def test_a_full_disk_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended, ReportedErrors():
        raise OSError(28, "No space left on device", "site/index.html")
    assert ended.value.code == ExitCode.COULD_NOT_RUN
    assert capsys.readouterr().err.startswith("site/index.html: no space left on the disk")


def test_a_stop_from_the_keyboard(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended, ReportedErrors():
        raise KeyboardInterrupt
    assert (ended.value.code, capsys.readouterr().err) == (130, "Stopped.\n")


def test_an_answer_passes() -> None:
    with pytest.raises(SystemExit) as ended, ReportedErrors():
        raise SystemExit(1)
    assert ended.value.code == 1


def test_an_error_of_a_library_names_our_line() -> None:
    with pytest.raises(ValueError, match=VALUE) as caught:
        int("x" + VALUE)
    assert VALUE not in described(caught.value).place
    assert described(caught.value).place.startswith("ValueError at ")
