"""Builds a university for a benchmark: ``python -m benchmarks.build ROOT SITE [--without-gate]``.

The product has no option to leave the personal-data gate out; its function is replaced here, from outside.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from transparency.site.build import build, checks

ASKED = (build, checks)
"""Modules that call the gate, each by the name ``check_paths``."""


def main(root: Path, site: Path, *options: str) -> int:
    """Builds, and prints what is wrong."""
    if "--without-gate" in options:
        for module in ASKED:
            vars(module)["check_paths"] = _nothing_found
    built, problems = build.build(root, site, os.environ, demo=(root / "demo").is_dir())
    for problem in problems:
        print(problem)
    return int(built is None)


def _nothing_found(*arguments: object, **named: object) -> tuple[object, ...]:
    return ()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:]))
