"""Publishes a release of the site, rolls one back, verifies one, and packs evidence and backups.

Exit code 0: done, or nothing to do. 1: problems were found, all are listed, nothing was changed. 2: could not run.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from transparency.cli.explain import explain
from transparency.cli.language import command_parser, speak, told
from transparency.model.messages import Message, spoken
from transparency.model.problem import FORMATS, CouldNotRun, ExitCode, Problem, exit_code, in_order, translated
from transparency.registry.clock import build_date
from transparency.registry.entry import plain
from transparency.registry.load import load
from transparency.registry.load_languages import load_languages
from transparency.registry.load_words import load_words
from transparency.release import backup, checkout, components, evidence, release, request_preview, sbom
from transparency.release.assemble import assemble, refused
from transparency.release.expiry import expired, is_due
from transparency.release.manifest import MANIFEST, SIGNATURE, Manifest, Purpose
from transparency.release.served_site import Served, ensure_nothing_is_served, fetched
from transparency.release.targets import SPELLINGS, store
from transparency.release.targets.store import Store
from transparency.site.build import content_security_policy, redirects

SIGNERS = Path("server/allowed_signers")
"""Below the folder of the institution, in which the command runs."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Parses, does, answers with an exit code."""
    speak(arguments)
    options = parser().parse_args(arguments)
    try:
        problems: tuple[Problem, ...] = options.run(options)
    except checkout.RefusedBuild as reason:
        print(told(reason), file=sys.stderr)
        return ExitCode.PROBLEMS
    except CouldNotRun as reason:
        print(f"publish.py: {told(reason)}", file=sys.stderr)
        return ExitCode.COULD_NOT_RUN
    print(FORMATS[options.format](translated(problems, spoken())), end="")
    return exit_code(problems)


def _release(options: argparse.Namespace) -> tuple[Problem, ...]:
    if checkout.has_uncommitted(Path.cwd()):
        print(told("Notice: changes that are not committed are not part of the release."))
    target = store(options.to)
    with checkout.checkout(Path.cwd(), options.commit, os.environ) as sources, tempfile.TemporaryDirectory() as folder:
        problems = refused(sources) if _purpose(options) == "official" else ()
        if exit_code(problems):
            _say(
                Message(
                    "Refused for the official address, nothing was released. A preview address takes it: «make preview»."
                )
            )
            return problems
        release.ensure_ready(target)
        with _earlier(target, sources, options) as (data, earlier):
            if options.when_due and not _is_due(target, sources, earlier, options):
                print(told("Nothing has changed: the day changes no state and ends no embargo."))
                return ()
            return _built(target, sources, Path(folder) / "site", data, earlier, options)


def _purpose(options: argparse.Namespace) -> Purpose:
    return "trial" if options.trial else "preview" if options.preview else "official"


@contextlib.contextmanager
def _earlier(
    target: Store, sources: checkout.Checkout, options: argparse.Namespace
) -> Iterator[tuple[Path | None, Served | None]]:
    """Open data that readers have now, and the release they belong to where it is not in the target but was fetched."""
    with contextlib.ExitStack() as held:
        if target.current() is not None:
            if options.first:
                raise CouldNotRun(Message("It is not the first release: the target holds one. Leave --first out."))
            yield held.enter_context(release.served_data(target, target.current())), None
        elif options.first:
            if options.served_from:
                ensure_nothing_is_served(options.served_from, sources.commit)
            yield None, None
        elif options.served_from:
            _say(Message("Fetching what {served_from} keeps of earlier releases.", served_from=options.served_from))
            found = held.enter_context(fetched(options.served_from, sources.commit, SIGNERS))
            yield found.open_data, found
        else:
            raise CouldNotRun(
                Message("The target holds no release. Say with --served-from where one is served, or add --first.")
            )


def _is_due(target: Store, sources: checkout.Checkout, earlier: Served | None, options: argparse.Namespace) -> bool:
    current = target.current()
    served = earlier.manifest.date if earlier else current.date if current else None
    return served is None or is_due(sources.root, served, sources.date, demo=options.preview)


