"""validate.py runs the audit over the files themselves, older releases included."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.disclosure_control.publication import Count, hidden, key, mixed, release, shown, table, total
from transparency.audit import Release, audit_paths, disclosure
from transparency.cli import validate
from transparency.model.problem import ExitCode, Problem

PARTS = {key("A"): mixed(40), key("B"): mixed(30), key("C"): mixed(6), key("D"): mixed(24)}
COUNTS = PARTS | {key("UNIV"): total(PARTS.values())}
UNITS = dict.fromkeys("ABCD", "UNIV")


def write(folder: Path, published: Release) -> Path:
    folder.mkdir(parents=True)
    for name, text in published.files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_a_leak_stops_the_gate(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITE_DATE", "2026-11-21")
    folder = write(tmp_path / "data/surveys", release(table(COUNTS, {key("C")}), units=UNITS))
    assert validate.main([str(folder), "--root", str(tmp_path)]) == ExitCode.PROBLEMS
    assert "data/surveys/indicators.csv" in (printed := capfd.readouterr().out)
    assert "S07 S1 2025 C ALL" in printed


def test_a_safe_table_passes(tmp_path: Path) -> None:
    write(tmp_path / "data/surveys", release(table(COUNTS, {key("C"), key("D")}), units=UNITS))
    assert audit_paths(tmp_path, []) == ()


def test_kept_releases_are_read_together(tmp_path: Path) -> None:
    """Each is safe alone."""
    write(tmp_path / "data/surveys", release(table(COUNTS, {key("C"), key("D")}), units=UNITS))
    write(tmp_path / "releases/0001", release(table(COUNTS, {key("C"), key("B")}), units=UNITS))
    assert {p.rule for p in audit_paths(tmp_path, [])} == {"S07"}


def test_code_lists_may_stand_in_one_release_only(tmp_path: Path) -> None:
    deep = COUNTS | {key("A1"): Count(4, 4, 12), key("A2"): Count(4, 4, 12)}
    lines = [line for k, c in deep.items() for line in (hidden(k) if k in {key("C"), key("D")} else shown(k, c))]
    write(tmp_path / "data/surveys", release(lines, units=UNITS | {"A1": "A", "A2": "A"}))
    write(tmp_path / "site/open-data/files", release(lines))
    assert audit_paths(tmp_path, []) == ()


def test_nothing_published_is_no_problem(tmp_path: Path) -> None:
    assert audit_paths(tmp_path, []) == ()


@pytest.mark.integration
def test_the_published_figures_of_this_project_are_safe(root: Path) -> None:
    assert audit_paths(root, [root / "demo/surveys"]) == ()


def _clean(attacks: list[object]) -> Callable[[object], tuple[Problem, ...]]:
    def audit(found: object) -> tuple[Problem, ...]:
        attacks.append(found)
        return ()

    return audit


def test_clean_figures_are_attacked_once(tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(root / "demo/surveys", tmp_path / "demo/surveys")
    attacks: list[object] = []
    monkeypatch.setattr(disclosure, "audit", _clean(attacks))
    for _ in range(2):
        assert audit_paths(tmp_path, [], fresh=False) == ()
    assert len(attacks) == 1
    table = tmp_path / "demo/surveys/indicators.csv"
    table.write_text(table.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    audit_paths(tmp_path, [], fresh=False)
    assert len(attacks) == 2
    audit_paths(tmp_path, [])
    assert len(attacks) == 3


def test_found_figures_are_never_remembered_as_clean(
    tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(root / "demo/surveys", tmp_path / "data/surveys")
    problem = Problem("data/surveys/indicators.csv", 2, "S07", "", "gives a figure away.", "Hide another cell.")
    monkeypatch.setattr(disclosure, "audit", lambda found: (problem,))
    for _ in range(2):
        assert audit_paths(tmp_path, [], fresh=False) == (problem,)
