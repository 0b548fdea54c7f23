"""Shared by all tests: the real project, and a small invented university that tests may change."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DATE = dt.date(2026, 11, 21)


@pytest.fixture(scope="session")
def root() -> Path:
    """The project itself; tests read it and never write into it."""
    return ROOT


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A copy of the small university with the project's own words and dataset declarations."""
    copy = tmp_path / "small"
    shutil.copytree(ROOT / "tests/small", copy)
    shutil.copytree(ROOT / "data/strings", copy / "data/strings")
    return copy


@pytest.fixture(scope="session")
def shared() -> Path:
    """Reference material beside the project; a test that needs it is skipped where there is none."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the reference material (../shared) is not on this machine")
    return folder
