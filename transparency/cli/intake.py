"""Converts a unit's filled submission form and its photos to a draft record.

    scripts/intake.py form FILE.docx              the empty form, all languages in one
    scripts/intake.py take FILE.docx [--photos DIR] [--write]
                                                  checks the filled form and the photos beside it; with --write puts the record
                                                  into data/entries and the photos, without camera data, into data/attachments

The names and signatures of the form stay on paper: they are never read into a record.
Exit code 0: no problems. 1: problems were found, all are listed. 2: could not run.
"""

from __future__ import annotations

import sys
from pathlib import Path

from transparency.cli import imports
from transparency.cli.language import choose_language, command_parser, translate_for_user
from transparency.desk import intake
from transparency.model.problem import ExitCode


def main() -> int:
    """Does what was asked and answers with an exit code."""
    choose_language(None)
    parser = command_parser(__doc__)
    parser.add_argument("task", choices=("form", "take"))
    parser.add_argument("file", type=Path)
    parser.add_argument(
        "--photos", type=Path, help=translate_for_user("folder with the photos; without it, the folder of the form")
    )
    parser.add_argument(
        "--write", action="store_true", help=translate_for_user("write the draft record and the photos")
    )
    parser.add_argument(
        "--root", type=Path, default=Path.cwd(), help=translate_for_user("project that takes the record")
    )
    arguments = parser.parse_args()
    root, file = arguments.root, arguments.file
    if arguments.task == "form":
        return imports.run(lambda: imports.write(file, intake.blank_form(root)))
    return imports.run(lambda: _take(root, file, arguments.photos or file.parent, write=arguments.write))


def _take(root: Path, form: Path, photos: Path, *, write: bool) -> ExitCode:
    made, problems = intake.draft(root, form, photos)
    if made is None:
        imports.show(problems)
        print(translate_for_user("problems.unwritten", n=len(problems)), file=sys.stderr)
        return ExitCode.PROBLEMS
    if not write:
        print(intake.as_yaml(made.entry), end="")
        print(translate_for_user("Nothing was written yet; add --write to do so."))
        return ExitCode.CLEAN
    for path in intake.write(root, made):
        print(translate_for_user("Wrote {file}", file=path.relative_to(root)))
    return ExitCode.CLEAN
