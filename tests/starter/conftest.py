"""A new institution, as the command writes it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import warmed

Run = Callable[..., str]


def run(folder: Path, *command: str, code: int = 0, **environ: str) -> str:
    """What a command says; it has to end with the expected code."""
    done = subprocess.run(
        command, cwd=folder, env={**os.environ, **environ}, capture_output=True, text=True, check=False
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


def made(folder: Path, *options: str) -> Path:
    """The repository of a new institution."""
    run(folder.parent, sys.executable, "-m", "transparency.cli.main", "new", str(folder), "--defaults", *options)
    return warmed(folder)


@pytest.fixture(scope="session")
def institution(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """With every default; nobody writes into it."""
    return made(tmp_path_factory.mktemp("starter") / "new")
