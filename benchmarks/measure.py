"""Measures builds: ours with empty and with warm caches, and plain MkDocs on the same pages, alternating."""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.plain import SETTINGS, write_plain
from benchmarks.university import DAY, ROOT
from transparency.site.build.content import content

CACHE = ".cache"
PLAIN_UP_TO = 1000
"""Pages a language; beyond, the menu that plain MkDocs writes into every page takes hours and gigabytes."""


@dataclass(frozen=True, slots=True)
class Cost:
    """One run: seconds of processor time, seconds on the wall."""

    cpu: float
    wall: float


@dataclass(slots=True)
class Size:
    """All runs of one size; the median of each figure counts."""

    asked: int
    """Generated pages of one language; 0 is the real site."""
    pages: int
    """Pages of all languages."""
    megabytes: float = 0.0
    memory: float = 0.0
    """Peak in MiB of a build with empty caches that nobody times."""
    stages: dict[str, float] = field(default_factory=dict)
    """Seconds of processor time by stage, with empty caches."""
    runs: dict[str, list[Cost]] = field(default_factory=dict)
    """Cold, warm, plain, lean -> its rounds; of the real site also ungated."""

    def median(self, kind: str, unit: str) -> float:
        """Of all rounds."""
        return float(statistics.median(getattr(cost, unit) for cost in self.runs[kind]))

    def ratios(self) -> dict[str, float]:
        """Cold and warm against plain and lean, by processor time and on the wall: ``cold_plain_cpu``."""
        return {
            f"{ours}_{theirs}_{unit}": self.median(ours, unit) / self.median(theirs, unit)
            for ours in ("cold", "warm")
            for theirs in SETTINGS
            if theirs in self.runs
            for unit in ("cpu", "wall")
        }

    def gate_share(self, unit: str) -> float:
        """How much of a build with empty caches there would not be without the gate."""
        return 1 - self.median("ungated", unit) / self.median("cold", unit)

    def per_page(self) -> dict[str, float]:
        """Milliseconds of processor time, in all and by stage, and KiB of memory a page, cold."""
        return {
            "ms": 1000 * self.median("cold", "cpu") / self.pages,
            "kib": 1024 * self.memory / self.pages,
            **{f"ms {stage}": 1000 * seconds / self.pages for stage, seconds in self.stages.items()},
        }


@dataclass(frozen=True, slots=True)
class Added:
    """Milliseconds of processor time that a page of an indicator in one language adds to a build with empty caches."""

    whole: float
    """Everything: page, drawings, data, search, gate and audit."""
    guard: float
    """Of them gate and audit, for which other generators have no like."""

    @property
    def alike(self) -> float:
        """What other generators do as well."""
        return self.whole - self.guard


GUARD = ("gate", "audit")
"""Stages."""


def added(few: Size, many: Size) -> Added:
    """From two universities that differ in surveys only."""
    pages = many.pages - few.pages
    whole = many.median("cold", "cpu") - few.median("cold", "cpu")
    guard = sum(many.stages[stage] - few.stages[stage] for stage in GUARD)
    return Added(1000 * whole / pages, 1000 * guard / pages)


Maker = Callable[[Path], None]
"""Writes a university into a folder that does not exist yet."""


def measured(make: Maker, asked: int, rounds: int) -> Size:
    """Every way once a round, so that a slow minute of the machine slows all of them."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make(folder / "ours")
        size = Size(asked, _plain_copies(folder))
        kinds = [kind for kind in SETTINGS if kind == "lean" or asked <= PLAIN_UP_TO]
        for _ in range(rounds):
            _forget(folder / "ours")
            if not asked:
                _add(size, "ungated", timed(_build(module="ungated_build"), folder / "ours"))
                _forget(folder / "ours")
            _add(size, "cold", ours(folder / "ours"))
            for kind in kinds:
                _add(size, kind, timed([sys.executable, "-m", "mkdocs", "build", "-q"], folder / kind))
            _add(size, "warm", ours(folder / "ours"))
        size.stages = _stages(folder / "ours")
        size.memory = _memory(folder / "ours")
        size.megabytes = _weight((folder / "ours/site").rglob("*"))
        return size


def _plain_copies(folder: Path) -> int:
    """The pages of our university for each plain way; their drawings are made in a folder that no run uses."""
    shutil.copytree(folder / "ours", folder / "drawn", symlinks=True)
    found, problems = content(folder / "drawn", DAY, demo=(folder / "drawn/demo").is_dir())
    if found is None:
        raise SystemExit("\n".join(map(str, problems)))
    return max(write_plain(found, folder / kind, kind) for kind in SETTINGS)


def _add(size: Size, kind: str, cost: Cost) -> None:
    size.runs.setdefault(kind, []).append(cost)


def _forget(root: Path) -> None:
    shutil.rmtree(root / CACHE, ignore_errors=True)


def _stages(root: Path) -> dict[str, float]:
    """Seconds of processor time by stage of one more build with empty caches."""
    _forget(root)
    ours(root, "stages.json")
    seconds: dict[str, float] = json.loads((root / "stages.json").read_text(encoding="utf-8"))["cpu"]
    return seconds


def _memory(root: Path) -> float:
    """MiB at the peak of one more build with empty caches."""
    _forget(root)
    return run("memory", _build(), root)[0]


def _weight(files: Iterable[Path]) -> float:
    return sum(file.stat().st_size for file in files if file.is_file()) / 1e6


def ours(root: Path, *stages: str) -> Cost:
    """One build of ours, as an operator starts it, in a process of its own; ``stages`` is the file for a clock on each."""
    return timed(_build(*stages), root)


def _build(*stages: str, module: str = "timed_build") -> list[str]:
    return [sys.executable, "-m", f"benchmarks.{module}", ".", "site", *stages]


def timed(command: list[str], folder: Path) -> Cost:
    """Runs a command to its end; the time is that of it and everything it started."""
    return Cost(*run("time", command, folder))


def run(what: str, command: list[str], folder: Path) -> list[float]:
    """What `cost.py` tells of a command."""
    measuring = [sys.executable, str(Path(__file__).with_name("cost.py")), what, *command]
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    settings = {"NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT), "PATH": path, "SITE_DATE": DAY.isoformat()}
    environ = os.environ | settings
    done = subprocess.run(measuring, cwd=folder, env=environ, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command[:4])} failed:\n{done.stdout}{done.stderr}")
    figures: list[float] = json.loads(done.stdout.splitlines()[-1])
    return figures
