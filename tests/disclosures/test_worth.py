"""What an answer is worth follows from the records: forty constructed cases of the small university.

Each case starts from a university whose records are all empty or drafts, changes one thing, and asks for one piece of evidence.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import copy_of_small
from transparency.model.compliance import Channel, Duty, Evidence, Framework, Mechanism
from transparency.model.problem import as_text
from transparency.model.structure import structure_digest
from transparency.model.text import LocalText
from transparency.opendata.disclosure_tables import clauses_of_frameworks
from transparency.registry.check import CheckedRegistry, check
from transparency.registry.load import load
from transparency.site.views import compliance, mechanisms
from transparency.site.views.answer import place

DAY = dt.date(2026, 11, 21)
TEXT = LocalText(kk="Мәтін", ru="Текст", en="Text")
Edit = Callable[[CheckedRegistry], CheckedRegistry]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> CheckedRegistry:
    """The small university."""
    draft, problems = load(copy_of_small(tmp_path_factory.mktemp("worth") / "small"))
    assert draft is not None, as_text(problems)
    registry, problems = check(draft, DAY)
    assert registry is not None, as_text(problems)
    return registry


def nothing(registry: CheckedRegistry) -> CheckedRegistry:
    return registry


def item(name: str, **fields: Any) -> Edit:
    """Other fields of a disclosure."""

    def edit(registry: CheckedRegistry) -> CheckedRegistry:
        changed = registry.disclosures[name].model_copy(update=fields)
        return replace(registry, disclosures={**registry.disclosures, name: changed})

    return edit


def facts(name: str, **fields: Any) -> Edit:
    """Other facts in a disclosure."""

    def edit(registry: CheckedRegistry) -> CheckedRegistry:
        return item(name, content=registry.disclosures[name].content.model_copy(update=fields))(registry)

    return edit


def only(name: str) -> Edit:
    """A university with one disclosure."""

    def edit(registry: CheckedRegistry) -> CheckedRegistry:
        return replace(registry, disclosures={name: registry.disclosures[name]})

    return edit


def map_in_force(registry: CheckedRegistry) -> CheckedRegistry:
    order = {"status": "in-force", "order_number": "5", "order_date": dt.date(2026, 3, 2)}
    return replace(registry, architecture=registry.architecture.model_copy(update=order))


def measurable(registry: CheckedRegistry) -> CheckedRegistry:
    """Every indicator has a unit, a period and a target."""
    target = {"value": 1.0, "direction": "at-least", "unit": TEXT}
    processes = []
    for process in registry.processes:
        told = process.model_dump()
        for one in told["indicators"]:
            one |= {
                "unit": TEXT.model_dump(),
                "period": TEXT.model_dump(),
                "target": target | {"unit": TEXT.model_dump()},
            }
        processes.append(type(process).model_validate(told))
    return replace(registry, processes=tuple(processes))


def no_indicators(registry: CheckedRegistry) -> CheckedRegistry:
    processes = tuple(one.model_copy(update={"indicators": ()}) for one in registry.processes)
    return replace(registry, processes=processes)


def both(*edits: Edit) -> Edit:
    def edit(registry: CheckedRegistry) -> CheckedRegistry:
        for one in edits:
            registry = one(registry)
        return registry

    return edit


def quality(name: str, **fields: Any) -> Edit:
    def edit(registry: CheckedRegistry) -> CheckedRegistry:
        part = getattr(registry.quality, name).model_copy(update=fields)
        return replace(registry, quality=replace(registry.quality, **{name: part}))

    return edit


def approved_matrix(registry: CheckedRegistry) -> CheckedRegistry:
    entries = registry.quality.matrices.entries
    return quality("matrices", entries=tuple(one.model_copy(update={"approved_on": DAY}) for one in entries))(registry)


def documents(**fields: Any) -> Edit:
    """Other fields of every document of the register."""

    def edit(registry: CheckedRegistry) -> CheckedRegistry:
        entries = tuple(one.model_copy(update=fields) for one in registry.documents.entries)
        return replace(registry, documents=registry.documents.model_copy(update={"entries": entries}))

    return edit


def first_document(**fields: Any) -> Edit:
    def edit(registry: CheckedRegistry) -> CheckedRegistry:
        first, *rest = registry.documents.entries
        entries = (first.model_copy(update=fields), *rest)
        return replace(registry, documents=registry.documents.model_copy(update={"entries": entries}))

    return edit


def prose(**fields: Any) -> Edit:
    """Other facts at the head of every hand-written page."""

    def edit(registry: CheckedRegistry) -> CheckedRegistry:
        pages = []
        for page in registry.prose:
            head = replace(page.entry, record=page.facts.model_copy(update=fields))
            pages.append(replace(page, entry=head))
        return replace(registry, prose=tuple(pages))

    return edit


def approval(name: str, **fields: Any) -> Edit:
    def edit(registry: CheckedRegistry) -> CheckedRegistry:
        changed = registry.approvals[name].model_copy(update=fields)
        return replace(registry, approvals={**registry.approvals, name: changed})

    return edit


def without(*fields: str) -> Edit:
    return lambda registry: replace(registry, **dict.fromkeys(fields, ()))


def examples(registry: CheckedRegistry) -> CheckedRegistry:
    programmes = tuple(one.model_copy(update={"status": "demonstration"}) for one in registry.programmes)
    return replace(registry, programmes=programmes)


POLICY = {"text": (TEXT,), "approved_on": DAY, "reviewed_on": DAY}
CASES: tuple[tuple[str, Edit, dict[str, str], str, str], ...] = (
    # disclosures
    ("complete item", nothing, {"disclosure": "licence"}, "answered", "facts"),
    ("item with 4 of 5 facts", facts("licence", number=None), {"disclosure": "licence"}, "partly", "facts"),
    ("item without facts", facts("study-forms", forms=()), {"disclosure": "study-forms"}, "missing", "facts"),
    ("example of an item", item("licence", status="demonstration"), {"disclosure": "licence"}, "missing", "facts"),
    ("expired item", item("licence", valid_until=dt.date(2026, 1, 1)), {"disclosure": "licence"}, "partly", "facts"),
    ("newer version awaits approval", item("licence", submitted_on=DAY), {"disclosure": "licence"}, "partly", "facts"),
    ("review overdue", item("licence", review_by=dt.date(2026, 1, 1)), {"disclosure": "licence"}, "answered", "facts"),
    (
        "city without an address",
        facts(
            "contacts",
            **dict.fromkeys(("founded_on", "location", "regime"), None),
            **dict.fromkeys(("schedule", "phones", "emails"), ()),
            city=TEXT,
        ),
        {"disclosure": "contacts"},
        "partly",
        "facts-begun",
    ),
    ("register, all facts", nothing, {"page": "disclosures/index"}, "answered", "facts"),
    ("register, a fact missing", facts("licence", number=None), {"page": "disclosures/index"}, "partly", "facts"),
    (
        "register, no fact",
        both(only("study-forms"), facts("study-forms", forms=())),
        {"page": "disclosures/index", "anchor": "items"},
        "missing",
        "facts",
    ),
    ("dataset of the register", facts("licence", number=None), {"dataset": "disclosures"}, "partly", "facts"),
    ("blocks are told apart", nothing, {"page": "disclosures/index", "anchor": "blocks"}, "answered", "records"),
    # processes
    ("card of a draft map", nothing, {"process": "p01"}, "partly", "draft-map"),
    ("card in force, indicators undefined", map_in_force, {"process": "p01"}, "partly", "card-incomplete"),
    ("card in force, complete", both(map_in_force, measurable), {"process": "p01"}, "answered", "card-complete"),
    (
        "card whose indicators are withheld",
        both(map_in_force, no_indicators),
        {"process": "p01"},
        "partly",
        "card-incomplete",
    ),
    ("complete card of a draft map", measurable, {"process": "p01"}, "partly", "draft-map"),
    ("draft map", nothing, {"page": "processes/index"}, "partly", "draft-map"),
    ("map in force", map_in_force, {"page": "processes/roles"}, "answered", "map-in-force"),
    ("name of an indicator", nothing, {"indicator": "p01-k1"}, "missing", "no-values"),
    ("indicator with a target", measurable, {"indicator": "p01-k1"}, "partly", "target-only"),
    ("names of indicators", nothing, {"page": "processes/indicators", "anchor": "table"}, "missing", "no-values"),
    ("indicators with targets", measurable, {"dataset": "indicators"}, "partly", "target-only"),
    ("risks that nobody assessed", map_in_force, {"dataset": "risks"}, "partly", "unassessed"),
    # pages and documents
    ("page that describes", nothing, {"page": "about/index"}, "partly", "described"),
    ("approved page", prose(approved_on=DAY, approved_by="rector"), {"page": "about/index"}, "answered", "approved"),
    ("page that builds check", nothing, {"page": "about/index", "checked_by_rule": "L05"}, "answered", "checked"),
    ("list of what is owed", nothing, {"page": "disclosures/owed"}, "partly", "owed"),
    ("generated page that lists", nothing, {"page": "open-data/index"}, "partly", "described"),
    ("dated documents", nothing, {"page": "compliance/documents"}, "answered", "documents"),
    ("a document without a date", first_document(approved_on=None), {"quality": "documents"}, "partly", "documents"),
    ("documents without dates", documents(approved_on=None), {"dataset": "documents"}, "missing", "documents"),
    (
        "explained, not approved",
        documents(approved_on=None),
        {"page": "compliance/documents", "anchor": "explanations"},
        "partly",
        "explained",
    ),
    # programmes
    ("programmes with courses", nothing, {"page": "programmes/index"}, "answered", "records"),
    ("programmes without courses", without("modules"), {"dataset": "programmes"}, "missing", "records"),
    ("examples of programmes", examples, {"page": "programmes/index"}, "missing", "demonstration-figures"),
    # surveys
    ("no survey", nothing, {"page": "surveys/index"}, "missing", "no-figures"),
    # quality system and approvals
    ("heading of the policy", nothing, {"quality": "policy"}, "missing", "facts"),
    ("text that nobody approved", quality("policy", text=(TEXT,)), {"quality": "policy"}, "partly", "facts"),
    ("policy in force", quality("policy", **POLICY), {"quality": "policy"}, "answered", "facts"),
    ("matrix without approval", nothing, {"quality": "matrices"}, "partly", "facts"),
    ("approved matrix", approved_matrix, {"quality": "matrices"}, "answered", "facts"),
    ("dated approval", nothing, {"approval": "mandatory-items"}, "answered", "approved"),
    ("approval without a date", nothing, {"approval": "site-structure"}, "missing", "not-approved"),
    (
        "approval of this structure",
        approval("site-structure", approved_on=DAY, structure=structure_digest()),
        {"approval": "site-structure"},
        "answered",
        "approved",
    ),
    (
        "approval of another structure",
        approval("site-structure", approved_on=DAY, structure="000000000000"),
        {"approval": "site-structure"},
        "missing",
        "not-approved",
    ),
)


def test_there_are_forty_cases_and_each_worth_occurs() -> None:
    assert len(CASES) >= 40
    assert len({name for name, *_ in CASES}) == len(CASES)
    assert {worth for *_, worth, _ in CASES} == {"answered", "partly", "missing"}


@pytest.mark.parametrize(
    ("edit", "evidence", "worth", "reason"), [case[1:] for case in CASES], ids=[c[0] for c in CASES]
)
def test_worth(base: CheckedRegistry, edit: Edit, evidence: dict[str, str], worth: str, reason: str) -> None:
    found = place(edit(base), Evidence(**evidence)).verdict
    assert (found.worth, found.reason) == (worth, reason)


def test_the_reason_carries_the_record_and_its_day(base: CheckedRegistry) -> None:
    assert place(base, Evidence(approval="mandatory-items")).verdict.day == dt.date(2026, 9, 1)
    assert place(base, Evidence(approval="mandatory-items")).verdict.post == "rector"
    assert place(base, Evidence(disclosure="licence")).verdict.day == dt.date(2026, 9, 10)
    half = facts("licence", number=None)(base)
    found = place(half, Evidence(page="disclosures/index")).verdict
    assert (found.published, found.needed) == (13, 14)


def _clause(base: CheckedRegistry, *evidence: dict[str, str], outside: LocalText | None = None) -> str:
    answers = tuple(Evidence(**one) for one in evidence)
    duty = Duty(number="9.9", title=TEXT, duty=TEXT, unit="quality-office", answers=answers, outside=outside)
    framework: Framework = base.frameworks["regulation"]
    return compliance.row(base, framework, duty).state


def test_a_clause_is_answered_only_by_complete_records(base: CheckedRegistry) -> None:
    assert _clause(base, {"disclosure": "licence"}) == "answered"
    assert _clause(base, {"disclosure": "licence"}, {"process": "p01"}) == "partly"
    assert _clause(base, {"disclosure": "licence"}, {"quality": "policy"}) == "partly"
    assert _clause(base, {"quality": "policy"}, {"indicator": "p01-k1"}) == "gap"
    assert _clause(base) == "gap"
    assert _clause(base, outside=TEXT) == "outside"


def _mechanism(base: CheckedRegistry, **fields: Any) -> str:
    told = {"id": "test", "clause": "3.1", "printed": "3.1", "title": TEXT, "how": TEXT, "unit": "quality-office"}
    record = Mechanism.model_validate({**told, "updated": DAY, "review_by": DAY, **fields})
    return mechanisms.view(base, record).worth


def test_a_mechanism_is_served_only_with_evidence(base: CheckedRegistry) -> None:
    complete = (Evidence(disclosure="licence"),)
    assert _mechanism(base, answers=complete) == "answered"
    assert _mechanism(base, answers=complete, missing=(TEXT,)) == "partly"
    assert _mechanism(base, answers=complete, channels=(Channel(title=TEXT),)) == "partly"
    assert _mechanism(base, answers=complete, channels=(Channel(title=TEXT, contact="+77172000000"),)) == "answered"
    assert _mechanism(base, answers=(Evidence(page="about/index"),)) == "partly"
    assert _mechanism(base, channels=(Channel(title=TEXT),)) == "missing"


def test_every_reason_has_a_sentence(base: CheckedRegistry) -> None:
    told = {"published": 1, "needed": 2, "day": "", "post": "", "rule": ""}
    for reason in {reason for *_, reason in CASES} | {
        "provisional-figures",
        "final-figures",
        "places",
        "surveys",
        "withheld",
    }:
        for words in base.words.values():
            assert words.text(f"compliance.why.{reason}", **told)


def test_a_rule_that_does_not_exist_is_no_evidence(small: Path) -> None:
    file = small / "data/compliance/regulation.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("{mechanism: site}", "{page: about/index, checked_by_rule: Z99}"), encoding="utf-8")
    draft, _ = load(small)
    assert draft is not None
    _, problems = check(draft, DAY)
    assert [(p.rule, p.place) for p in problems] == [("R01", "clauses[5].answers[1].checked_by_rule")]


def _structures(small: Path, digest: str) -> Iterator[str]:
    file = small / "data/approvals.yml"
    text = file.read_text(encoding="utf-8")
    dated = f"    covers: structure\n    approved_on: 2026-09-01\n    structure: {digest}\n"
    file.write_text(text.replace("    covers: structure\n", dated), encoding="utf-8")
    draft, _ = load(small)
    assert draft is not None
    return (f"{p.rule} {p.level}" for p in check(draft, DAY)[1])


def test_an_approval_of_another_section_tree_is_told(small: Path) -> None:
    assert list(_structures(small, "000000000000")) == ["D26 notice"]


def test_an_approval_of_this_section_tree_is_fine(small: Path) -> None:
    assert list(_structures(small, structure_digest())) == []


def test_a_section_more_is_another_structure() -> None:
    assert structure_digest(("a/index",), ()) != structure_digest(("a/index", "b/index"), ())
    assert structure_digest(("a/index",), ("b/index",)) != structure_digest(("a/index", "b/index"), ())


def test_the_dataset_says_why(base: CheckedRegistry) -> None:
    (row,) = (row for row in clauses_of_frameworks(base) if row["clause"] == "2.1")
    assert (row["state"], row["answers"], row["reasons"]) == ("answered", "disclosures/licence", "answered:facts")
