"""Whoever meets a code can ask what it means."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from transparency.cli.explain import RULES, explain, summary
from transparency.model.problem import CouldNotRun, Problem

_CODE = re.compile(r"[A-Z]\d\d")
_TABLE = "transparency/gate/rules.py"


def _reported(root: Path) -> Iterator[str]:
    """Every code that stands as a word of its own in the program, outside the table of lawful exceptions."""
    for folder in ("transparency", "scripts", "hooks"):
        for file in sorted((root / folder).rglob("*.py")):
            name = file.relative_to(root).as_posix()
            if name != _TABLE:
                nodes = ast.walk(ast.parse(file.read_text(encoding="utf-8")))
                texts = (node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str))
                yield from (text for text in texts if _CODE.fullmatch(text))


def test_every_code_of_the_program_is_explained_and_no_other(root: Path) -> None:
    reported = set(_reported(root))
    assert len(reported) > 100
    assert sorted(reported ^ RULES.keys()) == []


def test_every_explanation_is_whole(root: Path) -> None:
    for code, rule in RULES.items():
        assert rule.code == code
        assert not rule.title.endswith("."), code
        assert all(text.endswith(".") and not text[0].islower() for text in (rule.why, rule.advice)), code
        assert explain(root, code).startswith(f"{code}: {rule.title}.\n\nWhy: {rule.why}\nWhat to do: {rule.advice}\n")
    assert len({rule.title for rule in RULES.values()}) == len(RULES), "two rules are called the same"


def test_a_code_is_found_however_it_is_typed(root: Path) -> None:
    assert explain(root, "v11") == explain(root, "V11")
    with pytest.raises(CouldNotRun, match=r"there is no rule V99; the rules are [A-Z]\d\d, [A-Z]\d\d"):
        explain(root, "V99")


def test_a_summary_names_what_every_rule_is_about() -> None:
    found = [Problem("release.json", 0, "V01", "", "is broken.", "Correct it."), Problem("a", 0, "P01", "", "x.", "y.")]
    assert summary(found).splitlines() == [
        "P01      1 in    1 files  individual identification number (IIN)",
        "V01      1 in    1 files  manifest that is missing, damaged or rewritten",
    ]
