"""Places text labels in charts. Vega does not do it: it neither wraps lines nor knows the font that readers get."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import escape

from transparency.site.charts.compact import number
from transparency.site.charts.marks import INK, LINE, TEXT, Label


def labels(all_of_them: Iterable[Label]) -> str:
    """A group for each look, in the order in which the looks first appear."""
    looks: dict[str, list[str]] = {}
    for label in all_of_them:
        looks.setdefault(_look(label), []).append(_text(label))
    return "".join(f"<g{look}>{''.join(texts)}</g>" for look, texts in looks.items())


def _look(label: Label) -> str:
    """Only what differs from what the drawing says for all its words."""
    parts = (
        f' class="{label.kind}"' if label.kind else "",
        f' font-size="{label.size}"' if label.size != TEXT else "",
        f' text-anchor="{label.anchor}"' if label.anchor != "start" else "",
        f' fill="{label.ink}"' if label.ink != INK else "",
    )
    return "".join(parts)


def _text(label: Label) -> str:
    x = number(label.x)
    first, *others = label.text.split("\n")
    more = "".join(f'<tspan x="{x}" dy="{LINE}">{escape(line)}</tspan>' for line in others)
    return f'<text x="{x}" y="{number(label.y)}">{escape(first)}{more}</text>'
