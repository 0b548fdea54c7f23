"""Kills releases with SIGKILL and looks at what is served after each; a program of its own, because it forks.

    python -m tests.release.chaos site [KILLS] [SEED]        the project's own site, at random moments
    python -m tests.release.chaos random [KILLS] [SEED]      an invented site of 40 pages, at random moments
    python -m tests.release.chaos steps                      before every single change to the file system
    python -m tests.release.chaos limit                      with a limit on the size of files, as on a full disk

Exit code 1 when what is served was ever not one whole release.
"""

from __future__ import annotations

import hashlib
import os
import random
import resource
import shutil
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.conftest import ROOT
from tests.release.conftest import DAY, bulk, made
from transparency.model.problem import CouldNotRun, ExitCode, Problem
from transparency.release import release
from transparency.release.compress import compress
from transparency.release.hashed_names import fingerprint
from transparency.release.manifest import MANIFEST, FileEntry, as_bytes, of_folder
from transparency.release.targets.folder import FolderStore
from transparency.release.targets.store import Name
from transparency.release.verification import is_whole, verify
from transparency.site.build.build import build

_MEMORY = Path("/dev/shm")  # noqa: S108
"""Where Linux keeps files in memory. SIGKILL asks nothing of a disk, and a busy one would make 200 releases last an hour."""

_CHANGES = frozenset({"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.symlink", "os.chmod", "os.utime", "open"})


@dataclass(slots=True)
class Tally:
    """What was seen."""

    before: int = 0
    """Attempts killed while the release before was served."""
    after: int = 0
    """Attempts killed while theirs was served."""
    finished: int = 0
    served: list[int] = field(default_factory=list)
    """Number of the release that was served, look by look."""
    faults: list[str] = field(default_factory=list)

    @property
    def killed(self) -> int:
        """Attempts that did not end by themselves."""
        return self.before + self.after

    def count(self, code: int, switched: bool) -> None:
        """Notes how an attempt ended; one that fails undisturbed says nothing about kills."""
        if code == -signal.SIGKILL:
            self.after += switched
            self.before += not switched
        else:
            self.finished += 1
            self.faults += [f"a release ended with code {code}"] if code else []

    def look(self, store: FolderStore) -> None:
        """A reader's view: the link leads to a release that is exactly what its manifest says."""
        name = store.current()
        if name is None:
            self.faults += ["nothing is served any more"] if any(self.served) else []
            self.served.append(0)
            return
        self.served.append(name.number)
        with store.opened(name) as folder:
            problems = verify(folder, name, folder / "none")
        if not is_whole(problems):
            self.faults.append(f"release {name.number}: {problems[0]}")


def in_child(action: Callable[[], release.PublishedRelease | tuple[Problem, ...]]) -> int:
    """Publishes in a process that may die; returns its number."""
    child = os.fork()
    if child:
        return child
    ended: int = ExitCode.PROBLEMS
    try:
        ended = ExitCode.CLEAN if isinstance(action(), release.PublishedRelease) else ExitCode.PROBLEMS
    except CouldNotRun:
        ended = ExitCode.COULD_NOT_RUN
    finally:
        os._exit(ended)


