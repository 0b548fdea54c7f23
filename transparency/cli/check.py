"""Checks an edit of the content: what has to pass before it is merged. Product tests are not part of it.

    scripts/check.py [--root DIR] [--format text|json|sarif|github|gitlab]

It reads the sources for personal data, then builds the official site and the preview. Each build applies every rule to the
records, checks links and pages, and reads all that it wrote for personal data and small groups.
Exit code 0: everything passed. 1: problems were found, all are listed. 2: the check could not run.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from transparency.cli.language import choose_language, command_parser, translate_for_user
from transparency.model.messages import Message, current_language
from transparency.model.problem import FORMATS, CouldNotRun, ExitCode, Problem, exit_code, translated
from transparency.registry.load import load
from transparency.registry.source_files import source_files
from transparency.site.build import spelling
from transparency.site.build.build import build
from transparency.site.build.checks import checked


def main(arguments: Sequence[str] | None = None) -> ExitCode:
    """Checks the sources, the official site and the preview in turn and stops at the first that has problems."""
    choose_language(arguments)
    options = parser().parse_args(arguments)
    try:
        return _check(options.root.resolve(), options.format)
    except CouldNotRun as error:
        say(error)
        return ExitCode.COULD_NOT_RUN


def say(what: object) -> None:
    """What was checked; problems alone go to the standard output, where another program may read them."""
    print(translate_for_user(what), file=sys.stderr, flush=True)


def parser() -> argparse.ArgumentParser:
    """Every option of the command."""
    parser = command_parser(__doc__)
    parser.add_argument("--root", type=Path, default=Path.cwd(), help=translate_for_user("the project that is checked"))
    parser.add_argument(
        "--format", choices=sorted(FORMATS), default="text", help=translate_for_user("how problems are printed")
    )
    return parser


def _check(root: Path, form: str) -> ExitCode:
    found = checked(root, (), os.environ, fresh=True)
    if not exit_code(found):
        say(
            Message(
                "Sources: {count} files, no personal data and no small groups.",
                count=len(source_files(root, demo=True).names),
            )
        )
        for name, site in ((Message("Official site"), root / "build/official"), (Message("Preview"), root / "site")):
            site.parent.mkdir(exist_ok=True)
            built, problems = build(root, site, os.environ, demo=name == "Preview")
            found = tuple(dict.fromkeys((*found, *problems)))
            if built is None:
                break
            say(
                Message(
                    "{name}: {pages} pages and {files} files for {date}. Open {site}",
                    name=name,
                    pages=built.pages,
                    files=built.files,
                    date=built.date,
                    site=site / "index.html",
                )
            )
    if not exit_code(found):
        found = (*found, *_spelling(root))
    print(FORMATS[form](translated(found, current_language())), end="")
    code = exit_code(found)
    say(Message("problems.count", n=len(found)) if code else Message("Records: {counts}.", counts=_counts(root)))
    return code


def _spelling(root: Path) -> Iterator[Problem]:
    """A notice for each word of the preview that no dictionary knows: a name is no error, so it stops nothing."""
    if not spelling.installed():
        say(
            Message(
                "Spelling was not checked: {script} installs the dictionaries.", script="scripts/system-packages.sh"
            )
        )
        return
    names = _names(root)
    for word, page in spelling.unknown_words(root / "site", root):
        if word in names:
            continue
        what = Message("no dictionary has the word «{word}».", word=word)
        advice = Message("Correct it, or add it to data/dictionary/, one word a line.")
        yield Problem(f"site/{page}", 0, "L11", "", what, advice, level="notice")


def _names(root: Path) -> frozenset[str]:
    """The words of the institution's own names, which need no dictionary."""
    draft, _ = load(root)
    assert draft is not None  # noqa: S101  (two sites were built from it)
    own = draft.settings.record.institution
    texts = (*own.name.texts.values(), *own.short_name.texts.values())
    return frozenset(word for text in texts for word in re.findall(r"\w+", text))


def _counts(root: Path) -> tuple[Message, ...]:
    """How many records there are; rule R03 compares the processes of each group with the number that the map declares."""
    draft, _ = load(root)
    assert draft is not None  # noqa: S101  (two sites were built from it)
    groups = draft.architecture.record.categories
    declared = ", ".join(f"{group.id} {group.count}" for group in groups)
    processes = Message("check.processes", processes=sum(group.count for group in groups), declared=declared)
    others = Message(
        "check.counts",
        items=len(draft.disclosing.disclosures),
        programmes=len(draft.disclosing.tables.programmes),
        units=len(draft.units),
        posts=len(draft.roles),
        news=len(draft.changes),
    )
    return (processes, others) if groups else (others,)
