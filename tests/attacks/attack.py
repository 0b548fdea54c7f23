"""One attack on the site: who sends it, what is planted, and what has to stop it.

Each module of this folder beside `test_table.py` declares ``ATTACKS: tuple[Attack, ...]``; `test_table.py` runs all of them on
copies of the small institution.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tests.conftest import DATE
from transparency.gate.check_files import check_paths
from transparency.model.problem import Problem, in_order
from transparency.registry.source_files import source_files
from transparency.site.build.checks import personal
from transparency.site.build.content import content

Sender = Literal["editor", "unit", "respondent", "merge-request", "visitor", "operator"]


def as_built(root: Path) -> tuple[Problem, ...]:
    """The problems for which a build of ``root`` stops, found as the build finds them but without MkDocs."""
    sources = source_files(root)
    if sources.unsafe:
        return content(root, DATE)[1]
    refused = check_paths(root, sources.paths(root), {"SITE_DATE": DATE.isoformat()})
    return refused if personal(refused) else in_order((*refused, *content(root, DATE)[1]))


@dataclass(frozen=True)
class Attack:
    """One attack. Either ``plant`` and ``refused_by`` are given, and the table test runs it, or ``proved_by`` names the test
    that runs it (attacks that need a command, a browser or a server).
    """

    name: str
    """Unique in the whole table; words separated by hyphens."""
    sent_by: Sender
    plant: Callable[[Path], object] | None = None
    """Changes a copy of the small institution, whose root it is given."""
    refused_by: str | None = None
    """Code of the rule that has to refuse it with a file and advice."""
    harmless: str | None = None
    """Why it does no harm although nothing refuses it; ``proved_by`` then names the test that shows this."""
    proved_by: str | None = None
    """``tests/folder/test_module.py::test_function``, a test of its own."""
    problems_of: Callable[[Path], tuple[Problem, ...]] = as_built
    """How the planted copy is checked, where it is not by a build."""
