"""What can be known of the desk's container file without building it: no engine runs where the tests run."""

from __future__ import annotations

import argparse
import json
import re
import shlex
import subprocess
import tomllib
from pathlib import Path

import pytest

from tests.conftest import ROOT
from transparency.cli.main import COMMANDS

LINES = [
    line.partition(" ")[::2]
    for line in (ROOT / "Containerfile.desk").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def _of(instruction: str) -> list[str]:
    return [value for name, value in LINES if name == instruction]


def test_it_copies_tracked_files_and_everything_that_the_package_is_built_from() -> None:
    copied = {source for line in _of("COPY") for source in shlex.split(line)[:-1]}
    tracked = subprocess.run(["git", "-C", ROOT, "ls-files", "--", *copied], capture_output=True, text=True, check=True)
    assert copied == {name.partition("/")[0] for name in tracked.stdout.split()}
    readme = PROJECT["tool"]["setuptools"]["dynamic"]["readme"]["file"]
    assert copied == {"requirements.lock", "pyproject.toml", *readme, "transparency"}


def test_its_python_is_one_that_the_package_supports() -> None:
    (image,) = _of("FROM")
    least = re.fullmatch(r">=3\.(\d+)", PROJECT["project"]["requires-python"])
    own = re.match(r"docker\.io/library/python:3\.(\d+)-slim-", image)
    assert least and own and int(own[1]) >= int(least[1])  # noqa: PT018  (both are patterns of one line)


def test_it_builds_offline_with_the_locked_tools() -> None:
    """Without isolation pip takes the build backend from the lock, and with hashes nothing else."""
    _, locked, itself, _ = _of("RUN")
    assert {"--require-hashes", "requirements.lock"} <= {*shlex.split(locked)}
    assert {"--no-deps", "--no-build-isolation", "."} <= {*shlex.split(itself)}
    (backend,) = PROJECT["build-system"]["requires"]
    name = re.split(r"[<>=]", backend)[0]
    assert re.search(rf"^{name}==\S+ \\$", (ROOT / "requirements.lock").read_text(encoding="utf-8"), re.MULTILINE)


def test_the_mounted_clone_may_belong_to_another_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", str(tmp_path / "gitconfig"))
    command = shlex.split(_of("RUN")[-1])
    subprocess.run(command, check=True)
    assert command[-1] in (tmp_path / "gitconfig").read_text(encoding="utf-8")
    assert command[-1] == _of("WORKDIR")[-1]


def test_it_starts_the_desk() -> None:
    (entry,) = _of("ENTRYPOINT")
    program, command, *options = json.loads(entry)
    assert program in PROJECT["project"]["scripts"]
    parser = argparse.ArgumentParser()
    COMMANDS[command].options(parser)
    assert parser.parse_args(options).no_browser
