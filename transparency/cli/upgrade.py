"""`transparency upgrade`: takes over the installed version of the product and says what changes."""

from __future__ import annotations

import argparse
from pathlib import Path

from transparency.cli.language import translate_for_user
from transparency.model.messages import Lines, Message
from transparency.model.problem import CouldNotRun, ExitCode
from transparency.model.site import Settings
from transparency.registry.load import load
from transparency.starter.upgrade import Upgrade, upgrade


def options(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument(
        "--root",
        type=Path,
        default=Path.cwd(),
        help=translate_for_user("the institution; the working folder unless said"),
    )


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
        raise CouldNotRun(Lines(problems) if problems else Message("{root} holds no institution.", root=root))
    return draft.settings.record


def report(done: Upgrade) -> str:
    """What changed, for the person who commits it."""
    lines: list[object] = [_product(done), *(Message("  {note}", note=note) for note in done.notes)]
    if not done.notes:
        lines.append(Message("  Nothing changes."))
    if done.changelog:
        lines += ["", Message("From its changelog:"), "", done.changelog]
    if done.edited:
        lines += [
            "",
            Message("Compare these files with the new ones beside them: {files}", files=", ".join(done.edited)),
        ]
    advice = Message("data/, demo/ and docs/ were not touched. Now run «make check» and commit.")
    return translate_for_user(Lines((*lines, "", advice, "")))


def _product(done: Upgrade) -> Message:
    if done.before and done.before != done.after:
        return Message("The product is transparency {after} (before: {before}).", after=done.after, before=done.before)
    return Message("The product is transparency {after}.", after=done.after)
