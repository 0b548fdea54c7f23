"""Sentences about figures: plurals, cases, and the rule that a verdict needs evidence."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.results.examples import row
from transparency.model.questionnaire import Wave
from transparency.model.survey import Observation
from transparency.model.survey_action import SurveyAction
from transparency.model.survey_section import report_year
from transparency.model.text import LANGUAGES, Lang
from transparency.registry.check import CheckedRegistry
from transparency.site.render.sentences import written
from transparency.site.views import survey_findings
from transparency.site.views.sentence import Count, Days, IntervalText, Points, Value, When, sentence
from transparency.site.views.survey_calendar import calendar
from transparency.site.views.survey_figures import figures
from transparency.site.views.survey_findings import blocks_finding, change_words
from transparency.site.views.survey_pages import limits
from transparency.site.views.survey_subject import Subject, subjects

WRITTEN: list[tuple[Value, Lang, str]] = [
    (Count("surveys.people", 1), "ru", "1 человек"),
    (Count("surveys.people", 22), "ru", "22 человека"),
    (Count("surveys.people", 111), "ru", "111 человек"),
    (Count("surveys.people", 1), "en", "1 person"),
    (Count("surveys.people", 1_234), "kk", "1\u00a0234 адам"),
    (Points(0.05), "ru", "5,0 процентного пункта"),
    (Points(-0.0123), "kk", "1,2 пайыздық тармақ"),
    (Points(0.01), "en", "1.0 percentage points"),
    (IntervalText(0.41665, 0.478), "kk", "41,7–47,8\u00a0%"),
    (IntervalText(0.01, 0.1), "en", "1.0–10.0%"),
    (IntervalText(0.01, 0.1, "difference"), "ru", "1,0–10,0"),
    (When("2025-S2", "since"), "ru", "по сравнению со вторым полугодием 2025 года"),
    (When("2025-S1", "since"), "kk", "2025 жылғы бірінші жартыжылдықпен салыстырғанда"),
    (When("2025", "since"), "kk", "2025 жылмен салыстырғанда"),
    (When("2025-Q3"), "en", "quarter 3 of 2025"),
    (When("2025-05"), "ru", "май 2025 года"),
    (Days(dt.date(2025, 12, 1), dt.date(2025, 12, 20)), "kk", "2025\u00a0ж.\u00a01–20\u00a0желтоқсан"),
    (Days(dt.date(2025, 5, 1), dt.date(2025, 6, 1)), "ru", "1\u00a0мая\u00a0– 1\u00a0июня\u00a02025\u00a0г."),
    (Days(dt.date(2023, 5, 1), dt.date(2025, 5, 1)), "en", "1\u00a0May\u00a02023\u00a0– 1\u00a0May\u00a02025"),
    (Days(dt.date(2025, 5, 1), dt.date(2025, 5, 1)), "en", "1\u00a0May\u00a02025"),
]


@pytest.mark.parametrize(("value", "lang", "text"), WRITTEN)
def test_written(registry: CheckedRegistry, value: Value, lang: Lang, text: str) -> None:
    assert written(value, registry.words[lang]) == text


def _subject(registry: CheckedRegistry, *rows: Observation) -> Subject:
    """The first survey with only these rows."""
    subject = subjects(registry)[0]
    return Subject(
        **{name: getattr(subject, name) for name in subject.__dataclass_fields__ if name != "figures"}
        | {"figures": figures("S1", rows)}
    )


def _change(registry: CheckedRegistry, *rows: Observation) -> dict[Lang, str]:
    """What is said about block B1 of the first survey when the table has only these rows."""
    changed = _subject(registry, *rows)
    said = change_words(changed, changed.element("B1"), "2025-S2")
    return {lang: written(said, registry.words[lang]) for lang in LANGUAGES}


def _difference(**values: object) -> Observation:
    usual = {"measure": "DIFF", "compare_to": "PREV:2024-S2", "obs_value": 0.0722, "unit_measure": "PP"}
    return row(**{**usual, **values})


def test_up_and_down_carry_their_size_and_the_period(registry: CheckedRegistry) -> None:
    up = _change(registry, row(), _difference(assessment="UP"))
    assert up == {
        "kk": "2024 жылғы екінші жартыжылдықпен салыстырғанда 7,2 пайыздық тармаққа өсті",
        "ru": "рост на 7,2 процентного пункта по сравнению со вторым полугодием 2024 года",
        "en": "up 7.2 percentage points compared with the second half of 2024",
    }
    down = _change(registry, row(), _difference(assessment="DOWN", obs_value=-0.05))
    assert "төмендеді" in down["kk"]
    assert "−" not in down["ru"]


@pytest.mark.parametrize(
    ("rows", "word"),
    [
        ((row(), _difference(assessment="NO_EVIDENCE", obs_value=0.2)), "no confirmed change"),
        ((row(n_resp=17, obs_status="U"), _difference(assessment="UP", obs_status="U")), "fewer than 30"),
        ((row(), _difference(obs_status="B", obs_value=None)), "questions changed"),
        ((row(),), "no comparable earlier value"),
        ((row(obs_status="Q", conf_status="D", obs_value=None, n_resp=None),), "small group"),
        ((), "no data"),
    ],
)
def test_no_verdict_without_evidence(registry: CheckedRegistry, rows: tuple[Observation, ...], word: str) -> None:
    said = _change(registry, *rows)["en"]
    assert word in said
    assert not said.startswith(("up", "down"))


def test_calendar_shows_what_was_missed_and_what_comes(registry: CheckedRegistry) -> None:
    rows = {r.subject.entry.id: r for r in calendar(subjects(registry), dt.date(2026, 11, 21))}
    assert rows["S1"].missed == ("2024-S1", "2026-S1")
    assert rows["S1"].next_due == "2026-S2"
    assert rows["S5"].missed == ("2026",)
    assert rows["S5"].next_due == "2027"
    assert rows["S7"].next_due == "2026"
    assert rows["S9"].next_due is None
    june = {r.subject.entry.id: r for r in calendar(subjects(registry), dt.date(2026, 6, 30))}
    assert june["S1"].missed == ("2024-S1",)


@pytest.mark.parametrize(
    ("period", "ends", "year"),
    [("2025-S1", None, 2025), ("2025-S2", None, 2026), ("2025", dt.date(2025, 12, 20), 2026), ("2025", None, 2025)],
)
def test_year_of_the_extract(period: str, ends: dt.date | None, year: int) -> None:
    assert report_year(Wave(period=period, ends=ends)) == year


@pytest.mark.parametrize(
    ("day", "fine"), [((2025, 8, 9), False), ((2025, 8, 10), True), ((2026, 2, 10), True), ((2026, 3, 11), False)]
)
def test_effect_is_looked_at_after_six_to_twelve_months(day: tuple[int, int, int], fine: bool) -> None:
    text = {"kk": "а", "ru": "а", "en": "a"}
    values = {"id": "a", "survey": "S1", "element": "ALL", "period": "2024-S2", "status": "demonstration"}
    texts = dict.fromkeys(("finding", "decision", "unit"), text)
    dates = {"decided": dt.date(2025, 2, 10), "reassess": dt.date(*day)}
    if fine:
        assert SurveyAction.model_validate({**values, **texts, **dates}).reassess == dt.date(*day)
    else:
        with pytest.raises(ValueError, match="6 to 12 months"):
            SurveyAction.model_validate({**values, **texts, **dates})


def test_nothing_is_ranked_below_thirty(registry: CheckedRegistry) -> None:
    from transparency.site.views.survey_charts import units  # noqa: PLC0415

    for subject in subjects(registry):
        chart = units(subject, subject.elements[0])
        if chart is None:
            continue
        ranked = [d.figure.value or 0 for d in chart.data if d.figure.ranked]
        assert ranked == sorted(ranked, reverse=True)
        assert all(not d.verdict for d in chart.data if not d.figure.ranked)
        assert [d.figure.ranked for d in chart.data] == sorted((d.figure.ranked for d in chart.data), reverse=True)


@pytest.mark.parametrize(("code", "told"), [("ALL", True), ("B1", False)])
def test_scales_of_the_whole_survey_are_no_limit_of_one_block(registry: CheckedRegistry, code: str, told: bool) -> None:
    """The response rate is of the whole survey, whose questions have scales of different length."""
    rate = row(element="ALL", measure="RESP_RATE", note="DEMO RATE SCALES", assessment="_Z")
    subject = _subject(registry, rate, row())
    pooled = subject.notes(("SCALES",))[0]
    assert any(pooled in found for _, found in limits(subject, "2025-S2", code)) == told


@pytest.mark.parametrize(
    ("words", "key"),
    [
        (("up", "down", "break"), "moved"),
        (("up", "same", "weak"), "moved_up"),
        (("first", "down", "same"), "moved_down"),
        (("same", "break", "weak"), "moved_none_of"),
        (("same", "same", "same"), "moved_none"),
        (("break", "break", "weak"), "moved_none"),
    ],
)
def test_a_chart_of_blocks_names_those_that_changed_beyond_chance(
    registry: CheckedRegistry, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], key: str
) -> None:
    subject = next(one for one in subjects(registry) if sum(e.kind == "block" for e in one.elements) >= 3)
    blocks = [element for element in subject.elements if element.kind == "block"][:3]
    told = {block.code: sentence(f"surveys.change.{word}") for block, word in zip(blocks, words, strict=True)}
    monkeypatch.setattr(survey_findings, "change_words", lambda _, block, __: told[block.code])
    title = blocks_finding(subject, blocks)
    assert title.key == f"surveys.finding.{key}"
    said = written(title, registry.words["en"])
    named = {"same"} if key == "moved_none_of" else {"up", "down"}
    moved = [word in named for word in words]
    assert [block.text.get("en") in said for block in blocks] == moved
