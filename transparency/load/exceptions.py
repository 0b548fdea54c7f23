"""Reads the register of lawful exceptions."""

from __future__ import annotations

from pathlib import Path

from transparency.load.files import source
from transparency.load.records import records
from transparency.load.yaml_document import read_yaml
from transparency.model.exceptions import LawfulException
from transparency.problem import Problem

FILE = "data/exceptions.yml"


def read_exceptions(root: Path) -> tuple[tuple[LawfulException, ...], tuple[Problem, ...]]:
    """The register of the site at ``root``, and what is wrong with it; a site without the file has no exceptions."""
    if not (root / FILE).exists():
        return (), ()
    document = read_yaml(source(root, FILE))
    entries = tuple(entry for _, entry in records(LawfulException, document, "exceptions"))
    return entries, tuple(document.problems)
