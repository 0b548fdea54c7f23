"""Shared parts of the commands that import a file: lists of problems and of changes, and the reason of a failure."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from transparency.cli.language import translate_for_user
from transparency.model.messages import Message, current_language
from transparency.model.problem import CouldNotRun, ExitCode, Problem, as_text, translated

MOST_SHOWN = 1_000
"""Cells shown one by one; nobody reads more, and a hostile workbook may have millions."""


def run(task: Callable[[], ExitCode]) -> ExitCode:
    """Does the task; a file that cannot be read or written is named with the reason."""
    try:
        return task()
    except (CouldNotRun, OSError) as error:
        print(translate_for_user(error), file=sys.stderr)
        return ExitCode.COULD_NOT_RUN


def write(file: Path, data: bytes) -> ExitCode:
    """Writes a file that was asked for, and says so."""
    file.write_bytes(data)
    print(translate_for_user("Wrote {file}", file=file))
    return ExitCode.CLEAN


def show(problems: Sequence[Problem]) -> None:
    """Lists the problems in the language of the command."""
    print(as_text(translated(problems, current_language())), end="", file=sys.stderr)


def refuse(problems: Sequence[Problem]) -> ExitCode:
    """Lists the problems for which nothing is imported."""
    show(problems)
    print(translate_for_user("problems.unchanged", n=len(problems)), file=sys.stderr)
    return ExitCode.PROBLEMS


def report(changes: Sequence[object], written: Callable[[], Iterable[str]] | None, option: str = "--apply") -> ExitCode:
    """Lists the changes; ``written`` makes them and names the tables. Without it nothing changes until ``option`` is given."""
    for change in changes[:MOST_SHOWN]:
        print(change)
    if len(changes) > MOST_SHOWN:
        print(translate_for_user("… and {count} more.", count=len(changes) - MOST_SHOWN))
    if written:
        tables = ", ".join(written()) or Message("no table")
        print(translate_for_user("{count} cells changed in {tables}.", count=len(changes), tables=tables))
    else:
        wanted = "{count} cells would change. Nothing was changed yet; add {option} to write them."
        print(translate_for_user(wanted, count=len(changes), option=option))
    return ExitCode.CLEAN
