"""Exports the register of programmes to a workbook, and imports a filled workbook.

    scripts/programmes.py template FILE.xlsx         an empty workbook with lists and notes in three languages
    scripts/programmes.py export FILE.xlsx           the register as it stands
    scripts/programmes.py import FILE [--apply]      FILE.xlsx, or a folder with the CSV files; shows every cell that would
                                                     change, and changes nothing without --apply

Exit code 0: done, or the import has no problems. 1: problems were found, all are listed. 2: could not run.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from transparency.cli.language import command_parser, speak, told
from transparency.desk import import_programmes
from transparency.model.messages import Message, spoken
from transparency.model.problem import CouldNotRun, ExitCode, as_text, exit_code, translated
from transparency.registry.clock import build_date

MOST_SHOWN = 1_000
"""Cells shown one by one; nobody reads more, and a hostile workbook may have millions."""


def main() -> int:
    """Does what was asked and answers with an exit code."""
    speak(None)
    parser = command_parser(__doc__)
    parser.add_argument("task", choices=("template", "export", "import"))
    parser.add_argument("file", type=Path)
    parser.add_argument("--apply", action="store_true", help=told("write the changes into data/programmes"))
    parser.add_argument("--root", type=Path, default=Path.cwd(), help=told("project whose register is meant"))
    arguments = parser.parse_args()
    try:
        if arguments.task == "import":
            return _import(arguments.root, arguments.file, apply=arguments.apply)
        make = import_programmes.template if arguments.task == "template" else import_programmes.export
        arguments.file.write_bytes(make(arguments.root))
    except (CouldNotRun, OSError) as error:
        print(told(error), file=sys.stderr)
        return ExitCode.COULD_NOT_RUN
    print(told("Wrote {file}", file=arguments.file))
    return ExitCode.CLEAN


def _import(root: Path, file: Path, *, apply: bool) -> int:
    made = import_programmes.plan(root, file, build_date(root, os.environ))
    print(as_text(translated(made.problems, spoken())), end="", file=sys.stderr)
    if exit_code(made.problems):
        print(told("{count} problems. Nothing was changed.", count=len(made.problems)), file=sys.stderr)
        return ExitCode.PROBLEMS
    found = [change for group in made.changes.values() for change in group]
    for change in found[:MOST_SHOWN]:
        print(change)
    if len(found) > MOST_SHOWN:
        print(told("… and {count} more.", count=len(found) - MOST_SHOWN))
    if apply:
        written = import_programmes.apply(root, made)
        tables = ", ".join(written) or Message("no table")
        print(told("{count} cells changed in {tables}.", count=len(found), tables=tables))
    else:
        print(told("{count} cells would change. Nothing was changed yet; add --apply to write them.", count=len(found)))
    return ExitCode.CLEAN
