"""Checks out a commit into an empty folder, from which a release is built, never from the working folder."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import re
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from transparency.model.git import GitFailed, git
from transparency.model.messages import Message
from transparency.model.problem import CouldNotRun, ExitCode
from transparency.registry.clock import build_date

GATES: tuple[tuple[str, ...], ...] = (("scripts/validate.py", "--fresh", "--format", "{form}", "{site}"),)
"""Commands of the project that the built site has to pass; ``{site}`` is its folder, ``{form}`` how problems are printed."""


@dataclass(frozen=True, slots=True)
class Checkout:
    """A commit, laid out in a folder of its own."""

    root: Path
    commit: str
    date: dt.date


@contextlib.contextmanager
def checkout(repository: Path, revision: str, environ: Mapping[str, str]) -> Iterator[Checkout]:
    """Clones the commit into a temporary folder, which goes when the release is made."""
    commit = _git(repository, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    with tempfile.TemporaryDirectory(prefix="release-checkout-") as folder:
        root = Path(folder) / "sources"
        _git(repository, "clone", "--quiet", "--shared", "--no-checkout", str(repository), str(root))
        _git(root, "checkout", "--quiet", "--detach", commit)
        yield Checkout(root, commit, build_date(root, environ))


def has_uncommitted(repository: Path) -> bool:
    """Whether the working folder holds something that the release will not."""
    return bool(_git(repository, "status", "--porcelain"))


def build(sources: Checkout, site: Path, served: Path | None, form: str = "text", *, demo: bool = False) -> None:
    """Builds the site of the commit with the commit's own program and asks its gates.

    ``served`` are the open data that readers have now: their dated versions stay, and the changes since are told.
    ``form`` says how problems are printed; ``demo`` adds the invented records, for a preview.
    """
    since = ("--served", str(served)) if served is not None else ()
    example = ("--demo",) if demo else ()
    _run(sources, "scripts/build.py", "--format", form, "--site", str(site), *example, *since)
    for command in GATES:
        _run(sources, *(part.format(site=site, form=form) for part in command))


class RefusedBuild(Exception):
    """The build or a gate found problems and has printed them already."""


def _run(sources: Checkout, *command: str) -> None:
    environ = os.environ | {"PYTHONPATH": str(sources.root), "SITE_DATE": sources.date.isoformat()}
    done = subprocess.run([sys.executable, *command], cwd=sources.root, env=environ, check=False)  # noqa: S603
    if done.returncode == ExitCode.PROBLEMS:
        raise RefusedBuild(
            Message("{command} found problems; they are listed above. Nothing was released.", command=command[0])
        )
    if done.returncode:
        raise CouldNotRun(Message("{command} could not run; see above. Nothing was released.", command=command[0]))


def tools() -> Mapping[str, str]:
    """Versions of what can change the bytes of the site: Python, zlib and the libraries that the package declares."""
    needed = (text for text in metadata.requires("transparency") or () if "extra ==" not in text)
    names = ("transparency", *sorted(re.split(r"[<>=!~; \[]", text)[0] for text in needed))
    python = ".".join(str(part) for part in sys.version_info[:3])
    return {"python": python, "zlib": zlib.ZLIB_RUNTIME_VERSION} | {name: metadata.version(name) for name in names}


def _git(folder: Path, *arguments: str) -> str:
    try:
        return git(folder, *arguments).strip()
    except GitFailed as error:
        raise CouldNotRun(
            Message("git could not give the sources of the release: {reason}", reason=error.reason)
        ) from None
