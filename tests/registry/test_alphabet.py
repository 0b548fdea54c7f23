"""The order of words and the headings they stand under, in the alphabet of each language."""

from __future__ import annotations

import pytest

from transparency.model.product_files import PRODUCT
from transparency.model.text import USUAL, Lang, LocalText
from transparency.registry.load_words import load_words
from transparency.site.views.alphabet import alphabet, by_letter
from transparency.site.views.portal import LinkedLine, in_order

WORDS = load_words(PRODUCT, USUAL, [])


@pytest.mark.parametrize(
    ("lang", "words", "expected"),
    [
        (
            "kk",
            ("ISO", "іс", "ыстық", "ESG", "2025"),
            {"#": ("2025",), "Ы": ("ыстық",), "І": ("іс",), "A–Z": ("ESG", "ISO")},
        ),
        ("kk", ("«Ән»", "адам", "беру"), {"А": ("адам",), "Ә": ("«Ән»",), "Б": ("беру",)}),
        ("ru", ("ещё", "ёлка", "единица", "KPI"), {"Е": ("единица", "ёлка", "ещё"), "A–Z": ("KPI",)}),
        ("en", ("mission", "КПД", "Map"), {"M": ("Map", "mission"), "А–Я": ("КПД",)}),
    ],
)
def test_words_stand_under_their_letter(
    lang: Lang, words: tuple[str, ...], expected: dict[str, tuple[str, ...]]
) -> None:
    assert dict(by_letter(words, str, alphabet(WORDS[lang]))) == expected
    assert tuple(letter for letter, _ in by_letter(words, str, alphabet(WORDS[lang]))) == tuple(expected)


def test_lines_of_one_title_stand_in_the_order_of_their_descriptions() -> None:
    def line(page: str, text: str) -> LinkedLine:
        return LinkedLine(LocalText(en="Practical skills"), page, text=LocalText(en=text))

    lines = (
        line("surveys/s4/q1", "One question in the graduate survey"),
        line("surveys/s5/q1", "One question in the employer survey"),
    )
    [(_, found)] = in_order(lines, "en", alphabet(WORDS["en"]))
    assert [one.page for one in found] == ["surveys/s5/q1", "surveys/s4/q1"]
