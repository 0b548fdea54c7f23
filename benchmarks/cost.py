"""Runs a command and prints, as the last line, the time or memory that it and its child processes used.

    cost.py time COMMAND …       processor seconds and wall-clock seconds
    cost.py memory COMMAND …     MiB: the largest sum over the processes alive at once, shared memory counted once

Never both: sampling the memory of a dozen processes ten times a second takes a tenth of two cores.
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
    what, *command = sys.argv[1:]
    start = time.perf_counter()
    child = subprocess.Popen(command)
    peak = [0.0]
    if what == "memory":
        threading.Thread(target=_watch, args=(child.pid, peak), daemon=True).start()
    code = child.wait()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    cost = [used.ru_utime + used.ru_stime, time.perf_counter() - start]
    print(json.dumps([max(peak[0], used.ru_maxrss / 1024)] if what == "memory" else cost))
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