def _built(
    target: Store,
    sources: checkout.Checkout,
    site: Path,
    data: Path | None,
    earlier: Served | None,
    options: argparse.Namespace,
) -> tuple[Problem, ...]:
    _say(Message("Building commit {commit} for {date}.", commit=sources.commit[:8], date=sources.date))
    checkout.build(sources, site, data, options.format, demo=_purpose(options) == "preview")
    _say(Message("Compressing and listing every file."))
    made = assemble(sources, site, _purpose(options), release.at_hand(target))
    if not isinstance(made, Manifest):
        _say(_NOTHING)
        return made
    _say(Message("Putting the release beside the others in {to}.", to=options.to))
    return _published(target, release.candidate(site, made, os.environ), options, earlier)


_NOTHING = Message("Refused, nothing was released. The site that is served was not touched.")


def _say(text: object) -> None:
    """What is being done, beside the problems, which other programs read."""
    print(told(text), file=sys.stderr, flush=True)


def _published(
    target: Store, new: release.ReleaseCandidate, options: argparse.Namespace, earlier: Served | None = None
) -> tuple[Problem, ...]:
    done = release.publish(target, new, keep=options.keep, older=options.older, fetched=earlier)
    if not isinstance(done, release.PublishedRelease):
        _say(_NOTHING)
        return done
    fresh = Message("Released {name}.", name=done.name)
    print(told(fresh if done.fresh else Message("Nothing has changed: {name} is being served.", name=done.name)))
    print(told(_summary(new.manifest)))
    if done.left:
        print(told("Notice: old releases could not be deleted. {left}", left=done.left))
    with target.opened(done.name) as folder:
        return release.verify(folder, done.name, SIGNERS)


def _summary(manifest: Manifest) -> Message:
    size = sum(entry.bytes for entry in manifest.files)
    return Message(
        "{count} files, {size} bytes, {purpose}, for {date}, commit {commit}.",
        count=len(manifest.files),
        size=size,
        purpose=manifest.purpose,
        date=manifest.date,
        commit=manifest.commit,
    )


def _request_preview(options: argparse.Namespace) -> tuple[Problem, ...]:
    print(told("The preview is in {folder}.", folder=request_preview.publish(options.site, options.to, options.number)))
    return ()


def _withdraw_preview(options: argparse.Namespace) -> tuple[Problem, ...]:
    print(told("Deleted {name}.", name=request_preview.withdraw(options.to, options.number)))
    return ()


def _rollback(options: argparse.Namespace) -> tuple[Problem, ...]:
    print(told("Now served: {name}.", name=release.rollback(store(options.to), options.release)))
    return ()


def _verify(options: argparse.Namespace) -> tuple[Problem, ...]:
    if options.folder:
        if not options.folder.is_dir():
            raise CouldNotRun(Message("There is no folder {folder}.", folder=options.folder))
        return release.verify(options.folder, release.named(options.folder), options.signers)
    if not options.to:
        raise CouldNotRun(Message("Say what to verify: a folder, or --to with a target."))
    target = store(options.to)
    name = release.chosen(target, options.release)
    with target.opened(name) as folder:
        problems = release.verify(folder, name, options.signers)
    if release.is_whole(problems):
        print(told("{name} is whole.", name=name))
    return problems


def _list(options: argparse.Namespace) -> tuple[Problem, ...]:
    target = store(options.to)
    current, names = target.current(), target.releases()
    if not names:
        _say(Message("There are no releases in {to}.", to=options.to))
    for name in names:
        print(f"{'*' if name == current else ' '} {name.number:>6}  {name.date}  {name.commit}  {name}")
    return ()


def _prune(options: argparse.Namespace) -> tuple[Problem, ...]:
    for name in release.prune(store(options.to), options.keep):
        print(told("Deleted {name}.", name=name))
    return ()


def _server(options: argparse.Namespace) -> tuple[Problem, ...]:
    draft, problems = load(Path.cwd())
    if draft is None:
        return problems
    (Path.cwd() / content_security_policy.FILE).write_text(content_security_policy.as_nginx(), encoding="utf-8")
    (Path.cwd() / redirects.FILE).write_text(
        redirects.as_nginx(plain(draft.redirects), draft.languages), encoding="utf-8"
    )
    return problems


def _expiry(options: argparse.Namespace) -> tuple[Problem, ...]:
    problems = expired(Path.cwd(), build_date(Path.cwd(), {}), build_date(Path.cwd(), os.environ))
    if not problems:
        print(told("Nothing has expired since the last change."), file=sys.stderr)
    return problems


def _licences(options: argparse.Namespace) -> tuple[Problem, ...]:
    components.record_licences(Path.cwd())
    return in_order(components.faults(Path.cwd(), None))


