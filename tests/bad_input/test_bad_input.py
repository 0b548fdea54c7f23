"""Every mistake an editor can make gets its sentence: one file a case, with the exact message in it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import DATE
from transparency.model.problem import as_text
from transparency.site.build.content import content
from transparency.site.render.pages import TEMPLATES

CASES = sorted(Path(__file__).parent.glob("cases/*.yml"))


def test_the_small_university_has_no_problems(small: Path) -> None:
    found, problems = content(small, DATE)
    assert problems == ()
    assert found is not None


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 25


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_message(case: Path, small: Path, tmp_path: Path) -> None:
    told = yaml.safe_load(case.read_text(encoding="utf-8"))
    templates = tmp_path / "templates"
    shutil.copytree(TEMPLATES, templates)
    for change in told["changes"]:
        _apply(change, templates if change["file"].endswith(".j2") else small)
    found, problems = content(small, DATE, templates)
    assert as_text(problems) == told["says"]
    assert found is None


def _apply(change: dict[str, Any], folder: Path) -> None:
    file = folder / change["file"]
    if change.get("remove"):
        file.unlink()
    elif change.get("folder"):
        file.unlink()
        file.mkdir()
    elif "bytes" in change:
        file.write_bytes(bytes.fromhex(change["bytes"]))
    elif "copy_to" in change:
        shutil.copy(file, folder / change["copy_to"])
    elif "text" in change:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(change["text"], encoding="utf-8")
    else:
        text = file.read_text(encoding="utf-8")
        assert change["old"] in text, f"{change['file']} no longer holds {change['old']!r}"
        file.write_text(text.replace(change["old"], change["new"], 1), encoding="utf-8")
