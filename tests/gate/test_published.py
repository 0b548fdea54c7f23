"""What is published as a table is declared, whatever it contains."""

from __future__ import annotations

import json
from pathlib import Path

from transparency.gate.check_files import check_paths

DAY = {"SITE_DATE": "2026-06-01"}


def _site(root: Path, fields: list[str]) -> None:
    files = root / "site" / "open-data" / "files"
    files.mkdir(parents=True)
    (files / "units.csv").write_text("code,share\nA,0.4\n", encoding="utf-8")
    package = {"resources": [{"path": "files/units.csv", "schema": {"fields": [{"name": n} for n in fields]}}]}
    (files.parent / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")


def test_a_declared_table_passes(tmp_path: Path) -> None:
    _site(tmp_path, ["code", "share"])
    assert not check_paths(tmp_path, (), DAY)


def test_an_undeclared_column_is_refused(tmp_path: Path) -> None:
    _site(tmp_path, ["code"])
    assert [(p.rule, p.place) for p in check_paths(tmp_path, (), DAY)] == [("P16", "column 2")]


def test_a_column_is_refused_as_soon_as_its_declaration_goes(tmp_path: Path) -> None:
    _site(tmp_path, ["code", "share"])
    assert not check_paths(tmp_path, (), DAY)
    package = tmp_path / "site/open-data/datapackage.json"
    package.write_text(package.read_text("utf-8").replace(', {"name": "share"}', ""), encoding="utf-8")
    assert [(p.rule, p.place) for p in check_paths(tmp_path, (), DAY)] == [("P16", "column 2")]


def test_an_undeclared_column_is_refused_in_a_table_that_was_read_elsewhere(tmp_path: Path) -> None:
    _site(tmp_path, ["code"])
    twin = tmp_path / "docs/units.csv"
    twin.parent.mkdir()
    twin.write_text("code,share\nA,0.4\n", encoding="utf-8")
    for fresh in (False, True):
        found = check_paths(tmp_path, (), DAY, fresh=fresh)
        assert [(p.rule, p.file, p.place) for p in found] == [("P16", "site/open-data/files/units.csv", "column 2")]


def test_an_undeclared_file_is_refused(tmp_path: Path) -> None:
    _site(tmp_path, ["code", "share"])
    (tmp_path / "site/open-data/files/extra.csv").write_text("code\nA\n", encoding="utf-8")
    assert [(p.rule, p.file) for p in check_paths(tmp_path, (), DAY)] == [("P16", "site/open-data/files/extra.csv")]
