"""What is withheld, under embargo or left out stands in no published byte; the site says that a group is withheld."""

from __future__ import annotations

import csv
import io
import json
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from tests.conftest import DATE, copy_of_small, warmed
from transparency.opendata import published_versions
from transparency.opendata.withdrawn_texts import Withdrawn
from transparency.registry.check import check
from transparency.registry.load import load
from transparency.registry.withheld import FIELDS
from transparency.site.build.content import SiteContent, content
from transparency.site.build.files import write

pytestmark = pytest.mark.usefixtures("warm")

MARKER = "zqxmarker"
"""A word that nothing else says."""
LATER_DAY = DATE.replace(year=DATE.year + 1)
"""After the day of the tests."""

Data = dict[str, Any]


def text(place: str) -> dict[str, str]:
    return {lang: f"{MARKER} {place} {lang}" for lang in ("kk", "ru", "en")}


def edit(root: Path, file: str, change: Callable[[Data], object]) -> None:
    path = root / "data" / file
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    change(data)
    path.write_text(dumped(data), encoding="utf-8")


class PlainDumper(yaml.SafeDumper):
    """Writes every value out; the loader refuses anchors."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def dumped(data: Data) -> str:
    return yaml.dump(data, Dumper=PlainDumper, allow_unicode=True, sort_keys=False)


def withhold(root: Path, group: str) -> None:
    edit(root, "site.yml", lambda site: site.setdefault("withhold", []).append(group))


def leave_out(root: Path, question: str, field: str) -> str:
    """Asks a question that leaves a text out."""
    asked = {"id": question, "to": "rector", "processes": ["p01"], "field": field, "published": "left-out"}
    words = {"kk": "Сұрақ?", "ru": "Вопрос?", "en": "Question?"}
    edit(root, "questions.yml", lambda file: file["questions"].append(asked | {"question": words, "severity": "low"}))
    return question


def correct(root: Path, field: str) -> None:
    """Puts the marker into a correction of a field."""
    one = {"id": f"C-{field}", "processes": ["p01"], "field": field, "printed": [MARKER], "chosen": [MARKER]}
    edit(root, "corrections.yml", lambda file: file["corrections"].append(one | {"reason": "grammar"}))


def withheld_risks(root: Path) -> None:
    withhold(root, "risks")
    edit(root, "processes/p01.yml", lambda card: card["risks"][0].update(text=text("risk")))
    correct(root, "risks")


def withheld_indicators(root: Path) -> None:
    withhold(root, "indicators")
    filled = {name: text(name) for name in ("name", "group", "unit", "formula", "period")}
    target = {"value": 1.0, "direction": "at-least", "unit": text("target")}
    edit(root, "processes/p01.yml", lambda card: card["indicators"][0].update(filled, target=target))
    edit(root, "processes/p01.yml", lambda card: card.update(evaluation=[text("evaluation")]))
    row = {"inputs": ["orders"], "criteria": [text("criteria")], "methods": [text("methods")]}
    edit(root, "processes/p01.yml", lambda card: card.update(information=[row]))
    correct(root, "indicators")
    correct(root, "evaluation")


def withheld_documents(root: Path) -> None:
    withhold(root, "documents")
    activity = {"activity": {"kk": "Іс", "ru": "Дело", "en": "Deed"}, "documents": [text("document of an activity")]}
    edit(root, "processes/p01.yml", lambda card: card.update(documents=[text("document")], activities=[activity]))
    correct(root, "documents")


def withheld_participants(root: Path) -> None:
    withhold(root, "participants")
    correct(root, "participants")


def document_under_embargo(root: Path) -> None:
    attachment = (root / "data/attachments/licence.pdf").read_bytes()
    (root / f"data/attachments/{MARKER}.pdf").write_bytes(attachment)
    licence = yaml.safe_load((root / "data/disclosures/licence.yml").read_text(encoding="utf-8"))
    file = licence["content"]["file"] | {"file": f"{MARKER}.pdf", "title": text("file"), "summary": text("summary")}
    words = {name: text(name) for name in ("title", "summary", "why", "expected_result", "approved_by")}
    one = {
        "id": f"{MARKER}-document",
        "kind": "plan",
        "level": 1,
        "origin": "internal",
        "version": MARKER,
        "code": MARKER,
    }
    one |= {"approved_on": DATE, "publication_class": "full", "unit": "quality-office", "file": file}
    edit(root, "quality/documents.yml", lambda file: file["entries"].append(one | words | {"public_from": LATER_DAY}))
    edit(root, "quality/documents.yml", lambda file: file["entries"][1].update(replaced_by=one["id"]))
    edit(root, "quality/parties.yml", lambda file: file["entries"][0].update(bound_by=[one["id"]]))


def entry_under_embargo(root: Path) -> None:
    licence = yaml.safe_load((root / "data/disclosures/licence.yml").read_text(encoding="utf-8"))
    other = licence | {"id": "other", "clause": "2.2", "group": "other", "content": {"kind": "other"}}
    (root / "data/disclosures/other.yml").write_text(dumped(other), encoding="utf-8")
    one = {"id": f"{MARKER}-entry", "item": "other", "unit": "quality-office", "submitted_on": DATE}
    one |= {"published_on": DATE, "public_from": LATER_DAY}
    one |= {name: text(name) for name in ("title", "basis", "text")}
    (root / "data/entries").mkdir(exist_ok=True)
    file = root / f"data/entries/{MARKER}-entry.yml"
    file.write_text(dumped(one), encoding="utf-8")


def risk_left_out(root: Path) -> None:
    asked = leave_out(root, "L1", "risks")
    edit(root, "processes/p02.yml", lambda card: card["risks"][0].update(text=text("risk"), clarify=[asked]))


def indicator_left_out(root: Path) -> None:
    asked = leave_out(root, "L2", "indicators")
    filled = {"name": text("name"), "formula": text("formula"), "clarify": [asked]}
    edit(root, "processes/p02.yml", lambda card: card["indicators"][0].update(filled))


def step_left_out(root: Path) -> None:
    asked = leave_out(root, "L3", "steps")
    step = {"phase": "plan", "text": text("step"), "clarify": [asked]}
    edit(root, "processes/p02.yml", lambda card: card["steps"].insert(0, step))


def item_left_out(root: Path) -> None:
    asked = leave_out(root, "L4", "outputs")
    edit(root, "processes/p02.yml", lambda card: card["outputs"].append(text("output") | {"clarify": [asked]}))


def purpose_left_out(root: Path) -> None:
    asked = leave_out(root, "L5", "purpose")
    edit(root, "processes/p02.yml", lambda card: card.update(purpose=text("purpose"), clarify=[asked]))


def result_of_the_map_left_out(root: Path) -> None:
    asked = leave_out(root, "L6", "architecture")
    edit(root, "architecture.yml", lambda chart: chart["results"].append(text("result") | {"clarify": [asked]}))


KINDS: Mapping[str, Callable[[Path], None]] = {
    one.__name__: one
    for one in (
        *(withheld_risks, withheld_indicators, withheld_documents, withheld_participants),
        *(document_under_embargo, entry_under_embargo),
        *(risk_left_out, indicator_left_out, step_left_out, item_left_out, purpose_left_out),
        result_of_the_map_left_out,
    )
}
"""Every way in which a text can be kept off the site; each plants the marker and hides it."""


def built(root: Path) -> SiteContent:
    found, problems = content(root, DATE, full=True)
    assert found is not None, problems
    return found


def published(found: SiteContent) -> Iterator[tuple[str, str]]:
    """Everything that goes out: names of files, pages, and files with what is packed inside them."""
    for (page, lang), told in found.html.items():
        yield f"{page} {lang}", told
    for name, data in found.files.items():
        yield from unpacked(name, data)


def unpacked(name: str, data: bytes) -> Iterator[tuple[str, str]]:
    yield name, name
    if data[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in archive.namelist():
                yield from unpacked(f"{name}/{member}", archive.read(member))
    elif data[:4] == b"PAR1":
        yield name, json.dumps(parquet.read_table(io.BytesIO(data)).to_pylist(), default=str)
    else:
        yield name, data.decode("utf-8", "ignore")


@pytest.mark.slow
@given(st.sets(st.sampled_from(sorted(KINDS)), min_size=1))
@settings(max_examples=6, deadline=None, derandomize=True)
def test_a_hidden_text_stands_in_no_published_byte(kinds: set[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = warmed(copy_of_small(Path(folder) / "small"))
        for kind in sorted(kinds):
            KINDS[kind](root)
        assert [place for place, told in published(built(root)) if MARKER in told] == []


def test_everything_hidden_at_once(small: Path) -> None:
    for plant in KINDS.values():
        plant(small)
    assert [place for place, told in published(built(small)) if MARKER in told] == []


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.startswith("withheld")])
def test_the_same_texts_are_published_when_nothing_is_withheld(small: Path, kind: str) -> None:
    """The markers stand where a reader would find them, so the tests above can fail."""
    KINDS[kind](small)
    edit(small, "site.yml", lambda site: site.pop("withhold"))
    assert [place for place, told in published(built(small)) if MARKER in told]


def test_what_is_withheld_is_shown_as_withheld(small: Path) -> None:
    for group in FIELDS:
        withhold(small, group)
    found = built(small)
    for lang, words in found.registry.words.items():
        card = found.html["processes/p01", lang]
        for group in FIELDS:
            assert words.text(f"withheld.{group}") in card, group
        assert words.text("withheld.participants") in found.html["processes/roles", lang]
        assert words.text("withheld.indicators") in found.html["processes/indicators", lang]
    for name, group in (("risks", "risks"), ("indicators", "indicators"), ("roles", "participants")):
        limit = found.registry.words["en"].text(f"withheld.{group}")
        assert limit in found.files["open-data/datapackage.json"].decode()
        assert limit in found.html[f"open-data/{name}", "en"]


def test_no_participant_is_named_when_participants_are_withheld(small: Path) -> None:
    withhold(small, "participants")
    found = built(small)
    roles = json.loads(found.files["open-data/files/roles.json"])["records"]
    assert {row["part"] for row in roles} == {"owner", "manager"}
    heading = found.registry.words["en"].text("roles.participants")
    assert f"<dt>{heading}</dt>" not in found.html["processes/roles", "en"]


def test_a_text_that_cannot_be_left_out_is_reported(small: Path) -> None:
    asked = leave_out(small, "L9", "title")
    edit(small, "organisation.yml", lambda file: file["units"][0].update(clarify=[asked]))
    draft, problems = load(small)
    assert draft is not None, problems
    registry, problems = check(draft, DATE)
    assert registry is None
    assert [(one.rule, one.file, one.place) for one in problems] == [
        ("R07", "data/organisation.yml", "units[1].clarify[1]")
    ]


def released(root: Path, site: Path, served: Path | None = None) -> Path:
    """The open data of a site, with the versions that were kept; returns its folder ``open-data``."""
    found, problems = content(root, DATE, served=served)
    assert found is not None, problems
    if served is not None:
        published_versions.carry(served, site, found.withdrawn)
    write(found.files, site)
    return site / "open-data"


def holding(site: Path) -> list[str]:
    return [str(file.relative_to(site)) for file in sorted(site.rglob("*")) if file.is_file() and MARKER in told(file)]


def told(file: Path) -> str:
    return file.read_text(encoding="utf-8", errors="ignore")


@pytest.mark.parametrize("kind", ["withheld_risks", "withheld_indicators", "risk_left_out", "indicator_left_out"])
def test_earlier_versions_and_reports_of_changes_no_longer_say_it(small: Path, tmp_path: Path, kind: str) -> None:
    settings, questions = small / "data/site.yml", small / "data/questions.yml"
    before = {file: file.read_text(encoding="utf-8") for file in (settings, questions)}
    KINDS[kind](small)
    hiding = {file: file.read_text(encoding="utf-8") for file in before}
    for file, as_it_was in before.items():  # published at first
        file.write_text(as_it_was, encoding="utf-8")
    if kind.endswith("left_out"):
        asked = "L1" if kind.startswith("risk") else "L2"
        open_question = hiding[questions].replace("published: left-out", "published: as-in-source")
        questions.write_text(open_question, encoding="utf-8")
        assert asked in open_question
    first = released(small, tmp_path / "first")
    assert any(name.startswith("v/") for name in holding(first))
    for file, hidden in hiding.items():
        file.write_text(hidden, encoding="utf-8")
    second = released(small, tmp_path / "second", first)
    assert holding(second) == []
    kept, problems = published_versions.read(second)
    assert not problems
    assert len(kept.reports) == 2
    third = released(small, tmp_path / "third", second)
    assert published_versions.read(third)[0].reports == kept.reports


def test_earlier_versions_do_not_say_who_took_part(small: Path, tmp_path: Path) -> None:
    first = released(small, tmp_path / "first")
    withhold(small, "participants")
    second = released(small, tmp_path / "second", first)
    for version in sorted((second / "v").iterdir()):
        assert "participants" not in told(version / "files/roles.csv")
        rows = csv.DictReader(io.StringIO(told(version / "files/processes.csv"), newline=""))
        assert {row["participants"] for row in rows} == {""}
    assert not published_versions.read(second)[1]


def test_versions_stay_byte_for_byte_when_nothing_is_withdrawn(small: Path, tmp_path: Path) -> None:
    first = released(small, tmp_path / "first")
    before = {file.name: file.read_bytes() for file in (first / "v").rglob("*") if file.is_file()}
    Withdrawn(frozenset({"not said anywhere"})).version(next((first / "v").iterdir()))
    assert {file.name: file.read_bytes() for file in (first / "v").rglob("*") if file.is_file()} == before


def test_a_withdrawn_entry_of_a_list_does_not_turn_the_rest_into_a_formula() -> None:
    table = b"id,owner\r\np1,'=HYPERLINK(1) | told\r\n"
    assert Withdrawn(frozenset({"told"}))._csv("processes", table) == b"id,owner\r\np1,'=HYPERLINK(1)\r\n"
