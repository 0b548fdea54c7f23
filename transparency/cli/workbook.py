"""Exports all records of `data/` to a workbook, and imports a changed one.

    scripts/workbook.py export FILE.xlsx             one sheet for each type of records, with notes and drop-down lists
    scripts/workbook.py import FILE.xlsx [--write]   shows every cell that would change, and changes nothing without --write

Labels, notes and messages are in the language of --lang. An import changes and adds records and removes none.

Exit code 0: done, or the import has no problems. 1: problems were found, all are listed. 2: could not run.
"""

from __future__ import annotations

import sys
from pathlib import Path

from transparency.cli.language import command_parser, speak, told
from transparency.cli.programmes import MOST_SHOWN
from transparency.desk.commit_files import write_files
from transparency.desk.export_records import export_records
from transparency.desk.import_records import plan
from transparency.desk.workspace import Workspace
from transparency.model.messages import spoken
from transparency.model.problem import CouldNotRun, ExitCode, as_text, translated


def main() -> int:
    """Does what was asked and answers with an exit code."""
    speak(None)
    parser = command_parser(__doc__)
    parser.add_argument("task", choices=("export", "import"))
    parser.add_argument("file", type=Path)
    parser.add_argument("--write", action="store_true", help=told("write the changes into data/"))
    parser.add_argument("--root", type=Path, default=Path.cwd(), help=told("project whose records are meant"))
    arguments = parser.parse_args()
    try:
        if arguments.task == "import":
            return _import(arguments.root, arguments.file, write=arguments.write)
        arguments.file.write_bytes(export_records(arguments.root, spoken()))
    except (CouldNotRun, OSError) as error:
        print(told(error), file=sys.stderr)
        return ExitCode.COULD_NOT_RUN
    print(told("Wrote {file}", file=arguments.file))
    return ExitCode.CLEAN


def _import(root: Path, file: Path, *, write: bool) -> int:
    made = plan(Workspace(root), file.name, file.read_bytes(), spoken())
    print(as_text(translated(made.problems, spoken())), end="", file=sys.stderr)
    if made.refused:
        print(told("{count} problems. Nothing was changed.", count=len(made.problems)), file=sys.stderr)
        return ExitCode.PROBLEMS
    for change in made.changes[:MOST_SHOWN]:
        print(change)
    if len(made.changes) > MOST_SHOWN:
        print(told("… and {count} more.", count=len(made.changes) - MOST_SHOWN))
    if write:
        write_files(root, made.files)
        print(told("{count} cells changed in {tables}.", count=len(made.changes), tables=", ".join(made.files) or "-"))
    else:
        print(told("{count} cells would change. Add --write to write them.", count=len(made.changes)))
    return ExitCode.CLEAN
