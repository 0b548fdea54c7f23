"""Interactive survey view: a list to choose a question from, with the same figures as the static chart.

It is Vega-Lite as JSON, loaded only when a reader asks for it; the static chart and the table stay where they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from transparency.model.text import Lang
from transparency.model.words import Words
from transparency.site.charts.lettering import FAMILY
from transparency.site.render import formats
from transparency.site.render.sentences import written
from transparency.site.views.sentence import When
from transparency.site.views.survey_subject import Subject, SurveyElement

NUMBERS: Mapping[Lang, Mapping[str, Any]] = {
    "kk": {"decimal": ",", "thousands": "\u00a0", "grouping": [3], "currency": ["", "\u00a0₸"]},
    "ru": {"decimal": ",", "thousands": "\u00a0", "grouping": [3], "currency": ["", "\u00a0₸"]},
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["₸", ""]},
}
"""d3 knows no Kazakh."""


AXIS = {
    "labelFontSize": 13,
    "titleFontSize": 13,
    "titleFontWeight": "normal",
    "gridColor": "#808080",
    "gridOpacity": 0.3,
}


def explorer(subject: Subject, words: Words) -> dict[str, Any]:
    """What the page hands to vega-embed."""
    return {"spec": _spec(subject, words), "options": _options(words.lang)}


def _options(lang: Lang) -> dict[str, Any]:
    """``ast`` and no styles of its own: the view needs neither eval nor inline CSS."""
    return {
        "mode": "vega-lite",
        "renderer": "svg",
        "actions": False,
        "ast": True,
        "defaultStyle": False,
        "tooltip": {"disableDefaultStyle": True},
        "formatLocale": NUMBERS[lang],
    }


def _spec(subject: Subject, words: Words) -> dict[str, Any]:
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": "container",
        "height": 260,
        "title": [words.text("surveys.demonstration")] if subject.demonstration else [],
        "params": [_choice([_name(element, words) for element in subject.elements], words)],
        "data": {"values": list(_rows(subject, words))},
        "transform": [{"filter": "datum.name == shown"}],
        "encoding": {
            "x": {
                "field": "short",
                "type": "ordinal",
                "sort": None,
                "title": None,
                "axis": {"labelAngle": 0, "labelExpr": "split(datum.label, '\\n')", "labelLineHeight": 17},
            },
            "color": {"field": "wave", "type": "nominal", "legend": None},
        },
        "layer": _layers(words),
        "config": {"font": FAMILY, "background": None, "axis": AXIS, "view": {"stroke": None}},
    }


def _choice(names: list[str], words: Words) -> dict[str, Any]:
    """The list from which a reader chooses a question."""
    label = f"{words.text('surveys.table.block')}: "
    return {"name": "shown", "value": names[0], "bind": {"input": "select", "options": names, "name": label}}


def _layers(words: Words) -> list[dict[str, Any]]:
    """Interval and point."""
    share = {"axis": {"format": ".0%"}, "scale": {"domain": [0, 1]}, "title": words.text("surveys.table.share")}

    def y(field: str) -> dict[str, Any]:
        return {"field": field, "type": "quantitative", **share}

    shape = {"field": "wave", "type": "nominal", "legend": None}
    return [
        {"mark": {"type": "rule", "strokeWidth": 2}, "encoding": {"y": y("lower"), "y2": {"field": "upper"}}},
        {
            "mark": {"type": "point", "filled": True, "size": 120},
            "encoding": {"y": y("value"), "shape": shape, "tooltip": _tooltip(words)},
        },
    ]


def _tooltip(words: Words) -> list[dict[str, str]]:
    fields = (("period", "period"), ("shown", "share"), ("interval", "interval"), ("people", "people"))
    return [{"field": name, "type": "nominal", "title": words.text(f"surveys.table.{key}")} for name, key in fields]


def _rows(subject: Subject, words: Words) -> Iterator[dict[str, Any]]:
    for element in subject.elements:
        for period in subject.periods:
            figure = subject.figures.satisfaction(period, element.code)
            if figure.value is None or figure.lower is None or figure.upper is None:
                continue
            yield {
                "name": _name(element, words),
                "period": written(When(period), words),
                "short": written(When(period, "short"), words),
                "wave": subject.wave_name(period),
                "value": figure.value,
                "lower": figure.lower,
                "upper": figure.upper,
                "shown": formats.percent(figure.value, words.lang),
                "interval": formats.interval(figure.lower, figure.upper, words.lang),
                "people": formats.number(figure.respondents or 0, words.lang),
            }


def _name(element: SurveyElement, words: Words) -> str:
    return words.text("surveys.whole") if element.kind == "survey" else element.text.get(words.lang)
