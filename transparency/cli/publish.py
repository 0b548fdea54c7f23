"""Publishes a release of the site, rolls one back, verifies one, and packs evidence and backups.

Exit code 0: done, or nothing to do. 1: problems were found, all are listed, nothing was changed. 2: could not run.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from transparency.cli.language import choose_language, command_parser, translate_for_user
from transparency.cli.release_commands import (
    SIGNERS,
    run_backup,
    run_list,
    run_prune,
    run_rebuild,
    run_release,
    run_request_preview,
    run_restore,
    run_rollback,
    run_verify,
    run_withdraw_preview,
)
from transparency.cli.report_commands import run_evidence, run_expiry, run_explain, run_licences, run_sbom, run_server
from transparency.model.messages import current_language
from transparency.model.problem import FORMATS, CouldNotRun, ExitCode, Problem, exit_code, translated
from transparency.release import checkout, release
from transparency.release.targets import SPELLINGS


def main(arguments: Sequence[str] | None = None) -> int:
    """Parses, does, answers with an exit code."""
    choose_language(arguments)
    options = parser().parse_args(arguments)
    try:
        problems: tuple[Problem, ...] = options.run(options)
    except checkout.RefusedBuild as reason:
        print(translate_for_user(reason), file=sys.stderr)
        return ExitCode.PROBLEMS
    except CouldNotRun as reason:
        print(f"publish.py: {translate_for_user(reason)}", file=sys.stderr)
        return ExitCode.COULD_NOT_RUN
    print(FORMATS[options.format](translated(problems, current_language())), end="")
    return exit_code(problems)


Command = Callable[[argparse.Namespace], tuple[Problem, ...]]


def parser() -> argparse.ArgumentParser:
    """Every command with its options."""
    top = command_parser(__doc__, "publish.py")
    top.add_argument(
        "--format", choices=sorted(FORMATS), default="text", help=translate_for_user("how problems are printed")
    )
    commands = top.add_subparsers(required=True, metavar="COMMAND")
    _release_options(_command(commands, "release", run_release, "build a commit and make it what readers get"))
    _number(
        _target(_command(commands, "rollback", run_rollback, "go back to the release served before, or to --release"))
    )
    _verify_options(
        _command(commands, "verify", run_verify, "compare a release with its manifest and signature, offline")
    )
    shown = _command(
        commands, "request-preview", run_request_preview, "copy the checked build of a merge request to a folder"
    )
    shown.add_argument(
        "--site",
        type=Path,
        default=Path.cwd() / "site",
        metavar="SITE",
        help=translate_for_user("a built site whose files are looked at"),
    )
    gone = _command(commands, "withdraw-preview", run_withdraw_preview, "remove the preview of a merge request")
    for one in (shown, gone):
        _target(one).add_argument(
            "number", type=_count, metavar="NUMBER", help=translate_for_user("number of the merge request")
        )
    _target(_command(commands, "list", run_list, "releases that are kept; a star marks the one being served"))
    _keep(_target(_command(commands, "prune", run_prune, "delete old releases")))
    meaning = _command(commands, "explain", run_explain, "what the code of a problem means and what to do")
    meaning.add_argument("code", metavar="CODE", help=translate_for_user("as it is printed, e.g. V11"))
    _command(commands, "expiry", run_expiry, "items that expired between the day of the commit and SITE_DATE")
    _evidence_options(
        _target(_command(commands, "evidence", run_evidence, "one archive for an agency, to be read offline"))
    )
    _backup_options(_target(_command(commands, "backup", run_backup, "one file from which a lost server is rebuilt")))
    restore = _command(commands, "restore", run_restore, "rebuild the site of a backup in an empty folder")
    restore.add_argument("file", type=Path, metavar="FILE", help=translate_for_user("the backup"))
    restore.add_argument("folder", type=Path, metavar="FOLDER", help=translate_for_user("an empty folder"))
    rebuild = _keep(_target(_command(commands, "rebuild", run_rebuild, "what restore.sh calls in an unpacked backup")))
    rebuild.add_argument("backup", type=Path, metavar="FOLDER", help=translate_for_user("the unpacked backup"))
    rebuild.set_defaults(older=True)
    _command(commands, "licences", run_licences, "write down the licences of the installed packages")
    bill = _command(commands, "sbom", run_sbom, "bill of materials (CycloneDX) and list of licences; unknown ones fail")
    bill.add_argument("folder", type=Path, metavar="FOLDER", help=translate_for_user("where the two files go"))
    bill.add_argument(
        "--site",
        type=Path,
        default=Path.cwd() / "site",
        metavar="SITE",
        help=translate_for_user("a built site whose files are looked at"),
    )
    server = _command(
        commands, "server", run_server, "write the parts of the server's configuration that follow from the site"
    )
    server.add_argument(
        "--site", type=Path, default=Path.cwd() / "site", metavar="FOLDER", help=translate_for_user("a built site")
    )
    return top


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, run: Command, help: str
) -> argparse.ArgumentParser:
    text = translate_for_user(help)
    command = commands.add_parser(name, help=text, description=text)
    command.set_defaults(run=run)
    return command


def _target(command: argparse.ArgumentParser, required: bool = True) -> argparse.ArgumentParser:
    command.add_argument("--to", required=required, metavar="TARGET", help=SPELLINGS)
    return command


def _number(command: argparse.ArgumentParser) -> None:
    command.add_argument("--release", type=int, metavar="NUMBER", help=translate_for_user("number of a kept release"))


def _keep(command: argparse.ArgumentParser) -> argparse.ArgumentParser:
    command.add_argument(
        "--keep", type=_count, default=release.KEEP, metavar="N", help=translate_for_user("newest releases that stay")
    )
    return command


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(translate_for_user("must be a whole number above 0"))
    return int(text)


def _evidence_options(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "file", type=Path, metavar="FILE", help=translate_for_user("the archive to write, e.g. evidence.zip")
    )
    command.add_argument(
        "--framework", required=True, metavar="ID", help=translate_for_user("name of a file in data/compliance")
    )
    command.add_argument(
        "--with-demonstration",
        action="store_true",
        help=translate_for_user("take the invented records of a preview along; else it is refused"),
    )
    command.add_argument(
        "--no-pdf", action="store_true", help=translate_for_user("leave the PDF report out, where there is no Chromium")
    )
    _number(command)


def _backup_options(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "file", type=Path, metavar="FILE", help=translate_for_user("the file to write, e.g. backup.tar")
    )
    command.add_argument(
        "--wheels", type=Path, metavar="FOLDER", help=translate_for_user("Python packages to pack, from «make wheels»")
    )


def _release_options(command: argparse.ArgumentParser) -> None:
    _keep(_target(command))
    command.add_argument("--commit", default="HEAD", metavar="COMMIT", help=translate_for_user("what to release"))
    unrefused = command.add_mutually_exclusive_group()
    unrefused.add_argument(
        "--preview",
        action="store_true",
        help=translate_for_user(
            "for a preview address only: with the invented records of demo/, and nothing is refused"
        ),
    )
    unrefused.add_argument(
        "--trial",
        action="store_true",
        help=translate_for_user(
            "not for the official address: the site without invented records before every refusal is cleared"
        ),
    )
    command.add_argument(
        "--older",
        action="store_true",
        help=translate_for_user("the release may be for an earlier day than the one being served"),
    )
    command.add_argument(
        "--served-from",
        metavar="ADDRESS",
        help=translate_for_user("the served site, where the target is empty; what it keeps is fetched"),
    )
    command.add_argument(
        "--when-due",
        action="store_true",
        help=translate_for_user(
            "only where SITE_DATE changes a state or ends an embargo since the day of the served release"
        ),
    )
    command.add_argument(
        "--first",
        action="store_true",
        help=translate_for_user("nothing was released before; refused where something was"),
    )


def _verify_options(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "folder", nargs="?", type=Path, metavar="FOLDER", help=translate_for_user("a copy of a release")
    )
    _number(_target(command, required=False))
    command.add_argument(
        "--signers", type=Path, default=SIGNERS, metavar="FILE", help=translate_for_user("who may sign releases")
    )
