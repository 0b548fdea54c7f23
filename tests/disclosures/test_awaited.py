"""What is missing names its unit, since when it is missing and by when it is promised; a broken promise stays visible."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import DATE
from transparency.desk.letters import letter
from transparency.model.problem import as_text
from transparency.model.text import LANGUAGES, Lang
from transparency.site.build.content import SiteContent, content

pytestmark = pytest.mark.usefixtures("warm")

PROMISES = """updated: 2026-09-10
missing_since: 2026-08-01
promised_by:
  - {day: 2026-10-01, given_on: 2026-08-15}
  - {day: 2026-11-20, given_on: 2026-10-02, reason: {kk: Құжат ізделуде, ru: Документ ищут, en: The document is being sought}}
"""


def awaited(small: Path) -> SiteContent:
    """The small university, whose licence has lost its number and is promised."""
    record = small / "data/disclosures/licence.yml"
    told = record.read_text(encoding="utf-8").replace("  number: EX-1\n", "")
    record.write_text(told.replace("updated: 2026-09-10\n", PROMISES), encoding="utf-8")
    found, problems = content(small, DATE)
    assert found is not None, as_text(problems)
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_page_tells_the_promise_in_force_and_the_one_before(small: Path, lang: Lang) -> None:
    page = awaited(small).html["disclosures/licence", lang].replace("\N{NO-BREAK SPACE}", " ")
    days = {"kk": ("20 қараша", "1 қазан"), "ru": ("20 ноября", "1 октября"), "en": ("20 November", "1 October")}[lang]
    assert all(day in page for day in days)
    assert {"kk": "Құжат ізделуде", "ru": "Документ ищут", "en": "The document is being sought"}[lang] in page
    assert {"kk": "уәде мерзімі өтті", "ru": "обещанный день прошёл", "en": "the promised day has passed"}[lang] in page


def test_open_data_and_letters_tell_the_promise(small: Path) -> None:
    found = awaited(small)
    rows = json.loads(found.files["open-data/files/owed.json"])["records"]
    (row,) = (one for one in rows if one["page"] == "disclosures/licence" and one["kind"] == "missing")
    assert (row["since"], row["promised_by"]) == ("2026-08-01", "2026-11-20")
    (item,) = (
        one for one in json.loads(found.files["open-data/files/disclosures.json"])["records"] if one["id"] == "licence"
    )
    assert (item["promised_by"], item["earlier_promises"]) == ("2026-11-20", "2026-10-01")
    told, problems = letter(small, "owed", "kk", DATE)
    assert not problems
    assert "2026 ж. 20 қараша" in told.replace("\N{NO-BREAK SPACE}", " ")


def test_an_approval_that_is_owed_has_a_day_and_a_promise(small: Path) -> None:
    file = small / "data/approvals.yml"
    owed = "    missing_since: 2026-08-01\n    promised_by: [{day: 2026-12-01, given_on: 2026-08-15}]\n"
    file.write_text(file.read_text(encoding="utf-8").replace("    covers: structure\n", owed), encoding="utf-8")
    found, problems = content(small, DATE)
    assert found is not None, as_text(problems)
    rows = json.loads(found.files["open-data/files/owed.json"])["records"]
    assert ("2026-08-01", "2026-12-01") in {(row["since"], row["promised_by"]) for row in rows}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_thresholds_that_nobody_decided_are_called_a_proposal(small: Path, lang: Lang) -> None:
    page, words = _warnings(small, lang)
    assert words not in page
    file = small / "data/surveys/section.yml"
    decided = "decided_thresholds: {response: 0.3, action_plan: 15, intensive: 20}\n"
    file.write_text(file.read_text(encoding="utf-8").replace(decided, ""), encoding="utf-8")
    undecided, words = _warnings(small, lang)
    assert words in undecided
    assert undecided.replace(f"<p>{words}</p>", "").split() == page.split()


def _warnings(small: Path, lang: Lang) -> tuple[str, str]:
    """The page of warnings of a preview, and the sentence that says who has not decided."""
    found, problems = content(small, DATE, demo=True)
    assert found is not None, as_text(problems)
    words = found.registry.words[lang].text("surveys.warnings.undecided")
    return found.html["surveys/warnings", lang], words


@pytest.mark.parametrize(
    ("decided", "late"), [("", False), ("decided_deadlines: {report: 09-01, proposals: 10-01}\n", True)]
)
def test_a_report_is_overdue_by_a_decided_day_only(small: Path, decided: str, late: bool) -> None:
    """S3-5.3: the days are a setting, a proposal until the institution has decided them."""
    file = small / "data/surveys/section.yml"
    file.write_text(file.read_text(encoding="utf-8") + decided, encoding="utf-8")
    found, problems = content(small, DATE)
    assert found is not None, as_text(problems)
    words, page = found.registry.words["en"], found.html["reports/index", "en"].replace("\N{NO-BREAK SPACE}", " ")
    assert (words.text("surveys.extract.late") in page.partition('id="deadlines"')[2]) is late
    assert (words.text("surveys.extract.undecided") in page) is not late
    assert ("1 September 2027" if late else "1 July 2027") in page


def test_progress_is_drawn_as_it_is_counted(small: Path) -> None:
    page = awaited(small).html["disclosures/licence", "kk"]
    assert page.count('class="done"') == 4
    assert page.count("<rect") == 5
