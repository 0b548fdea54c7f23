"""Runs git and answers with what it printed."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

from transparency.model.failure_reasons import failure_reason, program_reason
from transparency.model.messages import Message
from transparency.model.problem import CouldNotRun


class GitFailed(CouldNotRun):
    """Git did not do what was asked, or not in time."""

    def __init__(self, command: str, reason: Message, printed: str = "") -> None:
        super().__init__(Message("git {command} failed: {said}", command=command, said=reason))
        self.reason = reason
        self.printed = printed


def git(
    folder: Path,
    *arguments: str,
    env: Mapping[str, str] | None = None,
    errors: str = "replace",
    seconds: float | None = None,
) -> str:
    """What git printed; ``errors`` says what becomes of bytes that are no UTF-8, as in `bytes.decode`."""
    command = ["git", "-C", str(folder), *arguments]
    environ = os.environ | {"LC_ALL": "C.UTF-8"} | dict(env or {})
    name = next(word for before, word in pairwise(("", *arguments)) if "-c" not in (before, word))
    try:
        done = subprocess.run(  # noqa: S603
            command, env=environ, stdin=subprocess.DEVNULL, capture_output=True, timeout=seconds, check=False
        )
    except FileNotFoundError:
        raise CouldNotRun(Message("git is not installed. Install the package git.")) from None
    except (OSError, subprocess.TimeoutExpired) as error:
        raise GitFailed(name, failure_reason(error)) from None
    if done.returncode:
        printed = done.stderr.decode("utf-8", "replace")
        raise GitFailed(name, program_reason(printed), printed)
    return done.stdout.decode("utf-8", errors)