Edition = Callable[[Path, int], release.ReleaseCandidate]
"""Makes the release with a number in a folder."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """A release under way in a process of its own."""

    store: FolderStore
    child: int
    served: Name | None
    """What was served when it began."""
    start: float

    @classmethod
    def to(cls, store: FolderStore, new: release.ReleaseCandidate) -> Attempt:
        """Starts it."""
        served, start = store.current(), time.monotonic()
        return cls(store, in_child(lambda: release.publish(store, new, keep=3)), served, start)

    def switched(self) -> bool:
        """Whether another release is served than before."""
        return self.store.current() != self.served

    def wait_for_switch(self) -> float:
        """Until readers get the new release, or the process has ended; returns the seconds since the start."""
        options = os.WEXITED | os.WNOHANG | os.WNOWAIT
        while not self.switched() and os.waitid(os.P_PID, self.child, options) is None:
            time.sleep(0.001)
        return time.monotonic() - self.start

    def seconds(self) -> tuple[float, float]:
        """Lets it end; how long it took to the switch and from there on."""
        before = self.wait_for_switch()
        os.waitpid(self.child, 0)
        return before, time.monotonic() - self.start - before

    def kill(self) -> int:
        """Returns the exit code; -9 where it was still running."""
        os.kill(self.child, signal.SIGKILL)
        return os.waitstatus_to_exitcode(os.waitpid(self.child, 0)[1])


def at_random(root: Path, kills: int, seed: int, edition: Edition) -> Tally:
    """Goes on until so many attempts were killed; every other one is aimed at what follows the switch."""
    generator = random.Random(seed)  # noqa: S311  (reproducible, not secret)
    store, tally = FolderStore(root / "srv"), Tally()
    undisturbed = [
        Attempt.to(store, edition(root / f"new-{number}", number)).seconds() for number in range(_UNDISTURBED)
    ]
    before, after = (statistics.median(seconds) for seconds in zip(*undisturbed, strict=True))
    while tally.killed < kills:
        number = _UNDISTURBED + tally.killed + tally.finished
        attempt = Attempt.to(store, edition(root / f"new-{number}", number))
        if number % 2:
            attempt.wait_for_switch()
        time.sleep(generator.uniform(0, after if number % 2 else before))
        tally.count(attempt.kill(), attempt.switched())
        tally.look(store)
        shutil.rmtree(root / f"new-{number}", ignore_errors=True)
    return tally


_UNDISTURBED = 5
"""Releases that nobody kills, to see how long one takes; three stay, so the last ones delete an old one too."""


def invented(folder: Path, number: int) -> release.ReleaseCandidate:
    """A site of 40 short pages."""
    return made(folder, number, {}, files=40)


def real(root: Path) -> Edition:
    """The project's own site without the bulk of its open data, as a release has it; editions differ in one page."""
    built, site = root / "built", root / "site"
    build(ROOT, built, {"SITE_DATE": DAY.isoformat()}, demo=True)
    shutil.copytree(built, site, ignore=bulk)
    fingerprint(site)
    compress(site)
    first = of_folder(site, "preview", "https://example.edu/", DAY, "0" * 40, {}, ())
    release.candidate(site, first, {})
    page = (site / "index.html").read_bytes()

    def edition(_: Path, number: int) -> release.ReleaseCandidate:
        data = page + b"<!-- %d -->" % number
        (site / "index.html").write_bytes(data)
        changed = FileEntry(path="index.html", sha256=hashlib.sha256(data).hexdigest(), bytes=len(data))
        files = tuple(changed if entry.path == changed.path else entry for entry in first.files)
        new = release.ReleaseCandidate(site, first.model_copy(update={"commit": f"{number:040x}", "files": files}))
        (site / MANIFEST).write_bytes(as_bytes(new.manifest))
        return new

    return edition


def at_every_step(root: Path) -> Tally:
    """Two releases stand; the third, which also deletes the first, dies before its first, second, third … change."""
    editions = [made(root / f"site-{edition}", edition, {}, files=2) for edition in (1, 2, 3)]
    tally = Tally()
    while True:
        store = FolderStore(root / f"srv-{tally.killed}")
        for edition in editions[:2]:
            release.publish(store, edition)
        served = store.current()
        child = in_child(lambda store=store: _dying(tally.killed, store, editions[2]))  # type: ignore[misc]
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        tally.count(code, store.current() != served)
        tally.look(store)
        if code != -signal.SIGKILL:
            return tally
        release.publish(store, editions[2])


def _dying(
    step: int, store: FolderStore, edition: release.ReleaseCandidate
) -> release.PublishedRelease | tuple[Problem, ...]:
    def count(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal step
        if event in _CHANGES and not (event == "open" and arguments[2] & os.O_ACCMODE == os.O_RDONLY):
            step -= 1
            if step < 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)
    return release.publish(store, edition, keep=1)


def limited(root: Path) -> Tally:
    """The kernel refuses what a full disk would; needs no rights."""
    store, tally = FolderStore(root / "srv"), Tally()
    release.publish(store, made(root / "site-1", 1, {}, files=2))
    new = made(root / "site-2", 2, {}, files=2)

    def attempt() -> release.PublishedRelease | tuple[Problem, ...]:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
        return release.publish(store, new)

    status = os.waitpid(in_child(attempt), 0)[1]
    if os.waitstatus_to_exitcode(status) != ExitCode.COULD_NOT_RUN:
        tally.faults.append("the refusal of the kernel was not told")
    if (store.root / ".incoming").exists():
        tally.faults.append("half a release was left behind")
    tally.look(store)
    return tally


def main(arguments: list[str]) -> int:
    """Runs and reports."""
    kind, *rest = arguments or ["random"]
    kills, seed = (*map(int, rest), *(200, 8)[len(rest) :])
    runs: dict[str, Callable[[Path], Tally]] = {
        "random": lambda root: at_random(root, kills, seed, invented),
        "site": lambda root: at_random(root, kills, seed, real(root)),
        "steps": at_every_step,
        "limit": limited,
    }
    with tempfile.TemporaryDirectory(dir=_MEMORY if _MEMORY.is_dir() else None) as folder:
        tally = runs[kind](Path(folder))
    print(f"{tally.before} killed before the switch, {tally.after} after it, {tally.finished} finished.")  # noqa: T201
    print(f"served: {' '.join(map(str, tally.served))}")  # noqa: T201
    print(f"{len(tally.faults)} faults. {' '.join(tally.faults[:3])}".rstrip())  # noqa: T201
    return ExitCode.PROBLEMS if tally.faults else ExitCode.CLEAN


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
