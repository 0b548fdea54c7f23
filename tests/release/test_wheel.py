"""The package works on its own: its wheel holds every file of it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

PACKAGE = "transparency"


def _run(command: Sequence[str | Path], cwd: Path, **environ: str) -> None:
    done = subprocess.run(
        command,
        cwd=cwd,
        env=os.environ | environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy: setuptools writes into the folder it builds from."""
    folder = tmp_path_factory.mktemp("wheel")
    shutil.copytree(root / PACKAGE, folder / PACKAGE, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(root / "pyproject.toml", folder)
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-index", "--no-deps", "--no-build-isolation", "."]
    _run(pip, folder)
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_holds_every_file_of_the_package(root: Path, wheel: Path) -> None:
    files = {file.relative_to(root).as_posix() for file in (root / PACKAGE).rglob("*") if file.is_file()}
    packed = {name for name in zipfile.ZipFile(wheel).namelist() if name.startswith(f"{PACKAGE}/")}
    assert packed == {name for name in files if "__pycache__" not in name}
