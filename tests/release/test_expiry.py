"""The daily build names what ran out by itself, and only that."""

from __future__ import annotations

import contextlib
import datetime as dt
from pathlib import Path

import pytest

from tests.release.conftest import MakeSite
from transparency.cli import release_commands
from transparency.cli.publish import main as publish_command
from transparency.release.checkout import Checkout
from transparency.release.expiry import expired, is_due
from transparency.release.release import publish
from transparency.release.targets.folder import FolderStore

CHANGED = dt.date(2026, 11, 21)


def test_a_waiver_that_ran_out(small: Path) -> None:
    waiver = """
waivers:
  - id: study-forms-2026
    item: study-forms
    reason: {kk: Дерек дайындалуда, ru: Данные готовятся, en: The data are being prepared}
    granted_by: rector
    granted_on: 2026-11-01
    until: 2026-12-31
"""
    (small / "data/waivers.yml").write_text(waiver, encoding="utf-8")
    item = small / "data/disclosures/study-forms.yml"
    text = item.read_text(encoding="utf-8")
    head = text.partition("\ncontent:")[0]
    item.write_text(f"{head}\ncontent:\n  kind: study-forms\n", encoding="utf-8")
    assert expired(small, CHANGED, dt.date(2026, 12, 31)) == ()
    assert [p.rule for p in expired(small, CHANGED, dt.date(2027, 1, 1))] == ["D21"]


def test_a_review_date_that_has_passed(small: Path) -> None:
    """A release goes out all the same, but somebody has to look."""
    assert {p.rule for p in expired(small, CHANGED, dt.date(2027, 1, 10))} == set()
    passed = expired(small, CHANGED, dt.date(2027, 1, 11))
    assert {p.rule for p in passed} == {"D30"}
    assert "docs/kk/about/index.md" in {p.file for p in passed}
    found = expired(small, dt.date(2027, 1, 11), dt.date(2027, 9, 2))
    reviews = [p for p in found if p.rule == "D30"]
    assert "data/disclosures/study-forms.yml" in {p.file for p in reviews}
    assert all("2027-09-01" in p.what and p.advice and p.level == "error" for p in reviews)
    assert [p for p in expired(small, dt.date(2027, 9, 2), dt.date(2027, 9, 3)) if p.rule == "D30"] == []


def test_a_state_that_changes_with_the_day_is_a_reason_for_a_release(small: Path) -> None:
    assert not is_due(small, CHANGED, CHANGED + dt.timedelta(days=1))
    assert is_due(small, dt.date(2027, 9, 1), dt.date(2027, 9, 2))
    assert not is_due(small, dt.date(2027, 9, 2), dt.date(2027, 9, 3))


def test_the_end_of_an_embargo_is_a_reason_for_a_release(small: Path) -> None:
    text = "{kk: Мәтін., ru: Текст., en: Text.}"
    (small / "data/entries").mkdir()
    record = f"id: open-day\nitem: contacts\ntitle: {text}\nbasis: {text}\ntext: {text}\nunit: quality-office\n"
    record += "submitted_on: 2026-11-01\npublic_from: 2026-12-01\n"
    (small / "data/entries/open-day.yml").write_text(record, encoding="utf-8")
    assert not is_due(small, CHANGED, dt.date(2026, 11, 30))
    assert is_due(small, CHANGED, dt.date(2026, 12, 1))
    assert not is_due(small, dt.date(2026, 12, 1), dt.date(2026, 12, 2))


@pytest.mark.parametrize(("day", "built"), [("2026-11-22", False), ("2027-09-02", True)])
def test_a_daily_release_is_made_only_when_it_is_due(
    small: Path, make_site: MakeSite, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, day: str, built: bool
) -> None:
    """The same command as every day; a build here stands for what follows it."""
    target = FolderStore(tmp_path / "srv")
    publish(target, make_site(1, files=1, date=CHANGED))
    sources = Checkout(small, "1" * 40, dt.date.fromisoformat(day))
    monkeypatch.setattr(release_commands.checkout, "has_uncommitted", lambda _: False)
    monkeypatch.setattr(release_commands.checkout, "checkout", lambda *_: contextlib.nullcontext(sources))
    builds: list[str] = []
    monkeypatch.setattr(release_commands, "_built", lambda *_: builds.append(day) or ())
    assert publish_command(["release", "--preview", "--when-due", "--to", f"folder:{tmp_path}/srv"]) == 0
    assert bool(builds) == built
