"""Loads the register of lawful exceptions (``data/exceptions.yml``)."""

from __future__ import annotations

from pathlib import Path

from transparency.model.exceptions import LawfulException
from transparency.model.problem import Problem
from transparency.model.text import USUAL
from transparency.registry.entry import plain
from transparency.registry.reader import Reader


def read_exceptions(root: Path) -> tuple[tuple[LawfulException, ...], tuple[Problem, ...]]:
    """The register of the site at ``root``, and what is wrong with it; a site without the file has no exceptions."""
    reader = Reader(root, USUAL)
    return plain(reader.of(LawfulException)), tuple(reader.problems)
