"""The gate on documents of a second author keeps what it has learned from them."""

from __future__ import annotations

import pytest
import yaml

from tests.gate.challenge.score import FOLDER, score
from tests.gate.independent.score import counted

RESULTS = yaml.safe_load((FOLDER / "results.yml").read_text(encoding="utf-8"))


@pytest.mark.slow
def test_recall_and_alarms_are_no_worse_than_the_committed_figures() -> None:
    result = score()
    recall = result.recall(lambda sample: sample.kind)
    assert recall.keys() == RESULTS["reached"]["found"].keys()
    assert {kind: hits for kind, (hits, _) in recall.items() if hits < RESULTS["reached"]["found"][kind]} == {}
    refused = counted(result.alarms, lambda sample: sample.kind)
    assert {kind: hits for kind, (hits, _) in refused.items() if hits > RESULTS["reached"]["refused"][kind]} == {}
