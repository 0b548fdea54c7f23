"""One commit, one site: two builds are byte for byte the same; a failed build leaves the last good one."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from tests.conftest import DATE
from transparency.site.build.build import build, switch

pytestmark = pytest.mark.slow


def _hashes(folder: Path) -> dict[str, str]:
    files = sorted(f for f in folder.rglob("*") if f.is_file())
    return {f.relative_to(folder).as_posix(): hashlib.sha256(f.read_bytes()).hexdigest() for f in files}


def test_two_builds_are_the_same(site: Path, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    monkeypatch.setenv("TZ", "Asia/Almaty")
    monkeypatch.setenv("LC_ALL", "C")
    built, _ = build(small, tmp_path / "again", {"SITE_DATE": DATE.isoformat()}, demo=True)
    assert built is not None
    assert _hashes(tmp_path / "again") == _hashes(site)


def test_a_mistake_leaves_the_last_good_site(small: Path, tmp_path: Path) -> None:
    last = tmp_path / "site"
    last.mkdir()
    (last / "index.html").write_text("last good", encoding="utf-8")
    card = small / "data/processes/p01.yml"
    card.write_text(card.read_text(encoding="utf-8").replace("number: 1", "number: one"), encoding="utf-8")
    built, problems = build(small, last, {"SITE_DATE": DATE.isoformat()})
    assert built is None
    assert [p.rule for p in problems] == ["T01"]
    assert _hashes(tmp_path / "site") == {"index.html": hashlib.sha256(b"last good").hexdigest()}


def test_switching_replaces_the_whole_folder(tmp_path: Path) -> None:
    for name in ("site", "site.new"):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.html").write_text(name, encoding="utf-8")
    switch(tmp_path / "site.new", tmp_path / "site")
    assert [p.name for p in tmp_path.rglob("*")] == ["site", "site.new.html"]
