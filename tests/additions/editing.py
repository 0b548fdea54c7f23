"""Edits files of a project at a place that has to be there."""

from __future__ import annotations

from pathlib import Path


def insert(root: Path, name: str, before: str, new: str) -> None:
    """Puts ``new`` in front of a text that occurs once."""
    file = root / name
    said = file.read_text(encoding="utf-8")
    assert said.count(before) == 1, f"{name}: {said.count(before)} times {before!r}"
    file.write_text(said.replace(before, new + before), encoding="utf-8")


def after(root: Path, name: str, line: str, new: str) -> None:
    """Puts ``new`` behind a text that occurs once."""
    file = root / name
    said = file.read_text(encoding="utf-8")
    assert said.count(line) == 1, f"{name}: {said.count(line)} times {line!r}"
    file.write_text(said.replace(line, line + new), encoding="utf-8")


def write(root: Path, name: str, said: str) -> None:
    file = root / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(said, encoding="utf-8")


def words(root: Path, said: str) -> None:
    """The same new words for each language: a name per language would only make the test longer."""
    for lang in ("kk", "ru", "en"):
        file = root / f"transparency/site/words/{lang}.yml"
        file.write_text(file.read_text(encoding="utf-8") + said, encoding="utf-8")


def imported(root: Path, name: str, line: str) -> None:
    """An import at the beginning of a module."""
    after(root, name, "from __future__ import annotations\n", f"\n{line}\n")
