"""Measures whole builds relative to plain MkDocs on the same pages, and how both grow with the number of pages.

    python -m benchmarks.site [--pages 0 100 300 …] [--rounds 3] [--indicators] [--json FILE] [--against FILE] [--check]

A size is the number of generated pages in each language of a synthetic university (benchmarks/university.py); 0 is the real
site. For each size the same rendered pages are built in turn by this project (with empty caches, then with warm ones), by
MkDocs with Material, search and static-i18n as an ordinary user sets them up ("plain"), and without menu and search ("lean").
``--indicators`` also measures what an indicator page adds. ``--against`` compares with the figures of another commit;
``--check`` compares with ``benchmarks/budgets.yml`` and answers 1 where a budget is exceeded.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from functools import partial
from pathlib import Path

from benchmarks import report
from benchmarks.demo_surveys import models
from benchmarks.measure import Added, Size, added, measured
from benchmarks.university import LINKED, ROOT, university, with_surveys

MANY, MORE = 9, 18
"""Surveys of the two universities whose difference is what indicators add."""


def main() -> int:
    """Runs the sizes and prints the table."""
    options = _options()
    sizes: list[Size] = []
    for pages in options.pages:
        make = partial(university, pages=pages) if pages else real
        sizes.append(measured(make, pages, options.rounds))
        print(report.line(sizes[-1]), flush=True)
    indicators = _indicators(options.rounds) if options.indicators else None
    if indicators is not None:
        print(report.beside_open_sdg(indicators), flush=True)
    if options.json:
        report.write(options.json, sizes, indicators)
    if options.against:
        print(report.against(options.against, sizes))
    return report.judged(sizes, indicators) if options.check else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, nargs="*", default=[0, 100, 300, 1000, 3000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--indicators", action="store_true", help="what an indicator page adds, beside Open SDG")
    parser.add_argument("--json", type=Path, help="where to write all figures")
    parser.add_argument("--against", type=Path, help="figures of another commit, as --json wrote them")
    parser.add_argument("--check", action="store_true", help="answer 1 where a budget is exceeded")
    return parser.parse_args()


def real(root: Path) -> None:
    """The real university as it is."""
    root.mkdir()
    for name in (*LINKED, "hooks", "mkdocs.yml"):
        (root / name).symlink_to(ROOT / name)
    for name in ("data", "demo", "docs"):
        shutil.copytree(ROOT / name, root / name)


def _indicators(rounds: int) -> Added:
    """What a page of an indicator in one language adds, its charts included."""
    assert len(models()) == MANY, "both universities hold every survey equally often"
    few = measured(partial(with_surveys, number=MANY), MANY, rounds)
    many = measured(partial(with_surveys, number=MORE), MORE, rounds)
    return added(few, many)


if __name__ == "__main__":
    sys.exit(main())
