"""`transparency words`: writes the file to fill in for a language that the product does not have."""

from __future__ import annotations

import argparse
from pathlib import Path

from transparency.cli.language import translate_for_user
from transparency.desk.catalogue_template import template
from transparency.model.messages import Message
from transparency.model.problem import CouldNotRun, ExitCode


def options(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.add_argument("language", metavar="LANGUAGE", help=translate_for_user("code of two letters, e.g. tr"))
    parser.add_argument(
        "file", type=Path, metavar="FILE", help=translate_for_user("what is written, e.g. data/strings/tr.yml")
    )


def run(arguments: argparse.Namespace) -> ExitCode:
    """Never overwrites a file: it may hold translations."""
    text = template(arguments.language)
    arguments.file.parent.mkdir(parents=True, exist_ok=True)
    try:
        with arguments.file.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise CouldNotRun(Message("{file} exists already. Name another file.", file=arguments.file)) from None
    print(translate_for_user("Wrote {file}", file=arguments.file))
    return ExitCode.CLEAN
