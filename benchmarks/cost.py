"""Runs a command and prints, as the last line, what it and everything it started cost: CPU seconds, seconds, MiB.

Memory is the largest process, or the sum over those alive at once (sampled ten times a second), what they share counted once.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import threading
import time
from pathlib import Path


def main() -> int:
    """Runs and measures."""
    start = time.perf_counter()
    child = subprocess.Popen(sys.argv[1:])
    peak = [0.0]
    watcher = threading.Thread(target=_watch, args=(child.pid, peak), daemon=True)
    watcher.start()
    code = child.wait()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    memory = max(peak[0], used.ru_maxrss / 1024)
    print(json.dumps([used.ru_utime + used.ru_stime, time.perf_counter() - start, memory]))
    return code


def _watch(pid: int, peak: list[float]) -> None:
    while True:
        peak[0] = max(peak[0], sum(_share(one) for one in _family(pid)))
        time.sleep(0.1)


def _family(pid: int) -> list[int]:
    """A process and its descendants."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return [pid]
    return [pid, *(one for child in children for one in _family(int(child)))]


def _share(pid: int) -> float:
    """MiB of a process; what several processes share counts once, in parts (PSS)."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


if __name__ == "__main__":
    sys.exit(main())
