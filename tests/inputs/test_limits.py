"""Every field of every record is limited, and a value beyond its limit is a problem with file and line."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import transparency.model
from transparency.model.dataset import Dataset
from transparency.model.limits import GREATEST, LONGEST_CELL, LONGEST_TEXT
from transparency.model.process import IndicatorTarget
from transparency.model.quality import RatingRow
from transparency.model.survey import PopulationCount
from transparency.model.survey_action import SurveyAction
from transparency.model.text import USUAL, Record
from transparency.registry.csv_records import columns, read_table
from transparency.registry.files import Source
from transparency.registry.parse_values import as_day, as_decimal, as_whole
from transparency.registry.records import record
from transparency.registry.tables import TextTable, read_csv
from transparency.registry.yaml_document import Document, parse_yaml

for _module in pkgutil.iter_modules(transparency.model.__path__):
    importlib.import_module(f"transparency.model.{_module.name}")


def _models(base: type[Record]) -> Iterator[type[Record]]:
    for model in base.__subclasses__():
        yield model
        yield from _models(model)


MODELS = sorted({m for m in _models(Record) if m.__module__.startswith("transparency.")}, key=lambda m: m.__qualname__)
_OPEN = ("int", "float", "date")


def _unlimited(schema: Any, place: str) -> Iterator[str]:
    """Places of the schema at which a number or a day may be as large as it likes."""
    if isinstance(schema, dict):
        kind = schema.get("type")
        if (
            isinstance(kind, str)
            and kind in _OPEN
            and not (({"ge", "gt"} & set(schema)) and ({"le", "lt"} & set(schema)))
        ):
            yield place
        if kind == "datetime":
            yield f"{place}: a time; records hold days"
        for key, inner in schema.items():
            yield from _unlimited(inner, f"{place}.{key}" if key not in ("schema", "fields") else place)
    elif isinstance(schema, (list, tuple)):
        for inner in schema:
            yield from _unlimited(inner, place)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__qualname__)
def test_every_number_and_day_has_a_least_and_a_most(model: type[Record]) -> None:
    """A new field takes a type of `model.number_types`, or says ``Field(ge=…, le=…)``."""
    assert list(_unlimited(model.__pydantic_core_schema__, model.__name__)) == []
    assert model.model_config.get("str_max_length") == LONGEST_TEXT
    assert model.model_config.get("allow_inf_nan") is False


def test_an_unlimited_field_is_found() -> None:
    class Loose(Record):
        n: int

    assert list(_unlimited(Loose.__pydantic_core_schema__, "Loose")) == ["Loose.n"]


def said(model: type[Record], text: str) -> list[tuple[int, str, str]]:
    document = Document("file.yml")
    parse_yaml(document, text)
    if not document.problems:
        record(model, document, USUAL)
    return [(p.line, p.rule, p.place) for p in document.problems]


ACTION = """id: a-1
survey: S1
element: ALL
period: 2025-S2
finding: {kk: a, ru: a, en: a}
decision: {kk: a, ru: a, en: a}
unit: {kk: a, ru: a, en: a}
decided: 2025-01-10
reassess: 2025-09-10
status: final
"""


@pytest.mark.parametrize(
    ("old", "new", "line", "rule"),
    [
        ("2025-01-10", "9999-12-31", 8, "T12"),
        ("2025-01-10", "0001-01-01", 8, "T12"),
        ("2025-01-10", "1700000000", 8, "T01"),
        ("2025-01-10", '"2025-01-10"', 8, "T01"),
        ("2025-01-10", "2025-01-10T00:00:00Z", 8, "T01"),
        ("2025-01-10", "20250110", 8, "T01"),
        ("2025-01-10", "true", 8, "T01"),
        ("2025-S2", "9999-S2", 4, "T07"),
        ("2025-S2", "٢٠٢٥-S2", 4, "T07"),
        ("decision: {kk: a", f"decision: {{kk: {'a' * (LONGEST_TEXT + 1)}", 6, "T12"),
        ("id: a-1", f"id: {'a' * 61}", 1, "T12"),
    ],
)
def test_beyond_in_yaml(old: str, new: str, line: int, rule: str) -> None:
    assert said(SurveyAction, ACTION) == []
    assert [(found[0], found[1]) for found in said(SurveyAction, ACTION.replace(old, new))] == [(line, rule)]


TARGET = "value: 5\ndirection: at-least\nunit: {kk: a, ru: a, en: a}\n"


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ("1000000000001", "T12"),
        ("-1000000000001.5", "T09"),
        ("1" + "0" * 400, "T12"),
        *((text, "T01") for text in (".inf", ".nan", "1e999", "1_000", "0x10", "true")),
    ],
)
def test_numbers_in_yaml(written: str, rule: str) -> None:
    assert said(IndicatorTarget, TARGET) == []
    assert said(IndicatorTarget, TARGET.replace("value: 5", f"value: {written}")) == [(1, rule, "value")]


def test_a_number_from_elsewhere_is_finite() -> None:
    """Records are also made by programs; no way leads to an infinite number."""
    with pytest.raises(ValueError, match="finite"):
        RatingRow(department="a", main=float("inf"), additional=0, place=1)


@pytest.mark.parametrize("text", ["1_000", " 5", "5 ", "٣", "+5", "0x10", "1e3", "", "nan", "inf", "1" + "0" * 5_000])
def test_no_whole_number_and_no_decimal(text: str) -> None:
    assert as_whole(text) is None
    assert as_decimal(text) is None


@pytest.mark.parametrize("text", ["20260301", "2026-W10-1", "2026-3-1", "2026-02-30", "2026-03-01T00:00", "٢٠٢٦-٠٣-٠١"])
def test_no_day(text: str) -> None:
    assert as_day(text) is None


def test_plain_values_are_read() -> None:
    assert (as_whole("-5"), as_decimal("2.50"), str(as_day("2026-03-01"))) == (-5, 2.5, "2026-03-01")


HEADER = ",".join(columns(PopulationCount, USUAL))


@pytest.mark.parametrize(
    ("cell", "line", "rule"),
    [
        (str(GREATEST + 1), 2, "T12"),
        ("1_000", 2, "T01"),
        ("9" * 5_000, 2, "T01"),
        ("nan", 2, "T01"),
        ("1" * (LONGEST_CELL + 1), 2, "T12"),
        ("1" * 200_000, 2, "T12"),
        ('"1', 2, "T12"),
        ("1\x00", 2, "Y12"),
    ],
)
def test_beyond_in_csv(cell: str, line: int, rule: str, tmp_path: Path) -> None:
    values = {"PERIOD": "2025", "TIME_PERIOD": "2025", "N": cell}
    row = ",".join(values.get(name, "_T") for name in HEADER.split(","))
    filler = f"{row.replace(cell, '1')}\n" * 2_000 if cell == '"1' else ""
    (tmp_path / "t.csv").write_text(f"{HEADER}\n{row}\n{filler}", encoding="utf-8")
    _, problems = read_table(PopulationCount, Source(tmp_path / "t.csv", "t.csv"), USUAL)
    assert [(p.line, p.rule) for p in problems] == [(line, rule)]
    assert len(str(problems[0])) < 400


def test_a_table_of_the_register_with_an_open_quotation_mark(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("id,title\n" + 'a,"b\n' + "c,d\n" * 50_000, encoding="utf-8")
    found = read_csv(Source(tmp_path / "t.csv", "t.csv"))
    assert not isinstance(found, TextTable)
    assert (found.line, found.rule) == (2, "T12")


def test_the_declaration_of_a_dataset_keeps_plain_digits() -> None:
    assert said(Dataset, "id: a\nversion: ١.٢.٣\n")[0] != ()
    assert ("T07", "version") in {(rule, place) for _, rule, place in said(Dataset, "id: a\nversion: ١.٢.٣\n")}
