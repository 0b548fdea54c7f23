"""Measures whole builds relative to plain MkDocs on the same pages, and how they grow with the number of pages.

    python -m benchmarks.site [--pages 0 100 1000 3000] [--rounds 3] [--check]

A size is the number of generated pages in each language of a synthetic university (benchmarks/university.py); 0 is the real
site. It is built with empty caches, then with warm ones; the real site also without the personal-data gate, and its pages by
MkDocs with Material, search and static-i18n as an ordinary user sets them up. ``--check`` compares with
``benchmarks/budgets.yml`` and answers 1 where a budget is exceeded.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from benchmarks.plain import write_plain
from benchmarks.university import DAY, ROOT, copy_of_real, university
from transparency.site.build.content import content

BUDGETS = Path(__file__).with_name("budgets.yml")
BUILD = [sys.executable, "-m", "benchmarks.build", ".", "site"]
PLAIN = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
UNITS = ("cpu", "wall")


@dataclass(frozen=True, slots=True)
class Cost:
    """One run: seconds of processor time and of wall-clock time."""

    cpu: float
    wall: float


@dataclass(slots=True)
class Size:
    """All runs of one size; the median of each figure counts."""

    asked: int
    """Generated pages of one language; 0 is the real site."""
    pages: int
    """Pages of all languages."""
    memory: float = 0.0
    """Peak in MiB of a build with empty caches that nobody times."""
    runs: dict[str, list[Cost]] = field(default_factory=lambda: defaultdict(list))
    """``cold``, ``warm``; of the real site also ``plain`` and ``ungated``."""

    def median(self, kind: str, unit: str) -> float:
        """Of all rounds."""
        return float(statistics.median(getattr(cost, unit) for cost in self.runs[kind]))

    def ratio(self, kind: str, other: str, unit: str) -> float:
        """Of two medians."""
        return self.median(kind, unit) / self.median(other, unit)


def main() -> int:
    """Measures the sizes and prints them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, nargs="*", default=[0, 100, 1000, 3000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--check", action="store_true", help="answer 1 where a budget is exceeded")
    options = parser.parse_args()
    sizes: list[Size] = []
    for pages in options.pages:
        sizes.append(measured(pages, options.rounds))
        print("\n".join(told(sizes[-1])), flush=True)
    return judged(sizes) if options.check else 0


def measured(asked: int, rounds: int) -> Size:
    """Every kind of build once a round, so that a slow minute of the machine slows all of them."""
    with tempfile.TemporaryDirectory() as name:
        root, plain = Path(name, "ours"), Path(name, "plain")
        university(root, asked) if asked else copy_of_real(root)
        size = Size(asked, 0)
        for _ in range(rounds):
            size.runs["cold"].append(timed(BUILD, root, fresh=True))
            size.runs["warm"].append(timed(BUILD, root))
            if not asked:
                size.runs["ungated"].append(timed([*BUILD, "--without-gate"], root, fresh=True))
                size.pages = size.pages or _write_plain(root, plain)
                size.runs["plain"].append(timed(PLAIN, plain))
        size.pages = size.pages or sum(1 for _ in (root / "site").rglob("*.html"))
        size.memory = run("memory", BUILD, root, fresh=True)[0]
        return size


def _write_plain(root: Path, plain: Path) -> int:
    found, problems = content(root, DAY, demo=True)
    if found is None:
        raise SystemExit("\n".join(map(str, problems)))
    return write_plain(found, plain)


def timed(command: list[str], folder: Path, *, fresh: bool = False) -> Cost:
    """Runs a command to its end; the time is that of it and everything it started."""
    return Cost(*run("time", command, folder, fresh=fresh))


def run(what: str, command: list[str], folder: Path, *, fresh: bool = False) -> list[float]:
    """What `cost.py` tells of a command; a ``fresh`` one finds empty caches."""
    if fresh:
        shutil.rmtree(folder / ".cache", ignore_errors=True)
    measuring = [sys.executable, str(Path(__file__).with_name("cost.py")), what, *command]
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    settings = {"NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT), "PATH": path, "SITE_DATE": DAY.isoformat()}
    environ = os.environ | settings
    done = subprocess.run(measuring, cwd=folder, env=environ, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command[:4])} failed:\n{done.stdout}{done.stderr}")
    figures: list[float] = json.loads(done.stdout.splitlines()[-1])
    return figures


def told(size: Size) -> Iterator[str]:
    """One size, readable."""
    what = f"{size.asked} pages a language" if size.asked else "the real site"
    yield f"{what}: {size.pages} pages, at most {size.memory:.0f} MiB, {_cpu_a_page(size):.1f} ms of processor time a page"
    for kind in size.runs:
        yield f"  {kind:8} {size.median(kind, 'wall'):7.1f} s on the clock, {size.median(kind, 'cpu'):7.1f} s of processor time"
    if "plain" in size.runs:
        for unit in UNITS:
            yield f"  against plain MkDocs, {unit}: " + ", ".join(
                f"{kind} {size.ratio(kind, 'plain', unit):.2f}" for kind in ("cold", "warm")
            )


def _cpu_a_page(size: Size) -> float:
    return 1000 * size.median("cold", "cpu") / size.pages


def judged(sizes: list[Size]) -> int:
    """Compares with the budgets; prints every one that is exceeded."""
    budgets = yaml.safe_load(BUDGETS.read_text(encoding="utf-8"))
    exceeded = {name: value for name, value in figures(sizes).items() if value > budgets[name]}
    for name, value in exceeded.items():
        print(f"over budget: {name} is {value:.2f}, the budget {budgets[name]}")
    return 1 if exceeded else 0


def figures(sizes: list[Size]) -> dict[str, float]:
    """The figures that have a budget; growth is from the smallest synthetic university to the largest."""
    found: dict[str, float] = {"memory_mib": max(size.memory for size in sizes)} if sizes else {}
    for size, unit in ((size, unit) for size in sizes if not size.asked for unit in UNITS):
        found |= {f"site_{kind}_{unit}": size.ratio(kind, "plain", unit) for kind in ("cold", "warm")}
        found[f"gate_{unit}"] = 1 - size.ratio("ungated", "cold", unit)
    grown = sorted((size for size in sizes if size.asked), key=lambda size: size.asked)
    if len(grown) > 1:
        first, last = grown[0], grown[-1]
        found["growth_time"] = _cpu_a_page(last) / _cpu_a_page(first)
        found["growth_memory"] = (last.memory / last.pages) / (first.memory / first.pages)
    return found


if __name__ == "__main__":
    sys.exit(main())
