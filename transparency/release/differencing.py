"""Audits a new release together with the kept ones: a reader with two releases can subtract (decision 0454)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from transparency.audit import Release, distinct, tables_at
from transparency.model.messages import Message
from transparency.model.problem import Problem
from transparency.release.targets.store import Name, Store

BELOW = "open-data/files"
"""Where a release keeps its figures; older ones go along in the dated versions of the new one."""


def revealed(store: Store, new: Path, fetched: Path | None = None) -> tuple[Problem, ...]:
    """What follows about hidden figures once ``new`` stands beside the earlier releases, and did not follow before.

    The earlier ones are those of the store, or the open data ``fetched`` from the served site, its dated versions included.
    """
    before = () if fetched is None else tables_at(fetched.parent, [fetched])
    kept = distinct((*before, *(table for name in store.releases() for table in _kept(store, name))))
    own = distinct(tables_at(new, [new / "open-data"] if (new / "open-data").is_dir() else []))
    if not kept or own.keys() <= kept.keys():
        return ()
    from transparency.audit.disclosure import audit  # noqa: PLC0415  (SciPy takes long to load; only for new figures)

    known = {_leak(problem) for problem in audit(list(kept.values()))}
    both = audit(list((own | kept).values()))
    return tuple(_advised(problem) for problem in both if _leak(problem) not in known)


def _kept(store: Store, name: Name) -> Iterator[Release]:
    with store.opened(name, BELOW) as folder:
        found = tables_at(folder, [folder / BELOW] if (folder / BELOW).is_dir() else [])
    for table in found:
        yield Release(str(name), {f"releases/{name}/{file}": text for file, text in table.files.items()})


def _leak(problem: Problem) -> tuple[str, str, str]:
    return problem.file, problem.rule, problem.place


def _advised(problem: Problem) -> Problem:
    return replace(
        problem,
        advice=Message("{advice} It follows from this release and the kept ones together.", advice=problem.advice),
    )
