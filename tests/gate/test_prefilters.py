"""Prefilters and word cues save work and never lose a finding: without them the same is found."""

from __future__ import annotations

import functools
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.gate.cases import VALUES, corpus
from transparency.gate import normalise, people
from transparency.gate.blocks import blocks
from transparency.gate.extractors import View, parts_of
from transparency.gate.finding import BlockDetector, TextBlock
from transparency.gate.normalise import plain
from transparency.gate.people import PROMISING
from transparency.gate.rules import BLOCK_DETECTORS
from transparency.gate.word_cues import cues_in

EVERY = -1
each_detector = pytest.mark.parametrize("detector", BLOCK_DETECTORS, ids=lambda d: d.find.__name__)


class Open(TextBlock):
    """A block that offers every cue."""

    def __init__(self, text: str, before: str = "") -> None:
        super().__init__(text, before)
        self.cues = self.own_cues = EVERY


@functools.cache
def corpus_blocks() -> tuple[tuple[str, str], ...]:
    """Every block of every case with the end of the one before."""
    return tuple(dict.fromkeys(_blocks()))


def _blocks() -> Iterator[tuple[str, str]]:
    for case in corpus():
        for part in parts_of(case.name, case.data):
            if isinstance(part, View):
                yield from ((raw, before) for _, raw, before, _ in blocks(part.text))


@pytest.mark.slow
@each_detector
def test_a_detector_finds_nothing_without_its_cues(detector: BlockDetector) -> None:
    for raw, before in corpus_blocks():
        text, end = plain(raw).text, plain(before).text
        assert [*detector.find(TextBlock(text, end))] == [*detector.find(Open(text, end))], raw


LABELS = (
    *("Студенттің аты-жөні:", "ФИО:", "Full name of the student: ", "ЖСН", "тел.", "Туған күні", "Отзыв студента:"),
    *("Проживает по адресу: ул.", "Паспорт №", "Табельный номер", "көлік нөмірі", "местоположение студента", "KZ"),
)


@pytest.mark.integration
@each_detector
def test_nothing_is_found_where_the_prefilter_says_no_whatever_stands_before(detector: BlockDetector) -> None:
    texts = {plain(raw).text for raw, _ in corpus_blocks()}
    unsearched = {text for text in texts if not detector.may_find(TextBlock(text))}
    assert 200 < len(unsearched) < len(texts)
    for text in unsearched:
        for label in ("", *LABELS):
            assert not [*detector.find(Open(text, label))], text


@pytest.mark.integration
def test_names_are_found_in_strings_and_between_digits_as_in_the_whole_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(people, "_LINE", 0)
    for raw, before in corpus_blocks():
        block = Open(plain(raw).text, plain(before).text)
        if PROMISING.search(block.text):
            whole = [*people._with_capitals(block)]
            assert [*people._unquoted(TextBlock(block.text, block.before))] == whole, raw
            assert [*people._between_digits(TextBlock(block.text, block.before))] == whole, raw


@pytest.mark.integration
def test_the_plain_spelling_misses_no_step_for_want_of_a_cue(monkeypatch: pytest.MonkeyPatch) -> None:
    spelled = {raw: plain(raw) for raw, _ in corpus_blocks()}
    monkeypatch.setattr(normalise, "cues_in", lambda text: EVERY)
    monkeypatch.setattr(normalise, "_encoded", lambda text: True)
    for raw, text in spelled.items():
        assert plain(raw) == text


WORDS = (
    *VALUES.values(),
    *"ИИН жсн тел. кв 12 ул. Абая көшесі пәтер тұрғылықты мекенжай проживает паспорт № student id number".split(),
    *"г.р. туған күні".split(),
    *"1999 12.03.1999 01 ж. т. Сериков Асқар А.Б. Е. ФИО: аты-жөні «мен» пікір отзыв студента: мне нравится".split(),
    *"51.1234, 71.1234".split(),
    *"lat location gps 55.12 N 87 01 KZ 123 ABC 05 машина номер @ at gmail dot com собака a б в г д \u200b О1 | 9O1l".split(),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=12), st.sampled_from(["", " ", "\t", '"', ", ", "\n", "-"]))
def test_any_mixture_of_words_is_found_alike(words: list[str], joint: str) -> None:
    text = plain(joint.join(words)).text
    for detector in BLOCK_DETECTORS:
        assert [*detector.find(TextBlock(text))] == [*detector.find(Open(text))]


NUMBERS = (
    *(
        "0.7869",
        "-12,5 %",
        "87",
        "2",
        "1/2",
        "123",
        "1 234",
        "Оң жауаптар",
        "Ректор",
        "АБВ",
        "a12",
        "x3",
        "53,4-63,9 %",
    ),
    *(
        "12.03.99",
        "3-7-2001",
        "12 мамыр",
        "123 ABC 05",
        "a 123 bc",
        "geo:4.2,7.9",
        "42.123",
        "KZ",
        "kz/",
        "KZ86",
        "@type",
    ),
    *("Ғылыми Кеңесі", "Жаңбырбек Тұмандыбек", "N 12", "zhan @ x.kz", "адам", "дом", "ID", "р", "т.", "-", ":"),
)


@pytest.mark.integration
@settings(max_examples=1000, deadline=None)
@given(st.lists(st.sampled_from(WORDS + NUMBERS), min_size=1, max_size=9), st.sampled_from(["", " ", "\t", '"', "\n"]))
def test_no_label_makes_a_value_of_a_mixture_where_the_prefilter_says_no(words: list[str], joint: str) -> None:
    text = plain(joint.join(words)).text
    for detector in BLOCK_DETECTORS:
        for label in () if detector.may_find(TextBlock(text)) else LABELS:
            assert not [*detector.find(Open(text, label))], text


def test_cues_of_a_text_are_those_of_its_words() -> None:
    assert cues_in("Сериков 870112 г.р.") == cues_in("Сериков") | cues_in("870112") | cues_in("г") | cues_in("р")
