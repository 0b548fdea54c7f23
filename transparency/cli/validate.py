"""Checks sources, or any file or folder, the built site included. Exit code 0 clean, 1 problems, 2 could not run."""

from __future__ import annotations

from transparency.model.unexpected_error import DEBUG_HELP

import argparse
import os
import sys
from dataclasses import replace
from pathlib import Path

from transparency.cli.explain import explain, summary
from transparency.cli.language import CommandParser, choose_language, translate_for_user
from transparency.desk.letters import LETTERS, letter
from transparency.gate.check_files import check_commits, check_message, unread_pictures
from transparency.gate.register import Register
from transparency.gate.scanning import shown_name
from transparency.model.languages import LANGUAGES
from transparency.model.messages import Message, current_language
from transparency.model.problem import FORMATS, CouldNotRun, ExitCode, Problem, exit_code, in_order, translated
from transparency.registry.archive_names import wrong_names
from transparency.registry.clock import build_date
from transparency.release.sources import without_demo
from transparency.site.build.checks import checked, personal
from transparency.site.build.content import content


def main(arguments: list[str] | None = None) -> ExitCode:
    """Parses, checks, prints."""
    choose_language(arguments)
    options = parser().parse_args(arguments)
    try:
        if options.lang and options.lang not in LANGUAGES and not any(getattr(options, name) for name in LETTERS):
            raise CouldNotRun(Message("validate.unspoken", lang=options.lang, languages=", ".join(LANGUAGES)))
        if options.explain:
            print(explain(options.root, options.explain, current_language()), end="")
            return ExitCode.CLEAN
        for name in LETTERS:
            if getattr(options, name):
                text, problems = letter(options.root, name, options.lang, build_date(options.root, os.environ))
                print(text, end="")
                return exit_code(problems)
        problems = _problems(options)
    except CouldNotRun as reason:
        print(f"validate.py: {translate_for_user(reason)}", file=sys.stderr)
        return ExitCode.COULD_NOT_RUN
    print(
        summary(problems, current_language())
        if options.summary
        else FORMATS[options.format](translated(problems, current_language())),
        end="",
    )
    guide = f"handbook/gate-{current_language()}.md"
    if personal(problems) and (options.root / guide).is_file():
        print(translate_for_user(Message("{guide} says what to do.", guide=guide)), file=sys.stderr)
    about_files = not (options.commits or options.archive or options.message)
    if about_files and (count := unread_pictures(options.root, options.paths)):
        print(translate_for_user(Message("validate.pictures", count=count)), file=sys.stderr)
    return exit_code(problems)


def _problems(options: argparse.Namespace) -> tuple[Problem, ...]:
    if options.commits:
        return check_commits(options.root, options.commits, os.environ)
    if options.archive:
        register = Register((), build_date(options.root, os.environ))
        misnamed = wrong_names(options.archive)
        return tuple(replace(one, file=shown_name(one.file, one.file, register)) for one in misnamed)
    if options.message:
        return check_message(options.root, options.message, os.environ)
    found = checked(options.root, tuple(options.paths), os.environ, fresh=options.fresh)
    if options.paths or personal(found):
        return found
    day = build_date(options.root, os.environ)
    _, problems = content(options.root, day, demo=True)
    official = without_demo(options.root, day)
    return in_order((*found, *problems, *(problem for problem in official if problem not in problems)))


def parser() -> argparse.ArgumentParser:
    """Every option of the command."""
    parser = CommandParser(
        "validate.py", description=translate_for_user(__doc__ or ""), epilog=translate_for_user(DEBUG_HELP)
    )
    parser.add_argument(
        "paths",
        nargs="*",
        type=Path,
        metavar="PATH",
        help=translate_for_user("files or folders; none means all that a person can read"),
    )
    parser.add_argument(
        "--format", choices=sorted(FORMATS), default="text", help=translate_for_user("how problems are printed")
    )
    parser.add_argument(
        "--summary", action="store_true", help=translate_for_user("one line a rule instead of one a problem")
    )
    parser.add_argument(
        "--explain", metavar="RULE", help=translate_for_user("what a rule means and what to do, e.g. P09 or V11")
    )
    parser.add_argument(
        "--message", type=Path, metavar="FILE", help=translate_for_user("check the text of a commit message or a tag")
    )
    parser.add_argument(
        "--commits", metavar="BASE", help=translate_for_user("check the messages of all commits after BASE")
    )
    parser.add_argument(
        "--archive",
        type=Path,
        metavar="FOLDER",
        help=translate_for_user("check the names of files in the archive of monitoring"),
    )
    for name, meaning in LETTERS.items():
        parser.add_argument(f"--{name}", action="store_true", help=translate_for_user(meaning.help))
    parser.add_argument("--lang", help=translate_for_user("validate.lang"))
    parser.add_argument(
        "--fresh", action="store_true", help=translate_for_user("read every file, also those found clean before")
    )
    parser.add_argument("--root", type=Path, default=Path.cwd(), help=argparse.SUPPRESS)
    return parser
