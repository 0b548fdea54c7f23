"""Loads the register of lawful exceptions (``data/exceptions.yml``)."""

from __future__ import annotations

from pathlib import Path

from transparency.gate.register import FILE
from transparency.model.exceptions import LawfulException
from transparency.model.problem import Problem
from transparency.registry.files import source
from transparency.registry.records import records
from transparency.registry.yaml_document import read_yaml


def read_exceptions(root: Path) -> tuple[tuple[LawfulException, ...], tuple[Problem, ...]]:
    """The register of the site at ``root``, and what is wrong with it; a site without the file has no exceptions."""
    if not (root / FILE).exists():
        return (), ()
    document = read_yaml(source(root, FILE))
    entries = tuple(entry for _, entry in records(LawfulException, document, "exceptions"))
    return entries, tuple(document.problems)
