"""The calendar says which data come when and which dates were kept, alike on iCalendar, Atom and the page of versions."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from defusedxml.ElementTree import fromstring

from tests.conftest import copy_of_small
from tests.open_data.conftest import registry_of
from transparency.opendata import OpenData
from transparency.opendata.release_calendar import files, release_dates
from transparency.registry.check import CheckedRegistry

pytestmark = pytest.mark.integration

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def test_waves_are_kept_missed_or_planned(registry: CheckedRegistry) -> None:
    """Held in June of 2025, not in June of 2026, and the day of the build is in November of 2026."""
    found = {one.id: (one.day, one.state) for one in release_dates(registry)}
    assert found == {
        "q1-2025": (dt.date(2025, 6, 30), "kept"),
        "q1-2026": (dt.date(2026, 6, 30), "missed"),
        "q1-2027": (dt.date(2027, 6, 30), "planned"),
    }


def test_an_unconfirmed_survey_is_a_proposal_and_a_promise_has_its_day(tmp_path: Path) -> None:
    root = copy_of_small(tmp_path / "small")
    calendar = root / "demo/surveys/calendar.yml"
    text = calendar.read_text(encoding="utf-8")
    assert "confirmed: true" in text
    calendar.write_text(text.replace("confirmed: true", "confirmed: false"), encoding="utf-8")
    licence = root / "data/disclosures/licence.yml"
    promise = """promised_by: [{day: 2027-03-01, given_on: 2026-10-01}]\n"""
    licence.write_text(licence.read_text(encoding="utf-8") + promise, encoding="utf-8")
    found = {one.id: one.state for one in release_dates(registry_of(root, demo=True))}
    assert found["q1-2027"] == "proposed"
    assert found["disclosures-licence-2027-03-01"] == "kept"


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_icalendar_and_atom_name_the_same_dates(data: OpenData, registry: CheckedRegistry, lang: str) -> None:
    stem = f"{'' if lang == 'kk' else f'{lang}/'}open-data/releases"
    text = data.files[f"{stem}.ics"].decode()
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    lines = text.replace("\r\n ", "").split("\r\n")
    assert (lines[0], lines[-2], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR", "")
    assert "@" not in text  # the gate takes it for a mailbox
    dates = release_dates(registry)
    days = [line.partition(":")[2] for line in lines if line.startswith("DTSTART;VALUE=DATE:")]
    assert days == [f"{one.day:%Y%m%d}" for one in dates]
    said = [re.sub(r"\\(.)", r"\1", line.partition(":")[2]) for line in lines if line.startswith("SUMMARY:")]
    feed = fromstring(data.files[f"{stem}.atom"])
    assert said == [entry.findtext("a:title", namespaces=ATOM) for entry in feed.iterfind("a:entry", ATOM)]
    assert all(one.title.get(lang) in words for one, words in zip(dates, said, strict=True))


def test_without_dates_there_are_no_files(registry: CheckedRegistry) -> None:
    assert list(files(registry, ())) == []
