"""A blocked text planted in the sources or in the finished pages stops a build, and no log shows it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.gate.cases import texts
from tests.gate.report import ROOT
from transparency.check.personal.gate import check_paths
from transparency.publish import build as module

NAME = "Досанова Айгерім Серікқызы"
DAY = {"SITE_DATE": "2026-06-01"}
BLOCKED = tuple(texts("blocked.yml"))


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    for name in ("data/strings", "docs"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "data" / "exceptions.yml", root / "data")
    return root


@pytest.mark.parametrize("place", ["docs/kk/planted.md", "data/planted.yml", "data/strings/kk.yml"])
def test_a_planted_name_stops_the_build_before_anything_else_is_read(copy: Path, place: str) -> None:
    with (copy / place).open("a", encoding="utf-8") as stream:
        stream.write(f"\nplanted: {NAME}\n")
    built, problems = module.build(copy, copy / "site", DAY)
    assert built is None
    assert {problem.rule for problem in problems} <= {"P09", "P10"}
    assert NAME not in "".join(map(str, problems))
    assert not (copy / "site").exists()


def test_a_name_that_appears_only_in_the_pages_stops_the_switch(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def mkdocs(root: Path, target: Path, *_: object) -> None:
        target.mkdir()
        (target / "index.html").write_text(f"<p>{NAME}</p>", encoding="utf-8")

    monkeypatch.setattr(module, "content", lambda *_, **__: (object(), ()))
    monkeypatch.setattr(module.redirects, "faults", lambda *_: ())
    monkeypatch.setattr(module, "_mkdocs", mkdocs)
    monkeypatch.setattr(module, "STEPS", {})
    built, problems = module.build(copy, copy / "site", DAY)
    assert built is None
    assert [(p.file, p.rule) for p in problems if p.rule.startswith("P")] == [("site/index.html", "P09")]
    assert not (copy / "site").exists()


def test_every_blocked_text_is_refused_in_every_published_folder(tmp_path: Path) -> None:
    for number, (_, text) in enumerate(BLOCKED):
        for name, page in (
            ("docs/kk", f"# Бет\n\n{text}\n"),
            ("data", f"note: |\n  {text}\n"),
            ("site", f"<p>{text}</p>"),
        ):
            file = tmp_path / name / f"{number}.{'yml' if name == 'data' else 'html' if name == 'site' else 'md'}"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(page, encoding="utf-8")
    problems = check_paths(tmp_path, (), DAY)
    found = {problem.file for problem in problems}
    planted = {
        f.relative_to(tmp_path).as_posix() for f in tmp_path.rglob("*.*") if f.suffix in (".md", ".yml", ".html")
    }
    assert planted - found == set()


def test_the_sources_of_this_site_are_clean() -> None:
    tracked = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "data", "docs"], capture_output=True, text=True, check=True
    )
    files = tuple(ROOT / name for name in tracked.stdout.split("\n") if name and (ROOT / name).is_file())
    assert files
    assert not check_paths(ROOT, files, DAY, fresh=True)
