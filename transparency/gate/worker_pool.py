"""Scans many files in parallel with limits on time and memory per file; a scan that fails never counts as passed.

Files are opened in worker processes. A process that takes too long, needs too much memory or dies is replaced; its file is
reported as not checked, and the command answers "could not run".
"""

from __future__ import annotations

import gc
import hashlib
import itertools
import math
import multiprocessing
import os
import resource
import signal
import sys
import time
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import NamedTuple

from transparency.gate.clean_cache import memory_key
from transparency.gate.extractors.limits import MAX_FILE
from transparency.gate.names import names
from transparency.gate.published import Heads
from transparency.gate.raw_findings import ContentResult, ScanCache, content_key, heads_of, is_clean, learn, learned
from transparency.gate.register import Register
from transparency.gate.scanning import File, scan_file, shown_name
from transparency.model.problem import Problem, in_order
from transparency.registry.tree import name_below, read_bytes

SECONDS_A_FILE = 60.0
"""Of processor time: on a busy machine a file waits long without costing anything."""
_WAIT = 10
"""How many times as long a file may take by the clock, should its reader sleep and not work."""
BYTES_OF_MEMORY = 2 * 1024**3
_OBJECTS = 1_000_000
"""New objects after which memory is searched for rings; what was there at the start is never searched."""
_BATCH = 24
"""Files handed to a process at a time: enough that waiting for work costs nothing."""
_KINDS = (".html", ".js", ".jsonld", ".json", "", ".png", ".zip", ".xlsx", ".parquet", ".csv")
"""Files of a kind repeat each other and stay in one process: pages from the beginning of the list, tables from the end.

An archive comes after the tables that it holds, so that they are known when it is opened.
"""


class ScanResult(NamedTuple):
    """What a process says of a file."""

    number: int
    digest: str
    problems: tuple[Problem, ...] = ()
    key: bytes = b""
    """Of its content, if that gives nothing away."""
    heads: Heads | None = None
    """The first rows of its tables, if they are to be declared and it gives nothing away."""


@dataclass(frozen=True, slots=True)
class Sweep:
    """The outcome of a job."""

    problems: tuple[Problem, ...]
    unchecked: tuple[str, ...]
    """Files that could not be checked, with the reason."""
    clean: frozenset[str]
    """Digests of files without a problem, in their place."""
    contents: Mapping[str, str]
    """Name of a file -> SHA-256 of its bytes."""
    heads: Mapping[str, Heads]
    """Name of a clean file of tables -> the first row of each."""


@dataclass
class _Worker:
    """A process, the pipe to it, the numbers of the files it still owes, when it last answered, what it was told."""

    process: multiprocessing.Process
    pipe: Connection
    backwards: bool
    """Takes its files from the end of the list."""
    owes: list[int] = field(default_factory=list)
    since: float = 0.0
    told: int = 0
    """How many of the contents that were found clean it knows of."""


@dataclass(frozen=True)
class Job:
    """What every process is told before the first file."""

    root: Path
    files: tuple[Path, ...]
    register: Register
    known_clean: frozenset[str] = frozenset()
    software: frozenset[str] = frozenset()
    """Digests of files that are other people's programs; see `gate/known_software.py`."""
    salt: str = ""
    seconds: float = SECONDS_A_FILE
    shared: bool = False
    """Whether this process is to know afterwards what each of the others has met."""


def sweep(job: Job, processes: int | None = None) -> Sweep:
    """Scans the files of a job that are not known as clean, on every core."""
    contents = {i: digest for i, path in enumerate(job.files) if (digest := _content(path))}
    answers = [answer for i, content in contents.items() if (answer := _known(job, i, content))]
    unread = set(range(len(job.files))) - {answer.number for answer in answers}
    waiting = deque(sorted(unread, key=lambda number: (_kind(job.files[number]), number)))
    failed = _scanned(job, waiting, answers, processes or os.cpu_count() or 1) if waiting else {}
    return _summed(job, answers, failed, contents)


def _kind(path: Path) -> int:
    """The place of a file's kind in the list; a kind without one stands where the processes meet."""
    return _KINDS.index(path.suffix) if path.suffix in _KINDS else _KINDS.index("")


def _content(path: Path) -> str | None:
    data = read_bytes(path, MAX_FILE)
    return None if data is None else hashlib.sha256(data).hexdigest()


def _known(job: Job, number: int, content: str) -> ScanResult | None:
    """The answer for a file that is another's program, or was clean here before."""
    digest = memory_key(job.salt, name_below(job.root, job.files[number]), content)
    return ScanResult(number, digest) if content in job.software or digest in job.known_clean else None