def _sbom(options: argparse.Namespace) -> tuple[Problem, ...]:
    problems = in_order(components.faults(Path.cwd(), options.site if options.site.is_dir() else None))
    if not problems:
        for path in sbom.write(Path.cwd(), options.folder, build_date(Path.cwd(), os.environ)):
            print(path)
    return problems


def _backup(options: argparse.Namespace) -> tuple[Problem, ...]:
    problems = backup.backup(
        Path.cwd(), store(options.to), options.wheels, options.file, build_date(Path.cwd(), os.environ)
    )
    if not problems:
        print(told("{file}: {size} bytes.", file=options.file, size=options.file.stat().st_size))
    return problems


def _restore(options: argparse.Namespace) -> tuple[Problem, ...]:
    backup.restore(options.file, options.folder)
    return ()


def _rebuild(options: argparse.Namespace) -> tuple[Problem, ...]:
    """Called by restore.sh: the release of the backup, built again from the sources beside it."""
    folder = options.backup.resolve()
    with contextlib.chdir(folder / "site"):
        return _rebuilt(folder, options)


def _rebuilt(backed_up: Path, options: argparse.Namespace) -> tuple[Problem, ...]:
    wanted = backup.expected(backed_up / MANIFEST)
    environ = os.environ | {"SITE_DATE": wanted.date.isoformat()}
    with checkout.checkout(Path.cwd(), wanted.commit, environ) as sources, tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        served = backed_up / "served/open-data"
        checkout.build(sources, site, served if served.is_dir() else None, demo=wanted.purpose == "preview")
        made = assemble(sources, site, wanted.purpose)
        if not isinstance(made, Manifest):
            return made
        problems = backup.compared(wanted, made)
        if not problems:
            print(told("The manifest is identical."))
        new = release.restored(site, made, backed_up / SIGNATURE)
        return (*problems, *_published(store(options.to), new, options))


def _evidence(options: argparse.Namespace) -> tuple[Problem, ...]:
    target = store(options.to)
    problems: list[Problem] = []
    languages, faults = load_languages(Path.cwd())
    if languages is None:
        return faults
    words = load_words(Path.cwd(), languages, problems)
    if not problems:
        with target.opened(release.chosen(target, options.release)) as folder:
            files = evidence.evidence(
                folder,
                options.framework,
                languages,
                words,
                os.environ,
                options.file,
                pdf=not options.no_pdf,
                demonstration=options.with_demonstration,
            )
        size = options.file.stat().st_size
        print(told("{file}: {files} files, {size} bytes.", file=options.file, files=files, size=size))
    return tuple(problems)


def _explain(options: argparse.Namespace) -> tuple[Problem, ...]:
    print(explain(Path.cwd(), options.code, spoken()), end="")
    return ()


Command = Callable[[argparse.Namespace], tuple[Problem, ...]]


