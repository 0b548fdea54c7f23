"""The first table of CONTRIBUTING.md is true: each thing is added where it says, in a copy of the project, and works there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

import pytest

from tests.additions.table import ADDITIONS, ELSEWHERE, Shown
from tests.conftest import DATE, FULL, ROOT, warmed
from tests.edits.everyday import awaiting

PRODUCT = ("transparency", "scripts")
"""What the copy has of the project; the content is that of the small institution."""
_TOKEN = re.compile(r"`([^`]+)`")
_SYMBOL = re.compile(r"_?[A-Z][A-Z_]+")
_PLACEHOLDER = re.compile(r"NAME|LANGUAGE|NN|…")


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of the table: where something is added, in patterns of files, and the tables in which it is entered."""

    what: str
    patterns: tuple[str, ...]
    symbols: tuple[str, ...]


def table() -> Mapping[str, TableRow]:
    """First cell -> row."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    lines = text.partition("## Where do I add …")[2].partition("\n## ")[0].splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines if line.startswith("| ")]
    return {what: _row(what, f"{where} {entry}") for what, where, entry in cells[1:]}


def _row(what: str, text: str) -> TableRow:
    patterns: list[str] = []
    tokens = _TOKEN.findall(text)
    for token in tokens:
        if "/" in token and " " not in token:
            patterns.append(_PLACEHOLDER.sub("*", token) + ("*" if token.endswith("/") else ""))
        elif fnmatch(token, "*.??*") and " " not in token and patterns:
            patterns.append(f"{patterns[-1].rpartition('/')[0]}/{token}")
    return TableRow(what, tuple(patterns), tuple(token for token in tokens if _SYMBOL.fullmatch(token)))


def named(row: TableRow, file: str) -> bool:
    """Whether the row names the file, or the folder in which it stands."""
    return any(fnmatch(file, start + pattern) for pattern in row.patterns for start in ("", "transparency/"))


ROWS = table()


def test_every_row_is_carried_out() -> None:
    assert set(ROWS) == {*ADDITIONS, *ELSEWHERE}


@pytest.mark.parametrize("what", ELSEWHERE)
def test_another_test_carries_out_the_row(what: str) -> None:
    assert (ROOT / ELSEWHERE[what]).is_file()


@pytest.mark.parametrize("what", [what for what, row in ROWS.items() if row.symbols])
def test_the_tables_that_a_row_names_are_there(what: str) -> None:
    row = ROWS[what]
    files = [file for file in (ROOT / "transparency").rglob("*.py") if named(row, file.relative_to(ROOT).as_posix())]
    code = "".join(file.read_text(encoding="utf-8") for file in files)
    assert [one for one in row.symbols if not re.search(rf"^{one}\b.*=", code, re.MULTILINE)] == []


@dataclass(frozen=True, slots=True)
class Project:
    """The copy of the project with everything added."""

    root: Path
    touched: Mapping[str, tuple[str, ...]]
    """Row -> files that were written for it."""

    def run(self, *command: str) -> str:
        """What Python prints in the project."""
        environ = os.environ | {"PYTHONPATH": str(self.root), "SITE_DATE": DATE.isoformat(), "PYTHONUTF8": "1"}
        done = subprocess.run(
            [sys.executable, *command], cwd=self.root, env=environ, capture_output=True, text=True, check=False
        )
        return done.stdout + done.stderr


def _files(root: Path) -> dict[str, bytes]:
    """Every file that a person could have written."""
    return {
        file.relative_to(root).as_posix(): file.read_bytes()
        for file in root.rglob("*")
        if file.is_file() and not {"__pycache__", ".cache"} & set(file.parts)
    }


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A copy in which every addition is made, one after the other, and the site built from it."""
    root = tmp_path_factory.mktemp("additions") / "project"
    shutil.copytree(FULL, root, ignore=shutil.ignore_patterns("__pycache__", ".cache"))
    for name in PRODUCT:
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    awaiting(warmed(root))
    touched = {}
    for what, addition in ADDITIONS.items():
        files = _files(root)
        addition.make(root)
        touched[what] = tuple(sorted(name for name, data in _files(root).items() if files.get(name) != data))
    made = Project(root, touched)
    said = made.run("scripts/build.py", "--demo")
    assert (root / "site/index.html").is_file(), said
    return made


@pytest.mark.slow
@pytest.mark.parametrize("what", ADDITIONS)
def test_the_row_names_every_file_that_was_touched(what: str, project: Project) -> None:
    row, addition = ROWS[what], ADDITIONS[what]
    own = [file for file in project.touched[what] if not any(fnmatch(file, one) for one in addition.beside)]
    assert own
    assert [file for file in own if not named(row, file)] == []
    assert len(own) <= addition.most


@pytest.mark.slow
@pytest.mark.parametrize("what", ADDITIONS)
def test_what_was_added_works(what: str, project: Project, site: Path) -> None:
    proof = ADDITIONS[what].proof
    if isinstance(proof, Shown):
        before = site / proof.file
        assert not before.is_file() or proof.text not in before.read_text(encoding="utf-8"), "was there before"
        assert proof.text in (project.root / "site" / proof.file).read_text(encoding="utf-8")
    else:
        assert proof.text in project.run(*proof.command)
