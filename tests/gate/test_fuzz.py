"""A few hundred damaged files: each is refused, clean or named as not checked, and no reader dies."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.gate.fuzz import fuzzed


@pytest.mark.integration
def test_damaged_files_never_stop_a_reader(tmp_path: Path) -> None:
    outcome = fuzzed(tmp_path, 300, seed=7)
    refused = {problem.file for problem in outcome.problems}
    assert outcome.unchecked == ()
    assert len(refused) + len(outcome.clean) == 300
