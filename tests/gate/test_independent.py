"""The measurement that is independent of the detectors: its halves, its numbers, its committed results, its lower bounds."""

from __future__ import annotations

import itertools
from random import Random

import pytest
import yaml
from stdnum import iban, luhn

from tests.gate.independent import numbers
from tests.gate.independent.files import CONTAINERS
from tests.gate.independent.generate import (
    FOLDER,
    HALVES,
    LAWFUL_SAMPLES,
    SEX,
    SLOT,
    digest,
    lawful,
    load,
    people_rows,
    planted,
    seeded,
)
from tests.gate.independent.inflection import kazakh, russian
from tests.gate.independent.score import KEYS, RESULTS, counted, interval, score, sentences_without_person

FROZEN_HASH = (FOLDER / "frozen.sha256").read_text(encoding="ascii").strip()
BOUNDS = yaml.safe_load((FOLDER / "bounds.yml").read_text(encoding="utf-8"))


def test_the_frozen_half_is_the_committed_one() -> None:
    assert digest("frozen") == FROZEN_HASH


def test_a_score_of_the_frozen_half_is_committed() -> None:
    entries = [entry for entry in yaml.safe_load(RESULTS.read_text(encoding="utf-8")) if entry["half"] == "frozen"]
    assert entries
    assert entries[-1]["material"] == FROZEN_HASH
    assert set(entries[-1]["by kind"]) == {sample.kind for sample in planted("frozen")}


@pytest.mark.slow
def test_the_development_half_keeps_its_bounds() -> None:
    result = score("development")
    low = {
        f"{title} {group}": (hits / total, BOUNDS["recall"][title][group])
        for title in ("kind", "language")
        for group, (hits, total) in result.recall(KEYS[title]).items()
        if hits / total < BOUNDS["recall"][title][group]
    }
    assert not low
    alarms, files = counted(result.alarms, lambda _: "all")["all"]
    assert alarms / files <= BOUNDS["lawful files refused"]


def test_the_halves_share_no_frame_and_no_name() -> None:
    for part in ("frames", "people_tables"):
        texts = [
            {SEX.fullmatch(text)[2] for kinds in load(half, part).values() for kind in kinds.values() for text in kind}  # type: ignore[index]
            for half in HALVES
        ]
        assert not texts[0] & texts[1]
    documents = [{text for part in load(half, "lawful").values() for text in part["documents"]} for half in HALVES]
    assert not documents[0] & documents[1]
    first, second = (yaml.safe_load((FOLDER / f"names_{half}.yml").read_text(encoding="utf-8")) for half in HALVES)
    assert first.keys() == second.keys()
    assert not any(set(first[key].split()) & set(second[key].split()) for key in first)


@pytest.mark.parametrize("half", HALVES)
def test_every_document_is_complete_and_can_be_written(half: str) -> None:
    samples = [*planted(half), *lawful(half)]
    assert not [sample for sample in samples if SLOT.search(sample.text + sample.hidden + sample.name)]
    for sample in {sample.container: sample for sample in samples}.values():
        assert sample.data()
        assert sample.twin() is None or sample.twin() != (sample.name, sample.data())
    assert sum(sample.kind == "lawful" for sample in samples) >= 3 * LAWFUL_SAMPLES


@pytest.mark.parametrize("half", HALVES)
def test_every_kind_has_thirty_documents_in_three_languages(half: str) -> None:
    for group, (_, total) in counted([(sample, True) for sample in planted(half)], KEYS["kind and language"]).items():
        assert total >= 24, group
    assert min(total for _, total in counted([(s, True) for s in planted(half)], KEYS["kind"]).values()) >= 30


def test_numbers_pass_their_controls() -> None:
    random = Random(1)  # noqa: S311
    for _ in range(200):
        assert luhn.is_valid("".join(filter(str.isdigit, numbers.card(random))))
        assert iban.is_valid(numbers.iban(random))
        value = [int(digit) for digit in numbers.iin(random)]
        assert sum(digit * weight for digit, weight in zip(value, range(1, 12), strict=False)) % 11 in (value[11], 10)


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("Серік", "Серіктің Серікке Серікті Серікте Серіктен Серікпен"),
        ("Айжан", "Айжанның Айжанға Айжанды Айжанда Айжаннан Айжанмен"),
        ("Омарова", "Омарованың Омароваға Омарованы Омаровада Омаровадан Омаровамен"),
        ("Болатұлы", "Болатұлының Болатұлына Болатұлын Болатұлында Болатұлынан Болатұлымен"),
        ("Жанар", "Жанардың Жанарға Жанарды Жанарда Жанардан Жанармен"),
        ("Қараз", "Қараздың Қаразға Қаразды Қаразда Қараздан Қаразбен"),
    ],
)
def test_kazakh_cases(word: str, forms: str) -> None:
    assert " ".join(kazakh(word, case) for case in ("gen", "dat", "acc", "loc", "abl", "ins")) == forms


@pytest.mark.parametrize(
    ("word", "kind", "forms"),
    [
        ("Иванов", "surname m", "Иванова Иванову Иванова Ивановым Иванове"),
        ("Омарова", "surname f", "Омаровой Омаровой Омарову Омаровой Омаровой"),
        ("Вишневская", "surname f", "Вишневской Вишневской Вишневскую Вишневской Вишневской"),
        ("Дмитрий", "word m", "Дмитрия Дмитрию Дмитрия Дмитрием Дмитрии"),
        ("Ольга", "word f", "Ольги Ольге Ольгу Ольгой Ольге"),
        ("Бондаренко", "surname f", "Бондаренко Бондаренко Бондаренко Бондаренко Бондаренко"),
        ("Ким", "surname m", "Кима Киму Кима Кимом Киме"),
        ("Цой", "surname m", "Цоя Цою Цоя Цоем Цое"),
        ("Никитич", "word m", "Никитича Никитичу Никитича Никитичем Никитиче"),
    ],
)
def test_russian_cases(word: str, kind: str, forms: str) -> None:
    assert " ".join(russian(word, case, kind) for case in ("gen", "dat", "acc", "ins", "pre")) == forms


def test_rows_have_a_cell_for_each_column() -> None:
    head, *rows = people_rows(seeded("a"), "A=1..3 | B=x,y | C=2001-01-10..2001-02-01 | D=1.5..2.0").splitlines()
    assert head == "A | B | C | D"
    assert 10 <= len(rows) <= 18
    assert {row.count(" | ") for row in rows} == {3}


def test_interval_of_wilson() -> None:
    low, high = interval(81, 263)  # example of the R function prop.test without correction
    assert (round(low, 4), round(high, 4)) == (0.2553, 0.3662)
    assert interval(5, 5)[1] == 1.0


def test_sentences_without_a_person_are_taken_from_annotated_text() -> None:
    assert sentences_without_person("A O\nb O\n\nC B-PERSON\nd O\n\nE O") == ["A b", "E"]


def test_every_kind_of_file_is_used() -> None:
    used = {sample.container for half in HALVES for sample in itertools.chain(planted(half), lawful(half))}
    assert used == set(CONTAINERS)
