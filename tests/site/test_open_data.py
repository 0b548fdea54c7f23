"""The files say what the pages say, and a validator that is not ours accepts them."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from pathlib import Path

import frictionless
import pytest

from tests.conftest import DATE
from tests.site.pages import by_id
from transparency.model.text import LANGUAGES
from transparency.site.build.content import content

pytestmark = pytest.mark.slow


def test_frictionless_accepts_the_package(site: Path) -> None:
    report = frictionless.validate(str(site / "open-data/datapackage.json"))
    assert report.valid, report.flatten(["title", "description", "type", "note"])


def test_bytes_and_hashes_are_those_of_the_files(site: Path) -> None:
    package = json.loads((site / "open-data/datapackage.json").read_text(encoding="utf-8"))
    assert package["resources"]
    for resource in package["resources"]:
        data = (site / "open-data" / resource["path"]).read_bytes()
        assert resource["bytes"] == len(data)
        assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"


def test_csv_and_json_hold_the_same_values(site: Path) -> None:
    for file in sorted((site / "open-data/files").glob("*.csv")):
        rows = list(csv.DictReader(io.StringIO(file.read_bytes().decode("utf-8"), newline="")))
        records = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))["records"]
        assert rows == [{k: _as_csv(v) for k, v in record.items()} for record in records], file.name


def _as_csv(value: object) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def test_every_indicator_of_the_file_stands_on_its_page(site: Path) -> None:
    records = json.loads((site / "open-data/files/indicators.json").read_text(encoding="utf-8"))["records"]
    assert records
    versions = by_id(site)
    for record in records:
        for lang in LANGUAGES:
            for page_id in (f"processes/{record['process']}", "processes/indicators"):
                row = versions[page_id][lang].tree.get_element_by_id(record["id"])
                assert record[f"name_{lang}"] in " ".join(row.text_content().split())


def test_every_risk_of_the_file_stands_on_its_card(site: Path) -> None:
    records = json.loads((site / "open-data/files/risks.json").read_text(encoding="utf-8"))["records"]
    assert records
    versions = by_id(site)
    for record in records:
        for lang in LANGUAGES:
            row = versions[f"processes/{record['process']}"][lang].tree.get_element_by_id(record["id"])
            assert record[f"text_{lang}"] in " ".join(row.text_content().split())


def test_withheld_risks_are_nowhere(small: Path) -> None:
    """One setting keeps a group of fields off pages and files alike."""
    settings = small / "data/site.yml"
    settings.write_text(settings.read_text(encoding="utf-8") + "withhold: [risks]\n", encoding="utf-8")
    found, problems = content(small, DATE)
    assert found is not None, problems
    assert "Тәуекел" not in found.html["processes/p01", "kk"].replace("Тәуекелдер", "")
    assert json.loads(found.files["open-data/files/risks.json"])["records"] == []
