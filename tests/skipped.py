"""In continuous integration a test that is skipped because a system package is missing fails; nobody reads lists of skips."""

from __future__ import annotations

import os
from collections.abc import Generator

import pytest

PACKAGES = "scripts/system-packages.sh"
"""Every skip for want of a browser, a server or a word list names this script."""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """With ``CI=true``, which GitHub and GitLab set, turns such a skip into a failure."""
    report = yield
    if report.skipped and os.environ.get("CI") == "true" and PACKAGES in str(report.longrepr):
        report.outcome = "failed"
        report.longrepr = f"skipped in continuous integration: {report.longrepr}"
    return report
