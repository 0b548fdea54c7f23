"""Runs one whole build and measures the time of each stage: ``python -m benchmarks.timed_build ROOT SITE [STAGES]``.

The functions are wrapped from outside, so an ordinary build has no timing code. While timed, parallel work runs in sequence.
Writes processor and wall-clock seconds by stage to STAGES; time outside every stage is ``rest``.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from transparency import parallel

PARTS: tuple[tuple[str, str, str], ...] = (
    ("load", "transparency.site.build.content", "load"),
    ("check", "transparency.site.build.content", "check"),
    ("views", "transparency.site.views.all_pages", "pages"),
    ("charts", "transparency.site.build.rendered_pages", "gallery"),
    ("Markdown", "transparency.site.build.rendered_pages", "_written"),
    ("templates", "transparency.site.build.build", "generate"),
    ("open data", "transparency.site.build.content", "open_data"),
    ("files", "transparency.site.build.content", "_other_files"),
    ("files", "transparency.site.build.build", "STEPS.files"),
    ("files", "transparency.site.build.build", "STEPS.around"),
    ("files", "transparency.site.build.build", "STEPS.redirects"),
    ("search", "transparency.site.build.build", "STEPS.search"),
    ("gate", "transparency.site.build.build", "check_paths"),
    ("gate", "transparency.site.build.checks", "check_paths"),
    ("audit", "transparency.site.build.checks", "audit_paths"),
)
"""Stage, module, and the function in it as its caller names it; none calls another."""


class Clock:
    """Seconds by stage, of this process and the ones it waited for."""

    def __init__(self) -> None:
        self.cpu: dict[str, float] = {}
        self.wall: dict[str, float] = {}

    @contextmanager
    def of(self, stage: str) -> Iterator[None]:
        """Adds what happens inside to the stage."""
        cpu, wall = processor(), time.perf_counter()
        try:
            yield
        finally:
            self.cpu[stage] = self.cpu.get(stage, 0.0) + processor() - cpu
            self.wall[stage] = self.wall.get(stage, 0.0) + time.perf_counter() - wall

    def put_around(self, stage: str, module: str, name: str) -> None:
        """Replaces a function by one that is timed."""
        owner, last = found(module, name)
        plain = _get(owner, last)
        if isinstance(owner, dict):
            owner[last] = self._timed(stage, plain)
        else:
            setattr(owner, last, self._timed(stage, plain))

    def _timed(self, stage: str, plain: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*arguments: Any, **named: Any) -> Any:
            with self.of(stage):
                return plain(*arguments, **named)

        return timed


def found(module: str, name: str) -> tuple[Any, str]:
    """What holds the function, and its last name there; raises where the table is out of date."""
    owner: Any = importlib.import_module(module)
    *parts, last = name.split(".")
    for part in parts:
        owner = getattr(owner, part)
    _get(owner, last)
    return owner, last


def _get(owner: Any, name: str) -> Any:
    return owner[name] if isinstance(owner, dict) else getattr(owner, name)


def processor() -> float:
    """Seconds of processor time of this process and of the children it has waited for."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def main(root: Path, site: Path, stages: Path | None = None) -> int:
    """Builds, writes the figures, and says what is wrong."""
    from transparency.site.build.build import build  # noqa: PLC0415  (the libraries belong to the measured time)

    clock = Clock()
    if stages is not None:
        _watched(clock)
    start = time.perf_counter()
    built, problems = build(root, site, os.environ, demo=(root / "demo").is_dir())
    clock.cpu["rest"] = processor() - sum(clock.cpu.values())
    clock.wall["rest"] = time.perf_counter() - start - sum(clock.wall.values())
    if stages is not None:
        stages.write_text(json.dumps({"cpu": clock.cpu, "wall": clock.wall}), encoding="utf-8")
    for problem in problems:
        print(problem)
    return int(built is None)


def _watched(clock: Clock) -> None:
    for part in PARTS:
        clock.put_around(*part)
    parallel.processors = lambda: 1


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:])))
