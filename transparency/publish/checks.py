"""What is asked of files as files, before and after a build: the personal-data gate and the disclosure audit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path

from transparency.check.audit import audit_paths
from transparency.check.personal import RULES
from transparency.check.personal.gate import check_paths
from transparency.problem import Problem, in_order
from transparency.publish.aside import Aside


def checked(
    root: Path, paths: tuple[Path, ...], environ: Mapping[str, str], *, fresh: bool = False
) -> tuple[Problem, ...]:
    """Problems of the files at ``paths``, or of all that is published; ``fresh`` forgets what was found clean before."""
    with Aside(partial(audit_paths, root, paths, fresh=fresh)) as audit:
        refused = check_paths(root, paths, environ, fresh=fresh)
        return refused if personal(refused) else in_order((*refused, *audit.result()))


def personal(problems: Iterable[Problem]) -> bool:
    """Whether personal data was found: then nothing else is reported, for another message could quote the value."""
    return any(problem.rule in RULES for problem in problems)
