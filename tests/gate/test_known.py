"""What the gate has read it need not read again, and nothing passes because of that."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator

import pytest

from tests.gate.cases import corpus
from tests.gate.report import register
from tests.gate.synthetic import IIN
from tests.gate.test_register import DAY, HEAD
from transparency.gate import Register, raw_findings
from transparency.gate.blocks import LONGEST, OVERLAP, blocks
from transparency.gate.extractors import View
from transparency.gate.raw_findings import of_view
from transparency.gate.scanning import File, scan_file

MEMORIES = (raw_findings._contents, raw_findings._clean_lines, raw_findings._clean_blocks)


@pytest.fixture(autouse=True)
def _forgotten() -> Iterator[None]:
    forget()
    yield
    forget()


def forget() -> None:
    for memory in MEMORIES:
        memory.clear()


@pytest.mark.slow
def test_a_content_read_twice_gives_the_same_problems() -> None:
    for case in corpus():
        file = File(case.name, case.data)
        first = [*scan_file(file, register())]
        assert [*scan_file(file, register())] == first, case.id


def test_a_value_that_is_lawful_in_one_place_is_judged_anew_in_another() -> None:
    text = "Басы\n\nРектор Есімов Д.Б.".encode()
    lawful, later = Register((HEAD,), DAY), Register((HEAD,), dt.date(2027, 1, 1))
    assert not [*scan_file(File("docs/kk/head.md", text), lawful)]
    assert [(p.rule, p.line) for p in scan_file(File("docs/kk/news.md", text), lawful)] == [("P18", 3)]
    assert [(p.rule, p.line) for p in scan_file(File("docs/kk/head.md", text), later)] == [("P18", 3)]


RECORDS = [json.dumps({"id": f"r{n}", "name": "орта", "share": n / 1000}, ensure_ascii=False) for n in range(200)]


def _document(records: list[str]) -> str:
    joined = ",\n".join(records)
    return f'{{"dataset": "a", "records": [\n{joined}\n]}}\n'


def _rules(text: str) -> set[tuple[str, int]]:
    return {(one.rule, one.line) for one in of_view(View("", text, "text", text))}


def test_a_record_is_known_wherever_it_stands_alone_or_among_others() -> None:
    assert len(_document(RECORDS)) > LONGEST
    assert not _rules(_document(RECORDS))
    for part in ([RECORDS[7]], RECORDS[50:60], [*reversed(RECORDS)]):
        text = _document(part)
        read = sum(len(piece) for _, piece, _, _ in blocks(text, raw_findings._clean_lines))
        assert read < len('{"dataset": "a", "records": [') + len("]}") + 2 * OVERLAP


@pytest.mark.parametrize("at", [0, 7, 199])
def test_a_record_that_changed_is_read_among_known_ones(at: int) -> None:
    assert not _rules(_document(RECORDS))
    changed = [*RECORDS]
    changed[at] = changed[at].replace("орта", IIN)
    assert _rules(_document(changed)) == {("P01", at + 2)}


def test_what_stands_between_known_records_is_read() -> None:
    assert not _rules(_document(RECORDS))
    text = _document(RECORDS)
    cut = text.index(RECORDS[90])
    assert ("P01", 92) in _rules(f'{text[:cut]}"{IIN}",\n{text[cut:]}')
    assert "P01" in {rule for rule, _ in _rules(text.replace(RECORDS[90], f"{RECORDS[90][:-1]}, {IIN[:6]}: {IIN}}}"))}
