"""Runs the checks of files before and after a build: the personal-data gate and the disclosure audit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path

from transparency.audit import audit_paths
from transparency.gate import RULES
from transparency.gate.check_files import check_paths
from transparency.model.problem import CouldNotRun, Problem, in_order
from transparency.parallel import both


def checked(
    root: Path, paths: tuple[Path, ...], environ: Mapping[str, str], *, fresh: bool = False
) -> tuple[Problem, ...]:
    """Problems of the files at ``paths``, or of all that is published; ``fresh`` forgets what was found clean before."""
    audit = partial(_outcome, partial(audit_paths, root, paths, fresh=fresh))
    found, audited = both(partial(check_paths, root, paths, environ, fresh=fresh), audit)
    if personal(found):
        return found
    if isinstance(audited, CouldNotRun):
        raise audited
    return in_order((*found, *audited))


def _outcome(check: Callable[[], tuple[Problem, ...]]) -> tuple[Problem, ...] | CouldNotRun:
    """Problems, or why the check could not run: of the audit that is said only where no personal data was found."""
    try:
        return check()
    except CouldNotRun as error:
        return error


def personal(problems: Iterable[Problem]) -> bool:
    """Whether personal data was found: then nothing else is reported, for another message could quote the value."""
    return any(problem.rule in RULES for problem in problems)
