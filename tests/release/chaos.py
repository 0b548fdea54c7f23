"""Kills releases with SIGKILL and looks at what is served after each; a program of its own, because it forks.

    python -m tests.release.chaos site [KILLS] [SEED]        the project's own site, at random moments
    python -m tests.release.chaos random [KILLS] [SEED]      an invented site of 40 pages, at random moments
    python -m tests.release.chaos steps                      before every single change to the file system
    python -m tests.release.chaos limit                      with a limit on the size of files, as on a full disk

Exit code 1 when what is served was ever not one whole release.
"""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.conftest import ROOT
from tests.release.conftest import DAY, bulk, made
from transparency.problem import CouldNotRun, ExitCode
from transparency.publish import release
from transparency.publish.build import build
from transparency.publish.compress import compress
from transparency.publish.fingerprint import fingerprint
from transparency.publish.manifest import of_folder
from transparency.publish.targets.folder import FolderStore

_CHANGES = frozenset({"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.symlink", "os.chmod", "os.utime", "open"})


@dataclass(slots=True)
class Tally:
    """What was seen."""

    killed: int = 0
    finished: int = 0
    served: list[int] = field(default_factory=list)
    """Number of the release that was served, look by look."""
    faults: list[str] = field(default_factory=list)

    def look(self, store: FolderStore) -> None:
        """A reader's view: the link leads to a release that is exactly what its manifest says."""
        name = store.current()
        if name is None:
            self.faults += ["nothing is served any more"] if any(self.served) else []
            self.served.append(0)
            return
        self.served.append(name.number)
        with store.opened(name) as folder:
            problems = release.verify(folder, name, folder / "none")
        if not release.is_whole(problems):
            self.faults.append(f"release {name.number}: {problems[0]}")


def in_child(action: Callable[[], object]) -> int:
    """Runs in a process that may die; returns its number."""
    child = os.fork()
    if child:
        return child
    ended: int = ExitCode.PROBLEMS
    try:
        action()
        ended = ExitCode.CLEAN
    except CouldNotRun:
        ended = ExitCode.COULD_NOT_RUN
    finally:
        os._exit(ended)


Edition = Callable[[Path, int], release.Candidate]
"""Makes the release with a number in a folder."""


def at_random(root: Path, kills: int, seed: int, edition: Edition) -> Tally:
    """Goes on until so many attempts were killed, most of them before an undisturbed one would be done."""
    generator = random.Random(seed)  # noqa: S311  (reproducible, not secret)
    store, tally = FolderStore(root / "srv"), Tally()

    def attempt(number: int) -> int:
        return in_child(lambda: release.publish(store, edition(root / "new", number), keep=3))

    usual = max(_seconds(lambda number=number: os.waitpid(attempt(number), 0), root) for number in range(3))  # type: ignore[misc]
    while tally.killed < kills:
        child = attempt(3 + tally.killed + tally.finished)
        time.sleep(generator.uniform(0, 1.5) * usual)
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        tally.killed += os.WIFSIGNALED(status)
        tally.finished += os.WIFEXITED(status)
        tally.look(store)
        shutil.rmtree(root / "new", ignore_errors=True)
    return tally


def _seconds(action: Callable[[], object], root: Path) -> float:
    start = time.monotonic()
    action()
    taken = time.monotonic() - start
    shutil.rmtree(root / "new", ignore_errors=True)
    return taken


def invented(folder: Path, number: int) -> release.Candidate:
    """A site of 40 short pages."""
    return made(folder, number, {}, files=40)


def real(root: Path) -> Edition:
    """The project's own site without the bulk of its open data, as a release has it; editions differ in one page."""
    built, site = root / "built", root / "site"
    build(ROOT, built, {"SITE_DATE": DAY.isoformat()})
    shutil.copytree(built, site, ignore=bulk)
    fingerprint(site)
    compress(site)
    page = (site / "index.html").read_text(encoding="utf-8")

    def edition(_: Path, number: int) -> release.Candidate:
        (site / "index.html").write_text(f"{page}<!-- {number} -->", encoding="utf-8")
        manifest = of_folder(site, "preview", "https://example.edu/", DAY, f"{number:040x}", {}, ())
        return release.candidate(site, manifest, {})

    return edition


def at_every_step(root: Path) -> Tally:
    """Two releases stand; the third, which also deletes the first, dies before its first, second, third … change."""
    editions = [made(root / f"site-{edition}", edition, {}, files=2) for edition in (1, 2, 3)]
    tally = Tally()
    while True:
        store = FolderStore(root / f"srv-{tally.killed}")
        for edition in editions[:2]:
            release.publish(store, edition)
        child = in_child(lambda store=store: _dying(tally.killed, store, editions[2]))  # type: ignore[misc]
        if not os.WIFSIGNALED(os.waitpid(child, 0)[1]):
            tally.finished += 1
            tally.look(store)
            return tally
        tally.killed += 1
        tally.look(store)
        release.publish(store, editions[2])


def _dying(step: int, store: FolderStore, edition: release.Candidate) -> None:
    def count(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal step
        if event in _CHANGES and not (event == "open" and arguments[2] & os.O_ACCMODE == os.O_RDONLY):
            step -= 1
            if step < 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)
    release.publish(store, edition, keep=1)


def limited(root: Path) -> Tally:
    """The kernel refuses what a full disk would; needs no rights."""
    store, tally = FolderStore(root / "srv"), Tally()
    release.publish(store, made(root / "site-1", 1, {}, files=2))
    new = made(root / "site-2", 2, {}, files=2)

    def attempt() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
        release.publish(store, new)

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
    with tempfile.TemporaryDirectory() as folder:
        tally = runs[kind](Path(folder))
    print(f"{tally.killed} killed, {tally.finished} finished.")  # noqa: T201
    print(f"served: {' '.join(map(str, tally.served))}")  # noqa: T201
    print(f"{len(tally.faults)} faults. {' '.join(tally.faults[:3])}".rstrip())  # noqa: T201
    return ExitCode.PROBLEMS if tally.faults else ExitCode.CLEAN


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
