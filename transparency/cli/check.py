"""Checks an edit of the content: what has to pass before it is merged. Product tests are not part of it.

    scripts/check.py [--root DIR] [--format text|json|sarif|github|gitlab]

It reads the sources for personal data, then builds the official site and the preview. Each build applies every rule to the
records, checks links and pages, and reads all that it wrote for personal data and small groups.
Exit code 0: everything passed. 1: problems were found, all are listed. 2: the check could not run.
"""

from __future__ import annotations

from transparency.model.unexpected_error import DEBUG_HELP

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from transparency.cli.language import add_language, asked_language
from transparency.model.languages import Lang
from transparency.model.messages import said
from transparency.model.problem import FORMATS, CouldNotRun, ExitCode, exit_code, translated
from transparency.registry.load import load
from transparency.registry.source_files import source_files
from transparency.site.build.build import build
from transparency.site.build.checks import checked


def main(arguments: Sequence[str] | None = None) -> ExitCode:
    """Checks the sources, the official site and the preview in turn and stops at the first that has problems."""
    options = parser(asked_language(arguments)).parse_args(arguments)
    try:
        return _check(options.root.resolve(), options.format, options.lang)
    except CouldNotRun as error:
        say(said(error, options.lang))
        return ExitCode.COULD_NOT_RUN


def say(what: object) -> None:
    """What was checked; problems alone go to the standard output, where another program may read them."""
    print(what, file=sys.stderr, flush=True)


def parser(lang: Lang = "en") -> argparse.ArgumentParser:
    """Every option of the command."""
    parser = argparse.ArgumentParser(
        description=__doc__, epilog=DEBUG_HELP, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="the project that is checked")
    parser.add_argument("--format", choices=sorted(FORMATS), default="text", help="how problems are printed")
    add_language(parser, lang)
    return parser


def _check(root: Path, form: str, lang: Lang) -> ExitCode:
    found = checked(root, (), os.environ, fresh=True)
    if not exit_code(found):
        say(f"Sources: {len(source_files(root, demo=True).names)} files, no personal data and no small groups.")
        for name, site in (("Official site", root / "build/official"), ("Preview", root / "site")):
            site.parent.mkdir(exist_ok=True)
            built, found = build(root, site, os.environ, demo=name == "Preview")
            if built is None:
                break
            say(f"{name}: {built.pages} pages and {built.files} files for {built.date}. Open {site / 'index.html'}")
    print(FORMATS[form](translated(found, lang)), end="")
    code = exit_code(found)
    say(f"{len(found)} problems." if code else f"Records: {_counts(root)}.")
    return code


def _counts(root: Path) -> str:
    """How many records there are; rule R03 compares the processes of each group with the number that the map declares."""
    draft, _ = load(root)
    assert draft is not None  # noqa: S101  (two sites were built from it)
    groups = draft.architecture.record.categories
    declared = ", ".join(f"{group.id} {group.count}" for group in groups)
    return (
        f"{sum(group.count for group in groups)} processes as the process map declares ({declared}), "
        f"{len(draft.disclosing.disclosures)} mandatory items, {len(draft.disclosing.tables.programmes)} programmes, "
        f"{len(draft.units)} units, {len(draft.roles)} posts, {len(draft.changes)} news items"
    )
