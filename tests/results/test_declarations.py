"""Each kind of chart is one valid Altair declaration with scales and axes; what Vega draws of it comes out short and whole."""

from __future__ import annotations

import dataclasses
import multiprocessing
import re

import altair as alt
import pytest

from tests.results.examples import EXAMPLES
from transparency.registry.check import CheckedRegistry
from transparency.site.charts import render
from transparency.site.charts.drawing import CHARTS, draw
from transparency.site.charts.layout import LAYOUTS, Plot
from transparency.site.charts.names import WIDTHS, Width
from transparency.site.charts.plate import plate
from transparency.site.charts.render import drawn, number, text


def plots(registry: CheckedRegistry, kind: str, width: Width = "wide") -> list[Plot]:
    """The example of a kind as plots."""
    return CHARTS[kind](plate(EXAMPLES[kind](), registry.words["kk"]), LAYOUTS[width])  # type: ignore[index]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("kind", CHARTS)
def test_a_declaration_is_valid_and_has_scales_and_axes(registry: CheckedRegistry, kind: str, width: Width) -> None:
    for plot in plots(registry, kind, width):
        plot.declare(*plot.size).to_dict()  # Altair checks it against the schema of Vega-Lite
        view = render._compiled(plot.declare, plot.size)
        assert {"x", "y"} <= {scale["name"] for scale in view["scales"]}
        assert view["axes"]


def test_a_share_is_where_its_scale_puts_it(registry: CheckedRegistry) -> None:
    """The bars of the targets against the track, which is the whole from 0 to 100 %."""
    plot = plots(registry, "target")[0]
    track, *reached = (float(wide) for wide in re.findall(r"M0,[\d.]+h([\d.]+)v22", drawn(plot))[len(plot.rows) - 1 :])
    assert [wide / track for wide in reached] == pytest.approx([row["value"] for row in plot.rows], abs=0.001)


@pytest.mark.parametrize("kind", CHARTS)
def test_a_chart_without_data_is_drawn(registry: CheckedRegistry, kind: str) -> None:
    whole = plate(EXAMPLES[kind](), registry.words["kk"])
    bare = dataclasses.replace(whole, blocks=(dataclasses.replace(whole.blocks[0], marks=()),), reference=None)
    for width in WIDTHS:
        assert whole.title.split()[0] in draw(bare, width)


def test_a_process_that_came_out_of_one_that_had_drawn_draws_the_same(registry: CheckedRegistry) -> None:
    plot = plots(registry, "themes")[0]
    here = drawn(plot)
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=lambda: theirs.send(drawn(plot)))
    process.start()
    theirs.close()
    there = ours.recv() if ours.poll(timeout=60) else "nothing: it waits for a thread that it has not"
    process.kill()
    process.join()
    assert there == here


def _tiny(size: int) -> alt.LayerChart:
    rows = alt.Chart(alt.NamedData("rows")).encode(x=alt.X("at:Q", axis=None, scale=alt.Scale(domain=[0, 10])))
    point = rows.mark_point(shape="square", size=64, stroke="#2a7ab8").encode(y=alt.value(8))
    words = rows.mark_text(align="left").encode(y=alt.value(20), text="says:N")
    layers = (rows.mark_rule(), rows.mark_bar(size=3, color="#b35806").encode(y=alt.value(5)), point, words)
    return alt.LayerChart(layer=layers, width=size)


def test_neighbours_of_one_style_are_one_element() -> None:
    rows = [{"at": 1, "says": ["Ғылым <b>"]}, {"at": 2.504, "says": ["Ә", "әң"]}, {"at": 3, "says": []}]
    found = drawn(Plot(_tiny, (100,), rows, 30))
    assert 'stroke="currentColor" d="M10,0l0,30M25,0l0,30M30,0l0,30"' in found
    assert 'transform="translate(10,8)" d="M-4,-4h8v8h-8Z"' in found
    assert found.endswith(
        '<g><text x="10" y="20">Ғылым &lt;b&gt;</text><text x="25" y="20">Ә<tspan x="25" dy="18">әң</tspan></text></g>'
    )
    assert not re.search(r"font|aria|class|role|\d\.\d\d", found)


def test_equal_declarations_are_compiled_once() -> None:
    before = render._compiled.cache_info().misses
    for _ in range(3):
        drawn(Plot(_tiny, (101,), [{"at": 1, "says": ["a"]}], 30))
    assert render._compiled.cache_info().misses == before + 1


@pytest.mark.parametrize(
    ("value", "shown"), [(1.0, "1"), (2.25, "2.2"), (-0.04, "0"), (-3.96, "-4"), (10.0, "10"), (1e-15, "0")]
)
def test_numbers_are_short(value: float, shown: str) -> None:
    assert number(value) == shown


def test_lines_of_a_text() -> None:
    assert text(0, 12, ["Ғылым", "және <b>"]) == (
        '<text x="0" y="12">Ғылым<tspan x="0" dy="18">және &lt;b&gt;</tspan></text>'
    )
