"""Eighteen rows with every cleaning rule; the results to every digit that the method publishes."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.survey.cases import outcome, questionnaire
from transparency.survey.figures import own_figures
from transparency.survey.intervals import wilson
from transparency.survey.run import SurveyRun

Value = tuple[float | None, float | None, float | None, float | None]


@pytest.fixture(scope="module")
def folder() -> Path:
    return Path(__file__).with_name("worked_example")


@pytest.fixture(scope="module")
def computed(folder: Path) -> dict[tuple[str, str], Value]:
    example = outcome(questionnaire("worked_example"), {"2025-05": folder / "raw.csv"})
    return dict(_exact(example))


def _exact(example: SurveyRun) -> Iterator[tuple[tuple[str, str], Value]]:
    quality = example.periods[0].quality
    for name in ("N_RAW", "N_NOCONSENT", "N_TEST", "N_DUP", "N_EMPTY", "N_USABLE", "N_COMPLETE", "N_STRAIGHT"):
        yield ("ALL", name), (getattr(quality, name.lower()), None, None, None)
    for key, tally in example.tallies.items():
        cell, element = tally.cell, key.element
        yield (element, "N_VALID"), (cell.n_valid, None, None, None)
        for name, count in (("NA", cell.n_na), ("DK", cell.n_dk), ("BLANK", cell.n_blank), ("OUT", tally.n_out)):
            yield (element, f"N_{name}"), (count, None, None, None)
        naive = wilson(tally.positive.share, cell.n_valid)
        yield (element, "SAT_SHARE_NAIVE_CI"), (tally.positive.share, naive.lower, naive.upper, cell.n_valid)
        if element == "ALL":
            yield (element, "N_RESP"), (cell.n_resp, None, None, None)
            yield (element, "N_ELIGIBLE"), (cell.n_eligible, None, None, None)
        for figure in own_figures(tally, None, all_measures=True):
            name = f"DIST_{figure.category}" if figure.measure == "DIST" else figure.measure
            bounds = figure.interval
            lower, upper = (bounds.lower, bounds.upper) if bounds else (None, None)
            yield (element, name), (figure.value, lower, upper, figure.n_eff)
    for key, alpha in example.alphas.items():
        yield (key.element, "ALPHA_LISTWISE"), (alpha.listwise, None, None, None)
        yield (key.element, "ALPHA_PAIRWISE"), (alpha.pairwise, None, None, None)


def test_every_published_digit(folder: Path, computed: dict[tuple[str, str], Value]) -> None:
    with (folder / "expected.csv").open(encoding="utf-8") as file:
        expected = list(csv.DictReader(file))
    wrong = [row for row in expected if not _agrees(row, computed.get((row["element"], row["measure"])))]
    assert not wrong
    assert len(expected) > 100


def _agrees(row: dict[str, str], value: Value | None) -> bool:
    if value is None:
        return False
    columns = zip(("value", "lower", "upper", "n_eff"), value, strict=True)
    return all(_same(row[name], number) for name, number in columns if row[name])


def _same(text: str, number: float | None) -> bool:
    places = len(text.partition(".")[2])
    return number is not None and f"{number:.{places}f}" == text


def test_share_counts_and_interval_are_published(folder: Path) -> None:
    example = outcome(questionnaire("worked_example"), {"2025-05": folder / "raw.csv"})
    rows = {(row.element, row.measure): row for row in example.observations}
    block = rows["K", "SAT_SHARE"]
    assert (block.obs_value, block.lower, block.upper, block.n_eff) == (0.541667, 0.292296, 0.771776, 12.778)
    assert (block.n_valid, block.n_resp, block.obs_status, block.ci_method) == (24, 13, "U", "WILSON_NEFF")
    assert rows["ALL", "RESP_RATE"].obs_value == 0.325
    assert rows["B", "SAT_SHARE"].reversed == 1
    assert rows["A", "SAT_SHARE"].pos_codes == "4 5"
    assert rows["K", "ALPHA"].obs_value == 0.92744
