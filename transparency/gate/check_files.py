"""Runs the personal-data gate for commands: selects files, loads the register of exceptions, returns problems."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from transparency.cache import FOLDER, NO_CACHE, DiskCache, package_code
from transparency.gate.data_packages import DESCRIPTIONS, declared_columns
from transparency.gate.extractors.limits import MAX_FILE
from transparency.gate.known_software import known_software
from transparency.gate.published import Heads, PublishedFolder, heads_in, undeclared
from transparency.gate.register import Register, read_exceptions
from transparency.gate.scanning import scan_text, shown_name
from transparency.gate.worker_pool import Job, Mark, Sweep, marked, sweep
from transparency.model.messages import Lines, Message
from transparency.model.problem import CouldNotRun, Problem, in_order
from transparency.registry.clock import build_date
from transparency.registry.repository_files import commit_messages, readable_files
from transparency.registry.tree import files_below, name_below, read_bytes

PUBLISHED: tuple[tuple[str, str], ...] = (
    ("site/open-data/files/surveys/", "site/open-data/files/surveys/datapackage.json"),
    ("site/open-data/files/", "site/open-data/datapackage.json"),
    ("site/open-data/labelled/", "site/open-data/labelled/datapackage.json"),
)
"""Folders of tables and the data package that declares each, an inner folder first; see `published.py`."""


PICTURES = frozenset({".png", ".jpg", ".jpeg", ".webp", ".gif", ".bmp", ".tif", ".tiff", ".avif", ".heic"})
"""Files of which the gate reads names and metadata, and not what they show."""


def unread_pictures(root: Path, paths: Sequence[Path]) -> int:
    """How many pictures a person has to look at, because the gate cannot."""
    return sum(file.suffix.lower() in PICTURES for file in _files(root, paths))


def _files(root: Path, paths: Sequence[Path]) -> tuple[Path, ...]:
    """The files below ``paths``; without any, all that a person can read in the repository and on the built site."""
    return files_below(paths) if paths else readable_files(root)


def check_paths(
    root: Path, paths: Sequence[Path], environ: Mapping[str, str], *, fresh: bool = False
) -> tuple[Problem, ...]:
    """Problems of the files below ``paths``, as `_files` has them.

    ``fresh`` forgets what earlier runs found clean.
    """
    files = _files(root, paths)
    register, mistakes = _register(root, environ)
    job = Job(root, files, register, NO_CACHE if fresh else _clean_files(root, register), known_software(root))
    outcome = sweep(job)
    if outcome.unchecked:
        raise CouldNotRun(Lines(tuple(outcome.unchecked)))
    structure = dict(_structure(job, outcome))
    for mark in outcome.clean | {mark for mark, refused in structure.items() if not refused}:
        job.clean.write(mark, b"")
    return in_order((*mistakes, *outcome.problems, *itertools.chain.from_iterable(structure.values())))


def _clean_files(root: Path, register: Register) -> DiskCache:
    """Marks of what was clean with this program and this register."""
    expired = [entry.until < register.today for entry in register.entries]
    lawful = hashlib.sha256(f"{register.entries}{expired}".encode()).digest()
    return DiskCache(root / FOLDER, package_code() + lawful)


def check_message(root: Path, file: Path, environ: Mapping[str, str]) -> tuple[Problem, ...]:
    """Problems of the text of a commit or a tag, without the lines that git leaves out."""
    data = read_bytes(file, MAX_FILE)
    if data is None:
        raise CouldNotRun(Message("{file} cannot be read.", file=file))
    lines = data.decode("utf-8", "replace").splitlines()
    text = "\n".join("" if line.startswith("#") else line for line in lines)
    register, mistakes = _register(root, environ)
    return (*mistakes, *scan_text("message", text, register))


def check_commits(root: Path, base: str, environ: Mapping[str, str]) -> tuple[Problem, ...]:
    """Problems of the messages of all commits after ``base``: what is merged can be read for good."""
    register, mistakes = _register(root, environ)
    said = commit_messages(root, base).items()
    return (*mistakes, *(found for name, text in said for found in scan_text(f"commit {name}", text, register)))


def _register(root: Path, environ: Mapping[str, str]) -> tuple[Register, tuple[Problem, ...]]:
    entries, mistakes = read_exceptions(root)
    return Register(entries, build_date(root, environ)), mistakes


def _structure(job: Job, outcome: Sweep) -> Iterator[tuple[Mark, tuple[Problem, ...]]]:
    """What is not declared in the published folders, each file under its mark if it has no problem."""
    named = {name_below(job.root, path): path for path in job.files}
    packages = dict(named)
    for folder, package in PUBLISHED:
        declared = declared_columns(packages.get(package, job.root / package), package)
        published = PublishedFolder(folder, declared, frozenset(folder + name for name in DESCRIPTIONS))
        for name in sorted(name for name in named if name.startswith(folder)):
            path = named.pop(name)
            mark = marked("declared", name, outcome.contents.get(name, ""), *sorted(declared.get(name, ())))
            heads = partial(_heads, outcome, name, path)
            found = () if job.clean.contains(mark) else undeclared(published, name, heads)
            yield mark, tuple(replace(problem, file=shown_name(name, name, job.register)) for problem in found)


def _heads(outcome: Sweep, name: str, path: Path) -> Heads:
    """The first rows of a file's tables, from when it was read if that was now."""
    met = outcome.heads.get(name)
    return heads_in(name, read_bytes(path, MAX_FILE) or b"") if met is None else met
