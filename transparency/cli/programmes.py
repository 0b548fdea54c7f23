"""Exports the register of programmes to a workbook, and imports a filled workbook.

    scripts/programmes.py template FILE.xlsx         an empty workbook with lists and notes in three languages
    scripts/programmes.py export FILE.xlsx           the register as it stands
    scripts/programmes.py import FILE [--apply]      FILE.xlsx, or a folder with the CSV files; shows every cell that would
                                                     change, and changes nothing without --apply

Exit code 0: done, or the import has no problems. 1: problems were found, all are listed. 2: could not run.
"""

from __future__ import annotations

import os
from pathlib import Path

from transparency.cli import imports
from transparency.cli.language import choose_language, command_parser, translate_for_user
from transparency.desk import import_programmes
from transparency.model.problem import ExitCode, exit_code
from transparency.registry.clock import build_date


def main() -> int:
    """Does what was asked and answers with an exit code."""
    choose_language(None)
    parser = command_parser(__doc__)
    parser.add_argument("task", choices=("template", "export", "import"))
    parser.add_argument("file", type=Path)
    parser.add_argument(
        "--apply", action="store_true", help=translate_for_user("write the changes into data/programmes")
    )
    parser.add_argument(
        "--root", type=Path, default=Path.cwd(), help=translate_for_user("project whose register is meant")
    )
    arguments = parser.parse_args()
    root, file = arguments.root, arguments.file
    if arguments.task == "import":
        return imports.run(lambda: _import(root, file, apply=arguments.apply))
    make = import_programmes.template if arguments.task == "template" else import_programmes.export
    return imports.run(lambda: imports.write(file, make(root)))


def _import(root: Path, file: Path, *, apply: bool) -> ExitCode:
    made = import_programmes.plan(root, file, build_date(root, os.environ))
    if exit_code(made.problems):
        return imports.refuse(made.problems)
    imports.show(made.problems)
    found = [change for group in made.changes.values() for change in group]
    return imports.report(found, (lambda: import_programmes.apply(root, made)) if apply else None)
