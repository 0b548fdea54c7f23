"""One build from sources to a finished folder, in steps; the finished site is replaced at the very end, in one move."""

from __future__ import annotations

import datetime as dt
import gc
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from transparency.check.audit import audit_paths
from transparency.check.personal.gate import check_paths
from transparency.check.personal.sighting import NOTHING_KNOWN, Known, learn, learned
from transparency.load.clock import build_date
from transparency.load.tree import files_below
from transparency.problem import Problem, exit_code, in_order
from transparency.publish import around, redirects
from transparency.publish.aside import Aside, beside
from transparency.publish.checks import checked, personal
from transparency.publish.content import Content, content
from transparency.publish.files import write
from transparency.publish.generator import generate
from transparency.publish.open_data import past
from transparency.publish.search import step as search


@dataclass(frozen=True, slots=True)
class Built:
    """A finished site."""

    site: Path
    date: dt.date
    pages: int
    files: int


Step = Callable[[Content, Path], None]
"""Adds to the folder that MkDocs has built."""


def _files(content: Content, site: Path) -> None:
    write(content.files, site)


STEPS: Mapping[str, Step] = {
    "files": _files,
    "around": around.write,
    "search": search.write,
    "redirects": redirects.write,
}
"""What is made from the finished pages, in this order, before they are checked."""

SOURCES = ("data", "docs", "overrides")
LARGE = 8_000_000
"""Bytes of data/; four times those of the first university."""


def build(
    root: Path, site: Path, environ: Mapping[str, str], served: Path | None = None
) -> tuple[Built | None, tuple[Problem, ...]]:
    """Builds beside ``site``, checks the result and only then switches; with problems nothing changes.

    ``served`` is the folder ``open-data`` of the site that is being served; its versions are kept.
    """
    date = build_date(root, environ)
    fresh = site.with_name(f"{site.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    with _seldom_searched():
        with beside(partial(_made, root, fresh, date, environ, served), apart=_is_large(root)) as making:
            known, problems = making.result()
        if known is None:
            return None, problems
        learn(known)
        problems = in_order((*problems, *_checked(root, fresh, environ)))
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


def _checked(root: Path, fresh: Path, environ: Mapping[str, str]) -> tuple[Problem, ...]:
    """What gate and audit say of the finished site. The audit of the sources says where a figure is to be mended."""
    found = checked(root, (fresh,), environ)
    return found if not found or personal(found) else (*audit_paths(root, _sources(root)), *found)


def _sources(root: Path) -> tuple[Path, ...]:
    return tuple(root / name for name in SOURCES if (root / name).is_dir())


def _made(
    root: Path, fresh: Path, date: dt.date, environ: Mapping[str, str], served: Path | None
) -> tuple[Known | None, tuple[Problem, ...]]:
    """What the gate knows already of the site that ``fresh`` holds; nothing if there is none to be checked."""
    found, problems = _content(root, date, environ, served)
    if found is None:
        return None, problems
    with _unsearched():
        generate(root, fresh, date.isoformat(), found)
        if served is not None:
            past.carry(served, fresh)
        for step in STEPS.values():
            step(found, fresh)
    return found.known, (*problems, *redirects.faults(found, fresh))


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
    root: Path, date: dt.date, environ: Mapping[str, str], served: Path | None
) -> tuple[Content | None, tuple[Problem, ...]]:
    """What is to be published, if the sources are clean."""
    found: Content | None = None
    problems: tuple[Problem, ...] = ()
    with SourceGate(root, environ) as gate:
        found, problems = content(root, date, served=served, full=True, known=gate.known)
    if personal(gate.refused):
        return None, gate.refused
    problems = in_order((*problems, *gate.refused))
    return (None if exit_code(problems) else found), problems


class SourceGate:
    """The gate reads the sources while something else is made of them. With personal data in them nothing else is said,
    not even that the making failed: its message could quote the value. Figures are audited once, when the site stands.
    """

    def __init__(self, root: Path, environ: Mapping[str, str]) -> None:
        self._files = len(files_below(_sources(root)))
        self._shared = not _is_large(root)
        self._asked = Aside(partial(_read, root, environ, shared=self._shared))
        self.refused: tuple[Problem, ...] = ()

    def __enter__(self) -> SourceGate:
        return self

    def __exit__(self, *error: object) -> bool:
        with self._asked:
            self.refused, _ = self._asked.result()
        return personal(self.refused)

    def known(self) -> Known | None:
        """What the gate knows by now, nothing while it reads; None if it had to read few files, as it will of the site.

        None for a large site too: what is known would stand in memory beside what is made.
        """
        if not self._shared:
            return None
        if not self._asked.is_done():
            return NOTHING_KNOWN
        _, known = self._asked.result()
        return known if len(known.contents) > self._files / 2 else None


def _read(root: Path, environ: Mapping[str, str], *, shared: bool) -> tuple[tuple[Problem, ...], Known]:
    """Problems of the sources, and what is known after reading them."""
    problems = check_paths(root, _sources(root), environ, shared=shared)
    return problems, learned() if shared else NOTHING_KNOWN


def switch(fresh: Path, site: Path) -> None:
    """Puts ``fresh`` in the place of ``site``; the old folder goes only after the new one stands."""
    old = site.with_name(f"{site.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if site.exists():
        site.rename(old)
    fresh.rename(site)
    shutil.rmtree(old, ignore_errors=True)
