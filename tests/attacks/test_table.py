"""The table of attacks: every one is refused with file, rule and advice, or shown to be harmless by a test of its own."""

from __future__ import annotations

import ast
import importlib
import pkgutil
from collections import Counter
from pathlib import Path

import pytest

import tests.attacks
from tests.attacks.attack import Attack
from tests.conftest import ROOT
from transparency.gate import RULES as PERSONAL
from transparency.model.problem import as_text
from transparency.model.rules import RULES

LEAST = 70
"""Attacks that the table has to hold."""
_NO_SUBJECTS = ("attack",)


def _modules() -> tuple[str, ...]:
    names = (module.name for module in pkgutil.iter_modules(tests.attacks.__path__))
    return tuple(sorted(name for name in names if not name.startswith("test_") and name not in _NO_SUBJECTS))


def _attacks() -> tuple[Attack, ...]:
    modules = (importlib.import_module(f"tests.attacks.{name}") for name in _modules())
    return tuple(attack for module in modules for attack in module.ATTACKS)


ATTACKS = _attacks()
PLANTED = tuple(attack for attack in ATTACKS if attack.plant is not None)
ELSEWHERE = tuple(attack for attack in ATTACKS if attack.proved_by is not None)


def test_the_table_is_large_enough() -> None:
    assert len(ATTACKS) >= LEAST


def test_names_are_unique() -> None:
    repeated = [name for name, times in Counter(attack.name for attack in ATTACKS).items() if times > 1]
    assert repeated == []


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.name)
def test_entry_is_complete(attack: Attack) -> None:
    assert (attack.plant is None) != (attack.proved_by is None), "either planted here or proved by another test"
    assert (attack.refused_by is None) != (attack.harmless is None), "either refused or harmless"
    assert attack.plant is None or attack.refused_by, "only a test of its own can show that an attack is harmless"
    assert attack.refused_by is None or attack.refused_by in {**RULES, **PERSONAL}, "no such rule"


@pytest.mark.parametrize("attack", PLANTED, ids=lambda attack: attack.name)
def test_refused(attack: Attack, small: Path) -> None:
    assert attack.plant is not None
    attack.plant(small)
    problems = attack.problems_of(small)
    by_rule = [p for p in problems if p.rule == attack.refused_by and p.level == "error"]
    assert by_rule, f"not refused by {attack.refused_by}: {as_text(problems) or 'no problem at all'}"
    assert all(problem.file and problem.what and problem.advice for problem in by_rule)


@pytest.mark.parametrize("attack", ELSEWHERE, ids=lambda attack: attack.name)
def test_proof_exists(attack: Attack) -> None:
    assert attack.proved_by is not None
    module, _, function = attack.proved_by.partition("::")
    tree = ast.parse((ROOT / module).read_text(encoding="utf-8"))
    functions = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    assert function.partition("[")[0] in functions
