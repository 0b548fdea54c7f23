"""The operator's handbook knows every message, every command and every setting, in all three languages."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from transparency.cli.publish import parser
from transparency.release.signature import KEY, KEY_FILE
from transparency.release.targets import TARGETS
from transparency.release.targets.remote import HOSTS, SSH
from transparency.release.targets.remote import KEY as SSH_KEY

LANGUAGES = ("kk", "ru", "en")
SOURCES = (
    "transparency/release/release.py",
    "transparency/release/kept_releases.py",
    "transparency/release/verification.py",
    "transparency/release/manifest.py",
    "transparency/release/served_site.py",
    "transparency/release/signature.py",
    "transparency/release/checkout.py",
    "transparency/release/sources.py",
    "transparency/site/build/content_security_policy.py",
    "transparency/release/hashed_names.py",
    "transparency/site/build/redirects.py",
    "transparency/release/components.py",
    "transparency/release/backup.py",
    "transparency/release/offline.py",
    "transparency/release/evidence.py",
    "transparency/release/report.py",
    "transparency/release/targets/__init__.py",
    "transparency/release/targets/store.py",
    "transparency/release/targets/folder.py",
    "transparency/release/targets/remote.py",
    "transparency/release/targets/branch.py",
    "transparency/release/targets/bucket.py",
    "transparency/cli/release_commands.py",
)
_RULE = re.compile(r"\"(V\d\d)\"")


@pytest.fixture(params=LANGUAGES)
def handbook(request: pytest.FixtureRequest, root: Path) -> str:
    return (root / f"handbook/{request.param}.md").read_text(encoding="utf-8")


def _failures(root: Path) -> Iterator[str]:
    """The first fixed words of every message of a command that could not run."""
    for file in SOURCES:
        for node in ast.walk(ast.parse((root / file).read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {
                "CouldNotRun",
                "ConcurrentRelease",
                "Refused",
            }:
                texts = [str(part.value) for part in ast.walk(node.args[0]) if isinstance(part, ast.Constant)]
                fixed = [piece for text in texts for piece in re.split(r"\{\w+\}", text)]
                starts = [text.split(". ")[0].strip(" .:;,()") for text in fixed]
                yield next((text for text in starts if " " in text), "")


def test_every_failure_is_explained(root: Path, handbook: str) -> None:
    missing = sorted({text for text in _failures(root) if text not in handbook})
    assert missing == []


def test_every_rule_is_explained(root: Path, handbook: str) -> None:
    rules = {rule for file in SOURCES for rule in _RULE.findall((root / file).read_text(encoding="utf-8"))}
    assert len(rules) > 15
    assert sorted(rule for rule in rules if f"`{rule}`" not in handbook) == []


def test_every_command_setting_and_target_is_named(handbook: str) -> None:
    commands = next(action for action in parser()._actions if action.choices and not action.option_strings)
    assert commands.choices is not None
    names = (*commands.choices, KEY, KEY_FILE, SSH, SSH_KEY, HOSTS, *(f"{kind}:" for kind in TARGETS))
    assert [name for name in names if name not in handbook] == []


def test_both_handbooks_have_the_same_outline(root: Path) -> None:
    outlines = []
    for lang in LANGUAGES:
        text = (root / f"handbook/{lang}.md").read_text(encoding="utf-8")
        outlines.append(
            (re.findall(r"^#+", text, re.MULTILINE), len(re.findall(r"^\|", text, re.MULTILINE)), text.count("```"))
        )
    assert outlines[0] == outlines[1]
