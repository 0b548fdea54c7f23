"""Fixtures of the search tests."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def site(real_site: Path) -> Path:
    """These tests need many surveys and pages: the demonstration of the real institution."""
    return real_site


@pytest.fixture(scope="session")
def address(real_address: str) -> str:
    """Where it is served."""
    return real_address
