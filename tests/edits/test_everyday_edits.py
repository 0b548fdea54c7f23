"""Everyday edits leave the content check green and need no change of a test."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import DATE, copy_of_small, warmed
from tests.edits.everyday import EDITS, REGISTERS, awaiting, emptied, opened, without
from tests.site.equality import small_university
from transparency.cli import check
from transparency.cli.check import main
from transparency.model.messages import Message
from transparency.model.problem import Problem, as_text, exit_code
from transparency.site.build import spelling
from transparency.site.build.build import Built
from transparency.site.build.checks import checked
from transparency.site.build.content import content


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small university as it is before the edits."""
    root = warmed(copy_of_small(tmp_path_factory.mktemp("edits") / "small"))
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


@pytest.mark.integration
def test_the_institution_is_accepted_before(before: Path) -> None:
    accept(before)


@pytest.mark.integration
@pytest.mark.parametrize("name", EDITS)
def test_an_edit_is_accepted(name: str, edited: Path) -> None:
    EDITS[name].make(edited)
    accept(edited)


@pytest.mark.integration
@pytest.mark.parametrize("way", [without, emptied])
@pytest.mark.parametrize("register", REGISTERS)
def test_a_register_may_have_no_records(
    register: str, way: Callable[[str], Callable[[Path], None]], edited: Path
) -> None:
    way(register)(edited)
    accept(edited)


def everything_edited(folder: Path) -> Path:
    """The small university as a project, with all edits made one after the other, and the answer of the content check."""
    root = small_university(folder, 0).root
    awaiting(root)
    for edit in EDITS.values():
        edit.make(root)
    for register in ("glossary", "approvals"):
        without(register)(root)
    return root


@pytest.mark.integration
def test_all_edits_together_pass_the_content_check_and_are_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SITE_DATE", DATE.isoformat())
    root = everything_edited(tmp_path / "university")
    assert main(["--root", str(root)]) == 0, capfd.readouterr()
    site = root / "build/official"
    missing = [
        name for name, edit in EDITS.items() if edit.shows not in (site / edit.place).read_text(encoding="utf-8")
    ]
    assert missing == []
    assert "(management 1, core 2, support 1, improvement 1)" in capfd.readouterr().err


@pytest.mark.integration
def test_the_content_check_refuses_a_wrong_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SITE_DATE", DATE.isoformat())
    root = small_university(tmp_path / "university", 0).root
    with opened(root, "architecture") as architecture:
        architecture["categories"][0]["count"] = 7
    assert main(["--root", str(root)]) == 1
    assert "R03 categories[1].count" in capfd.readouterr().out


def test_notices_of_either_site_are_printed_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    both, official = (
        Problem(file, 0, "L11", "", Message("is missing"), Message("Correct it."), level="notice")
        for file in ("data/both.yml", "data/official.yml")
    )
    notices = {"official": (both, official), "site": (both,)}
    monkeypatch.setenv("SITE_DATE", DATE.isoformat())
    monkeypatch.setattr(check, "build", lambda _, site, *__, **___: (Built(site, DATE, 1, 1), notices[site.name]))
    monkeypatch.setattr(spelling, "installed", lambda: False)
    root = small_university(tmp_path / "university", 0).root
    assert main(["--root", str(root)]) == 0
    printed = capfd.readouterr().out
    assert [printed.count(one.file) for one in (both, official)] == [1, 1], printed
