"""Dates and quantities do not break at the end of a line; whatever is not running text stays as it is."""

from __future__ import annotations

import pytest

from transparency.model.text import LANGUAGES
from transparency.site.render.typeset import typeset


@pytest.mark.parametrize(
    ("html", "typeset_html"),
    [
        ("<p>21 қараша, 5 %</p>", "<p>21\u00a0қараша, 5\u00a0%</p>"),
        ("<td>1 ноября 2026 г.</td>", "<td>1\u00a0ноября 2026\u00a0г.</td>"),
        ("<b>№ 94-V</b> § 3", "<b>№\u00a094-V</b> §\u00a03"),
        ("<p>2026 ж. 3 адам</p>", "<p>2026\u00a0ж. 3 адам</p>"),
        ("<p>1,21 қараша 123 қараша</p>", "<p>1,21 қараша 123 қараша</p>"),
        ('<a title="5 %">5 %</a>', '<a title="5 %">5\u00a0%</a>'),
        ("<svg><text>5 %</text></svg>5 %<code>5 %</code><pre>1 ноября</pre>", None),
        ("<code>5 %</code> 5 %", "<code>5 %</code> 5\u00a0%"),
        ("<p>барлығы 2, мәні бары: 0</p>", "<p>барлығы 2, мәні бары:\u00a00</p>"),
        ("<p>ішінара: 36, қамтылмаған: 13; n: 5 адам</p>", "<p>ішінара:\u00a036, қамтылмаған:\u00a013; n: 5 адам</p>"),
        ("<p>Дата: 21 ноября, p: 0,5</p>", "<p>Дата: 21\u00a0ноября, p: 0,5</p>"),
        ("", ""),
    ],
)
def test_only_spaces_of_running_text_are_joined(html: str, typeset_html: str | None) -> None:
    expected = html.replace("</svg>5 %", "</svg>5\u00a0%") if typeset_html is None else typeset_html
    assert typeset(html, LANGUAGES) == expected


def test_short_words_of_russian_keep_to_the_word_that_follows() -> None:
    html = (
        '<html lang="{}"><body title="о нас"><p>На вопросы об университете, со стороны – и по-русски</p><p>Кино в</p>'
    )
    joined = (
        html.replace("На ", "На\u00a0")
        .replace(" об ", " об\u00a0")
        .replace(" со ", " со\u00a0")
        .replace(" и ", " и\u00a0")
    )
    assert typeset(html.format("ru"), LANGUAGES) == joined.format("ru")
    assert typeset(html.format("kk"), LANGUAGES) == html.format("kk")
