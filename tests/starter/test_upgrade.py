"""An institution that has edited facts and prose takes over a changed product: no conflict, and a report of what changed."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.starter.conftest import run
from transparency.model.product_wheel import shared_files

PACKAGE = "transparency"
COLUMN = """  - name: founded
    type: string
    title: {kk: "Құрылған жылы", ru: "Год основания", en: "Founded"}
    description: {kk: "Құрылған жылы.", ru: "Год основания.", en: "Year of foundation."}
    missing: {kk: "Белгісіз.", ru: "Неизвестен.", en: "Unknown."}
"""
CHANGELOG = "# Changelog\n\n## 9.0.0\n\n- Units have a year of foundation.\n\n## 0.1.0\n\n- The first version.\n"


def _edit(file: Path, change: Callable[[str], str]) -> None:
    text = file.read_text(encoding="utf-8")
    assert change(text) != text, file
    file.write_text(change(text), encoding="utf-8")


@pytest.fixture(scope="module")
def newer(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The product with another interface text, one more column, another layout and another workflow, as version 9.0.0."""
    folder = tmp_path_factory.mktemp("newer")
    shutil.copytree(root / PACKAGE, folder / PACKAGE, ignore=shutil.ignore_patterns("__pycache__"))
    for name, file in shared_files().items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, folder / name)
    product = folder / PACKAGE
    for lang, word in {"kk": "Жауапты құрылым", "ru": "Кто отвечает", "en": "Unit in charge"}.items():
        _edit(product / f"site/words/{lang}.yml", lambda text, word=word: _with_keeper(text, word))  # type: ignore[misc]
    _edit(product / "opendata/datasets/units.yml", lambda text: text.rstrip("\n") + "\n" + COLUMN)
    _edit(product / "opendata/schemas/units.yml", lambda text: text + "- name: founded\n  type: string\n")
    _edit(product / "opendata/tables.py", lambda text: text.replace('"rank": None,', '"rank": None, "founded": None,'))
    _edit(product / "opendata/tables.py", lambda text: text.replace("post.kind,", 'post.kind, "founded": None,'))
    _edit(product / "site/layout/assets/site.css", lambda text: text + "\n/* newer */\n")
    _edit(folder / ".github/workflows/publish.yml", lambda text: f"# Newer\n{text}")
    (folder / "CHANGELOG.md").write_text(CHANGELOG, encoding="utf-8")
    about = folder / f"{PACKAGE}-9.0.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {PACKAGE}\nVersion: 9.0.0\n\n{CHANGELOG}", encoding="utf-8"
    )
    return folder


def _with_keeper(text: str, word: str) -> str:
    return "\n".join(f"  keeper: {word}" if line.startswith("  keeper: ") else line for line in text.split("\n"))


@pytest.fixture
def edited(institution: Path, tmp_path: Path) -> Path:
    """The new institution after a week: facts, prose and a wording of its own, committed."""
    root = shutil.copytree(institution, tmp_path / "institution")
    _edit(root / "data/organisation.yml", lambda text: text.replace("Quality Office", "Office of Quality"))
    _edit(root / "docs/en/about/index.md", lambda text: f"{text}\nThanks to everybody.\n")
    (root / "data/strings").mkdir()
    (root / "data/strings/en.yml").write_text("common:\n  files: Data files\n", encoding="utf-8")
    _commit(root)
    return root


def _commit(root: Path) -> None:
    for command in (("add", "--all"), ("-c", "user.name=x", "-c", "user.email=x", "commit", "--quiet", "-m", "Facts")):
        subprocess.run(["git", *command], cwd=root, check=True)


def _upgrade(root: Path, product: Path, code: int = 0) -> str:
    return run(root, sys.executable, "-m", "transparency.cli.main", "upgrade", code=code, PYTHONPATH=str(product))


def _changed(root: Path) -> set[str]:
    told = subprocess.run(
        ["git", "status", "--porcelain", "--untracked-files=all"], cwd=root, capture_output=True, text=True, check=True
    )
    return {line[3:] for line in told.stdout.splitlines()}


@pytest.mark.integration
def test_facts_are_not_touched_and_the_report_says_what_changes(edited: Path, newer: Path) -> None:
    told = _upgrade(edited, newer)
    assert _changed(edited) == {
        ".github/workflows/publish.yml",
        "product/files.sha256",
        "product/transparency-0.1.0-py3-none-any.whl",
        "product/transparency-9.0.0-py3-none-any.whl",
    }
    for line in (
        "transparency 9.0.0 (before: 0.1.0)",
        ".github/workflows/publish.yml: replaced.",
        "Interface text common.keeper (en): «Responsible» is now «Unit in charge».",
        "Dataset units has a new column: founded.",
        "Layout: site.css has changed.",
        "- Units have a year of foundation.",
        "data/, demo/ and docs/ were not touched.",
    ):
        assert line in told
    assert "The first version" not in told
    assert "Nothing changes." in _upgrade(edited, newer), "a second time"


@pytest.mark.slow
def test_the_upgraded_institution_is_built(edited: Path, newer: Path) -> None:
    _upgrade(edited, newer)
    run(edited, sys.executable, "scripts/build.py", "--demo", PYTHONPATH=str(newer))
    page = (edited / "site/en/about/index.html").read_text(encoding="utf-8")
    assert "Unit in charge" in page
    assert "Thanks to everybody." in page
    header = (edited / "site/open-data/files/units.csv").read_text(encoding="utf-8").splitlines()[0]
    assert header.endswith("founded")


@pytest.mark.integration
def test_an_edited_thin_file_is_left_as_it_is(edited: Path, newer: Path) -> None:
    workflow = edited / ".github/workflows/publish.yml"
    _edit(workflow, lambda text: text.replace("timeout-minutes: 15", "timeout-minutes: 20"))
    own = workflow.read_bytes()
    told = _upgrade(edited, newer, code=1)
    assert workflow.read_bytes() == own
    assert workflow.with_name("publish.yml.new").read_text(encoding="utf-8").startswith("# Newer")
    assert "edited here, left as it is" in told


@pytest.mark.integration
def test_a_thin_file_that_was_removed_stays_away(edited: Path, newer: Path) -> None:
    (edited / ".gitlab-ci.yml").unlink()
    assert ".gitlab-ci.yml: removed here, left out." in _upgrade(edited, newer)
    assert not (edited / ".gitlab-ci.yml").exists()
