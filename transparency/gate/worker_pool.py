"""Scans many files in parallel with limits on time and memory per file; a scan that fails never counts as passed.

A process that takes too long, needs too much memory or dies ends the pool. Files without an answer are then scanned in a
process each; one that ends its process again is reported as not checked, and the command answers "could not run".
"""

from __future__ import annotations

from transparency.model.unexpected_error import CaughtError

import hashlib
import resource
import signal
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from transparency.cache import NO_CACHE, DiskCache
from transparency.gate.extractors.limits import MAX_FILE
from transparency.gate.names import names
from transparency.gate.published import Heads
from transparency.gate.raw_findings import header_rows, is_clean
from transparency.gate.register import Register
from transparency.gate.scanning import File, scan_file, shown_name
from transparency.model.messages import Message
from transparency.model.problem import Problem, in_order
from transparency.parallel import INHERITED, pool, processors
from transparency.registry.tree import name_below, read_bytes

SECONDS_A_FILE = 60.0
"""Of processor time: on a busy machine a file waits long without costing anything."""
_WAIT = 10
"""How many times as long a file may take by the clock, should its reader sleep and not work."""
_MOST_OF = 0.5
"""Share of its time after which a process that ended is said to have used it up: the kernel counts in ticks."""
BYTES_OF_MEMORY = 2 * 1024**3
_KINDS = (".html", ".js", "", ".png", ".csv", ".parquet", ".xlsx", ".jsonld", ".json", ".zip")
"""Files of a kind repeat each other and are scanned one after the other; an archive comes after the files that it holds."""


Mark = tuple[bytes, ...]
"""What the cache calls something that was clean."""


def marked(*parts: str) -> Mark:
    """The mark of something that depends on these texts and on the program and the register."""
    return (b"clean", *(part.encode("utf-8", "surrogateescape") for part in parts))


class ScanResult(NamedTuple):
    """The findings in one file."""

    number: int
    mark: Mark | None
    problems: tuple[Problem, ...] = ()
    heads: Heads | None = None
    """The first rows of its tables, if they are to be declared and nothing was found."""


@dataclass(frozen=True, slots=True)
class Sweep:
    """The outcome of a job."""

    problems: tuple[Problem, ...]
    unchecked: tuple[str, ...]
    """Files that could not be checked, with the reason."""
    clean: frozenset[Mark]
    """Files without a problem, in their place."""
    contents: Mapping[str, str]
    """Name of a file -> SHA-256 of its bytes."""
    heads: Mapping[str, Heads]
    """Name of a clean file of tables -> the first row of each."""


@dataclass(frozen=True)
class Job:
    """Files to scan, with the data that each process inherits."""

    root: Path
    files: tuple[Path, ...]
    register: Register
    clean: DiskCache = NO_CACHE
    """Marks of what earlier runs found clean."""
    software: frozenset[str] = frozenset()
    """Digests of files that are other people's programs; see `gate/known_software.py`."""
    seconds: float = SECONDS_A_FILE


@dataclass
class _Scanned:
    """Answers by now, and the files without one with the reason."""

    answers: list[ScanResult]
    failed: dict[int, str] = field(default_factory=dict)

    def add(self, numbers: Sequence[int], answers: Sequence[ScanResult]) -> None:
        """Takes over the answers for some files. A reader that raised an error gave none."""
        self.answers += answers
        missing = set(numbers) - {answer.number for answer in answers}
        self.failed |= dict.fromkeys(missing, Message("the program that reads it failed"))


def sweep(job: Job, processes: int | None = None) -> Sweep:
    """Scans the files of a job that are not known as clean, on every core."""
    contents = {i: digest for i, path in enumerate(job.files) if (digest := _content(path))}
    scanned = _Scanned([answer for i, content in contents.items() if (answer := _known(job, i, content))])
    unread = set(range(len(job.files))) - {answer.number for answer in scanned.answers}
    batches = _batches(job, sorted(unread, key=lambda number: _place(job.files[number])), processes or processors())
    if batches:
        names()
        _scan_apart(job, _scan_together(job, batches, scanned), scanned)
    return _summed(job, scanned, contents)


def _place(path: Path) -> tuple[int, str, Path]:
    """By kind and name: copies of a file in several folders are scanned by one process."""
    return _KINDS.index(path.suffix if path.suffix in _KINDS else ""), path.name, path


def _content(path: Path) -> str | None:
    data = read_bytes(path, MAX_FILE)
    return None if data is None else hashlib.sha256(data).hexdigest()


