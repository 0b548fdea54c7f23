"""Prints the meaning of a rule code and what to do (``validate.py --explain``)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from transparency.gate.register import read_exceptions
from transparency.gate.rules import RULES as PERSONAL
from transparency.model import rules
from transparency.model.languages import Lang
from transparency.model.messages import Message, translate
from transparency.model.problem import CouldNotRun, Problem

RULES: Mapping[str, rules.Rule] = {**rules.RULES, **PERSONAL}
"""Every code that a command can print."""


def explain(root: Path, code: str, lang: Lang = "en") -> str:
    """What a rule means, why it is there, what to do, and what the register of this site allows of it."""
    rule = RULES.get(code.upper())
    if rule is None:
        raise CouldNotRun(
            Message("there is no rule {code}; the rules are {rules}.", code=code, rules=", ".join(sorted(RULES)))
        )
    return rule.explained(lang) + translate(
        _allowed(root, PERSONAL[rule.code].kind if rule.code in PERSONAL else ""), lang
    )


def _allowed(root: Path, kind: str) -> Message:
    entries = [entry for entry in read_exceptions(root)[0] if entry.kind == kind] if kind else []
    proposed = sum(entry.ground_status == "proposed" for entry in entries)
    text = "Entries of this kind: {count}; with a ground that no lawyer has confirmed: {proposed}.\n"
    return Message(text, count=len(entries), proposed=proposed) if entries else Message("")


def summary(problems: Sequence[Problem], lang: Lang = "en") -> str:
    """One line a rule: how many, in how many files, what it is about."""
    found = Counter(p.rule for p in problems)
    files = {rule: len({p.file for p in problems if p.rule == rule}) for rule in found}
    return "".join(translate(_line(rule, found[rule], files[rule]), lang) for rule in sorted(found))


def _line(rule: str, count: int, files: int) -> Message:
    return Message(
        "{rule}  {count} in {files} files  {title}\n",
        rule=rule,
        count=f"{count:>5}",
        files=f"{files:>4}",
        title=RULES[rule].title,
    )
