"""Exports the values of a group of indicators to a workbook, and imports a filled workbook.

    scripts/indicators.py export GROUP FILE.xlsx        the values as they stand, with lists and notes in three languages
    scripts/indicators.py import GROUP FILE [--apply]   FILE.xlsx or FILE.csv, outside the repository; hides small groups,
                                                        shows every cell that would change, and changes nothing without --apply

Exit code 0: done, or the import has no problems. 1: problems were found, all are listed. 2: could not run.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from transparency.cli.language import command_parser, speak, told
from transparency.cli.programmes import MOST_SHOWN
from transparency.desk import import_indicators
from transparency.model.messages import spoken
from transparency.model.problem import CouldNotRun, ExitCode, as_text, exit_code, translated
from transparency.registry.clock import build_date


def main() -> int:
    """Does what was asked and answers with an exit code."""
    speak(None)
    parser = command_parser(__doc__)
    parser.add_argument("task", choices=("export", "import"))
    parser.add_argument("group", help=told("name of a file in data/indicators, without its ending"))
    parser.add_argument("file", type=Path)
    parser.add_argument("--apply", action="store_true", help=told("write the changes into data/indicators"))
    parser.add_argument("--root", type=Path, default=Path.cwd(), help=told("project whose values are meant"))
    arguments = parser.parse_args()
    try:
        if arguments.task == "import":
            return _import(arguments.root, arguments.group, arguments.file, apply=arguments.apply)
        arguments.file.write_bytes(import_indicators.export(arguments.root, arguments.group))
    except (CouldNotRun, OSError) as error:
        print(told(error), file=sys.stderr)
        return ExitCode.COULD_NOT_RUN
    print(told("Wrote {file}", file=arguments.file))
    return ExitCode.CLEAN


def _import(root: Path, group: str, file: Path, *, apply: bool) -> int:
    made = import_indicators.plan(root, group, file, build_date(root, os.environ))
    print(as_text(translated(made.problems, spoken())), end="", file=sys.stderr)
    if exit_code(made.problems):
        print(told("{count} problems. Nothing was changed.", count=len(made.problems)), file=sys.stderr)
        return ExitCode.PROBLEMS
    for change in made.changes[:MOST_SHOWN]:
        print(change)
    if len(made.changes) > MOST_SHOWN:
        print(told("… and {count} more.", count=len(made.changes) - MOST_SHOWN))
    print(told("{count} values are withheld to protect small groups.", count=made.hidden))
    if apply:
        import_indicators.apply(root, group, made)
        print(told("{count} cells changed in {tables}.", count=len(made.changes), tables=group))
    else:
        print(
            told(
                "{count} cells would change. Nothing was changed yet; add --apply to write them.",
                count=len(made.changes),
            )
        )
    return ExitCode.CLEAN
