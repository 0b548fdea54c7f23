"""Runs one build from sources to a finished folder, and replaces the previous site by one rename at the end."""

from __future__ import annotations

import datetime as dt
import gc
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from transparency.audit import audit_paths
from transparency.cache import clear_memory
from transparency.gate.check_files import check_paths
from transparency.model.problem import Problem, exit_code, in_order
from transparency.opendata import published_versions
from transparency.parallel import in_processes
from transparency.registry.clock import build_date
from transparency.registry.source_files import source_files
from transparency.site.build import finished_page, redirects, sitemap
from transparency.site.build.checks import checked, personal
from transparency.site.build.content import SiteContent, content
from transparency.site.build.files import write
from transparency.site.mkdocs.generate import generate
from transparency.site.search.write_index import write_indexes


@dataclass(frozen=True, slots=True)
class Built:
    """A finished site."""

    site: Path
    date: dt.date
    pages: int
    files: int


Step = Callable[[SiteContent, Path], None]
"""Adds to the folder that MkDocs has built."""


STEPS: tuple[Step, ...] = (
    lambda content, site: write(content.files, site),
    sitemap.write,
    write_indexes,
    redirects.write,
)
"""What is made from the finished pages, in this order, before they are checked."""


def build(
    root: Path, site: Path, environ: Mapping[str, str], served: Path | None = None, *, demo: bool = False
) -> tuple[Built | None, tuple[Problem, ...]]:
    """Builds beside ``site``, checks the result and only then switches; with problems nothing changes.

    ``served`` is the folder ``open-data`` of the site that is being served; its versions are kept.
    ``demo`` makes a preview with the records of ``demo/``; without it that folder is not opened.
    """
    date = build_date(root, environ)
    fresh = site.with_name(f"{site.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    # Most objects of a build live to its end; looking for others took a tenth of the time
    gc.set_threshold(200_000, 20, 20)
    # In a process that ends before the checks: its memory ends with it
    [(made, problems)] = in_processes([partial(_made, root, fresh, date, environ, served, demo=demo)], 1)
    if not made:
        return None, problems
    problems = in_order((*problems, *_checked(root, fresh, environ, demo=demo)))
    if exit_code(problems):
        return None, problems
    switch(fresh, site)
    return Built(
        site, date, sum(1 for _ in site.rglob("*.html")), sum(1 for f in site.rglob("*") if f.is_file())
    ), problems


def _checked(root: Path, fresh: Path, environ: Mapping[str, str], *, demo: bool) -> tuple[Problem, ...]:
    """Findings of gate and audit in the finished site; the audit of the sources adds the line to correct."""
    found = checked(root, (fresh,), environ)
    return found if not found or personal(found) else (*audit_paths(root, _sources(root, demo=demo)), *found)


def _sources(root: Path, *, demo: bool) -> tuple[Path, ...]:
    return source_files(root, demo=demo).paths(root)


def _made(
    root: Path, fresh: Path, date: dt.date, environ: Mapping[str, str], served: Path | None, *, demo: bool
) -> tuple[bool, tuple[Problem, ...]]:
    """Whether ``fresh`` holds a site to be checked, and what is wrong with its sources and pages."""
    found, problems = _content(root, date, environ, served, demo=demo)
    clear_memory()
    if found is None:
        return False, problems
    generate(root, fresh, date.isoformat(), found)
    if served is not None:
        published_versions.carry(served, fresh, found.withdrawn)
    for step in STEPS:
        step(found, fresh)
    return True, (*problems, *redirects.faults(found, fresh), *finished_page.problems(fresh, found.cache))


def _content(
    root: Path, date: dt.date, environ: Mapping[str, str], served: Path | None, *, demo: bool
) -> tuple[SiteContent | None, tuple[Problem, ...]]:
    """What is to be published, if the sources are clean. With personal data in them nothing else is reported."""
    if source_files(root, demo=demo).unsafe:
        return content(root, date, demo=demo)
    refused = check_paths(root, _sources(root, demo=demo), environ)
    if personal(refused):
        return None, refused
    found, problems = content(root, date, served=served, full=True, demo=demo)
    problems = in_order((*problems, *refused))
    return (None if exit_code(problems) else found), problems


def switch(fresh: Path, site: Path) -> None:
    """Puts ``fresh`` in the place of ``site``; the old folder goes only after the new one stands."""
    old = site.with_name(f"{site.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if site.exists():
        site.rename(old)
    fresh.rename(site)
    shutil.rmtree(old, ignore_errors=True)
