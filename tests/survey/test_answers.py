"""What a cell says on a scale, and which points count as positive."""

from __future__ import annotations

import pytest

from transparency.model.answer_scale import AnswerScale, PointLabel
from transparency.survey.answers import Missing, conflicts, vocabulary
from transparency.survey.words import comparable

FIVE = AnswerScale(
    code="five_1_5",
    minimum=1,
    maximum=5,
    labels=(
        PointLabel(value=2, kk="Қанағаттанбаймын", ru="Не удовлетворён", en="Dissatisfied"),
        PointLabel(value=3, kk="Бір жағын таңдау қиын", ru="Затрудняюсь выбрать сторону", en="Neither"),
        PointLabel(value=4, kk="Қанағаттанамын", ru="Удовлетворён", en="Satisfied"),
    ),
)
LETTERS = AnswerScale(code="abc", minimum=1, maximum=3, recode={"A": 3, "B": 1, "C": 2}, na_codes=("X",))
ZERO = AnswerScale(code="four_0_3", minimum=0, maximum=3)
SEVEN = AnswerScale(code="seven", minimum=1, maximum=7, na_codes=(9,), dk_codes=(8,))
AROUND_ZERO = AnswerScale(code="pm2", minimum=-2, maximum=2)

POINTS = {  # METHOD 3: points -> positive, middle, counted from 1
    2: ([2], []),
    3: ([3], [2]),
    4: ([3, 4], []),
    5: ([4, 5], [3]),
    6: ([4, 5, 6], []),
    7: ([5, 6, 7], [4]),
    8: ([6, 7, 8], [4, 5]),
    9: ([6, 7, 8, 9], [5]),
    10: ([7, 8, 9, 10], [5, 6]),
}


@pytest.mark.parametrize("points", POINTS)
def test_positive_and_middle_points(points: int) -> None:
    positive, middle = POINTS[points]
    scale = AnswerScale(code="s", minimum=1, maximum=points)
    assert (list(scale.positive), list(scale.middle)) == (positive, middle)
    assert len({*scale.positive, *scale.middle, *scale.negative}) == points


def test_eleven_points_and_slider() -> None:
    eleven, slider = AnswerScale(code="s", minimum=0, maximum=10), AnswerScale(code="s", minimum=0, maximum=100)
    assert (eleven.positive, eleven.middle) == (tuple(range(6, 11)), (5,))
    assert (slider.positive, slider.middle) == (tuple(range(60, 101)), tuple(range(41, 60)))


CELLS = [
    (FIVE, "4", 4),
    (FIVE, " 4,0 ", 4),
    (FIVE, "4.0", 4),
    (FIVE, "4\u00a0– қанағаттанамын", 4),
    (FIVE, "4. Удовлетворен", 4),
    (FIVE, "УДОВЛЕТВОРЁН\u200b", 4),
    (FIVE, "Не  удовлетворен", 2),
    (FIVE, "Затрудняюсь выбрать сторону", 3),
    (FIVE, "затрудняюсь ответить", Missing.DK),
    (FIVE, "Жауап беру қиын", Missing.DK),
    (FIVE, "Қ/М", Missing.NA),
    (FIVE, "N/A", Missing.NA),
    (FIVE, "не применимо", Missing.NA),
    (FIVE, "5 – Satisfied", Missing.WORDS),
    (FIVE, "Совсем удовлетворён", Missing.WORDS),
    (FIVE, "4.5", Missing.OUT),
    (FIVE, "55", Missing.OUT),
    (FIVE, "0", Missing.OUT),
    (FIVE, "", Missing.BLANK),
    (FIVE, " \u00a0", Missing.BLANK),
    (FIVE, "—", Missing.BLANK),
    (ZERO, "0", 0),
    (SEVEN, "7", 7),
    (SEVEN, "8", Missing.DK),
    (SEVEN, "9,0", Missing.NA),
    (SEVEN, "9 – не применимо", Missing.NA),
    (LETTERS, "a", 3),
    (LETTERS, "B", 1),
    (LETTERS, "X", Missing.NA),
    (LETTERS, "1", Missing.OUT),
    (AROUND_ZERO, "-2", -2),
    (AROUND_ZERO, "−1", -1),
    (AROUND_ZERO, "-", Missing.BLANK),
]


@pytest.mark.parametrize(("scale", "cell", "meaning"), CELLS, ids=lambda value: str(getattr(value, "code", value)))
def test_cell(scale: AnswerScale, cell: str, meaning: int) -> None:
    expected = meaning if isinstance(meaning, Missing) else meaning - scale.minimum
    assert vocabulary(scale).read(cell) == expected


def test_comparison_folds_what_systems_change() -> None:
    assert comparable("  Ё\u00a0й\u0306\n x\ufeff") == comparable("е й\u0306 X".replace("й\u0306", "й\u0306"))
    assert comparable("И\u0306") == comparable("й")


def test_words_with_two_meanings_are_found() -> None:
    assert conflicts(SEVEN) == ()
    assert conflicts(AnswerScale(code="s", minimum=1, maximum=7, na_codes=(7,))) == ("7",)
    twice = (PointLabel(value=1, kk="а", ru="да", en="no"), PointLabel(value=2, kk="ә", ru="нет", en="No "))
    assert conflicts(AnswerScale(code="s", minimum=1, maximum=2, labels=twice)) == ("no",)
