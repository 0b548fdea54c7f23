"""Runs one build from sources to a finished folder, and replaces the previous site by one rename at the end."""

from __future__ import annotations

import datetime as dt
import gc
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from transparency.audit import audit_paths
from transparency.gate.check_files import check_paths
from transparency.gate.raw_findings import NOTHING_KNOWN, ScanCache, learn, learned
from transparency.model.problem import Problem, exit_code, in_order
from transparency.opendata import published_versions
from transparency.registry.clock import build_date
from transparency.registry.source_files import source_files
from transparency.registry.tree import files_below
from transparency.site.build import finished_page, redirects, sitemap
from transparency.site.build.checks import checked, personal
from transparency.site.build.content import SiteContent, content
from transparency.site.build.files import write
from transparency.site.build.forked_task import ForkedTask, beside
from transparency.site.build.mkdocs_process import generate
from transparency.site.search import write_index as search


@dataclass(frozen=True, slots=True)
class Built:
    """A finished site."""

    site: Path
    date: dt.date
    pages: int
    files: int


Step = Callable[[SiteContent, Path], None]
"""Adds to the folder that MkDocs has built."""


def _files(content: SiteContent, site: Path) -> None:
    write(content.files, site)


STEPS: Mapping[str, Step] = {
    "files": _files,
    "around": sitemap.write,
    "search": search.write,
    "redirects": redirects.write,
}
"""What is made from the finished pages, in this order, before they are checked."""

LARGE = 8_000_000
"""Bytes of data/; four times those of the first university."""


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
    with _seldom_searched():
        with beside(partial(_made, root, fresh, date, environ, served, demo=demo), apart=_is_large(root)) as making:
            known, problems = making.result()
        if known is None:
            return None, problems
        learn(known)
        problems = in_order((*problems, *_checked(root, fresh, environ, demo=demo)))
    if exit_code(problems):
        return None, problems
    switch(fresh, site)
    return Built(
        site, date, sum(1 for _ in site.rglob("*.html")), sum(1 for f in site.rglob("*") if f.is_file())
    ), problems


def _is_large(root: Path) -> bool:
    """Whether a site is made in a process that ends before the gate reads it: a process rarely gives back what it once had.

    For a small one that is a second lost, for the gate loads again what the making has loaded.
    """
    return sum(file.stat().st_size for file in (root / "data").rglob("*") if file.is_file()) > LARGE


def _checked(root: Path, fresh: Path, environ: Mapping[str, str], *, demo: bool) -> tuple[Problem, ...]:
    """What gate and audit say of the finished site. The audit of the sources says where a figure is to be mended."""
    found = checked(root, (fresh,), environ)
    return found if not found or personal(found) else (*audit_paths(root, _sources(root, demo=demo)), *found)


def _sources(root: Path, *, demo: bool) -> tuple[Path, ...]:
    return source_files(root, demo=demo).paths(root)


def _made(
    root: Path, fresh: Path, date: dt.date, environ: Mapping[str, str], served: Path | None, *, demo: bool
) -> tuple[ScanCache | None, tuple[Problem, ...]]:
    """What the gate knows already of the site that ``fresh`` holds; nothing if there is none to be checked."""
    found, problems = _content(root, date, environ, served, demo=demo)
    if found is None:
        return None, problems
    with _unsearched():
        generate(root, fresh, date.isoformat(), found)
        if served is not None:
            published_versions.carry(served, fresh, found.withdrawn)
        for step in STEPS.values():
            step(found, fresh)
    return found.known, (*problems, *redirects.faults(found, fresh), *finished_page.problems(fresh, found.made))


@contextmanager
def _seldom_searched() -> Iterator[None]:
    """Little of what a build makes is garbage, and looking for it took a twentieth of the time."""
    usual = gc.get_threshold()
    gc.set_threshold(200_000, 20, 20)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


@contextmanager
def _unsearched() -> Iterator[None]:
    """What there is so far is not searched for garbage: the processes to come would copy it by searching."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _content(
    root: Path, date: dt.date, environ: Mapping[str, str], served: Path | None, *, demo: bool
) -> tuple[SiteContent | None, tuple[Problem, ...]]:
    """What is to be published, if the sources are clean."""
    found: SiteContent | None = None
    problems: tuple[Problem, ...] = ()
    if source_files(root, demo=demo).unsafe:
        return content(root, date, demo=demo)
    with SourceGate(root, environ, demo=demo) as gate:
        found, problems = content(root, date, served=served, full=True, known=gate.known, demo=demo)
    if personal(gate.refused):
        return None, gate.refused
    problems = in_order((*problems, *gate.refused))
    return (None if exit_code(problems) else found), problems


class SourceGate:
    """The gate reads the sources while something else is made of them. With personal data in them nothing else is said,
    not even that the making failed: its message could quote the value. Figures are audited once, when the site stands.
    """

    def __init__(self, root: Path, environ: Mapping[str, str], *, demo: bool) -> None:
        sources = _sources(root, demo=demo)
        self._files = len(files_below(sources))
        self._shared = not _is_large(root)
        self._asked = ForkedTask(partial(_read, root, sources, environ, shared=self._shared))
        self.refused: tuple[Problem, ...] = ()

    def __enter__(self) -> SourceGate:
        return self

    def __exit__(self, *error: object) -> bool:
        with self._asked:
            self.refused, _ = self._asked.result()
        return personal(self.refused)

    def known(self) -> ScanCache | None:
        """What the gate knows by now, nothing while it reads; None if it had to read few files, as it will of the site.

        None for a large site too: what is known would stand in memory beside what is made.
        """
        if not self._shared:
            return None
        if not self._asked.is_done():
            return NOTHING_KNOWN
        _, known = self._asked.result()
        return known if len(known.contents) > self._files / 2 else None


def _read(
    root: Path, sources: tuple[Path, ...], environ: Mapping[str, str], *, shared: bool
) -> tuple[tuple[Problem, ...], ScanCache]:
    """Problems of the sources, and what is known after reading them."""
    problems = check_paths(root, sources, environ, shared=shared)
    return problems, learned() if shared else NOTHING_KNOWN


def switch(fresh: Path, site: Path) -> None:
    """Puts ``fresh`` in the place of ``site``; the old folder goes only after the new one stands."""
    old = site.with_name(f"{site.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if site.exists():
        site.rename(old)
    fresh.rename(site)
    shutil.rmtree(old, ignore_errors=True)
