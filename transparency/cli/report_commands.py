"""Runs the commands of publish.py that write what goes with a release: evidence, licences, parts of the server."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from transparency.cli.explain import explain
from transparency.cli.language import translate_for_user
from transparency.model.messages import current_language
from transparency.model.problem import Problem, in_order
from transparency.registry.clock import build_date
from transparency.registry.entry import plain
from transparency.registry.load import load
from transparency.registry.load_languages import load_languages
from transparency.registry.load_words import load_words
from transparency.release import components, evidence, sbom
from transparency.release.expiry import expired
from transparency.release.kept_releases import chosen
from transparency.release.targets import store
from transparency.site.build import content_security_policy, redirects


def run_server(options: argparse.Namespace) -> tuple[Problem, ...]:
    """Writes the parts of the server's configuration that follow from the site."""
    draft, problems = load(Path.cwd())
    if draft is None:
        return problems
    (Path.cwd() / content_security_policy.FILE).write_text(content_security_policy.as_nginx(), encoding="utf-8")
    (Path.cwd() / redirects.FILE).write_text(
        redirects.as_nginx(plain(draft.redirects), draft.languages), encoding="utf-8"
    )
    return problems


def run_expiry(options: argparse.Namespace) -> tuple[Problem, ...]:
    """Lists what expired since the last change."""
    problems = expired(Path.cwd(), build_date(Path.cwd(), {}), build_date(Path.cwd(), os.environ))
    if not problems:
        print(translate_for_user("Nothing has expired since the last change."), file=sys.stderr)
    return problems


def run_licences(options: argparse.Namespace) -> tuple[Problem, ...]:
    """Writes down the licences of the installed packages."""
    components.record_licences(Path.cwd())
    return in_order(components.faults(Path.cwd(), None))


def run_sbom(options: argparse.Namespace) -> tuple[Problem, ...]:
    """Writes the bill of materials; a component without a known licence is a problem."""
    problems = in_order(components.faults(Path.cwd(), options.site if options.site.is_dir() else None))
    if not problems:
        for path in sbom.write(Path.cwd(), options.folder, build_date(Path.cwd(), os.environ)):
            print(path)
    return problems


def run_evidence(options: argparse.Namespace) -> tuple[Problem, ...]:
    """Packs the pages of one framework and what they rest on into one archive."""
    target = store(options.to)
    problems: list[Problem] = []
    languages, faults = load_languages(Path.cwd())
    if languages is None:
        return faults
    words = load_words(Path.cwd(), languages, problems)
    if not problems:
        with target.opened(chosen(target, options.release)) as folder:
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
        print(translate_for_user("{file}: {files} files, {size} bytes.", file=options.file, files=files, size=size))
    return tuple(problems)


def run_explain(options: argparse.Namespace) -> tuple[Problem, ...]:
    """Prints what the code of a problem means."""
    print(explain(Path.cwd(), options.code, current_language()), end="")
    return ()
