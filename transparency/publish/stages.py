"""How much work each stage of a build takes, for the benchmark; a build without it measures nothing."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(slots=True)
class Stages:
    """Seconds by name of stage: processor time of this process and the ones it waited for, and time on the wall."""

    cpu: dict[str, float] = field(default_factory=dict)
    wall: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def of(self, name: str) -> Iterator[None]:
        """Adds what happens inside to the stage ``name``."""
        cpu, wall = _cpu(), time.perf_counter()
        try:
            yield
        finally:
            self.cpu[name] = self.cpu.get(name, 0.0) + _cpu() - cpu
            self.wall[name] = self.wall.get(name, 0.0) + time.perf_counter() - wall

    def write(self, environ: Mapping[str, str]) -> None:
        """Writes the figures where ``STAGES_FILE`` says, if it says so."""
        if target := environ.get("STAGES_FILE"):
            Path(target).write_text(json.dumps({"cpu": self.cpu, "wall": self.wall}, indent=1), encoding="utf-8")


def _cpu() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system
