"""Runs the checks of files before and after a build: the personal-data gate and the disclosure audit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path

from transparency.audit import audit_paths
from transparency.gate import RULES
from transparency.gate.check_files import check_paths
from transparency.model.problem import Problem, in_order
from transparency.site.build.forked_task import ForkedTask


def checked(
    root: Path, paths: tuple[Path, ...], environ: Mapping[str, str], *, fresh: bool = False
) -> tuple[Problem, ...]:
    """Problems of the files at ``paths``, or of all that is published; ``fresh`` forgets what was found clean before."""
    with ForkedTask(partial(audit_paths, root, paths, fresh=fresh)) as audit:
        refused = check_paths(root, paths, environ, fresh=fresh)
        return refused if personal(refused) else in_order((*refused, *audit.result()))


def personal(problems: Iterable[Problem]) -> bool:
    """Whether personal data was found: then nothing else is reported, for another message could quote the value."""
    return any(problem.rule in RULES for problem in problems)
