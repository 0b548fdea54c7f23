"""The open data of the small institution, written once for each process that tests them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import DATE, ROOT, copy_of_small, warmed
from tests.conftest import served as serving
from transparency.opendata import OpenData, open_data
from transparency.registry.check import CheckedRegistry, check
from transparency.registry.load import load
from transparency.site.build.files import write

DECLARED = ROOT / "tests/institutions/levels/data/disclosures/light-safety.yml"
"""An item with facts of every kind; the small institution has none."""


def registry_of(root: Path, *, demo: bool = False) -> CheckedRegistry:
    draft, problems = load(root, demo=demo)
    assert draft is not None, problems
    registry, found = check(draft, DATE)
    assert registry is not None, found
    return registry


@pytest.fixture(scope="session")
def registry(tmp_path_factory: pytest.TempPathFactory) -> CheckedRegistry:
    """With a term in its glossary and an item that declares its facts, so that every dataset has rows."""
    root = warmed(copy_of_small(tmp_path_factory.mktemp("open-data-sources") / "small"))
    term = 'glossary:\n  - id: quokka\n    term: {kk: "квокка", ru: "квокка", en: "quokka"}\n'
    term += '    definition: {kk: "аң", ru: "зверь", en: "an animal"}\n'
    (root / "data/glossary.yml").write_text(term, encoding="utf-8")
    item = DECLARED.read_text("utf-8").replace("processes/p05", "processes/p01")
    (root / "data/disclosures" / DECLARED.name).write_text(item, encoding="utf-8")
    return registry_of(root, demo=True)


@pytest.fixture(scope="session")
def data(registry: CheckedRegistry) -> OpenData:
    found, problems = open_data(registry)
    assert problems == ()
    assert found is not None
    return found


@pytest.fixture(scope="session")
def folder(data: OpenData, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files as they lie on the server; nobody writes into it."""
    target = tmp_path_factory.mktemp("open-data-site")
    write(data.files, target)
    return target / "open-data"


@pytest.fixture(scope="session")
def served(folder: Path) -> Iterator[str]:
    """Address under which the files are served, on this machine only."""
    with serving(folder.parent) as where:
        yield f"{where}/"
