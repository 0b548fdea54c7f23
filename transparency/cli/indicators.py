"""Exports the values of a group of indicators to a workbook, and imports a filled workbook.

    scripts/indicators.py export GROUP FILE.xlsx        the values as they stand, with lists and notes in three languages
    scripts/indicators.py import GROUP FILE [--apply]   FILE.xlsx or FILE.csv, outside the repository; hides small groups,
                                                        shows every cell that would change, and changes nothing without --apply

Exit code 0: done, or the import has no problems. 1: problems were found, all are listed. 2: could not run.
"""

from __future__ import annotations

import os
from pathlib import Path

from transparency.cli import imports
from transparency.cli.language import choose_language, command_parser, translate_for_user
from transparency.desk import import_indicators
from transparency.model.problem import ExitCode, exit_code
from transparency.registry.clock import build_date


def main() -> int:
    """Does what was asked and answers with an exit code."""
    choose_language(None)
    parser = command_parser(__doc__)
    parser.add_argument("task", choices=("export", "import"))
    parser.add_argument("group", help=translate_for_user("name of a file in data/indicators, without its ending"))
    parser.add_argument("file", type=Path)
    parser.add_argument(
        "--apply", action="store_true", help=translate_for_user("write the changes into data/indicators")
    )
    parser.add_argument(
        "--root", type=Path, default=Path.cwd(), help=translate_for_user("project whose values are meant")
    )
    arguments = parser.parse_args()
    root, group, file = arguments.root, arguments.group, arguments.file
    if arguments.task == "import":
        return imports.run(lambda: _import(root, group, file, apply=arguments.apply))
    return imports.run(lambda: imports.write(file, import_indicators.export(root, group)))


def _import(root: Path, group: str, file: Path, *, apply: bool) -> ExitCode:
    made = import_indicators.plan(root, group, file, build_date(root, os.environ))
    if exit_code(made.problems):
        return imports.refuse(made.problems)
    imports.show(made.problems)
    code = imports.report(made.changes, (lambda: import_indicators.apply(root, group, made)) if apply else None)
    print(translate_for_user("{count} values are withheld to protect small groups.", count=made.hidden))
    return code
