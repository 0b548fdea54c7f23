"""Options of the command that turns survey exports into public figures (`transparency/cli/aggregate.py`)."""

from __future__ import annotations

from transparency.model.unexpected_error import DEBUG_HELP

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeAlias

from transparency.cli.language import CommandParser, add_language, translate_for_user
from transparency.model.messages import Message, translate
from transparency.model.problem import FORMATS, Problem
from transparency.model.survey import THRESHOLD, THRESHOLD_FLOOR
from transparency.model.text import Lang

Command: TypeAlias = Callable[[argparse.Namespace], tuple[Problem, ...]]


def parser(lang: Lang, commands: Mapping[str, Command]) -> argparse.ArgumentParser:
    """What can be asked for; ``options.command`` of the answer is the one of ``commands``."""
    found = CommandParser(description=translate(Message("aggregate.help"), lang), epilog=translate_for_user(DEBUG_HELP))
    text = translate(Message("project whose data/surveys is read and written"), lang)
    found.add_argument("--root", type=Path, default=Path.cwd(), help=text)
    text = translate(Message("how problems are written"), lang)
    found.add_argument("--format", choices=FORMATS, default="text", help=text)
    add_language(found, lang)
    subcommands = found.add_subparsers(required=True)
    new = subcommands.add_parser("new", help=translate(Message("a new survey, step by step"), lang))
    new.add_argument("export", type=Path)
    text = translate(Message("ask nothing, print the questionnaire to fill in"), lang)
    new.add_argument("--draft", action="store_true", help=text)
    new.add_argument("--report", type=Path, help=translate(Message("where to write the run report"), lang))
    new.set_defaults(command=commands["new"])
    for name in ("run", "check", "replace"):
        _run_options(
            subcommands.add_parser(name, help=translate(Message(f"command.{name}"), lang)), commands[name], lang
        )
    remove = subcommands.add_parser("remove", help=translate(Message("take the figures of one wave out"), lang))
    remove.add_argument("survey")
    remove.add_argument("period")
    remove.set_defaults(command=commands["remove"])
    demo = subcommands.add_parser("demo", help=translate(Message("make the demonstration figures again"), lang))
    demo.set_defaults(command=commands["demo"])
    return found


def _run_options(parser: argparse.ArgumentParser, command: Command, lang: Lang) -> None:
    def text(option: str) -> str:
        return translate(Message(f"run.{option}"), lang)

    parser.add_argument("questionnaire", type=Path)
    parser.add_argument("inputs", nargs="+", metavar="[PERIOD=]FILE", help=text("inputs"))
    parser.add_argument("--layout", type=Path, help=text("layout"))
    parser.add_argument("--population", type=Path, help=text("population"))
    parser.add_argument("--threshold", type=_threshold, default=THRESHOLD, help=text("threshold"))
    parser.add_argument("--revision", type=int, default=1, help=text("revision"))
    parser.add_argument("--engine", choices=("pandas", "dask"), default="pandas", help=text("engine"))
    parser.add_argument("--scheduler", help=text("scheduler"))
    parser.add_argument("--report", type=Path, help=text("report"))
    parser.set_defaults(command=command)


def _threshold(text: str) -> int:
    """Never under the floor, whatever the person at the keyboard wants."""
    if not text.isdigit() or int(text) < THRESHOLD_FLOOR:
        raise argparse.ArgumentTypeError(Message("a whole number from {n} is needed", n=THRESHOLD_FLOOR))
    return int(text)
