"""Attacks with texts, HTML, links and characters, from every place where somebody writes a text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.attacks.attack import Attack, Sender
from tests.conftest import DATE
from transparency.model.problem import Problem
from transparency.model.text import USUAL
from transparency.registry.check import check
from transparency.registry.load import load
from transparency.site.build.survey_files import tables

_PROSE = "tests/site/test_prose_markup.py::test_refused"
_PAGES = "tests/site/test_page_check.py::test_refused"
_SHOWN = "tests/site/test_hostile_values.py::test_every_text_comes_out_as_text"
_BROWSER = "tests/site/test_hostile_values.py::test_nothing_runs_and_nothing_navigates"
_CELLS = "tests/site/test_hostile_values.py::test_no_cell_of_a_table_is_a_formula"
_CHARTS = "tests/site/test_hostile_values.py::test_charts_show_labels_of_surveys_as_text"
_MACHINES = "tests/site/test_hostile_values.py::test_structured_data_are_whole"
_FILES = "tests/site/test_hostile_values.py::test_feeds_maps_and_indexes_can_be_read"
_REPORT = "tests/site/test_hostile_values.py::test_the_printed_report_holds_no_code"
_ADDRESS = "tests/site/test_site_url.py::test_refused"


def _checked(root: Path) -> tuple[Problem, ...]:
    """What the rules about sources say, without pages."""
    draft, problems = load(root)
    return problems if draft is None else (*problems, *check(draft, DATE)[1])


def _put(file: str, old: str, new: str) -> Callable[[Path], None]:
    def plant(root: Path) -> None:
        path = root / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{file} no longer holds {old!r}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return plant


def _said(root: Path) -> None:
    words = root / "data/strings/en.yml"
    words.parent.mkdir()
    words.write_text('common: {menu: "\\u200f"}\n', encoding="utf-8")


def _planted(name: str, sent_by: Sender, rule: str, file: str, old: str, new: str) -> Attack:
    return Attack(name, sent_by, _put(file, old, new), refused_by=rule, problems_of=_checked)


_CARD, _SITE = "data/processes/p01.yml", "data/site.yml"
_UNITS, _LICENCE, _PAGE = "data/organisation.yml", "data/disclosures/licence.yml", "docs/en/about/index.md"
_TITLE, _LINK = "en: Quality}", "../processes/index.md"
_MOVED = "redirects: [{{old: /a/, new: {}, since: 2026-01-01}}]"

PLANTED = (
    _planted("bidi-override-in-a-title", "editor", "H01", _CARD, _TITLE, 'en: "Qual\\u202eity"}'),
    _planted("bidi-isolate-in-a-unit", "editor", "H01", _UNITS, "Сапа бөлімі,", '"Сапа\\u2067 бөлімі",'),
    _planted("zero-width-joiner-in-a-risk", "editor", "H01", _CARD, "en: Risk}", 'en: "Ri\\u200dsk"}'),
    _planted("soft-hyphen-in-a-disclosure", "unit", "H01", _LICENCE, "en: Text.}", 'en: "Te\\u00adxt."}'),
    _planted("byte-order-mark-inside-a-setting", "editor", "H01", _SITE, "en: What we do.", 'en: "What\\ufeff we do."'),
    _planted("tag-characters-in-a-title", "editor", "H01", _CARD, _TITLE, 'en: "Quality\\U000e0041"}'),
    _planted("control-character-in-a-title", "editor", "H01", _CARD, _TITLE, 'en: "Quality\\x07"}'),
    _planted("line-separator-in-a-title", "editor", "H01", _CARD, _TITLE, 'en: "Quality\\u2028"}'),
    _planted(
        "zero-width-space-in-a-table", "unit", "H01", "data/programmes/programmes.csv", "Design,", "De\u200bsign,"
    ),
    Attack("mark-of-direction-in-a-word", "editor", _said, refused_by="H01", problems_of=_checked),
    _planted("script-address-in-a-text", "editor", "H03", _CARD, "en: Purpose.}", 'en: "See javascript:alert(1)"}'),
    _planted(
        "imitating-host-in-a-text", "unit", "H03", _CARD, "en: Purpose.}", "en: See https://universlty.example.org/}"
    ),
    _planted(
        "user-name-before-a-host", "editor", "H03", _SITE, "//creativecommons.org", "//creativecommons.org@evil.example"
    ),
    _planted(
        "quotes-in-the-official-address",
        "editor",
        "H03",
        _SITE,
        "url: https://university.example/",
        'url: https://university.example/"x/',
    ),
    _planted(
        "domain-in-foreign-letters",
        "editor",
        "H03",
        _SITE,
        "domain: university.example",
        "domain: univers\u0456ty.example",
    ),
    _planted(
        "address-without-encryption-in-a-text", "editor", "H03", _CARD, "en: Purpose.}", "en: See http://example.org/}"
    ),
    _planted(
        "host-in-punycode-in-a-text", "editor", "H03", _CARD, "en: Purpose.}", "en: See https://xn--80ak6aa92e.com/}"
    ),
    _planted("script-in-an-id", "editor", "T07", _CARD, "id: p01-r1", "id: '\"><script>'"),
    _planted(
        "other-host-as-a-redirect",
        "editor",
        "T07",
        "data/redirects.yml",
        "redirects: []",
        _MOVED.format("//evil.example/"),
    ),
    _planted(
        "script-as-a-redirect",
        "editor",
        "T07",
        "data/redirects.yml",
        "redirects: []",
        _MOVED.format("'javascript:alert(1)'"),
    ),
    _planted("script-in-a-file-name", "unit", "T07", _LICENCE, "file: licence.pdf", "file: '<script>.pdf'"),
    _planted("script-in-the-head-of-a-page", "editor", "T07", _PAGE, "keeper: quality-office", "keeper: '<script>'"),
    _planted("protocol-relative-link-in-prose", "merge-request", "H03", _PAGE, _LINK, "//evil.example/"),
)

_ELEMENT = "A1,Q1,item,B1,five_1_5,0,,,Мәтін,Текст,{},final\n"
"""A row of ``elements.csv`` with one English text."""


def _survey_table(name: str, row: str, header: tuple[str, ...] | None = None) -> Callable[[Path], None]:
    def plant(root: Path) -> None:
        text = ",".join(header or tables(USUAL)[name]) + "\n" + row
        (root / "data/surveys" / name).write_text(text, encoding="utf-8")

    return plant


def _in_survey(name: str, rule: str, plant: Callable[[Path], None]) -> Attack:
    return Attack(name, "respondent", plant, refused_by=rule, problems_of=_checked)


SURVEYS = (
    _in_survey("zero-width-space-in-a-question", "H01", _survey_table("elements.csv", _ELEMENT.format("Te\u200bxt"))),
    _in_survey("bidi-override-in-a-question", "H01", _survey_table("elements.csv", _ELEMENT.format("Te\u202ext"))),
    _in_survey(
        "bidi-override-in-a-label-of-a-scale",
        "H01",
        _survey_table("scales.csv", "five_1_5,Q1,1,5,1 а|5 б,1 а|5 б,1 a|5 b\u2066,,,,,,final\n"),
    ),
    _in_survey("tag-characters-in-a-target", "H01", _survey_table("targets.csv", "Q1,ALL,2025,0.6,final\U000e0041\n")),
    _in_survey(
        "mark-of-direction-in-a-unit", "H01", _survey_table("units.csv", "U1,UNIV,final,Бөлім,Отдел,Off\u200fice\n")
    ),
    _in_survey(
        "hidden-name-of-a-column",
        "H01",
        _survey_table("targets.csv", "", ("SURVEY", "ELE\u2060MENT", "YEAR", "VALUE", "STATUS")),
    ),
    _in_survey(
        "column-of-answers-in-a-code-list",
        "T03",
        _survey_table("targets.csv", "Q1,ALL,2025,0.6,final,text\n", (*tables(USUAL)["targets.csv"], "ANSWER")),
    ),
    _in_survey(
        "cells-beyond-the-columns-of-a-code-list", "T03", _survey_table("targets.csv", "Q1,ALL,2025,0.6,final,text\n")
    ),
)

IN_PROSE = (
    *("inline-script", "script-of-another-host", "script-that-calls-itself-data", "event-attribute-quoted"),
    *(
        "event-attribute-unquoted",
        "event-attribute-by-attribute-list",
        "style-attribute",
        "frame",
        "form-to-another-host",
    ),
    *("refresh", "base-address", "style-sheet-of-another-host", "drawing-with-code", "class-of-the-layout"),
    *("data-attribute-read-by-a-script", "link-in-a-new-window"),
)
LINKS = (
    *("script-link", "script-link-with-a-tab", "script-link-by-reference", "data-link", "link-with-backslashes"),
    *("link-to-an-imitating-host", "picture-of-another-host"),
)
MARKDOWN = (
    "forty-thousand-brackets",
    "twenty-thousand-stars",
    "thousand-nested-quotations",
    "two-hundred-nested-lists",
)

ATTACKS: tuple[Attack, ...] = (
    *PLANTED,
    *SURVEYS,
    *(Attack(f"prose-{name}", "merge-request", refused_by="H02", proved_by=_PROSE) for name in IN_PROSE),
    *(Attack(f"prose-{name}", "merge-request", refused_by="H03", proved_by=_PROSE) for name in LINKS),
    *(Attack(f"prose-{name}", "editor", refused_by="H07", proved_by=_PROSE) for name in MARKDOWN),
    Attack("prose-second-main-heading", "editor", refused_by="H04", proved_by=_PROSE),
    Attack("prose-anchor-of-the-layout", "editor", refused_by="H05", proved_by=_PROSE),
    Attack("prose-that-closes-the-layout", "merge-request", refused_by="H06", proved_by=_PROSE),
    Attack("prose-bidi-control-as-entity", "editor", refused_by="H01", proved_by=_PROSE),
    Attack("layout-with-an-event-attribute", "merge-request", refused_by="H10", proved_by=_PAGES),
    Attack("layout-with-a-script-of-another-host", "merge-request", refused_by="H11", proved_by=_PAGES),
    Attack("layout-with-a-frame", "merge-request", refused_by="H12", proved_by=_PAGES),
    Attack("layout-with-a-script-link", "merge-request", refused_by="H13", proved_by=_PAGES),
    Attack("layout-with-another-policy", "merge-request", refused_by="H14", proved_by=_PAGES),
    Attack("script-in-every-text", "editor", harmless="shown as text", proved_by=_SHOWN),
    Attack("picture-with-an-event-in-every-text", "unit", harmless="shown as text", proved_by=_BROWSER),
    Attack(
        "refresh-in-every-text", "editor", harmless="nothing navigates, with and without the policy", proved_by=_BROWSER
    ),
    Attack("element-in-every-interface-text", "merge-request", harmless="shown as text", proved_by=_BROWSER),
    Attack("formula-in-every-text", "unit", harmless="an apostrophe stands before it", proved_by=_CELLS),
    Attack(
        "formula-in-every-text-of-a-survey", "respondent", harmless="an apostrophe stands before it", proved_by=_CELLS
    ),
    Attack("code-in-every-label-of-a-chart", "respondent", harmless="drawn as text", proved_by=_CHARTS),
    Attack("end-of-script-in-structured-data", "editor", harmless="the JSON stays whole", proved_by=_MACHINES),
    Attack("end-of-section-in-a-feed", "editor", harmless="the XML stays whole", proved_by=_FILES),
    Attack("script-in-the-title-of-a-printed-report", "editor", harmless="the PDF holds no code", proved_by=_REPORT),
    Attack("quotes-in-the-variable-of-the-address", "operator", harmless="the build stops", proved_by=_ADDRESS),
)
