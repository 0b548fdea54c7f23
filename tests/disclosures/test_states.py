"""A test clock moves an item through every state; the states are computed, so only the day changes."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path
from typing import get_args

import pytest

from transparency.model.problem import as_text
from transparency.registry.check import CheckedRegistry, check
from transparency.registry.disclosure_status import Progress, disclosure_status, disclosure_statuses, progress
from transparency.registry.freshness import Dates, State, state
from transparency.registry.load import load
from transparency.site.views.disclosure import register

DATES = Dates(
    review_by=dt.date(2026, 7, 1),
    submitted_on=dt.date(2026, 2, 1),
    published_on=dt.date(2026, 3, 1),
    valid_from=dt.date(2026, 1, 15),
    valid_until=dt.date(2026, 12, 31),
)
CLOCK = {
    "2026-01-10": "not-yet-published",  # nothing was handed in, and it is not valid yet
    "2026-02-01": "under-review",
    "2026-02-28": "under-review",
    "2026-03-01": "published",
    "2026-07-01": "published",  # the last day of the review term
    "2026-07-02": "stale",
    "2026-10-01": "stale",  # 91 days before the end
    "2026-10-02": "expiring",  # 90 days
    "2026-12-31": "expiring",  # the last day of validity
    "2027-01-01": "expired",
}


@pytest.mark.parametrize(("day", "expected"), CLOCK.items())
def test_clock(day: str, expected: State) -> None:
    assert state(DATES, dt.date.fromisoformat(day), complete=True) == expected


def test_the_clock_meets_every_state() -> None:
    assert {*CLOCK.values(), "partly"} == set(get_args(State))


@pytest.mark.parametrize(("begun", "expected"), [(False, "not-yet-published"), (True, "partly")])
def test_an_incomplete_item_is_not_published(begun: bool, expected: State) -> None:
    dates = Dates(review_by=dt.date(2027, 1, 1))
    assert state(dates, dt.date(2026, 1, 1), complete=False, begun=begun) == expected


def test_an_item_that_is_not_valid_yet_is_not_published_in_part() -> None:
    dates = Dates(review_by=dt.date(2027, 1, 1), valid_from=dt.date(2026, 2, 1))
    assert state(dates, dt.date(2026, 1, 31), complete=False, begun=True) == "not-yet-published"


def test_a_newer_version_waits_for_approval() -> None:
    dates = Dates(review_by=dt.date(2027, 1, 1), submitted_on=dt.date(2026, 5, 1), published_on=dt.date(2025, 5, 1))
    assert state(dates, dt.date(2026, 5, 2), complete=True) == "under-review"


def _registry(root: Path, day: str, *, demo: bool = False) -> CheckedRegistry:
    draft, problems = load(root, demo=demo)
    assert draft is not None, as_text(problems)
    registry, problems = check(draft, dt.date.fromisoformat(day))
    assert registry is not None, as_text(problems)
    return registry


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2026-09-05", "under-review"), ("2026-09-10", "published"), ("2027-09-01", "published"), ("2027-09-02", "stale")],
)
def test_a_record_follows_the_day_of_the_build(small: Path, day: str, expected: State) -> None:
    registry = _registry(small, day)
    assert disclosure_status(registry, registry.disclosures["licence"]).state == expected


def test_a_fact_that_is_missing_is_named(small: Path) -> None:
    record = small / "data/disclosures/licence.yml"
    record.write_text(record.read_text(encoding="utf-8").replace("  number: EX-1\n", ""), encoding="utf-8")
    registry = _registry(small, "2026-11-21")
    found = disclosure_status(registry, registry.disclosures["licence"])
    assert found.state == "partly"
    assert found.missing == ("number",)
    assert found.progress() == Progress(published=4, needed=5)


def test_a_part_of_a_fact_is_seen_and_not_counted_as_the_fact(small: Path) -> None:
    record = small / "data/disclosures/contacts.yml"
    text = record.read_text(encoding="utf-8")
    facts = "content:\n  kind: contacts\n  city: {kk: Үлгі қаласы, ru: город Пример, en: Example City}\n"
    record.write_text(text[: text.index("content:")] + facts, encoding="utf-8")
    registry = _registry(small, "2026-11-21")
    found = disclosure_status(registry, registry.disclosures["contacts"])
    assert found.state == "partly"
    assert found.progress() == Progress(published=0, needed=6, partly=1)


def test_a_demonstration_is_no_progress(small: Path) -> None:
    registry = _registry(small, "2026-11-21")
    invented = registry.disclosures["licence"].model_copy(update={"status": "demonstration"})
    found = disclosure_status(registry, invented)
    assert (found.state, found.progress()) == ("not-yet-published", Progress(published=0, needed=5))


def test_progress_of_several_items_adds_their_facts(small: Path) -> None:
    record = small / "data/disclosures/licence.yml"
    record.write_text(record.read_text(encoding="utf-8").replace("  number: EX-1\n", ""), encoding="utf-8")
    registry = _registry(small, "2026-11-21")
    found = progress(disclosure_statuses(registry))
    assert (found.published, found.needed) == (13, 14)
    assert not found.complete
    assert found.begun
    assert sum(group.progress.published for group in register(registry).groups) == found.published


def test_a_stale_translation_is_no_progress_in_its_language(small: Path) -> None:
    record = small / "data/disclosures/licence.yml"
    stale = "translated_from: {ru: '000000000000', en: '000000000000'}\n"
    record.write_text(record.read_text(encoding="utf-8") + stale, encoding="utf-8")
    registry = _registry(small, "2026-11-21")
    found = disclosure_status(registry, registry.disclosures["licence"])
    assert (found.progress("kk").published, found.progress("ru").published) == (5, 0)


def test_demonstration_programmes_publish_nothing(small: Path) -> None:
    shutil.rmtree(small / "demo", ignore_errors=True)
    (small / "demo").mkdir()
    (small / "data/programmes").rename(small / "demo/programmes")
    registry = _registry(small, "2026-11-21", demo=True)
    assert len(registry.programmes) == 2
    assert disclosure_status(registry, registry.disclosures["programmes-offered"]).missing == ("programmes", "modules")


def test_an_embargoed_entry_is_nowhere(small: Path) -> None:
    _entry(small, "public_from: 2026-12-01\n")
    assert _registry(small, "2026-11-30").entries == ()
    assert [entry.id for entry in _registry(small, "2026-12-01").entries] == ["entry-open-day"]


def _entry(small: Path, more: str = "") -> None:
    text = "{kk: Мәтін., ru: Текст., en: Text.}"
    folder = small / "data/entries"
    folder.mkdir()
    record = f"id: entry-open-day\nitem: contacts\ntitle: {text}\nbasis: {text}\ntext: {text}\n"
    record += f"unit: quality-office\nsubmitted_on: 2026-11-01\n{more}"
    (folder / "entry-open-day.yml").write_text(record, encoding="utf-8")
