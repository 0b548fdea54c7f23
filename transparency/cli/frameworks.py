"""Imports the criteria of an agency or standard from a table into data/compliance.

    scripts/frameworks.py template FILE.csv                               the heading of the table, to fill
    scripts/frameworks.py import NAME FILE --edition TEXT [--apply]       FILE.csv, or FILE.xlsx with a sheet "framework";
                                                                          writes data/compliance/NAME.yml only with --apply

Numbers and titles are written in our own words; the text of a standard is never copied.
Exit code 0: done, or the import has no problems. 1: problems were found, all are listed. 2: could not run.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from transparency.cli import imports
from transparency.cli.language import choose_language, command_parser, translate_for_user
from transparency.desk import import_framework
from transparency.model.messages import Message
from transparency.model.problem import CouldNotRun, ExitCode, Problem
from transparency.model.text import ID
from transparency.registry.clock import build_date
from transparency.registry.load_languages import languages_at
from transparency.registry.load_words import load_words


def main() -> int:
    """Does what was asked and answers with an exit code."""
    choose_language(None)
    parser = command_parser(__doc__)
    parser.add_argument(
        "--root", type=Path, default=Path.cwd(), help=translate_for_user("project whose data are meant")
    )
    tasks = parser.add_subparsers(dest="task", required=True)
    tasks.add_parser("template").add_argument("file", type=Path)
    into = tasks.add_parser("import")
    into.add_argument("name")
    into.add_argument("file", type=Path)
    into.add_argument("--edition", required=True, help=translate_for_user("year or edition of the framework"))
    into.add_argument("--apply", action="store_true", help=translate_for_user("write the file into data/compliance"))
    arguments = parser.parse_args()
    if arguments.task == "import":
        return imports.run(lambda: _import(arguments))
    return imports.run(lambda: imports.write(arguments.file, import_framework.template(languages_at(arguments.root))))


def _import(arguments: argparse.Namespace) -> ExitCode:
    if not ID.fullmatch(arguments.name):
        raise CouldNotRun(Message("frameworks.name", name=arguments.name))
    languages = languages_at(arguments.root)
    unread: list[Problem] = []
    words = load_words(arguments.root, languages, unread)
    file = arguments.root / "data/compliance" / f"{arguments.name}.yml"
    day = build_date(arguments.root, os.environ)
    text, problems = import_framework.imported(arguments.file, file, arguments.edition, languages, words, day)
    if problems := (*unread, *problems):
        return imports.refuse(problems)
    if arguments.apply:
        return imports.write(file, text.encode())
    print(text)
    return ExitCode.CLEAN
