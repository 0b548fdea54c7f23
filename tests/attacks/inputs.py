"""Attacks with the contents of files: YAML, tables, numbers, days, workbooks, documents, pictures, environment variables."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from tests.attacks.attack import Attack
from tests.inputs.packages import UNSAFE
from tests.inputs.test_attached import ACTING, WORKBOOKS, pdf
from tests.inputs.test_forms import HOSTILE
from tests.inputs.test_pictures import CARRYING
from tests.inputs.test_surveys import EXPORTS
from tests.inputs.test_yaml import LAUGHS

CARD, SETTINGS, EXCEPTIONS = "data/processes/p01.yml", "data/site.yml", "data/exceptions.yml"
TABLE, PAGE = "data/programmes/programmes.csv", "docs/kk/about/index.md"


def _changed(file: str, old: str, new: str) -> Callable[[Path], None]:
    def plant(root: Path) -> None:
        text = (root / file).read_text(encoding="utf-8")
        assert old in text, f"{file} no longer holds {old!r}"
        (root / file).write_text(text.replace(old, new, 1), encoding="utf-8")

    return plant


def _added(file: str, text: str) -> Callable[[Path], None]:
    def plant(root: Path) -> None:
        (root / file).parent.mkdir(exist_ok=True)
        with (root / file).open("a", encoding="utf-8") as out:
            out.write(text)

    return plant


def _number(written: str) -> Callable[[Path], None]:
    return _changed(CARD, "number: 1", f"number: {written}")


def _review(day: str) -> Callable[[Path], None]:
    return _changed("data/architecture.yml", "2027-01-10", day)


def _credits(cell: str) -> Callable[[Path], None]:
    return _changed(TABLE, ",240,", f",{cell},")


_YAML = (
    Attack("yaml-aliases-of-aliases", "merge-request", _added(CARD, LAUGHS), refused_by="Y10"),
    Attack("yaml-anchor-in-a-record", "editor", _number("&n 1"), refused_by="Y10"),
    Attack(
        "yaml-anchor-in-the-head-of-a-page",
        "editor",
        _changed(PAGE, "---\n", "---\nx: &a 1\n"),
        refused_by="Y10",
    ),
    Attack("yaml-list-inside-itself", "merge-request", _added(CARD, "x: &x [*x]\n"), refused_by="Y10"),
    Attack("yaml-python-tag", "merge-request", _added(CARD, "x: !!python/name:os.system\n"), refused_by="Y10"),
    Attack(
        "yaml-alias-in-the-register-of-exceptions",
        "merge-request",
        _added(EXCEPTIONS, LAUGHS),
        refused_by="Y10",
    ),
    Attack("yaml-alias-in-interface-texts", "editor", _added("data/strings/kk.yml", LAUGHS), refused_by="Y10"),
    Attack("yaml-alias-in-settings", "merge-request", _added(SETTINGS, LAUGHS), refused_by="Y10"),
    Attack("yaml-five-thousand-brackets", "merge-request", _added(CARD, f"x: {'[' * 5_000}\n"), refused_by="Y11"),
    Attack("yaml-two-documents", "merge-request", _added(CARD, "---\nid: p02\n"), refused_by="Y03"),
    Attack("yaml-ten-megabytes", "merge-request", _added(CARD, "# " + "x" * 10_000_000 + "\n"), refused_by="Y13"),
    Attack("yaml-million-entries", "merge-request", _added(CARD, f"x: [{'1,' * 300_000}]\n"), refused_by="T12"),
)
_VALUES = (
    Attack("title-of-one-megabyte", "editor", _changed(CARD, "kk: Сапа", f"kk: {'С' * 1_000_000}"), refused_by="T12"),
    Attack(
        "number-of-five-thousand-digits",
        "editor",
        _number(f"1{'0' * 5_000}"),
        refused_by="T12",
    ),
    Attack(
        "threshold-of-a-trillion",
        "editor",
        _changed(SETTINGS, "threshold: 10", "threshold: 9999999999999"),
        refused_by="T12",
    ),
    Attack(
        "review-in-the-year-9999",
        "editor",
        _review("9999-12-31"),
        refused_by="T12",
    ),
    Attack(
        "review-in-the-year-1",
        "editor",
        _review("0001-01-01"),
        refused_by="T12",
    ),
    Attack(
        "day-as-seconds-since-1970",
        "editor",
        _review("1700000000"),
        refused_by="T01",
    ),
    Attack(
        "day-with-a-time-zone",
        "editor",
        _review("2027-01-10T00:00:00+05:00"),
        refused_by="T01",
    ),
    Attack("infinite-number", "editor", _number(".inf"), refused_by="T01"),
    Attack("hexadecimal-number", "editor", _number("0x10"), refused_by="T01"),
    Attack("number-with-underscores", "editor", _number("1_000"), refused_by="T01"),
    Attack("true-as-a-number", "editor", _number("true"), refused_by="T01"),
)
_TABLES = (
    Attack(
        "table-with-an-open-quotation-mark",
        "unit",
        _added(TABLE, '"' + "x\n" * 99_999),
        refused_by="T12",
    ),
    Attack("table-with-a-control-character", "unit", _added(TABLE, "a\x1bb\n"), refused_by="Y12"),
    Attack(
        "credits-of-five-thousand-digits",
        "unit",
        _credits(f"{'9' * 5_000}"),
        refused_by="T04",
    ),
    Attack(
        "credits-that-are-not-a-number",
        "unit",
        _credits("nan"),
        refused_by="T04",
    ),
    Attack(
        "credits-in-other-digits",
        "unit",
        _credits("٢٤٠"),
        refused_by="T04",
    ),
    Attack(
        "years-without-end",
        "unit",
        _changed(TABLE, ",240,4,", ",240,1e999,"),
        refused_by="T04",
    ),
    Attack(
        "day-of-a-week",
        "unit",
        _changed(TABLE, "2026-09-10", "2026-W37-4"),
        refused_by="T04",
    ),
)
ATTACHED = "tests/inputs/test_attached.py"


PLANTED = frozenset(("script-of-a-page", "embedded-file", "link-to-another-host", "dde", "macros"))
"""Attachments that go the whole way through a build; the others are shown to the same check by a test of their own."""


def _attachments() -> Iterator[Attack]:
    for name, (rule, plant) in ACTING.items():
        yield _sent(f"pdf-{name}", rule, "licence.pdf", partial(pdf, plant), "test_a_pdf_that_acts", name in PLANTED)
    for name, (rule, data) in WORKBOOKS.items():
        make = partial(bytes, data)
        yield _sent(f"workbook-{name}", rule, "table.xlsx", make, "test_a_workbook_that_acts", name in PLANTED)


def _sent(name: str, rule: str, file: str, make: Callable[[], bytes], proof: str, planted: bool) -> Attack:
    if planted:
        return Attack(name, "unit", _attached(file, make), refused_by=rule)
    return Attack(name, "unit", refused_by=rule, proved_by=f"{ATTACHED}::{proof}")


def _attached(name: str, make: Callable[[], bytes]) -> Callable[[Path], None]:
    """Puts the file in the place of an attachment that a record names, with the checksum of the new file."""

    def plant(root: Path) -> None:
        data, old = make(), (root / "data/attachments/licence.pdf").read_bytes()
        record = root / "data/disclosures/licence.yml"
        text = record.read_text(encoding="utf-8").replace("file: licence.pdf", f"file: {name}")
        text = text.replace(hashlib.sha256(old).hexdigest(), hashlib.sha256(data).hexdigest())
        record.write_text(text, encoding="utf-8")
        (root / "data/attachments/licence.pdf").unlink()
        (root / "data/attachments" / name).write_bytes(data)

    return plant


def _imported() -> Iterator[Attack]:
    for name in UNSAFE:
        proof = "tests/inputs/test_packages.py::test_a_workbook_that_would_do_harm"
        yield Attack(f"import-{name}", "unit", refused_by="X03", proved_by=proof)
    for name in HOSTILE:
        proof = "tests/inputs/test_forms.py::test_a_hostile_document"
        yield Attack(f"form-{name}", "unit", refused_by="X03", proved_by=proof)
    for name in CARRYING:
        proof = "tests/inputs/test_pictures.py::test_only_pixels_stay"
        yield Attack(f"picture-{name}", "unit", harmless="drawn anew, only pixels stay", proved_by=proof)
    for name in EXPORTS:
        proof = "tests/inputs/test_surveys.py::test_a_hostile_answer"
        yield Attack(f"survey-{name}", "respondent", harmless="free text is not read", proved_by=proof)


_PROVED = (
    Attack(
        "typed-risk-score",
        "editor",
        refused_by="T03",
        proved_by="tests/inputs/test_risks.py::test_a_typed_score_has_no_column",
    ),
    Attack(
        "site-date-that-is-none",
        "operator",
        harmless="one sentence, exit code 2",
        proved_by="tests/inputs/test_environment.py::test_commands_answer_in_one_line",
    ),
    Attack(
        "workbook-of-two-hundred-megabytes",
        "unit",
        refused_by="X03",
        proved_by="tests/inputs/test_packages.py::test_two_hundred_megabytes_in_a_small_file",
    ),
    Attack(
        "ranges-over-the-whole-sheet",
        "unit",
        harmless="ranges are not filled cell by cell",
        proved_by="tests/inputs/test_packages.py::test_ranges_over_the_whole_sheet_cost_nothing",
    ),
    Attack(
        "pdf-that-unfolds-to-gigabytes",
        "unit",
        refused_by="F03",
        proved_by=f"{ATTACHED}::test_a_pdf_that_unfolds_to_gigabytes",
    ),
    Attack("pdf-with-escaped-names", "unit", refused_by="F04", proved_by=f"{ATTACHED}::test_a_pdf_with_escaped_names"),
    Attack("pdf-with-a-password", "unit", refused_by="F02", proved_by=f"{ATTACHED}::test_a_locked_pdf"),
    Attack(
        "table-with-formulas",
        "unit",
        refused_by="F10",
        proved_by=f"{ATTACHED}::test_a_table_that_a_spreadsheet_would_run",
    ),
    Attack(
        "picture-of-ten-thousand-million-pixels",
        "unit",
        refused_by="F03",
        proved_by="tests/inputs/test_pictures.py::test_a_picture_larger_than_any_camera_takes",
    ),
    Attack(
        "error-text-with-a-value",
        "merge-request",
        harmless="kinds of errors and places only are printed",
        proved_by="tests/inputs/test_unexpected.py::test_every_command",
    ),
)

ATTACKS: tuple[Attack, ...] = (*_YAML, *_VALUES, *_TABLES, *_attachments(), *_imported(), *_PROVED)
