"""Release target: a folder of another machine, reached with rsync and ssh, with the same layout as `FolderStore`.

The other machine needs a POSIX shell, coreutils, util-linux (flock) and rsync, and none of our software.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from transparency.model.failure_reasons import program_reason
from transparency.model.messages import Message
from transparency.model.problem import CouldNotRun
from transparency.release.targets.store import Name, ordered, parsed

SSH = "RELEASE_SSH"
"""Environment variable with the ssh command, e.g. ``ssh -p 2222 -i key``."""
KEY, HOSTS = "RELEASE_SSH_KEY", "RELEASE_KNOWN_HOSTS"
"""Or the private key itself and the line of ``known_hosts``, as continuous integration hands out secrets."""

_SECONDS = "60"
"""Silence after which rsync gives a connection up for lost."""


def _ssh(environ: Mapping[str, str]) -> tuple[str, ...]:
    """The command; it never asks, and with a given key it talks to the given host only."""
    try:
        command = tuple(shlex.split(environ.get(SSH, "ssh -o BatchMode=yes")))
    except ValueError:
        raise CouldNotRun(
            Message("{ssh} is not a command: a quotation mark is not closed. Correct it.", ssh=SSH)
        ) from None
    for name in (KEY, HOSTS):
        if not environ.get(name, "").isascii():
            raise CouldNotRun(
                Message("{name} contains characters that no key and no host has. Set it again.", name=name)
            )
    if not environ.get(KEY):
        return command
    folder = Path(tempfile.mkdtemp(prefix="release-ssh-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for name, text in (("key", environ[KEY]), ("hosts", environ.get(HOSTS, ""))):
        (folder / name).touch(mode=0o600)
        (folder / name).write_text(text.strip() + "\n", encoding="ascii")
    options = ("-i", f"{folder}/key", "-o", f"UserKnownHostsFile={folder}/hosts", "-o", "StrictHostKeyChecking=yes")
    return (*command, *options)


@dataclass(frozen=True, slots=True)
class RemoteStore:
    """See the module."""

    host: str
    root: str
    ssh: tuple[str, ...]

    @staticmethod
    def at(place: str) -> RemoteStore:
        """``user@host:/folder``."""
        host, _, root = place.partition(":")
        if not host or not root.startswith("/"):
            raise CouldNotRun(Message("The target is not understood. Write rsync:user@host:/absolute/folder."))
        return RemoteStore(host, root.rstrip("/"), _ssh(os.environ))

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """A shell over there holds the lock and ends, however we end, when its input does."""
        self._run(f"mkdir -p {shlex.quote(self.root)}")
        script = f"exec 9>{self._path('.lock')}; flock -n 9 || {{ echo taken; exit; }}; echo held; cat >/dev/null"
        holder = subprocess.Popen(  # noqa: S603
            [*self.ssh, self.host, script], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        try:
            self._ensure_held(holder)
            yield
        finally:
            holder.communicate()

    def _ensure_held(self, holder: subprocess.Popen[bytes]) -> None:
        answer = holder.stdout.readline() if holder.stdout else b""
        if answer == b"taken\n":
            raise CouldNotRun(
                Message("Another release to {host} is under way. Wait for it to end and try again.", host=self.host)
            )
        if answer != b"held\n":
            raise self._lost()

    def releases(self) -> tuple[Name, ...]:
        """Oldest first."""
        return ordered(self._run(f"ls -1 {self._path('releases')} 2>/dev/null || true").split())

    def current(self) -> Name | None:
        """Where the link leads."""
        return parsed(self._run(f"readlink {self._path('current')} || true").strip().rpartition("/")[2])

    def add(self, folder: Path, name: Name) -> None:
        """Sends what is new and copies the rest over there. It is not linked: one bad block would then harm all releases."""
        self._run(f"mkdir -p {self._path('releases')} && rm -rf {self._path('.incoming')}")
        options = ["--delete", f"--copy-dest={self.root}/current/"]
        self._rsync([*options, f"{folder}/", f"{self.host}:{self.root}/.incoming/"])
        self._run(f"sync; mv -T {self._path('.incoming')} {self._path('releases', str(name))}")

    def switch(self, name: Name, *, withdraw: bool = False) -> None:
        """``previous`` first; each link is replaced by a rename."""
        old = self.current()
        if withdraw:
            self._run(f"rm -f {self._path('previous')}")
        elif old is not None and old != name:
            self._point("previous", old)
        self._point("current", name)

    def _point(self, link: str, name: Name) -> None:
        fresh = self._path(f".{link}.new")
        self._run(f"rm -f {fresh} && ln -s releases/{name} {fresh} && mv -T {fresh} {self._path(link)} && sync")

    def remove(self, names: Sequence[Name]) -> None:
        """Out of the list first, then off the disk."""
        for name in names:
            gone = self._path(".incoming")
            self._run(f"rm -rf {gone} && mv -T {self._path('releases', str(name))} {gone} && rm -rf {gone}")

    @contextlib.contextmanager
    def opened(self, name: Name, below: str = "") -> Iterator[Path]:
        """A copy fetched from over there."""
        with tempfile.TemporaryDirectory(prefix="release-") as folder:
            self._rsync([*_only(below), f"{self.host}:{self.root}/releases/{name}/", f"{folder}/"])
            yield Path(folder)

    def _path(self, *parts: str) -> str:
        return shlex.quote("/".join((self.root, *parts)))

    def _run(self, script: str) -> str:
        done = subprocess.run([*self.ssh, self.host, script], capture_output=True, text=True, check=False)  # noqa: S603
        if done.returncode:
            raise self._lost(done.stderr)
        return done.stdout

    def _rsync(self, arguments: list[str]) -> None:
        command = ["rsync", "--recursive", "--times", "--perms", "--checksum", f"--timeout={_SECONDS}"]
        try:
            done = subprocess.run(  # noqa: S603
                [*command, f"--rsh={shlex.join(self.ssh)}", *arguments], capture_output=True, text=True, check=False
            )
        except FileNotFoundError:
            raise CouldNotRun(Message("rsync is not installed. Install the package rsync.")) from None
        if done.returncode:
            raise self._lost(done.stderr)

    def _lost(self, said: str = "") -> CouldNotRun:
        return CouldNotRun(
            Message(
                "The connection to {host} broke or was refused ({reason}). Fix it and release again.",
                host=self.host,
                reason=program_reason(said),
            )
        )


def _only(below: str) -> Iterator[str]:
    """Filters of rsync for one part of a release; a release without that part is no failure."""
    parts = below.split("/")
    if below:
        yield from (f"--include=/{'/'.join(parts[:depth])}" for depth in range(1, len(parts) + 1))
        yield from (f"--include=/{below}/**", "--exclude=*")