def _known(job: Job, number: int, content: str) -> ScanResult | None:
    """The answer for a file that is another's program, or was clean here before."""
    mark = marked(name_below(job.root, job.files[number]), content)
    return ScanResult(number, mark) if content in job.software or job.clean.contains(mark) else None


def _batches(job: Job, numbers: Sequence[int], processes: int) -> list[list[int]]:
    """The files in one part for each process, of about as many bytes."""
    sizes = [job.files[number].stat().st_size if job.files[number].is_file() else 0 for number in numbers]
    most = sum(sizes) / processes
    batches: list[list[int]] = [[]]
    filled = 0.0
    for number, size in zip(numbers, sizes, strict=True):
        if batches[-1] and filled + size / 2 > most:
            batches.append([])
            filled = 0.0
        batches[-1].append(number)
        filled += size
    return [batch for batch in batches if batch]


def _scan_together(job: Job, batches: Sequence[Sequence[int]], scanned: _Scanned) -> list[int]:
    """Scans the batches side by side; the files for which no process answered are left."""
    futures: list[Future[list[ScanResult]]] = []
    with pool(len(batches), job) as executor, suppress(BrokenProcessPool):  # an early batch may have ended the pool
        for batch in batches:
            futures.append(executor.submit(_answers, batch))
    left = [number for batch in batches[len(futures) :] for number in batch]
    for batch, future in zip(batches, futures, strict=False):
        if isinstance(future.exception(), BrokenProcessPool):
            left += batch
        else:
            scanned.add(batch, future.result())
    return left


def _scan_apart(job: Job, numbers: Sequence[int], scanned: _Scanned) -> None:
    """Scans each file in a process of its own."""
    for number in numbers:
        start, used = time.monotonic(), _children()
        with pool(1, job) as executor:
            future = executor.submit(_answers, [number])
        if not isinstance(future.exception(), BrokenProcessPool):
            scanned.add([number], future.result())
        elif _children() - used > _MOST_OF * job.seconds or time.monotonic() - start > _MOST_OF * _WAIT * job.seconds:
            scanned.failed[number] = Message("it took longer than {seconds} seconds", seconds=f"{job.seconds:g}")
        else:
            scanned.failed[number] = Message("the process that read it stopped: out of memory, or a fault in a library")


def _children() -> float:
    """Processor time of all processes that this one has waited for."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _shown(job: Job, number: int) -> str:
    name = name_below(job.root, job.files[number])
    return shown_name(name, name, job.register)


def _summed(job: Job, scanned: _Scanned, contents: Mapping[int, str]) -> Sweep:
    answers = scanned.answers
    return Sweep(
        in_order(problem for answer in answers for problem in answer.problems),
        tuple(
            Message("{file} was not checked: {why}.", file=_shown(job, i), why=why)
            for i, why in sorted(scanned.failed.items())
        ),
        frozenset(answer.mark for answer in answers if answer.mark and not answer.problems),
        {name_below(job.root, job.files[i]): content for i, content in contents.items()},
        {name_below(job.root, job.files[a.number]): a.heads for a in answers if a.heads is not None},
    )


def _answers(numbers: Sequence[int]) -> list[ScanResult]:
    """Scans some files, in a process of a pool; the kernel ends one that exceeds its limits."""
    job: Job = INHERITED[0]
    _limit_memory()
    answers = []
    for number in numbers:
        _limit_time(job.seconds)
        with CaughtError():
            answers.append(_answer(job, number))
    _limit_time(0)
    return answers


def _limit_memory() -> None:
    """Not counted is what the process has inherited from the one that started it: it is not the files' fault."""
    if resource.getrlimit(resource.RLIMIT_DATA)[0] == resource.RLIM_INFINITY:
        most = _in_use() + BYTES_OF_MEMORY
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))


def _limit_time(seconds: float) -> None:
    """From here on this process may work for so long; 0 takes the limit away."""
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.setitimer(signal.ITIMER_REAL, _WAIT * seconds)


def _in_use() -> int:
    """Bytes of data that the process holds."""
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
        advice = Message("Correct its permissions or its link, or remove it.")
        problem = Problem(_shown(job, number), 0, "P17", "", Message("cannot be checked: it cannot be opened."), advice)
        return ScanResult(number, None, (problem,))
    mark = marked(name, hashlib.sha256(data).hexdigest())
    problems = tuple(scan_file(File(name, data), job.register))
    return ScanResult(number, mark, problems, header_rows(name, data) if is_clean(name, data) else None)
