"""Runs one whole build without the personal-data gate, to measure its cost: ``python -m benchmarks.ungated_build ROOT SITE``.

The product has no option to leave it out; the functions are replaced here, from outside.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks import timed_build
from transparency.model.problem import Problem

ASKED = (("transparency.site.build.build", "check_paths"), ("transparency.site.build.checks", "check_paths"))
"""Module, and the function in it as its caller names it."""


def _nothing_found(*arguments: object, **named: object) -> tuple[Problem, ...]:
    return ()


def _replaced(module: str, name: str, instead: Callable[..., object]) -> None:
    owner, last = timed_build.found(module, name)
    setattr(owner, last, instead)


def main(root: Path, site: Path) -> int:
    """Builds, and says what is wrong."""
    for module, name in ASKED:
        _replaced(module, name, _nothing_found)
    return timed_build.main(root, site)


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:])))
