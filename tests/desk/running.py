"""A fresh clone of the small university with a running desk."""

from __future__ import annotations

import socket
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import waitress

from tests.conftest import DATE, ROOT, copy_of_small, warmed
from tests.edits.everyday import awaiting
from transparency.desk.access import Access
from transparency.desk.web import application

DAY = f"{DATE.isoformat()}T12:00:00+00:00"


def git(root: Path, *arguments: str) -> str:
    """What git printed."""
    names = {"GIT_AUTHOR_NAME": "Test", "GIT_AUTHOR_EMAIL": "t@example.invalid"}
    names |= {"GIT_COMMITTER_NAME": "Test", "GIT_COMMITTER_EMAIL": "t@example.invalid"}
    environment = {
        **names,
        "GIT_AUTHOR_DATE": DAY,
        "GIT_COMMITTER_DATE": DAY,
        "HOME": str(root),
        "PATH": "/usr/bin:/bin",
    }
    done = subprocess.run(
        ["git", "-C", str(root), *arguments], capture_output=True, text=True, env=environment, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def clone(folder: Path, *, before: Callable[[Path], object] = awaiting) -> Path:
    """The small university as a repository, before the everyday edits or changed otherwise."""
    root = copy_of_small(folder)
    before(root)
    (root / ".gitignore").write_text(".cache/\n", encoding="utf-8")
    (root / "CODEOWNERS").write_bytes((ROOT / "CODEOWNERS").read_bytes())
    git(root, "init", "--quiet", "--initial-branch", "main")
    git(root, "config", "user.name", "Test")
    git(root, "config", "user.email", "t@example.invalid")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "Start")
    return warmed(root)


@dataclass(frozen=True, slots=True)
class RunningDesk:
    """A desk that answers on this machine."""

    root: Path
    address: str
    access: Access


@contextmanager
def running(root: Path) -> Iterator[RunningDesk]:
    """Serves the desk of a clone."""
    listening = socket.create_server(("127.0.0.1", 0))
    host = f"127.0.0.1:{listening.getsockname()[1]}"
    access = Access(frozenset((host,)))
    server = waitress.create_server(application(root, access), sockets=[listening], threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield RunningDesk(root, f"http://{host}", access)
    server.close()
    thread.join(timeout=5)
