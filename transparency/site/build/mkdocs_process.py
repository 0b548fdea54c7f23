"""Runs MkDocs in a forked process, which sees the content without serialising it."""

from __future__ import annotations

from transparency.model.unexpected_error import Answered, is_debugging

import gc
import multiprocessing
import os
import sys
import tempfile
from pathlib import Path

from transparency.model.problem import CouldNotRun, ExitCode
from transparency.site.build.content import HANDED, SiteContent
from transparency.site.mkdocs.side_by_side import build_languages


def generate(root: Path, target: Path, day: str, found: SiteContent) -> None:
    """Writes every page into the folder ``target``; what MkDocs says is passed on only when it fails."""
    with tempfile.TemporaryFile("w+", encoding="utf-8") as said:
        arguments = (root, target.absolute(), day, found, said.fileno())
        process = multiprocessing.get_context("fork").Process(target=_run, args=arguments)
        process.start()
        process.join()
        if process.exitcode:
            said.seek(0)
            raise CouldNotRun(_reason(said.read().splitlines(), process.exitcode))


def _reason(said: list[str], code: int) -> str:
    """Why there is no site. After an unexpected error only its line counts: what MkDocs says before it could quote a value."""
    if code == ExitCode.COULD_NOT_RUN and said:
        return "\n".join(said) if is_debugging() else said[-1]
    return "\n".join(("MkDocs could not build the site:", *said))


def _run(root: Path, target: Path, day: str, found: SiteContent, said: int) -> None:
    """The life of the process."""
    with Answered():
        sys.exit(_mkdocs(root, target, day, found, said))


def _mkdocs(root: Path, target: Path, day: str, found: SiteContent, said: int) -> int:
    gc.freeze()
    for stream in (1, 2):
        os.dup2(said, stream)
    os.chdir(root)
    os.environ |= {"SITE_DATE": day, "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    HANDED.content = found
    return build_languages(target)