def parser() -> argparse.ArgumentParser:
    """Every command with its options."""
    top = command_parser(__doc__, "publish.py")
    top.add_argument("--format", choices=sorted(FORMATS), default="text", help=told("how problems are printed"))
    commands = top.add_subparsers(required=True, metavar="COMMAND")
    _release_options(_command(commands, "release", _release, "build a commit and make it what readers get"))
    _number(_target(_command(commands, "rollback", _rollback, "go back to the release served before, or to --release")))
    _verify_options(_command(commands, "verify", _verify, "compare a release with its manifest and signature, offline"))
    shown = _command(
        commands, "request-preview", _request_preview, "copy the checked build of a merge request to a folder"
    )
    shown.add_argument(
        "--site",
        type=Path,
        default=Path.cwd() / "site",
        metavar="SITE",
        help=told("a built site whose files are looked at"),
    )
    gone = _command(commands, "withdraw-preview", _withdraw_preview, "remove the preview of a merge request")
    for one in (shown, gone):
        _target(one).add_argument("number", type=_count, metavar="NUMBER", help=told("number of the merge request"))
    _target(_command(commands, "list", _list, "releases that are kept; a star marks the one being served"))
    _keep(_target(_command(commands, "prune", _prune, "delete old releases")))
    meaning = _command(commands, "explain", _explain, "what the code of a problem means and what to do")
    meaning.add_argument("code", metavar="CODE", help=told("as it is printed, e.g. V11"))
    _command(commands, "expiry", _expiry, "items that expired between the day of the commit and SITE_DATE")
    _evidence_options(
        _target(_command(commands, "evidence", _evidence, "one archive for an agency, to be read offline"))
    )
    _backup_options(_target(_command(commands, "backup", _backup, "one file from which a lost server is rebuilt")))
    restore = _command(commands, "restore", _restore, "rebuild the site of a backup in an empty folder")
    restore.add_argument("file", type=Path, metavar="FILE", help=told("the backup"))
    restore.add_argument("folder", type=Path, metavar="FOLDER", help=told("an empty folder"))
    rebuild = _keep(_target(_command(commands, "rebuild", _rebuild, "what restore.sh calls in an unpacked backup")))
    rebuild.add_argument("backup", type=Path, metavar="FOLDER", help=told("the unpacked backup"))
    rebuild.set_defaults(older=True)
    _command(commands, "licences", _licences, "write down the licences of the installed packages")
    bill = _command(commands, "sbom", _sbom, "bill of materials (CycloneDX) and list of licences; unknown ones fail")
    bill.add_argument("folder", type=Path, metavar="FOLDER", help=told("where the two files go"))
    bill.add_argument(
        "--site",
        type=Path,
        default=Path.cwd() / "site",
        metavar="SITE",
        help=told("a built site whose files are looked at"),
    )
    server = _command(
        commands, "server", _server, "write the parts of the server's configuration that follow from the site"
    )
    server.add_argument("--site", type=Path, default=Path.cwd() / "site", metavar="FOLDER", help=told("a built site"))
    return top


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, run: Command, help: str
) -> argparse.ArgumentParser:
    text = told(help)
    command = commands.add_parser(name, help=text, description=text)
    command.set_defaults(run=run)
    return command


def _target(command: argparse.ArgumentParser, required: bool = True) -> argparse.ArgumentParser:
    command.add_argument("--to", required=required, metavar="TARGET", help=SPELLINGS)
    return command


def _number(command: argparse.ArgumentParser) -> None:
    command.add_argument("--release", type=int, metavar="NUMBER", help=told("number of a kept release"))


def _keep(command: argparse.ArgumentParser) -> argparse.ArgumentParser:
    command.add_argument(
        "--keep", type=_count, default=release.KEEP, metavar="N", help=told("newest releases that stay")
    )
    return command


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(told("must be a whole number above 0"))
    return int(text)


def _evidence_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", type=Path, metavar="FILE", help=told("the archive to write, e.g. evidence.zip"))
    command.add_argument("--framework", required=True, metavar="ID", help=told("name of a file in data/compliance"))
    command.add_argument(
        "--with-demonstration",
        action="store_true",
        help=told("take the invented records of a preview along; else it is refused"),
    )
    command.add_argument(
        "--no-pdf", action="store_true", help=told("leave the PDF report out, where there is no Chromium")
    )
    _number(command)


def _backup_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", type=Path, metavar="FILE", help=told("the file to write, e.g. backup.tar"))
    command.add_argument(
        "--wheels", type=Path, metavar="FOLDER", help=told("Python packages to pack, from «make wheels»")
    )


def _release_options(command: argparse.ArgumentParser) -> None:
    _keep(_target(command))
    command.add_argument("--commit", default="HEAD", metavar="COMMIT", help=told("what to release"))
    unrefused = command.add_mutually_exclusive_group()
    unrefused.add_argument(
        "--preview",
        action="store_true",
        help=told("for a preview address only: with the invented records of demo/, and nothing is refused"),
    )
    unrefused.add_argument(
        "--trial",
        action="store_true",
        help=told("not for the official address: the site without invented records before every refusal is cleared"),
    )
    command.add_argument(
        "--older",
        action="store_true",
        help=told("the release may be for an earlier day than the one being served"),
    )
    command.add_argument(
        "--served-from",
        metavar="ADDRESS",
        help=told("the served site, where the target is empty; what it keeps is fetched"),
    )
    command.add_argument(
        "--when-due",
        action="store_true",
        help=told("only where SITE_DATE changes a state or ends an embargo since the day of the served release"),
    )
    command.add_argument(
        "--first", action="store_true", help=told("nothing was released before; refused where something was")
    )


def _verify_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("folder", nargs="?", type=Path, metavar="FOLDER", help=told("a copy of a release"))
    _number(_target(command, required=False))
    command.add_argument("--signers", type=Path, default=SIGNERS, metavar="FILE", help=told("who may sign releases"))
