"""Kept work, processes side by side and the preview change how long a build takes, and not one byte of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.site.equality import compared, small_university

pytestmark = pytest.mark.slow


def test_every_way_gives_the_same(tmp_path: Path) -> None:
    university = small_university(tmp_path / "small", seed=1)
    done = ["as it is"]
    assert compared(university, tmp_path) == []
    for _ in range(2):
        done.append(university.edit())
        assert compared(university, tmp_path) == [], done
