"""Release target: commits of a branch, as GitHub Pages and GitLab Pages serve a site.

A push moves the branch atomically, and only from the commit we saw (``--force-with-lease``), so of two simultaneous releases
one is refused. The branch contains nothing but the site.
"""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from transparency.model.git import GitFailed, git
from transparency.model.messages import Message
from transparency.model.problem import CouldNotRun
from transparency.release.targets.store import ConcurrentRelease, Name, parsed

_MARKER = ".nojekyll"
"""Tells GitHub Pages to serve files as they are; it is the host's business and no part of the release."""


@dataclass(slots=True)
class BranchStore:
    """See the module. ``trees`` are those of the branch, ``added`` one that is not pushed yet."""

    address: str
    branch: str
    work: Path | None = None
    tip: str = ""
    trees: dict[Name, str] = field(default_factory=dict)
    added: dict[Name, str] = field(default_factory=dict)
    served: Name | None = None

    @staticmethod
    def at(place: str) -> BranchStore:
        """``ADDRESS#branch``."""
        address, _, branch = place.rpartition("#")
        if not address or not branch:
            raise CouldNotRun(Message("The target is not understood. Write git:ADDRESS#branch."))
        return BranchStore(address, branch)

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Fetches the branch; the lock itself is the lease of the push."""
        with tempfile.TemporaryDirectory(prefix="release-branch-") as folder:
            self.work = Path(folder)
            self._git("init", "--quiet", "--bare")
            self._fetch()
            try:
                yield
            finally:
                self.work = None

    def _fetch(self) -> None:
        listed = self._git("ls-remote", self.address, f"refs/heads/{self.branch}").split()
        self.tip, self.trees, self.added, self.served = "", {}, {}, None
        if not listed:
            return
        self.tip = listed[0]
        self._git("fetch", "--quiet", self.address, self.tip)
        for line in self._git("log", "--format=%T %s", self.tip).splitlines():
            tree, _, subject = line.partition(" ")
            name = parsed(subject)
            if name:
                self.trees.setdefault(name, tree)
                self.served = self.served or name

    def releases(self) -> tuple[Name, ...]:
        """Oldest first."""
        with self._ready():
            return tuple(sorted(self.trees))

    def current(self) -> Name | None:
        """The release at the tip."""
        with self._ready():
            return self.served

    def add(self, folder: Path, name: Name) -> None:
        """Writes the folder as a tree; nobody sees it before the push."""
        index = {"GIT_INDEX_FILE": str(self._folder() / "index"), "GIT_WORK_TREE": str(folder)}
        self._git("read-tree", "--empty", environ=index)
        self._git("-c", "core.autocrlf=false", "add", "--all", "--force", ".", environ=index, cwd=folder)
        empty = self._git("hash-object", "-w", "--stdin").strip()
        self._git("update-index", "--add", "--cacheinfo", f"100644,{empty},{_MARKER}", environ=index)
        self.added[name] = self._git("write-tree", environ=index).strip()

    def switch(self, name: Name, *, withdraw: bool = False) -> None:
        """One commit on top, one push."""
        tree = self._tree(name)
        self._push(self._commit(tree, name, self.tip))
        self.trees[name], self.served = tree, name

    def remove(self, names: Sequence[Name]) -> None:
        """Writes the branch anew with the releases that stay, the current one last."""
        going = self.trees.keys() & set(names)
        if not going or self.served is None:
            return
        self.trees = {name: tree for name, tree in self.trees.items() if name not in going}
        tip = ""
        for name in (*sorted(self.trees.keys() - {self.served}), self.served):
            tip = self._commit(self.trees[name], name, tip)
        self._push(tip)

    @contextlib.contextmanager
    def opened(self, name: Name, below: str = "") -> Iterator[Path]:
        """The tree of the release, checked out."""
        with self._ready(), tempfile.TemporaryDirectory(prefix="release-") as folder:
            environ = {"GIT_INDEX_FILE": str(self._folder() / "index-read"), "GIT_WORK_TREE": folder}
            self._git("read-tree", self._tree(name), environ=environ)
            self._git("checkout-index", "--all", "--force", environ=environ, cwd=Path(folder))
            (Path(folder) / _MARKER).unlink(missing_ok=True)
            yield Path(folder)

    def _tree(self, name: Name) -> str:
        return self.added.get(name) or self.trees[name]

    @contextlib.contextmanager
    def _ready(self) -> Iterator[None]:
        with contextlib.ExitStack() as stack:
            if self.work is None:
                stack.enter_context(self.locked())
            yield

    def _commit(self, tree: str, name: Name, parent: str) -> str:
        day = f"{name.date}T00:00:00Z"
        who = {f"GIT_{role}_{part}": value for role in ("AUTHOR", "COMMITTER") for part, value in _SIGNATURE.items()}
        environ = {"GIT_AUTHOR_DATE": day, "GIT_COMMITTER_DATE": day} | who
        parents = ("-p", parent) if parent else ()
        return self._git("commit-tree", tree, *parents, "-m", str(name), environ=environ).strip()

    def _push(self, commit: str) -> None:
        lease = f"--force-with-lease=refs/heads/{self.branch}:{self.tip}"
        self._git("push", "--quiet", lease, self.address, f"{commit}:refs/heads/{self.branch}")
        self.tip = commit

    def _folder(self) -> Path:
        if self.work is None:
            raise AssertionError("used outside its lock")
        return self.work

    def _git(self, *arguments: str, environ: Mapping[str, str] | None = None, cwd: Path | None = None) -> str:
        folder = self._folder()
        try:
            return git(cwd or folder, *arguments, env={"GIT_DIR": str(folder), **(environ or {})})
        except GitFailed as error:
            raise self._refusal(error) from None

    def _refusal(self, error: GitFailed) -> CouldNotRun:
        if any(words in error.printed for words in _OVERTAKEN):
            return ConcurrentRelease(
                Message("Somebody else released to the branch {branch} meanwhile. Release again.", branch=self.branch)
            )
        return CouldNotRun(
            Message(
                "The branch {branch} could not be reached ({reason}). Fix that and release again.",
                branch=self.branch,
                reason=error.reason,
            )
        )


_OVERTAKEN = ("stale info", "fetch first", "cannot lock ref", "failed to update ref", "non-fast-forward")
"""What git says when the branch moved between our look and our push."""


_SIGNATURE = {"NAME": "release", "EMAIL": "release@localhost"}
"""Who commits to the branch: a program, not a person."""
