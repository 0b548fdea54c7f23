"""Each kind of chart in each language and width against a drawing that a person looked at.

To accept new drawings: ACCEPT_DRAWINGS=1 pytest tests/results/test_drawings.py, then look at each of them.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from tests.results.examples import EXAMPLES
from transparency.model.text import LANGUAGES, Lang
from transparency.model.words import Words
from transparency.registry.check import CheckedRegistry
from transparency.site.charts.drawing import CHARTS, draw
from transparency.site.charts.names import WIDTHS, Width
from transparency.site.charts.plate import plate

GOLDEN = Path(__file__).parent / "golden"


def drawn(kind: str, words: Words, width: Width) -> str:
    """The example of a kind."""
    return draw(plate(EXAMPLES[kind](), words), width)


def test_every_kind_has_an_example() -> None:
    assert set(EXAMPLES) == set(CHARTS)


@pytest.mark.integration
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", EXAMPLES)
def test_drawing_is_the_accepted_one(registry: CheckedRegistry, kind: str, lang: Lang, width: Width) -> None:
    svg = drawn(kind, registry.words[lang], width) + "\n"
    golden = GOLDEN / f"{kind}-{lang}-{width}.svg"
    if os.environ.get("ACCEPT_DRAWINGS"):
        golden.write_text(svg, "utf-8")
    assert svg == golden.read_text("utf-8")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", EXAMPLES)
def test_drawing_speaks_its_language_and_says_it_is_a_demonstration(
    registry: CheckedRegistry, kind: str, lang: Lang
) -> None:
    words = registry.words[lang]
    svg = drawn(kind, words, "wide")
    assert f'lang="{lang}"' in svg
    assert 'role="img"' in svg
    assert f">{words.text('surveys.watermark')}</text>" in svg
    names = re.findall(r'<(title|desc) id="([^"]+)">[^<]+</', svg)
    assert [name for name, _ in names] == ["title", "desc"]
    assert f'aria-labelledby="{names[0][1]} {names[1][1]}"' in svg
    assert not re.findall(r"aria-(?!labelledby)|axis titled|X-axis|graphics-", svg)


@pytest.mark.parametrize("lang", ["kk", "ru"])
def test_decimal_comma(registry: CheckedRegistry, lang: Lang) -> None:
    svg = drawn("units", registry.words[lang], "wide")
    texts = re.findall(r">([^<>]+)<", svg)
    assert any("72,0" in text for text in texts)
    assert not [text for text in texts if re.search(r"\d\.\d", text)]


def test_hidden_figures_are_drawn_with_their_reason(registry: CheckedRegistry) -> None:
    words = registry.words["kk"]
    units = drawn("units", words, "wide")
    for state in ("few", "secondary"):
        assert words.text(f"surveys.hidden.{state}") in units
    trend = drawn("trend", words, "narrow")
    assert trend.count(">×</text>") == 2
    assert words.text("surveys.hidden.absent") in drawn("response", words, "narrow")
