"""First lines of module docstrings: they say what the module does, as a sentence with a subject or a verb."""

from __future__ import annotations

import ast
from pathlib import Path

FOLDERS = ("transparency", "hooks", "scripts", "benchmarks")
QUESTION_WORDS = {"How", "What", "When", "Where", "Whether", "Which", "Who", "Why"}


def unclear_first_lines(root: Path) -> dict[str, str]:
    """File -> what is wrong with the first line of its docstring."""
    found = {}
    for folder in FOLDERS:
        for file in sorted((root / folder).rglob("*.py")):
            wrong = _wrong(ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or "")
            if wrong:
                found[file.relative_to(root).as_posix()] = wrong
    return found


def _wrong(docstring: str) -> str:
    first, _, rest = docstring.partition("\n")
    if not first:
        return "no docstring"
    if rest and rest[0] != "\n":
        return "the first sentence does not fit on the first line"
    if first.split()[0].strip(",:") in QUESTION_WORDS:
        return "begins with a question word instead of saying what the module does"
    return "" if first.endswith(".") else "the first line is not a sentence"


def test_first_lines_say_what_modules_do(root: Path) -> None:
    assert unclear_first_lines(root) == {}


def test_unclear_first_lines_are_found(tmp_path: Path) -> None:
    lines = {
        "good": '"""Reads files."""\n',
        "none": "",
        "question": '"""What files say."""\n',
        "long": '"""Reads\nfiles."""\n',
    }
    (tmp_path / "hooks").mkdir()
    for name, text in lines.items():
        (tmp_path / "hooks" / f"{name}.py").write_text(text, encoding="utf-8")
    assert sorted(unclear_first_lines(tmp_path)) == ["hooks/long.py", "hooks/none.py", "hooks/question.py"]
