"""Drawings are made once: an unchanged chart comes from the cache, byte for byte."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from tests.results.examples import EXAMPLES
from transparency.registry.check import CheckedRegistry
from transparency.site.build.chart_cache import gallery
from transparency.site.views.sentence import sentence

CHARTS = [EXAMPLES["pareto"](), EXAMPLES["risk"]()]


def test_second_time_nothing_is_drawn(registry: CheckedRegistry, tmp_path: Path) -> None:
    first = gallery(CHARTS, registry.words, tmp_path)
    assert first.drawn == len(CHARTS) * 3 * 2
    second = gallery(CHARTS, registry.words, tmp_path)
    assert second.drawn == 0
    assert second.drawings == first.drawings


def test_a_changed_sentence_is_drawn_again(registry: CheckedRegistry, tmp_path: Path) -> None:
    gallery(CHARTS, registry.words, tmp_path)
    changed = dataclasses.replace(CHARTS[0], title=sentence("surveys.whole"))
    assert gallery([changed, CHARTS[1]], registry.words, tmp_path).drawn == 6
