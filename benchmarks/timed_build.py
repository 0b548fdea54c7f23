"""One whole build: ``python -m benchmarks.timed_build ROOT SITE [STAGES]``; with a file for them, a clock on each stage.

The clocks are put around the functions from outside, so that a build nobody measures carries none of them. For them the work
that is otherwise done side by side is done in turn. Writes the seconds of processor time and on the wall by stage; what is in
no stage is ``rest``.
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

from transparency.publish.aside import Here

PARTS: tuple[tuple[str, str, str], ...] = (
    ("load", "transparency.publish.content", "load"),
    ("check", "transparency.publish.content", "check"),
    ("views", "transparency.shape.site", "pages"),
    ("charts", "transparency.publish.rendered", "gallery"),
    ("Markdown", "transparency.publish.rendered", "_written"),
    ("templates", "transparency.publish.build", "generate"),
    ("open data", "transparency.publish.content", "open_data"),
    ("files", "transparency.publish.content", "_put_unread"),
    ("files", "transparency.publish.content", "survey_files.make_library"),
    ("files", "transparency.publish.build", "STEPS.files"),
    ("files", "transparency.publish.build", "STEPS.around"),
    ("files", "transparency.publish.build", "STEPS.redirects"),
    ("search", "transparency.publish.build", "STEPS.search"),
    ("gate", "transparency.publish.build", "check_paths"),
    ("gate", "transparency.publish.content", "read_ahead"),
    ("gate", "transparency.publish.checks", "check_paths"),
    ("audit", "transparency.publish.checks", "audit_paths"),
)
"""Stage, module, and the function in it as its caller names it; none calls another."""

BESIDE = tuple((f"transparency.publish.{module}", "Aside") for module in ("build", "aside", "checks"))
"""What starts work in another process, where no clock of ours would see it."""


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
    from transparency.publish.build import build  # noqa: PLC0415  (the libraries belong to the measured time)

    clock = Clock()
    if stages is not None:
        _watched(clock)
    start = time.perf_counter()
    built, problems = build(root, site, os.environ)
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
    for module, name in BESIDE:
        setattr(importlib.import_module(module), name, Here)


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:])))
