"""The improvement loop: states on a day, counts by source, and the same numbers on pages and in open data."""

from __future__ import annotations

import csv
import datetime as dt
import json
from pathlib import Path

import pytest
from lxml import html

from tests.conftest import DATE
from transparency.model.improvement import ActionState
from transparency.model.problem import as_text
from transparency.model.text import LANGUAGES, Lang
from transparency.registry.check import check
from transparency.registry.load import load
from transparency.site.build.content import SiteContent, content
from transparency.site.views.improvement import SOURCES, actions, counts, years

pytestmark = pytest.mark.usefixtures("warm")

FILE = "data/quality/improvements.yml"
STATES: dict[str, tuple[dt.date, ActionState]] = {
    "before its day": (dt.date(2026, 6, 30), "open"),
    "a day late": (dt.date(2026, 7, 1), "overdue"),
    "late, and its effect too": (dt.date(2027, 1, 1), "overdue"),
}


def built(root: Path, *, demo: bool = True, day: dt.date = DATE) -> SiteContent:
    found, problems = content(root, day, demo=demo)
    assert found is not None, as_text(problems)
    return found


@pytest.mark.parametrize("case", STATES)
def test_an_action_is_late_the_day_after_its_term(small: Path, case: str) -> None:
    day, state = STATES[case]
    draft, problems = load(small)
    assert draft is not None, as_text(problems)
    registry, problems = check(draft, day)
    assert registry is not None, as_text(problems)
    assert {one.action.id: one.state for one in actions(registry)}["late-audit"] == state


