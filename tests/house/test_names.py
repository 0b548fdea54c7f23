"""Names in the code: one class name, one meaning."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

import pytest

FOLDERS = ("transparency", "hooks", "scripts")


def class_names(root: Path) -> dict[str, list[str]]:
    """Class name -> the files that define a class of that name."""
    found: dict[str, list[str]] = defaultdict(list)
    for folder in FOLDERS:
        for file in sorted((root / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.ClassDef):
                    found[node.name].append(file.relative_to(root).as_posix())
    return found


@pytest.mark.integration
def test_no_class_name_is_used_twice(root: Path) -> None:
    assert {name: files for name, files in class_names(root).items() if len(files) > 1} == {}


def test_a_name_used_twice_is_found(tmp_path: Path) -> None:
    for name in ("one", "two"):
        file = tmp_path / "transparency" / f"{name}.py"
        file.parent.mkdir(exist_ok=True)
        file.write_text("class Twice: ...\n", encoding="utf-8")
    assert class_names(tmp_path)["Twice"] == ["transparency/one.py", "transparency/two.py"]
