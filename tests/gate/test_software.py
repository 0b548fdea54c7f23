"""Programs of others are known by the digests of what their locked packages hold or make."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from transparency.gate.known_software import known_software
from transparency.site.charts.compare import library


@pytest.mark.integration
def test_the_chart_library_of_the_locked_package_is_known(tmp_path: Path) -> None:
    assert hashlib.sha256(library()).hexdigest() in known_software(tmp_path)


@pytest.mark.integration
def test_one_changed_byte_makes_it_ours(tmp_path: Path) -> None:
    assert hashlib.sha256(library() + b" ").hexdigest() not in known_software(tmp_path)
