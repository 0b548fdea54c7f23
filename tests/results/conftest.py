"""Shared by the tests of survey results: the words and the checked registry of the real project, loaded once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import DATE
from transparency.registry.check import CheckedRegistry, check
from transparency.registry.load import load


@pytest.fixture(scope="session")
def registry(root: Path) -> CheckedRegistry:
    """The project's data, checked."""
    draft, _ = load(root, demo=True)
    assert draft is not None
    found, problems = check(draft, DATE)
    assert found is not None, problems
    return found


@pytest.fixture(scope="session")
def site(real_site: Path) -> Path:
    """These tests need many surveys and pages: the demonstration of the real institution."""
    return real_site


@pytest.fixture(scope="session")
def address(real_address: str) -> str:
    """Where it is served."""
    return real_address
