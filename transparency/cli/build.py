"""Builds the site and replaces the previous one, or leaves the previous one as it was and lists the problems.

    scripts/build.py [--demo] [--site DIR] [--served DIR] [--format text|json|sarif|github|gitlab]

Exit code 0: the new site is in place. 1: problems were found, all are listed. 2: the build could not run.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from transparency.cli.language import choose_language, command_parser, translate_for_user
from transparency.model.messages import Message, current_language
from transparency.model.problem import FORMATS, CouldNotRun, ExitCode, translated
from transparency.site.build.build import build


def main() -> int:
    """Builds and answers with an exit code."""
    choose_language(None)
    parser = command_parser(__doc__)
    parser.add_argument("--site", type=Path, help=translate_for_user("folder of the finished site; site/ unless said"))
    served = translate_for_user(
        "folder open-data of the site that is being served: its versions are kept, the changes since are told"
    )
    parser.add_argument("--served", type=Path, help=served)
    parser.add_argument(
        "--demo", action="store_true", help=translate_for_user("a preview: with the invented records of demo/")
    )
    parser.add_argument(
        "--format", choices=sorted(FORMATS), default="text", help=translate_for_user("how problems are printed")
    )
    arguments = parser.parse_args()
    try:
        built, problems = build(
            Path.cwd(), arguments.site or Path.cwd() / "site", os.environ, arguments.served, demo=arguments.demo
        )
    except CouldNotRun as error:
        print(translate_for_user(error), file=sys.stderr)
        return ExitCode.COULD_NOT_RUN
    listed = FORMATS[arguments.format](translated(problems, current_language()))
    if built is None:
        print(
            listed,
            end="",
            file=sys.stderr if arguments.format == "text" else sys.stdout,
        )
        print(
            translate_for_user("problems.site_kept", n=len(problems)),
            file=sys.stderr,
        )
        return ExitCode.PROBLEMS
    print(listed, end="")
    done = Message("{pages} pages and {files} files for {date}.", pages=built.pages, files=built.files, date=built.date)
    where = Message("" if arguments.site else "Open {page}", page=built.site / "index.html")
    print(
        f"{translate_for_user(done)} {translate_for_user(where)}".rstrip(),
        file=sys.stdout if arguments.format == "text" else sys.stderr,
    )
    return ExitCode.CLEAN
