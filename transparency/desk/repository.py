"""Git for the desk: a branch of its own, one commit for each change, undo, push, and merging record by record."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from transparency.desk.merge_records import NotMerged, merged
from transparency.model.git import GitFailed, git

BRANCH = "desk/"
SOURCES = ("data", "docs", "demo")
"""Folders of content."""
EDITOR = "editor"
"""Who edits where no proxy names a post."""
SECONDS = 120
_REMOTE = re.compile(r"(?:https://(?:[^@/]*@)?|ssh://(?:[^@/]*@)?|[^@/]+@)([^:/]+)[:/](?:[0-9]+/)?(.+?)(?:\.git)?/?$")


class GitRefused(Exception):
    """Git did not do what was asked; a `Message` says why."""


class OthersChanged(Exception):
    """Somebody else has changed the same record; the text names the file."""


@dataclass(frozen=True, slots=True)
class Change:
    """A commit of the desk."""

    commit: str
    day: str
    subject: str
    of_desk: bool


@dataclass(frozen=True, slots=True)
class Repository:
    """The clone in which the desk works."""

    root: Path

    def git(self, *arguments: str, env: dict[str, str] | None = None) -> str:
        """What git printed."""
        environment = {"GIT_TERMINAL_PROMPT": "0", **(env or {})}
        try:
            return git(self.root, *arguments, env=environment, seconds=SECONDS)
        except GitFailed as error:
            raise GitRefused(error.reason) from None

    @property
    def branch(self) -> str:
        """The branch that is checked out."""
        return self.git("branch", "--show-current").strip()

    def changed_by_hand(self, files: Sequence[str]) -> tuple[str, ...]:
        """Files with changes that nobody has committed: the desk does not take them along."""
        said = self.git("status", "--porcelain", "-z", "--", *files).split("\0")
        return tuple(line[3:] for line in said if line)

    def on_branch(self, editor: str) -> str:
        """Goes to a branch of the editor, made where the clone stands, unless a branch of the desk is checked out."""
        now = self.branch
        if now.startswith(BRANCH):
            return now
        known = set(self.git("branch", "--list", "--format=%(refname:short)", f"{BRANCH}*").split())
        names = (f"{BRANCH}{editor}-{number}" for number in range(1, len(known) + 2))
        name = next(one for one in names if one not in known)
        self.git("switch", "--quiet", "--create", name)
        return name

    def commit(self, files: Sequence[str], message: str, editor: str) -> str:
        """One commit with these files and nothing else."""
        self.git("add", "--", *files)
        self.git(*self._identity(editor), "commit", "--quiet", "--only", "--message", message, "--", *files)
        return self.git("rev-parse", "HEAD").strip()

    def unstage(self, files: Sequence[str]) -> None:
        """Takes files back that a refused commit had added."""
        with suppress(GitRefused):
            self.git("reset", "--quiet", "--", *files)

    def _identity(self, editor: str) -> tuple[str, ...]:
        """The author is the editor's post; on a personal machine, the configured git user."""
        try:
            known = self.git("config", "user.email").strip()
        except GitRefused:
            known = ""
        return (
            ()
            if known and editor == EDITOR
            else ("-c", f"user.name={editor}", "-c", f"user.email={editor}@desk.invalid")
        )

    def recent(self, most: int = 8) -> tuple[Change, ...]:
        """The newest commits that change content."""
        form = "--format=%H%x00%cs%x00%s%x00%(trailers:key=Desk,valueonly)%x01"
        lines = self.git("log", f"-{most}", form, "--", *SOURCES).split("\x01")
        rows = [line.strip("\n").split("\0") for line in lines if line.strip()]
        return tuple(Change(commit, day, subject, bool(mark.strip())) for commit, day, subject, mark in rows)

    def files_of(self, commit: str) -> tuple[str, ...]:
        """The files that a commit changed."""
        said = self.git("diff-tree", "--no-commit-id", "--name-only", "-r", "-z", "--end-of-options", commit)
        return tuple(name for name in said.split("\0") if name)

    def undo(self, commit: str, message: str, editor: str) -> None:
        """A new commit that takes one back; it never removes what somebody did later."""
        identity = self._identity(editor)
        try:
            self.git(*identity, "revert", "--no-edit", "--end-of-options", commit)
        except GitRefused:
            with suppress(GitRefused):  # nothing was begun where git refused at once
                self.git("revert", "--abort")
            raise OthersChanged(commit) from None
        self.git(*identity, "commit", "--quiet", "--amend", "--only", "--message", message)

    def upstream(self) -> str | None:
        """The branch to which changes are proposed, as last fetched."""
        if "origin" not in self.git("remote").split():
            return None
        self.git("fetch", "--quiet", "origin")
        try:
            return self.git("rev-parse", "--abbrev-ref", "origin/HEAD").strip()
        except GitRefused:
            return next((f"origin/{name}" for name in ("main", "master") if self._knows(f"origin/{name}")), None)

    def _knows(self, name: str) -> bool:
        try:
            self.git("rev-parse", "--verify", "--quiet", name)
        except GitRefused:
            return False
        return True

    def take_over(self, editor: str) -> None:
        """Merges what others have published since; records of one file are merged one by one."""
        upstream = self.upstream()
        if upstream is None:
            return
        try:
            self.git(*self._identity(editor), "merge", "--quiet", "--no-edit", upstream)
        except GitRefused:
            conflicts = [file for file in self.git("diff", "--name-only", "--diff-filter=U", "-z").split("\0") if file]
            if not conflicts:
                raise
            try:
                self._merge_records(conflicts)
                self.git(*self._identity(editor), "commit", "--quiet", "--no-edit")
            except (NotMerged, GitRefused) as error:
                self.git("merge", "--abort")
                raise OthersChanged(str(error)) if isinstance(error, NotMerged) else error from None

    def _merge_records(self, files: Sequence[str]) -> None:
        for file in files:
            base, ours, theirs = (self._stage(number, file) for number in (1, 2, 3))
            (self.root / file).write_text(merged(file, base, ours, theirs), encoding="utf-8")
            self.git("add", "--", file)

    def _stage(self, number: int, file: str) -> str:
        try:
            return self.git("show", f":{number}:{file}")
        except GitRefused:
            raise NotMerged(file) from None

    def push(self, editor: str) -> str | None:
        """Sends the branch; the answer is where a merge request is opened, if the host is known."""
        self.take_over(editor)
        branch = self.branch
        self.git("push", "--quiet", "--set-upstream", "origin", branch)
        return merge_request(self.git("remote", "get-url", "origin").strip(), branch)


def merge_request(remote: str, branch: str) -> str | None:
    """The address at which GitHub or GitLab opens a request for a branch."""
    found = _REMOTE.fullmatch(remote)
    if not found:
        return None
    host, project = found.groups()
    if host == "github.com":
        return f"https://{host}/{project}/pull/new/{branch}"
    return f"https://{host}/{project}/-/merge_requests/new?merge_request%5Bsource_branch%5D={branch}"
