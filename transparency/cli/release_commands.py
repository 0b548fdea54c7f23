"""Runs the commands of publish.py that make, change, compare or restore a release."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from transparency.cli.language import translate_for_user
from transparency.model.messages import Message
from transparency.model.problem import CouldNotRun, Problem, exit_code
from transparency.registry.clock import build_date
from transparency.release import backup, checkout, release, request_preview
from transparency.release.assemble import assemble, refused
from transparency.release.expiry import is_due
from transparency.release.kept_releases import at_hand, chosen, named, served_data
from transparency.release.manifest import MANIFEST, SIGNATURE, Manifest, Purpose
from transparency.release.served_site import Served, ensure_nothing_is_served, fetched
from transparency.release.targets import store
from transparency.release.targets.store import Store
from transparency.release.verification import is_whole, verify

SIGNERS = Path("server/allowed_signers")
"""Below the folder of the institution, in which the command runs."""


def run_release(options: argparse.Namespace) -> tuple[Problem, ...]:
    """Builds a commit, checks it and puts it in front of readers."""
    if checkout.has_uncommitted(Path.cwd()):
        print(translate_for_user("Notice: changes that are not committed are not part of the release."))
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
                print(translate_for_user("Nothing has changed: the day changes no state and ends no embargo."))
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
            yield held.enter_context(served_data(target, target.current())), None
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
    made = assemble(sources, site, _purpose(options), at_hand(target))
    if not isinstance(made, Manifest):
        _say(_NOTHING)
        return made
    _say(Message("Putting the release beside the others in {to}.", to=options.to))
    return _published(target, release.candidate(site, made, os.environ), options, earlier)


_NOTHING = Message("Refused, nothing was released. The site that is served was not touched.")


def _say(text: object) -> None:
    """What is being done, beside the problems, which other programs read."""
    print(translate_for_user(text), file=sys.stderr, flush=True)


def _published(
    target: Store, new: release.ReleaseCandidate, options: argparse.Namespace, earlier: Served | None = None
) -> tuple[Problem, ...]:
    done = release.publish(target, new, keep=options.keep, older=options.older, fetched=earlier)
    if not isinstance(done, release.PublishedRelease):
        _say(_NOTHING)
        return done
    fresh = Message("Released {name}.", name=done.name)
    print(
        translate_for_user(
            fresh if done.fresh else Message("Nothing has changed: {name} is being served.", name=done.name)
        )
    )
    print(translate_for_user(_summary(new.manifest)))
    if done.left:
        print(translate_for_user("Notice: old releases could not be deleted. {left}", left=done.left))
    with target.opened(done.name) as folder:
        return verify(folder, done.name, SIGNERS)


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


def run_request_preview(options: argparse.Namespace) -> tuple[Problem, ...]:
    """Copies the checked build of a merge request to its folder."""
    print(
        translate_for_user(
            "The preview is in {folder}.", folder=request_preview.publish(options.site, options.to, options.number)
        )
    )
    return ()


def run_withdraw_preview(options: argparse.Namespace) -> tuple[Problem, ...]:
    """Removes the preview of a merge request."""
    print(translate_for_user("Deleted {name}.", name=request_preview.withdraw(options.to, options.number)))
    return ()


def run_rollback(options: argparse.Namespace) -> tuple[Problem, ...]:
    """Serves an earlier release again."""
    print(translate_for_user("Now served: {name}.", name=release.rollback(store(options.to), options.release)))
    return ()


def run_verify(options: argparse.Namespace) -> tuple[Problem, ...]:
    """Compares a folder or a kept release with its manifest and signature."""
    if options.folder:
        if not options.folder.is_dir():
            raise CouldNotRun(Message("There is no folder {folder}.", folder=options.folder))
        return verify(options.folder, named(options.folder), options.signers)
    if not options.to:
        raise CouldNotRun(Message("Say what to verify: a folder, or --to with a target."))
    target = store(options.to)
    name = chosen(target, options.release)
    with target.opened(name) as folder:
        problems = verify(folder, name, options.signers)
    if is_whole(problems):
        print(translate_for_user("{name} is whole.", name=name))
    return problems


def run_list(options: argparse.Namespace) -> tuple[Problem, ...]:
    """Prints the releases that are kept."""
    target = store(options.to)
    current, names = target.current(), target.releases()
    if not names:
        _say(Message("There are no releases in {to}.", to=options.to))
    for name in names:
        print(f"{'*' if name == current else ' '} {name.number:>6}  {name.date}  {name.commit}  {name}")
    return ()


def run_prune(options: argparse.Namespace) -> tuple[Problem, ...]:
    """Deletes old releases."""
    for name in release.prune(store(options.to), options.keep):
        print(translate_for_user("Deleted {name}.", name=name))
    return ()


def run_backup(options: argparse.Namespace) -> tuple[Problem, ...]:
    """Packs one file from which a lost server is rebuilt."""
    problems = backup.backup(
        Path.cwd(), store(options.to), options.wheels, options.file, build_date(Path.cwd(), os.environ)
    )
    if not problems:
        print(translate_for_user("{file}: {size} bytes.", file=options.file, size=options.file.stat().st_size))
    return problems


def run_restore(options: argparse.Namespace) -> tuple[Problem, ...]:
    """Rebuilds the site of a backup in an empty folder."""
    backup.restore(options.file, options.folder)
    return ()


def run_rebuild(options: argparse.Namespace) -> tuple[Problem, ...]:
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
            print(translate_for_user("The manifest is identical."))
        new = release.restored(site, made, backed_up / SIGNATURE)
        return (*problems, *_published(store(options.to), new, options))
