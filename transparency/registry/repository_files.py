"""Lists what a reader of the public repository can see: its files and its commit messages."""

from __future__ import annotations

import re
from pathlib import Path

from transparency.model.git import GitFailed, git
from transparency.model.messages import Message
from transparency.model.problem import CouldNotRun
from transparency.registry.tree import SKIPPED, files_below

BUILT = "site"
"""The finished site; git ignores it, readers do not."""
SYNTHETIC = ("tests/", "transparency/gate/names/")
"""What looks like personal data on purpose: the cases of the tests, and the dictionary of names, in which nobody is meant."""
_NOTHING = re.compile(r"0+")
"""What hosts call the commit before the first one of a branch."""


def readable_files(root: Path) -> tuple[Path, ...]:
    """Every file that is committed or about to be, and the built site; without git, every file in the folder."""
    if (root / ".git").exists():
        listed = _git(root, "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0")
        files = [root / name for name in listed if name]
    else:
        files = list(files_below(path for path in root.iterdir() if path.name not in SKIPPED))
    built = files_below([root / BUILT]) if (root / BUILT).is_dir() else ()
    theirs = tuple(root / folder for folder in SYNTHETIC)
    kept = {file for file in (*files, *built) if file.is_file() and not any(map(file.is_relative_to, theirs))}
    return tuple(sorted(kept))


def commit_messages(root: Path, base: str) -> dict[str, str]:
    """Short name of each commit after ``base`` -> its whole message; all commits where there was none before."""
    commits = "HEAD" if _NOTHING.fullmatch(base) else f"{base}..HEAD"
    said = _git(root, "log", "--format=%h%x00%B%x00", "--end-of-options", commits, "--").split("\0")
    return {commit.strip(): message for commit, message in zip(said[::2], said[1::2], strict=False)}


def _git(root: Path, *arguments: str) -> str:
    try:
        return git(root, *arguments, errors="surrogateescape")
    except GitFailed as error:
        raise CouldNotRun(
            Message(
                "git {command} failed: {said}. A clone for CI needs the whole history.",
                command=arguments[0],
                said=error.reason,
            )
        ) from None
