"""Confirms that the Russian and English texts of records and pages match the current Kazakh text.

    scripts/confirm_translations.py [FILE ...]      files, e.g. data/processes/p01.yml docs/ru/about/index.md; none means all

Run it after the translations were read; `validate.py --owed` lists the records and pages whose Kazakh has changed since.
Exit code 0: done. 2: could not run.
"""

from __future__ import annotations

import sys
from pathlib import Path

from transparency.cli.language import choose_language, command_parser, translate_for_user
from transparency.desk.confirm_translations import confirm
from transparency.model.problem import CouldNotRun, ExitCode


def main(arguments: list[str] | None = None) -> int:
    """Writes the digests and says where."""
    choose_language(arguments)
    parser = command_parser(__doc__)
    parser.add_argument("files", nargs="*")
    files = parser.parse_args(arguments).files
    try:
        changed = confirm(Path.cwd(), frozenset(files))
    except CouldNotRun as error:
        print(translate_for_user(error), file=sys.stderr)
        return ExitCode.COULD_NOT_RUN
    print("".join(f"{place}\n" for place in changed), end="")
    print(translate_for_user("confirm.done", n=len(changed)))
    return ExitCode.CLEAN
