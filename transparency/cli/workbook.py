"""Exports all records of `data/` to a workbook, and imports a changed one.

    scripts/workbook.py export FILE.xlsx             one sheet for each type of records, with notes and drop-down lists
    scripts/workbook.py import FILE.xlsx [--write]   shows every cell that would change, and changes nothing without --write

Labels, notes and messages are in the language of --lang. An import changes and adds records and removes none.

Exit code 0: done, or the import has no problems. 1: problems were found, all are listed. 2: could not run.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from transparency.cli import imports
from transparency.cli.language import choose_language, command_parser, translate_for_user
from transparency.desk.commit_files import write_files
from transparency.desk.export_records import export_records
from transparency.desk.import_records import plan
from transparency.desk.workspace import Workspace
from transparency.model.messages import current_language
from transparency.model.problem import ExitCode


def main() -> int:
    """Does what was asked and answers with an exit code."""
    choose_language(None)
    parser = command_parser(__doc__)
    parser.add_argument("task", choices=("export", "import"))
    parser.add_argument("file", type=Path)
    parser.add_argument("--write", action="store_true", help=translate_for_user("write the changes into data/"))
    parser.add_argument(
        "--root", type=Path, default=Path.cwd(), help=translate_for_user("project whose records are meant")
    )
    arguments = parser.parse_args()
    root, file = arguments.root, arguments.file
    if arguments.task == "import":
        return imports.run(lambda: _import(root, file, write=arguments.write))
    return imports.run(lambda: imports.write(file, export_records(root, current_language())))


def _import(root: Path, file: Path, *, write: bool) -> ExitCode:
    made = plan(Workspace(root), file.name, file.read_bytes(), current_language())
    if made.refused:
        return imports.refuse(made.problems)
    imports.show(made.problems)
    return imports.report(made.changes, partial(write_files, root, made.files) if write else None, "--write")
