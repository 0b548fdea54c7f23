"""Marks of many plots drawn in one view come back to the plot they belong to, short and whole."""

from __future__ import annotations

import dataclasses
import multiprocessing
import re

import pytest

from tests.results.examples import EXAMPLES
from transparency.model.text import LANGUAGES
from transparency.registry.check import CheckedRegistry
from transparency.site.charts import vega
from transparency.site.charts.compact import number
from transparency.site.charts.drawing import CHARTS, draw
from transparency.site.charts.labels import labels
from transparency.site.charts.marks import Curve, Label, Plot, Point, Rect, StraightLine
from transparency.site.charts.names import WIDTHS
from transparency.site.charts.plate import plate


def test_a_drawing_alone_is_the_drawing_in_a_batch(registry: CheckedRegistry) -> None:
    jobs = [
        (plate(example(), registry.words[lang]), w)
        for example in EXAMPLES.values()
        for lang in LANGUAGES
        for w in WIDTHS
    ]
    assert draw(jobs) == [draw([job])[0] for job in jobs]


@pytest.mark.parametrize("kind", CHARTS)
def test_a_chart_without_data_is_drawn(registry: CheckedRegistry, kind: str) -> None:
    whole = plate(EXAMPLES[kind](), registry.words["kk"])
    bare = dataclasses.replace(whole, blocks=(dataclasses.replace(whole.blocks[0], marks=()),), reference=None)
    for width in WIDTHS:
        assert whole.title.split()[0] in draw([(bare, width)])[0]


def test_nothing_is_nothing() -> None:
    assert vega.drawn([]) == []
    assert vega.drawn([Plot(10), Plot(10, rects=[Rect(0, 0, 5, 5, "#123456")]), Plot(10)])[::2] == ["", ""]


def test_a_process_that_came_out_of_one_that_had_drawn_draws_the_same() -> None:
    plots = [Plot(10, rects=[Rect(0, 0, 5, 5, "#123456")])]
    here = vega.drawn(plots)
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=lambda: theirs.send(vega.drawn(plots)))
    process.start()
    theirs.close()
    there = ours.recv() if ours.poll(timeout=60) else "nothing: it waits for a thread that it has not"
    process.kill()
    process.join()
    assert there == here


def test_each_kind_of_mark() -> None:
    plot = Plot(
        50,
        under=[
            StraightLine(1, 2, 1, 30, opacity=0.4),
            StraightLine(5, 2, 25.04, 2, opacity=0.4),
            StraightLine(0, 0, 3, 4, dash=(5, 4), thick=2),
        ],
        rects=[Rect(9, 1, 3, 11, "#b35806"), Rect(20, 1, 30, 11, "#b35806")],
        curves=[Curve(((1, 2), (3.14159, 4), (5, 6)), "#2a7ab8"), Curve(((1, 2), (9, 9)), "#2a7ab8", dash=(6, 4))],
        points=[Point(7, 8, "square", 64, None, "#2a7ab8")],
    )
    assert vega.drawn([plot]) == [
        '<path stroke="currentColor" opacity="0.4" d="M1,2v28M5,2h20"/>'
        '<path stroke="currentColor" stroke-width="2" stroke-dasharray="5,4" d="M0,0l3,4"/>'
        '<path fill="#b35806" stroke="#ffffff" d="M3,1h6v10h-6ZM20,1h10v10h-10Z"/>'
        '<path stroke="#2a7ab8" stroke-width="2" d="M1,2L3.1,4L5,6"/>'
        '<path stroke="#2a7ab8" stroke-width="2" stroke-dasharray="6,4" d="M1,2L9,9"/>'
        '<path stroke="#2a7ab8" stroke-width="2" transform="translate(7,8)" d="M-4,-4h8v8h-8Z"/>'
    ]


def test_a_mark_that_vega_leaves_out_is_noticed() -> None:
    with pytest.raises(ValueError, match="1 elements for 2 marks"):
        vega.drawn([Plot(10, curves=[Curve((), "#123456"), Curve(((1, 1), (2, 2)), "#123456")])])


@pytest.mark.parametrize(
    ("value", "shown"), [(1.0, "1"), (2.25, "2.2"), (-0.04, "0"), (-3.96, "-4"), (10.0, "10"), (1e-15, "0")]
)
def test_numbers_are_short(value: float, shown: str) -> None:
    assert number(value) == shown


def test_words_of_one_look_share_a_group() -> None:
    found = labels([Label(0, 12, "Ғылым\nжәне <b>"), Label(3, 5, "8", "middle", "#ffffff", 15), Label(9, 40.04, "Ә")])
    assert re.findall(r"<g[^>]*>", found) == ["<g>", '<g font-size="15" text-anchor="middle" fill="#ffffff">']
    assert (
        '<text x="0" y="12">Ғылым<tspan x="0" dy="17">және &lt;b&gt;</tspan></text><text x="9" y="40">Ә</text>' in found
    )
