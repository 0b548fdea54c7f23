"""MkDocs in a process of its own, which loads its libraries while the content is still being made."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from types import TracebackType

from transparency.problem import CouldNotRun
from transparency.publish.content import Content, keep

SCRIPT = Path("hooks/side_by_side.py")
"""Below the root of the project; the package itself knows nothing of MkDocs."""


class Generator:
    """Pages in the folder ``target`` from content that comes later; left without content it ends and leaves nothing."""

    def __init__(self, root: Path, target: Path, day: str) -> None:
        environ = os.environ | {"SITE_DATE": day, "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
        self._process = subprocess.Popen(  # noqa: S603  (our own script)
            [sys.executable, str(SCRIPT), str(target.absolute())],
            cwd=root,
            env=environ,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def __enter__(self) -> Generator:
        return self

    def build(self, found: Content) -> None:
        """Writes every page; what MkDocs says is passed on only when it fails."""
        with tempfile.NamedTemporaryFile(prefix="content-") as file:
            keep(replace(found, files={}), Path(file.name))
            said, _ = self._process.communicate(f"{file.name}\n")
        if self._process.returncode:
            raise CouldNotRun(f"MkDocs could not build the site:\n{said}".rstrip())

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.communicate()
