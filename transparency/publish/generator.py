"""MkDocs in a process that comes out of this one: it sees the content as it stands, nothing is packed and sent."""

from __future__ import annotations

import gc
import importlib.util
import multiprocessing
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import cast

from transparency.problem import CouldNotRun
from transparency.publish.content import HANDED, Content

SCRIPT = Path("hooks/side_by_side.py")
"""Below the root of the project; the package itself knows nothing of MkDocs."""


def generate(root: Path, target: Path, day: str, found: Content) -> None:
    """Writes every page into the folder ``target``; what MkDocs says is passed on only when it fails."""
    with tempfile.TemporaryFile("w+", encoding="utf-8") as said:
        arguments = (root, target.absolute(), day, found, said.fileno())
        process = multiprocessing.get_context("fork").Process(target=_run, args=arguments)
        process.start()
        process.join()
        if process.exitcode:
            said.seek(0)
            raise CouldNotRun(f"MkDocs could not build the site:\n{said.read()}".rstrip())


def _run(root: Path, target: Path, day: str, found: Content, said: int) -> None:
    """The life of the process."""
    gc.freeze()
    for stream in (1, 2):
        os.dup2(said, stream)
    os.chdir(root)
    os.environ |= {"SITE_DATE": day, "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    HANDED.content = found
    sys.exit(_program(SCRIPT)(target))


def _program(script: Path) -> Callable[[Path], int]:
    """The function ``main`` of a script."""
    spec = importlib.util.spec_from_file_location(script.stem, script)
    if spec is None or spec.loader is None:
        raise CouldNotRun(f"{script} is missing.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return cast("Callable[[Path], int]", module.main)
