"""The package works on its own: its wheel holds every file of it, and builds an institution's site in an empty environment."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.conftest import DATE, copy_of_small

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
    for name in ("pyproject.toml", "README.md", "CHANGELOG.md"):
        shutil.copy(root / name, folder)
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-index", "--no-deps", "--no-build-isolation", "."]
    _run(pip, folder)
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_holds_every_file_of_the_package(root: Path, wheel: Path) -> None:
    files = {file.relative_to(root).as_posix() for file in (root / PACKAGE).rglob("*") if file.is_file()}
    packed = {name for name in zipfile.ZipFile(wheel).namelist() if name.startswith(f"{PACKAGE}/")}
    assert packed == {name for name in files if "__pycache__" not in name}


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with the wheel, and with the locked packages of this one; the checkout is not in it."""
    folder = tmp_path_factory.mktemp("environment") / "venv"
    _run([sys.executable, "-m", "venv", folder], folder.parent)
    (packages,) = folder.glob("lib/python*/site-packages")
    (packages / "locked.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    _run([folder / "bin/pip", "install", "--quiet", "--no-index", "--no-deps", wheel], folder)
    return folder / "bin/python"


def test_an_institution_is_built_with_the_installed_package(root: Path, python: Path, tmp_path: Path) -> None:
    institution = copy_of_small(tmp_path / "institution")
    _run([python, "-m", "mkdocs", "build", "--strict"], institution, SITE_DATE=DATE.isoformat(), PYTHONPATH="")
    assert "assets/site" in (institution / "site/index.html").read_text(encoding="utf-8")
    assert (institution / "site/assets/site.css").is_file()
    place = [python, "-c", f"import {PACKAGE}, sys; sys.exit({str(root)!r} in {PACKAGE}.__file__)"]
    _run(place, institution, PYTHONPATH="")
