"""Data of «Compare»: the declaration of the still trend chart and every series of a survey, loaded only when a reader asks.

The still chart and its table stay where they are. ``layout/assets/compare.js`` draws what is chosen with Vega (`library`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from transparency.model.locales import locale
from transparency.model.text import Lang
from transparency.model.words import Words
from transparency.site.charts import trend
from transparency.site.charts.layout import TEXT
from transparency.site.charts.lettering import FAMILY
from transparency.site.charts.plate import ChartLine, ChartPanel, chart_panel
from transparency.site.charts.render import CONFIG, called, vega_lite
from transparency.site.render import formats
from transparency.site.render.sentences import written
from transparency.site.views.survey_compare import Comparison, Options

_BUNDLE = """
import { View, formatLocale, parse } from "/npm/vega@6.2.0/+esm";
import { expressionInterpreter } from "/npm/vega-interpreter@2.0.0/+esm";
window.vega = { View, formatLocale, parse, expressionInterpreter };
"""
"""What «Compare» uses; the versions are those inside vl-convert, and the site's policy forbids eval, hence the interpreter."""
DEPTH = 260
"""Height of the part between the axes."""
_WORDS = ("question", "by", "choose", "close", "plot", "name")
_HEADS = ("period", "share", "interval", "people", "remark", "figures")
Panels = list[tuple[tuple[str, str, str], ChartPanel]]
"""Question, breakdown and option of each series."""
_WITHOUT_VALUE = ("unreliable", "few", "secondary", "impossible", "not_held", "absent")


def numbers(lang: Lang) -> Mapping[str, Any]:
    """Number format for d3, which has no Kazakh locale."""
    signs = locale(lang).number_symbols["latn"]
    spaced = signs["group"].isspace()
    return {
        "decimal": signs["decimal"],
        "thousands": formats.NO_BREAK_SPACE if spaced else signs["group"],
        "grouping": [3],
        "currency": ["", f"{formats.NO_BREAK_SPACE}₸"] if spaced else ["₸", ""],
    }


def compare(found: Comparison, words: Words, *, demonstration: bool) -> dict[str, Any]:
    """What the page hands to ``compare.js``."""
    panels = [((asked, by, one), chart_panel(panel, "trend", words)) for asked, by, one, panel in found.series]
    return {
        "view": _view(),
        "numbers": numbers(words.lang),
        "words": {name: words.text(f"surveys.compare.{name}") for name in _WORDS}
        | {name: words.text(f"surveys.table.{name}") for name in _HEADS}
        | {state: words.text(f"surveys.hidden.{state}") for state in _WITHOUT_VALUE}
        | {"broken": words.text("surveys.change.break")},
        "mark": words.text("surveys.demonstration") if demonstration else "",
        "looks": [[look[0], sign] for look, sign in zip(trend.LOOKS.values(), trend.SIGNS, strict=True)],
        "most": len(trend.LOOKS),
        "questions": [
            [code, written(title, words), _axis(panels, code, words.lang)] for code, title in found.questions
        ],
        "breakdowns": [
            [code, written(title, words), _options(options, words)] for code, title, options in found.breakdowns
        ],
        "series": [[*key, _rows(panel, words.lang)] for key, panel in panels],
    }


def _options(options: Options, words: Words) -> list[list[str]]:
    return [[code, written(name, words)] for code, name in options]


def _axis(panels: Panels, question: str, lang: Lang) -> dict[str, Any]:
    """One axis for all series of a question, so that a choice does not stretch it."""
    return trend.axis([panel for key, panel in panels if key[0] == question], lang)


@cache
def _view() -> Mapping[str, Any]:
    """The panel of the still chart as Vega without data; texts are drawn by Vega itself."""
    static: dict[str, Any] = CONFIG["config"]
    text, axis = (
        static["text"] | {"fontSize": TEXT},
        static["axis"] | {"labelFontSize": TEXT, "labelOverlap": "parity", "labelSeparation": 6},
    )
    config = static | {"font": FAMILY, "background": None, "text": text, "axis": axis}
    spec = {**vega_lite(trend.panel, (True,)), "width": 600, "height": DEPTH, "config": config}
    view: dict[str, Any] = called("vegalite_to_vega", json.dumps(spec))
    return view | {"autosize": {"type": "fit-x", "contains": "padding"}}


def _rows(panel: ChartPanel, lang: Lang) -> list[dict[str, Any]]:
    """Rows of the still chart with what the line of values and the table say of each."""
    return [
        {
            **{name: row[name] for name in ("label", "look", "wave", "piece", "broken", "value", "lower", "upper")},
            "period": mark.period,
            "state": mark.state,
            "shown": mark.shown,
            "interval": _interval(mark, lang),
            "people": mark.people.removeprefix("n\u00a0=\u00a0"),
        }
        for row, mark in zip(trend.rows(panel.marks), panel.marks, strict=True)
    ]


def _interval(mark: ChartLine, lang: Lang) -> str:
    return "–" if mark.lower is None or mark.upper is None else formats.interval(mark.lower, mark.upper, lang)


def library() -> bytes:
    """Vega from the package that draws the still charts, without Vega-Lite: the declaration is compiled at the build."""
    import vl_convert  # noqa: PLC0415  (slow; only a site with surveys needs it)

    bundle: str = vl_convert.javascript_bundle(_BUNDLE)
    return bundle.encode()
