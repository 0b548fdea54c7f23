"""Everyday edits leave the content check green and need no change of a test."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import DATE, copy_of_small
from tests.edits.everyday import EDITS, REGISTERS, awaiting, emptied, without
from transparency.model.problem import as_text, exit_code
from transparency.site.build.checks import checked
from transparency.site.build.content import content


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small university as it is before the edits."""
    root = copy_of_small(tmp_path_factory.mktemp("edits") / "small")
    awaiting(root)
    return root


@pytest.fixture
def edited(before: Path, tmp_path: Path) -> Path:
    """A copy that the test may edit."""
    return shutil.copytree(before, tmp_path / "small")


def accept(root: Path) -> None:
    """Gate, audit and every rule accept the sources, for the official site and for a preview."""
    refused = checked(root, (), {"SITE_DATE": DATE.isoformat()})
    assert refused == (), as_text(refused)
    for demo in (True, False):
        found, problems = content(root, DATE, demo=demo)
        assert found is not None, as_text(problems)
        assert exit_code(problems) == 0, as_text(problems)


def test_the_institution_is_accepted_before(before: Path) -> None:
    accept(before)


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_is_accepted(name: str, edited: Path) -> None:
    EDITS[name].make(edited)
    accept(edited)


@pytest.mark.parametrize("way", [without, emptied])
@pytest.mark.parametrize("register", REGISTERS)
def test_a_register_may_have_no_records(
    register: str, way: Callable[[str], Callable[[Path], None]], edited: Path
) -> None:
    way(register)(edited)
    accept(edited)
