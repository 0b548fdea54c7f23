"""`transparency upgrade`: takes over the installed version of the product and says what changes."""

from __future__ import annotations

import argparse
from pathlib import Path

from transparency.model.problem import CouldNotRun, ExitCode
from transparency.model.site import Settings
from transparency.registry.load import load
from transparency.starter.upgrade import Upgrade, upgrade


def options(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="the institution; the working folder unless said")


def run(arguments: argparse.Namespace) -> ExitCode:
    """Upgrades and prints a report; 1 where a file has to be compared by hand."""
    root = arguments.root.resolve()
    done = upgrade(root, settings_of(root))
    print(report(done), end="")
    return ExitCode.PROBLEMS if done.edited else ExitCode.CLEAN


def settings_of(root: Path) -> Settings:
    """Settings of the institution; nothing is written where they cannot be read."""
    draft, problems = load(root)
    if draft is None:
        raise CouldNotRun("".join(f"{problem}\n" for problem in problems) or f"{root} holds no institution.")
    return draft.settings.record


def report(done: Upgrade) -> str:
    """What changed, for the person who commits it."""
    before = f" (before: {done.before})" if done.before and done.before != done.after else ""
    lines = [f"The product is transparency {done.after}{before}.", *(f"  {note}" for note in done.notes)]
    if not done.notes:
        lines.append("  Nothing changes.")
    if done.changelog:
        lines += ["", "From its changelog:", "", done.changelog]
    if done.edited:
        lines += ["", "Compare these files with the new ones beside them: " + ", ".join(done.edited)]
    advice = "data/, demo/ and docs/ were not touched. Now run «make check» and commit."
    return "\n".join((*lines, "", advice, ""))
