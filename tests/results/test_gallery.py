"""Drawings are made once: an unchanged chart comes from the cache, byte for byte."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from tests.results.examples import EXAMPLES
from transparency.registry.check import CheckedRegistry
from transparency.site.build.drawings import ChartDrawing, drawings
from transparency.site.views.sentence import sentence

CHARTS = [EXAMPLES["themes"](), EXAMPLES["risk"]()]


def test_second_time_nothing_is_drawn(
    registry: CheckedRegistry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = dict(drawings(CHARTS, registry.words, tmp_path))
    assert len(first) == len(CHARTS) * 3 * 2
    monkeypatch.setattr(ChartDrawing, "draw", _refuse)
    assert dict(drawings(CHARTS, registry.words, tmp_path)) == first


def _refuse(job: ChartDrawing) -> bytes:
    raise AssertionError(f"drawn again: {job.width}")


def test_a_changed_sentence_is_drawn_again(registry: CheckedRegistry, tmp_path: Path) -> None:
    drawings(CHARTS, registry.words, tmp_path)
    changed = dataclasses.replace(CHARTS[0], title=sentence("surveys.whole"))
    again = drawings([changed, CHARTS[1]], registry.words, tmp_path)
    assert again[changed, "en", "wide"] != drawings(CHARTS, registry.words, tmp_path)[CHARTS[0], "en", "wide"]


def test_a_cache_that_cannot_be_written_costs_only_time(registry: CheckedRegistry, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    assert drawings(CHARTS[:1], registry.words, tmp_path / "file")[CHARTS[0], "en", "wide"].startswith("<svg")