WRONG = {
    "assessed too early": ("reassess: 2026-12-15", "reassess: 2026-07-31", "6 to 12 months"),
    "assessed too late": ("reassess: 2026-12-15", "reassess: 2027-03-02", "6 to 12 months"),
    "done before it was decided": ("done: 2026-09-15", "done: 2026-05-31", "before its decision"),
    "a criterion of no framework": ("    framework: regulation\n", "", "a clause its framework"),
    "an unknown framework": ("framework: regulation", "framework: nobody", 'no framework is called "nobody"'),
    "an unknown unit": ("unit: quality-office", "unit: nobody", 'no unit is called "nobody"'),
    "an invented one among the real ones": ("source: audit", "source: audit\n    status: demonstration", "D20"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_refused(small: Path, case: str) -> None:
    old, new, says = WRONG[case]
    text = (small / FILE).read_text("utf-8")
    assert old in text
    (small / FILE).write_text(text.replace(old, new, 1), "utf-8")
    found, problems = content(small, DATE)
    assert found is None
    assert says in as_text(problems)


def _cells(page: str) -> dict[str, list[str]]:
    """Rows of the table of sources: id of the row -> its cells."""
    table = html.fromstring(page).xpath("//table[.//tr[@id='audit']]")[0]
    return {
        row.get("id", "total"): [cell.text_content().strip() for cell in row[1:]] for row in table.xpath(".//tbody/tr")
    }


def _records(found: SiteContent, name: str) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = json.loads(found.files[f"open-data/files/{name}.json"])["records"]
    return rows


@pytest.mark.parametrize("lang", LANGUAGES)
def test_pages_and_files_tell_the_same_numbers(small: Path, lang: Lang) -> None:
    found = built(small)
    rows = [one for one in _records(found, "improvement-loop") if one["year"] == 2026]
    shown = _cells(found.html["compliance/improvement-2026", lang])
    assert {str(one["source"]) for one in rows} <= set(SOURCES)
    for one in rows:
        decided, done, overdue, _, assessed, late = shown[str(one["source"])][1:]
        numbers = [decided, done, overdue, assessed, late]
        assert numbers == [str(one[name]) for name in ("decided", "done", "overdue", "assessed", "effect_overdue")]
        if one["found"] is not None:
            assert shown[str(one["source"])][0] == str(one["found"])
    assert shown["total"][1] == str(sum(int(str(one["decided"])) for one in rows))
    table = csv.DictReader(bytes(found.files["open-data/files/improvement-loop.csv"]).decode("utf-8-sig").splitlines())
    assert [one["decided"] for one in table if one["year"] == "2026"] == [str(one["decided"]) for one in rows]


def test_counts_by_hand(small: Path) -> None:
    """Two nonconformities of the audits, and of three actions of 2026 one late, two done, one not assessed in time."""
    rows = {one["source"]: one for one in _records(built(small, demo=False), "improvement-loop") if one["year"] == 2026}
    assert rows["audit"] | {"found": 2, "decided": 1, "done": 0, "overdue": 1} == rows["audit"]
    assert rows["complaint"] | {"decided": 1, "done": 1, "overdue": 0, "effect_overdue": 0} == rows["complaint"]
    assert rows["review"] | {"found": None, "decided": 1, "done": 1, "effect_overdue": 1} == rows["review"]
    page = html.fromstring(built(small, demo=False).html["compliance/improvement-2026", "en"])
    assert [one.text_content() for one in page.xpath("//ul[@class='facts']//b")] == ["4", "2", "2"]


def test_an_assessed_action_is_done_whatever_hands_the_actions_over(small: Path) -> None:
    """Annual extracts pass the actions of their year as a generator."""
    found = tuple(actions(built(small).registry))
    for year in {one.action.decided.year for one in found}:
        mine = tuple(one for one in found if one.action.decided.year == year)
        by_hand = counts(one for one in mine)
        assert by_hand == counts(mine)
        assert by_hand.done >= by_hand.assessed
    assert counts(iter(found)).assessed > 0


def test_invented_actions_are_marked_and_stay_out_of_the_official_site(small: Path) -> None:
    preview, official = built(small), built(small, demo=False)
    assert "Example of an action" in preview.html["compliance/improvement-2026", "en"]
    assert "Example of an action" not in official.html["compliance/improvement-2026", "en"]
    marked = {one["id"]: one["status"] for one in _records(preview, "improvement-actions")}
    assert (marked["demo-indicator"], marked["late-audit"]) == ("demonstration", "actual")


def test_counts_over_invented_values_are_not_marked_as_actual(small: Path) -> None:
    """In 2025 the only action is actual; the values of indicators and surveys are invented, and nobody gave the rest."""
    found = built(small)
    status = {one["source"]: one["status"] for one in _records(found, "improvement-loop") if one["year"] == 2025}
    invented, nothing = ["survey", "indicator"], ["audit", "complaint", "review"]
    assert status == {
        **dict.fromkeys(invented, "demonstration"),
        **dict.fromkeys(nothing, "empty"),
        "accreditation": "actual",
    }
    page = next(one for one in found.pages if one.id == "compliance/improvement-2025")
    assert page.demonstration
    assert "invented" in (page.source.get("en") or "")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_site_without_actions_tells_who_owes_them(small: Path, lang: Lang) -> None:
    (small / FILE).unlink()
    found = built(small, demo=False)
    page = found.html["compliance/improvement-2026", lang]
    assert 'class="awaited"' in page
    assert found.registry.units["quality-office"].title.get(lang) in page
    assert years(found.registry)[0].total.decided == 0


@pytest.mark.parametrize("says", ["growing", "not growing"])
def test_an_indicator_that_grows_is_an_early_sign(small: Path, says: str) -> None:
    table = small / "demo/indicators/students.csv"
    rows = table.read_text("utf-8").splitlines()
    whole = [one for one in rows if one.startswith("students-total,20") and ",univ,_T,_T," in one]
    cells = max(whole).split(",")
    before = sorted(whole)[-2].split(",")[5]
    value = str(int(before) + (1 if says == "growing" else 0))
    changed = ",".join((*cells[:5], value, *cells[6:]))
    table.write_text("\n".join((*(changed if one == max(whole) else one for one in rows), "")), "utf-8")
    page = html.fromstring(built(small).html["surveys/warnings", "en"])
    (sign,) = page.xpath("//tr[@id='students-total']//span[contains(@class, 'badge')]")
    assert sign.text_content() == says


def test_a_framework_shows_what_earlier_assessments_recommended(small: Path) -> None:
    page = html.fromstring(built(small, demo=False).html["compliance/regulation", "en"])
    (row,) = page.xpath("//tr[@data-clause='1.1']")
    assert "An assessed action" in row.text_content()
    assert "It helped" in row.text_content()


@pytest.mark.parametrize(("decided", "late"), [("2024-10-01", False), ("2024-10-02", True), ("2023-10-02", False)])
def test_decisions_after_a_report_are_due_by_the_first_of_october(small: Path, decided: str, late: bool) -> None:
    """The decision of the small institution is moved to both sides of the day, and the day after that of the year before."""
    file = small / "demo/surveys/actions.yml"
    text = file.read_text("utf-8").replace("decided: 2024-07-01", f"decided: {decided}")
    file.write_text(text.replace("reassess: 2025-04-01", f"reassess: {int(decided[:4]) + 1}-07-01"), "utf-8")
    (small / FILE).unlink()
    shown = built(small).html["reports/2024", "en"]
    (line,) = [one for one in shown.splitlines() if "1 October 2024" in one.replace("\N{NO-BREAK SPACE}", " ")]
    assert ("badge--late" in line) == late


def test_an_annual_extract_counts_the_decisions_of_its_year(small: Path) -> None:
    shown = html.fromstring(built(small).html["reports/2024", "en"])
    assert shown.xpath("//a[contains(@href, 'compliance/improvement')]")
    assert shown.xpath("//a[contains(@href, 'disclosures/mechanisms')]")
