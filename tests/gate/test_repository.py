"""The gate reads every file that a person can read in the repository, and every message of its commits."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.gate.test_command import NAME, run
from transparency.model.problem import CouldNotRun
from transparency.registry.repository_files import commit_messages, readable_files


def _git(root: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=Test", "-c", "user.email=test@example.edu", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(root), *identity, *arguments], check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with three commits; the second names a person."""
    _git(tmp_path, "init", "--quiet", "--initial-branch=main")
    (tmp_path / ".gitignore").write_text("/build/\n", encoding="utf-8")
    for message in ("Бастау", f"Түзету\n\n# {NAME} сұраған", "Соңы"):
        _git(tmp_path, "add", ".")
        _git(tmp_path, "commit", "--quiet", "--allow-empty", "--message", message)
    return tmp_path


@pytest.mark.integration
@pytest.mark.parametrize(
    "name",
    [
        *("handbook/kk.md", "CODEOWNERS", ".github/workflows/x.yml", "server/site.conf", "demo/note.md", "LICENSE"),
        *(
            "scripts/x.py",
            "decisions/1.md",
            "transparency/x.py",
            "GLOSSARY.md",
            "site/node_modules/x.html",
            "licences/x",
        ),
    ],
)
def test_a_name_anywhere_is_found(repository: Path, name: str) -> None:
    (repository / name).parent.mkdir(parents=True, exist_ok=True)
    (repository / name).write_text(f"Жауапты: {NAME}\n", encoding="utf-8")
    done = run("--root", str(repository), "--fresh")
    assert done.returncode == 1, done.stderr
    assert f"{name}:1: P09" in done.stdout


def test_cases_of_tests_and_what_git_ignores_are_left_alone(repository: Path) -> None:
    for name in ("tests/x.md", "build/x.md", "transparency/gate/names/x.txt"):
        (repository / name).parent.mkdir(parents=True)
        (repository / name).write_text(f"Жауапты: {NAME}\n", encoding="utf-8")
    assert [file.name for file in readable_files(repository)] == [".gitignore"]


def test_without_git_every_file_is_read(tmp_path: Path) -> None:
    for name in ("a.md", "b/c.md", ".venv/d.md", "tests/e.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert [file.relative_to(tmp_path).as_posix() for file in readable_files(tmp_path)] == ["a.md", "b/c.md"]


def test_the_project_itself_is_read() -> None:
    names = {file.relative_to(ROOT).as_posix() for file in readable_files(ROOT)}
    wanted = {
        "CODEOWNERS",
        "GLOSSARY.md",
        "handbook/ru.md",
        ".github/workflows/content.yml",
        "data/site.yml",
        "Makefile",
    }
    assert wanted <= names
    assert not any(name.startswith("tests/") for name in names)


@pytest.mark.integration
def test_messages_of_the_commits_to_be_merged_are_read(repository: Path) -> None:
    done = run("--root", str(repository), "--commits", "HEAD~2")
    assert done.returncode == 1
    assert "P09" in done.stdout
    assert "Досанова" not in done.stdout + done.stderr
    assert run("--root", str(repository), "--commits", "HEAD~1").returncode == 0


@pytest.mark.integration
def test_a_new_branch_has_all_its_commits_read(repository: Path) -> None:
    assert [text.partition("\n")[0] for text in commit_messages(repository, "0" * 40).values()] == [
        "Соңы",
        "Түзету",
        "Бастау",
    ]
    assert run("--root", str(repository), "--commits", "0" * 40).returncode == 1


@pytest.mark.integration
def test_a_base_that_is_not_there_is_no_pass(repository: Path) -> None:
    assert run("--root", str(repository), "--commits", "elsewhere").returncode == 2
    with pytest.raises(CouldNotRun, match="whole history"):
        commit_messages(repository, "--all")
