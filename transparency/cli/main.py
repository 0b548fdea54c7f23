"""The command `transparency`: `new` writes the repository of an institution, `upgrade` takes over a newer product."""

from __future__ import annotations

from transparency.model.unexpected_error import DEBUG_HELP, run_command

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from transparency.cli import desk, new, upgrade, words
from transparency.cli.language import CommandParser, add_language, choose_language, translate_for_user
from transparency.model.problem import CouldNotRun, ExitCode


@dataclass(frozen=True, slots=True)
class Command:
    """One word after ``transparency``."""

    help: str
    options: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], ExitCode]


COMMANDS: Mapping[str, Command] = {
    "new": Command("write the repository of a new institution", new.options, new.run),
    "words": Command("write the file to translate for a language that the product lacks", words.options, words.run),
    "desk": Command("open the editors' desk: forms for everything in data/, on this machine", desk.options, desk.run),
    "upgrade": Command("take over the installed version of the product", upgrade.options, upgrade.run),
}


def main(arguments: Sequence[str] | None = None) -> ExitCode:
    """Parses, does, answers with an exit code."""
    choose_language(arguments)
    parser = CommandParser(
        "transparency", description=translate_for_user(__doc__ or ""), epilog=translate_for_user(DEBUG_HELP)
    )
    add_language(parser)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, command in COMMANDS.items():
        one = commands.add_parser(
            name, help=translate_for_user(command.help), description=translate_for_user(command.help)
        )
        add_language(one)
        command.options(one)
        one.set_defaults(run=command.run)
    chosen = parser.parse_args(arguments)
    try:
        code: ExitCode = chosen.run(chosen)
    except CouldNotRun as reason:
        print(translate_for_user(reason), file=sys.stderr)
        return ExitCode.COULD_NOT_RUN
    return code


def run() -> None:
    """What the installed command calls."""
    run_command(main)


if __name__ == "__main__":
    run()
