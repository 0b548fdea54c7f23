"""The gate on documents that were written before their author had read a detector keeps what it reached."""

from __future__ import annotations

import hashlib

import pytest
import yaml

from tests.gate.unseen.score import FOLDER, HALVES, SETS, Judged, read, score

RESULTS = yaml.safe_load((FOLDER / "results.yml").read_text(encoding="utf-8"))


def _found(judged: list[Judged]) -> dict[str, int]:
    kinds = dict.fromkeys(document.kind for document in judged)
    return {kind: sum(document.refused for document in judged if document.kind == kind) for kind in kinds}


@pytest.mark.parametrize("half", SETS)
def test_recall_and_alarms_are_no_worse_than_the_committed_figures(half: str) -> None:
    found, reached = _found(score(half)), RESULTS["reached"][half]
    assert found.keys() == reached.keys()
    assert found.pop("lawful") <= reached.pop("lawful")
    assert {kind: count for kind, count in found.items() if count < reached[kind]} == {}


def test_the_frozen_half_is_the_one_that_was_scored() -> None:
    assert hashlib.sha256((FOLDER / "frozen.yml").read_bytes()).hexdigest() == RESULTS["frozen material"]


def test_both_halves_have_every_kind_and_as_many_lawful_documents() -> None:
    kinds = [[kind for kind, _, _ in read(half)] for half in HALVES]
    assert {*kinds[0]} == {*kinds[1]}
    assert [len(half) - half.count("lawful") for half in kinds] == [41, 41]
    assert [half.count("lawful") for half in kinds] == [20, 20]
