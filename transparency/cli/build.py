"""Builds the site and replaces the previous one, or leaves the previous one as it was and lists the problems.

    scripts/build.py [--demo] [--site DIR] [--served DIR] [--format text|json|sarif|github|gitlab]

Exit code 0: the new site is in place. 1: problems were found, all are listed. 2: the build could not run.
"""

from __future__ import annotations

from transparency.model.unexpected_error import DEBUG_HELP

import argparse
import os
import sys
from pathlib import Path

from transparency.cli.language import add_language, asked_language
from transparency.model.messages import said
from transparency.model.problem import FORMATS, CouldNotRun, ExitCode, translated
from transparency.site.build.build import build


def main() -> int:
    """Builds and answers with an exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, epilog=DEBUG_HELP, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--site", type=Path, help="folder of the finished site; site/ unless said")
    served = "folder open-data of the site that is being served: its versions are kept, the changes since are told"
    parser.add_argument("--served", type=Path, help=served)
    parser.add_argument("--demo", action="store_true", help="a preview: with the invented records of demo/")
    parser.add_argument("--format", choices=sorted(FORMATS), default="text", help="how problems are printed")
    add_language(parser, asked_language(None))
    arguments = parser.parse_args()
    try:
        built, problems = build(
            Path.cwd(), arguments.site or Path.cwd() / "site", os.environ, arguments.served, demo=arguments.demo
        )
    except CouldNotRun as error:
        print(said(error, arguments.lang), file=sys.stderr)
        return ExitCode.COULD_NOT_RUN
    listed = FORMATS[arguments.format](translated(problems, arguments.lang))
    if built is None:
        print(
            listed,
            end="",
            file=sys.stderr if arguments.format == "text" else sys.stdout,
        )
        print(f"{len(problems)} problems. The last good site, if there is one, was left as it was.", file=sys.stderr)
        return ExitCode.PROBLEMS
    print(listed, end="")
    done = f"{built.pages} pages and {built.files} files for {built.date}."
    where = "" if arguments.site else f" Open {built.site / 'index.html'}"
    print(f"{done}{where}", file=sys.stdout if arguments.format == "text" else sys.stderr)
    return ExitCode.CLEAN
