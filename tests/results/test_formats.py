"""Numbers, dates and sizes as each language writes them: examples, and a property of every number."""

from __future__ import annotations

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transparency.model.locales import months, name_in
from transparency.model.product_files import PRODUCT
from transparency.model.text import USUAL, Lang
from transparency.registry.load_words import load_words
from transparency.site.render import formats

SPACE = "\u00a0"
WORDS = load_words(PRODUCT, USUAL, [])


@pytest.mark.parametrize(
    ("lang", "text"),
    [("kk", "2026 ж. 1 қараша"), ("ru", "1 ноября 2026 г."), ("en", "1 November 2026")],
)
def test_a_date_has_its_order_and_no_space_that_breaks(lang: Lang, text: str) -> None:
    assert formats.date(dt.date(2026, 11, 1), lang) == text.replace(" ", SPACE)


def test_kazakh_months_are_those_of_the_calendar() -> None:
    names = "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан"
    assert months("kk") == tuple(names.split())


def test_a_language_is_named_in_the_language_of_the_page() -> None:
    assert [name_in("tr", lang) for lang in ("kk", "ru", "en")] == ["түрік тілі", "турецкий", "Turkish"]


def test_russian_months_are_in_the_genitive() -> None:
    names = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
    assert months("ru") == tuple(names.split())


@pytest.mark.parametrize(
    ("value", "decimals", "kk", "en"),
    [
        (0, 0, "0", "0"),
        (999, 0, "999", "999"),
        (1000, 0, f"1{SPACE}000", "1,000"),
        (1234567.5, 1, f"1{SPACE}234{SPACE}567,5", "1,234,567.5"),
        (-1234.25, 1, f"−1{SPACE}234,3", "−1,234.3"),
        (0.5, 0, "1", "1"),
        (2.5, 0, "3", "3"),
        (0.25, 1, "0,3", "0.3"),
        (Decimal("1.0"), 2, "1,00", "1.00"),
    ],
)
def test_a_number(value: float | Decimal, decimals: int, kk: str, en: str) -> None:
    assert formats.number(value, "kk", decimals) == formats.number(value, "ru", decimals) == kk
    assert formats.number(value, "en", decimals) == en


@pytest.mark.integration
@given(st.decimals(-(10**12), 10**12, places=3), st.integers(0, 3))
def test_every_number_is_written_in_groups_of_three(value: Decimal, decimals: int) -> None:
    english = formats.number(value, "en", decimals)
    assert english.replace("−", "-") == f"{value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP) + 0:,}"
    for lang in ("kk", "ru"):
        assert formats.number(value, lang, decimals) == english.replace(",", SPACE).replace(".", ",")


@pytest.mark.parametrize(("lang", "text"), [("kk", f"45,5{SPACE}%"), ("ru", f"45,5{SPACE}%"), ("en", "45.5%")])
def test_per_cent(lang: Lang, text: str) -> None:
    assert formats.percent(0.455, lang) == text


@pytest.mark.parametrize(
    ("lang", "sizes"),
    [("kk", "812 байт;1,5 КБ;2,3 МБ"), ("ru", "812 байт;1,5 КБ;2,3 МБ"), ("en", "812 bytes;1.5 KB;2.3 MB")],
)
def test_a_size_has_the_unit_that_fits(lang: Lang, sizes: str) -> None:
    assert ";".join(formats.size(count, WORDS[lang]) for count in (812, 1500, 2_300_000)) == sizes.replace(" ", SPACE)


@pytest.mark.parametrize(
    ("value", "kk", "en"), [(18.5, "18,5", "18.5"), (4.0, "4", "4"), (1234.125, f"1{SPACE}234,125", "1,234.125")]
)
def test_a_number_as_it_is_in_the_record(value: float, kk: str, en: str) -> None:
    assert (formats.exact(value, "kk"), formats.exact(value, "en")) == (kk, en)


@pytest.mark.parametrize(("count", "text"), [(1, "1 байт"), (62, "62 байта"), (811, "811 байт"), (853, "853 байта")])
def test_bytes_agree_with_their_number(count: int, text: str) -> None:
    assert formats.size(count, WORDS["ru"]) == text.replace(" ", SPACE)
