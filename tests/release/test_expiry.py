"""The daily build names what ran out by itself, and only that."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from transparency.publish.expiry import expired

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
