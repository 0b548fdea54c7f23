"""Indicator values: what a row may say, what the rules and the audit refuse, and the same numbers in every form."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest

from tests.conftest import DATE
from transparency.audit import Release
from transparency.audit.disclosure import audit
from transparency.model.indicator_value import decimals, decimals_by_indicator
from transparency.model.product_files import PRODUCT
from transparency.model.text import LANGUAGES, USUAL, Lang
from transparency.registry.check import CheckedRegistry, check
from transparency.registry.load import load
from transparency.registry.load_words import load_words
from transparency.site.render import formats
from transparency.site.render.sentences import written
from transparency.site.views.measured import all_measured, written_value

VALUES = "demo/indicators/students.csv"
HEADER = "indicator,time_period,ref_area,breakdown,category,obs_value,unit_measure,numerator,denominator,obs_status\n"


def registry(root: Path) -> CheckedRegistry:
    draft, problems = load(root, demo=True)
    assert draft is not None, problems
    found, problems = check(draft, DATE)
    assert found is not None, problems
    return found


def told(root: Path, old: str, new: str, file: str = VALUES) -> list[str]:
    """Rules and places of what is wrong after one edit of a table."""
    path = root / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    draft, problems = load(root, demo=True)
    found = problems if problems or draft is None else check(draft, DATE)[1]
    return [f"{one.rule} {one.place}".strip() for one in found]


EDITS = {
    "unknown indicator": ("students-total,2021", "students-none,2021", "N01 indicator"),
    "unknown programme": ("2025,quokka-studies", "2025,nobody", "N01 ref_area"),
    "another unit": ("400,PERSONS", "400,NUMBER", "N02 unit_measure"),
    "a second value": ("students-total,2022", "students-total,2021", "R02 category"),
    "a category of another breakdown": ("level,bachelor", "level,female", "T08"),
    "people are whole": ("400,PERSONS", "400.5,PERSONS", "T08"),
    "a share that does not follow": ("78.0,SHARE_PERSONS,78,100", "79.0,SHARE_PERSONS,78,100", "T08"),
    "a share of people without people": ("78.0,SHARE_PERSONS,78,100", "78.0,SHARE_PERSONS,,100", "T08"),
    "an empty value without a reason": ("420,PERSONS", ",PERSONS", "T08"),
    "a target without a direction": ("500,at-least", "500,", "T08"),
}


@pytest.mark.parametrize("edit", EDITS)
def test_a_wrong_row_is_refused(small: Path, edit: str) -> None:
    old, new, rule = EDITS[edit]
    assert rule in told(small, old, new)


def test_an_invented_value_in_data_is_refused(small: Path) -> None:
    invented = (small / VALUES).read_text("utf-8").replace(",final,", ",demonstration,")
    (small / "data/indicators/students.csv").write_text(invented, "utf-8")
    draft, _ = load(small)
    assert draft is not None
    assert {problem.rule for problem in check(draft, DATE)[1]} >= {"D20"}


def test_values_of_data_replace_the_invented_ones(small: Path) -> None:
    """Of an indicator with a real value nothing is taken from ``demo/``."""
    header, *rows = (small / VALUES).read_text("utf-8").splitlines()
    real = next(row for row in rows if row.startswith("students-total,2021,univ"))
    (small / "data/indicators/students.csv").write_text(f"{header}\n{real}\n", "utf-8")
    found = all_measured(registry(small))
    assert [value.status for value in found["students-total"].values] == ["final"]
    assert found["graduates-employed"].demonstration


def test_what_a_series_says(small: Path) -> None:
    found = all_measured(registry(small))
    awaited = "dormitory-places library-seats accessible-buildings students-per-lecturer entry-score drop-out partners"
    awaited += " income research-money ranking reports-of-corruption"  # asked for; nobody has supplied a value
    assert {one.id: one.state for one in found.values() if one.id != "p02-k1"} == {
        **dict.fromkeys(awaited.split(), "missing"),
        "students-total": "met",
        "graduates-employed": "missed",
        "fee-of-year": "missing",
        "p01-k1": "missed",
    }
    assert found["students-total"].change == 30
    assert found["fee-of-year"].page is None
    assert found["fee-of-year"].owner == "quality-office"


def test_whole_numbers_have_no_decimals() -> None:
    assert decimals("SCORE", [62.0, None]) == 0
    assert decimals("SCORE", [62.0, 62.5]) == 2
    assert decimals("SCORE", [62.0, 70.5]) == 2
    assert decimals("SCORE", []) == 0
    rows = [("entry", "SCORE", 62.0, None), ("entry", "SCORE", 63.0, 70.0), ("mark", "SCORE", 3.0, 4.5)]
    assert decimals_by_indicator(rows) == {"entry": 0, "mark": 2}


def test_pages_show_the_decimals_of_the_series(small: Path) -> None:
    """Templates see nothing of the registry but what all pages have in common."""
    found = registry(small)
    assert {one.indicator for one in found.indicator_values} == set(found.common().decimals) != set()


def test_a_break_ends_the_comparison(small: Path) -> None:
    path = small / VALUES
    path.write_text(
        "".join(
            row
            for row in path.read_text("utf-8").splitlines(True)
            if ",2024,univ" not in row and ",2025,univ" not in row
        ),
        "utf-8",
    )
    assert all_measured(registry(small))["students-total"].change is None


SMALL_GROUPS = {
    "a small number": ("50,PERSONS,,,A|45,PERSONS,,,A|5,PERSONS,,,A", "S01"),
    "one hidden part": ("50,PERSONS,,,A|45,PERSONS,,,A|,PERSONS,,,Q", "S07"),
    "everybody in a small group": ("90.0,SHARE_PERSONS,81,90,A|100.0,SHARE_PERSONS,12,12,A", "S02"),
    "a share of few": ("90.0,SHARE_PERSONS,81,90,A|75.0,SHARE_PERSONS,6,8,A", "S01"),
    "two hidden parts": ("90,PERSONS,,,A|45,PERSONS,,,A|,PERSONS,,,Q|,PERSONS,,,Q", ""),
    "few things": ("5,NUMBER,,,A|3,NUMBER,,,A", ""),
}


@pytest.mark.parametrize("case", SMALL_GROUPS)
def test_the_audit_of_surveys_attacks_values(case: str) -> None:
    """The first value is that of the institution, the others are those of programmes."""
    cells, rule = SMALL_GROUPS[case]
    areas = ("univ", "a", "b", "c")
    rows = (f"i,2025,{area},_T,_T,{cell}" for area, cell in zip(areas, cells.split("|"), strict=False))
    problems = audit([Release("values", {"values.csv": HEADER + "\n".join(rows)})])
    assert ({problem.rule for problem in problems} or {""}) >= {rule}
    assert bool(problems) == bool(rule)


OBSERVATION = re.compile(r'<data value="([^"]+)" data-observation="([^"]+)">([^<]+)</data>')


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_same_numbers_on_pages_charts_and_in_files(site: Path, lang: Lang) -> None:
    table = _csv(site)
    start = site if lang == "kk" else site / lang
    seen = set()
    for file in start.glob("*/**/index.html"):
        if file.relative_to(start).parts[0] in LANGUAGES:
            continue
        for value, key, shown in OBSERVATION.findall(file.read_text("utf-8")):
            assert float(value) == float(table[key]["obs_value"]), (file, key)
            assert any(formats.number(float(value), lang, places) in shown for places in (0, 1, 2)), (file, shown)
            seen.add(key)
    assert seen == {key for key, row in table.items() if row["obs_value"]}
    drawing = (start / "figures/students-total/index.html").read_text("utf-8")
    for year in range(2021, 2026):
        number = formats.number(float(table[f"students-total|{year}|univ|_T|_T"]["obs_value"]), lang)
        assert re.search(rf"<text[^>]*>[^<]*{number}", drawing), (lang, year)


@pytest.mark.slow
@pytest.mark.parametrize("year", [2024, 2025])
def test_an_annual_report_has_the_values_of_its_year(site: Path, year: int) -> None:
    keys = {key for _, key, _ in OBSERVATION.findall((site / f"en/reports/{year}/index.html").read_text("utf-8"))}
    assert keys == {
        key
        for key, row in _csv(site).items()
        if key.split("|")[1:] == [str(year), "univ", "_T", "_T"] and row["obs_value"]
    }


@pytest.mark.slow
def test_the_same_numbers_in_every_format(site: Path) -> None:
    table = {key: _number(row["obs_value"]) for key, row in _csv(site).items()}
    folder = site / "open-data/files"
    listed = json.loads((folder / "indicator-values.json").read_text("utf-8"))["records"]
    assert {_key(row): _number(row["obs_value"]) for row in listed} == table
    book = openpyxl.load_workbook(site / "open-data/open-data.xlsx", read_only=True)
    header, *rows = book["indicator-values"].iter_rows(values_only=True)
    found = [dict(zip(map(str, header), row, strict=True)) for row in rows]
    assert {_key(row): _number(row["obs_value"]) for row in found} == table


def _number(value: object) -> float | None:
    return None if value in (None, "") else float(str(value))


def _key(row: Mapping[str, object]) -> str:
    return "|".join(str(row[name]) for name in ("indicator", "time_period", "ref_area", "breakdown", "category"))


def _csv(site: Path) -> dict[str, dict[str, str]]:
    text = (site / "open-data/files/indicator-values.csv").read_text("utf-8")
    return {_key(dict(row)): row for row in csv.DictReader(io.StringIO(text))}


@pytest.mark.parametrize(
    ("lang", "value", "places", "said"),
    [
        ("ru", 1, 0, "1\u00a0балл"),
        ("ru", 62, 0, "62\u00a0балла"),
        ("ru", 56, 0, "56\u00a0баллов"),
        ("ru", 71, 0, "71\u00a0балл"),
        ("ru", 56.5, 1, "56,5\u00a0балла"),
        ("en", 1, 0, "1\u00a0point"),
        ("en", 1, 1, "1.0\u00a0points"),
        ("kk", 5, 0, "5\u00a0балл"),
    ],
)
def test_a_unit_agrees_with_its_number(lang: Lang, value: float, places: int, said: str) -> None:
    words = load_words(PRODUCT, USUAL, [])
    assert written(written_value("SCORE", value, places), words[lang]) == said