def _scanned(job: Job, waiting: deque[int], answers: list[ScanResult], processes: int) -> dict[int, str]:
    """Adds the answers for the files that wait; what could not be checked comes back with the reason."""
    names()
    workers = [_started(job, i % 2 == 1) for i in range(min(processes, -(-len(waiting) // 4)))]
    failed: dict[int, str] = {}
    clean: dict[bytes, ContentResult] = {}
    while waiting or any(w.owes for w in workers):
        for worker in workers:
            _fed(worker, waiting, clean)
        new = tuple(_answers(workers, job.seconds))
        answers += new
        clean |= {answer.key: ContentResult(heads=answer.heads) for answer in new if answer.key}
        for position, worker in enumerate(workers):
            if reason := _lost(worker, job.seconds):
                failed[worker.owes.pop(0)] = reason
                waiting += worker.owes
                _ended(worker)
                workers[position] = _started(job, worker.backwards)
    for worker in workers:
        if job.shared:
            _asked(worker)
        _ended(worker)
    return failed


def _started(job: Job, backwards: bool) -> _Worker:
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context().Process(target=_work, args=(job, theirs), daemon=True)
    process.start()
    theirs.close()
    return _Worker(process, ours, backwards, [], time.monotonic())


def _fed(worker: _Worker, waiting: deque[int], clean: Mapping[bytes, ContentResult]) -> None:
    if worker.owes or not waiting:
        return
    size = max(1, min(_BATCH, len(waiting) // 4))
    worker.owes = [waiting.pop() if worker.backwards else waiting.popleft() for _ in range(size)]
    worker.since = time.monotonic()
    try:
        worker.pipe.send((worker.owes, dict(itertools.islice(clean.items(), worker.told, None))))
        worker.told = len(clean)
    except OSError:
        worker.since = 0.0


def _answers(workers: Sequence[_Worker], seconds: float) -> Iterator[ScanResult]:
    by_pipe = {w.pipe: w for w in workers if w.owes}
    for pipe in wait(list(by_pipe), timeout=min(1.0, seconds / 4)):
        worker = by_pipe[pipe]  # type: ignore[index]
        try:
            while worker.owes and worker.pipe.poll():
                answer: ScanResult = worker.pipe.recv()
                worker.owes.remove(answer.number)
                worker.since = time.monotonic()
                yield answer
        except (EOFError, OSError):
            worker.process.join(timeout=1)


def _lost(worker: _Worker, seconds: float) -> str:
    """Why a process will not answer any more, or nothing."""
    if not worker.owes:
        return ""
    if worker.process.exitcode == -signal.SIGXCPU or time.monotonic() - worker.since > _WAIT * seconds:
        return f"it took longer than {seconds:g} seconds"
    if not worker.process.is_alive():
        return "the process that read it stopped: out of memory, a missing library or a fault in the reader"
    return ""


def _asked(worker: _Worker) -> None:
    """Takes over what a process knows that has nothing left to do."""
    try:
        worker.pipe.send(None)
        learn(worker.pipe.recv())
    except (EOFError, OSError):
        return


def _ended(worker: _Worker) -> None:
    worker.pipe.close()
    worker.process.terminate()
    worker.process.join(timeout=2)
    if worker.process.is_alive():
        worker.process.kill()


def _shown(job: Job, number: int) -> str:
    name = name_below(job.root, job.files[number])
    return shown_name(name, name, job.register)


def _summed(job: Job, answers: Sequence[ScanResult], failed: dict[int, str], contents: Mapping[int, str]) -> Sweep:
    return Sweep(
        in_order(problem for answer in answers for problem in answer.problems),
        tuple(f"{_shown(job, i)} was not checked: {why}." for i, why in sorted(failed.items())),
        frozenset(answer.digest for answer in answers if answer.digest and not answer.problems),
        {name_below(job.root, job.files[i]): content for i, content in contents.items()},
        {name_below(job.root, job.files[a.number]): a.heads for a in answers if a.heads is not None},
    )


def _work(job: Job, pipe: Connection) -> None:
    """The life of a process: batches in, one answer a file out. Its error output is closed, for it could show a value."""
    most = _in_use() + BYTES_OF_MEMORY
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))
    gc.freeze()
    gc.set_threshold(_OBJECTS)
    sys.stderr = open(os.devnull, "w")  # noqa: PTH123, SIM115  (held open for the life of the process)
    try:
        while True:
            order = pipe.recv()
            if order is None:
                pipe.send(learned())
                return
            numbers, clean = order
            learn(ScanCache(clean))
            for number in numbers:
                _allow(job.seconds)
                pipe.send(_answer(job, number))
    except (EOFError, OSError):
        return


def _allow(seconds: float) -> None:
    """From here on this process may work for so long; the kernel ends one that works longer."""
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(time.process_time() + seconds), most))


def _in_use() -> int:
    """Bytes that the process has inherited from the one that started it; they are not the files' fault."""
    try:
        status = Path("/proc/self/status").read_text("ascii")
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmData:")), 0)


def _answer(job: Job, number: int) -> ScanResult:
    path = job.files[number]
    name = name_below(job.root, path)
    data = read_bytes(path, MAX_FILE)
    if data is None:
        advice = "Mend its rights or its link, or remove it."
        problem = Problem(_shown(job, number), 0, "P17", "", "cannot be checked: it cannot be opened.", advice)
        return ScanResult(number, "", (problem,))
    digest = memory_key(job.salt, name, hashlib.sha256(data).hexdigest())
    problems = tuple(scan_file(File(name, data), job.register))
    key = content_key(name, data) if is_clean(name, data) else b""
    return ScanResult(number, digest, problems, key, heads_of(name, data) if key else None)
