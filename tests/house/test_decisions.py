"""Decisions: each file has a number of its own, which its title repeats, and a line in the index."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest


def wrong(folder: Path) -> list[str]:
    """Files whose number is missing, taken by another file, or not the one in the title."""
    files = sorted(file for file in folder.glob("*.md") if file.name != "README.md")
    numbers = Counter(file.name[:4] for file in files)
    return [
        file.name
        for file in files
        if numbers[file.name[:4]] > 1
        or not re.match(r"\d{4}-[a-z]", file.name)
        or not re.match(rf"# {file.name[:4]}\b", file.read_text(encoding="utf-8"))
    ]


def test_every_decision_has_a_number_of_its_own(root: Path) -> None:
    assert wrong(root / "decisions") == []


def test_the_index_names_each_decision_once(root: Path) -> None:
    index = re.findall(r"\]\((\d{4}-[^)]+)\)", (root / "decisions/README.md").read_text(encoding="utf-8"))
    assert sorted(index) == sorted(file.name for file in (root / "decisions").glob("[0-9]*.md"))


@pytest.mark.parametrize(
    ("name", "title"), [("0100-b.md", "# 0100 B\n"), ("0101-b.md", "# 0102 B\n"), ("b.md", "# B\n")]
)
def test_a_wrong_number_is_found(tmp_path: Path, name: str, title: str) -> None:
    (tmp_path / "0100-a.md").write_text("# 0100 A\n", encoding="utf-8")
    (tmp_path / name).write_text(title, encoding="utf-8")
    assert name in wrong(tmp_path)
