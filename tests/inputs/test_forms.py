"""Submission forms that a unit fills in a hostile or a clumsy way: every one is a draft or a sentence."""

from __future__ import annotations

import io
import random
from pathlib import Path

import docx
import pytest

from tests.disclosures.test_intake import FILLED, form, university
from tests.inputs.packages import ENTITY, MadeOnDemand, changed, document, part
from transparency.desk import intake
from transparency.model.limits import LONGEST_TEXT
from transparency.model.problem import Problem

__all__ = ["university"]
BODY = "word/document.xml"


def refused(root: Path, folder: Path, data: bytes) -> tuple[Problem, ...]:
    (folder / "form.docx").write_bytes(data)
    made, problems = intake.draft(root, folder / "form.docx", folder)
    assert made is None
    assert problems
    assert all(problem.what and problem.advice and len(str(problem)) < 300 for problem in problems)
    return problems


def body(data: bytes, old: bytes, new: bytes, times: int = -1) -> bytes:
    text = part(data, BODY)
    assert old in text
    return changed(data, {BODY: text.replace(old, new, times)})


GOOD = document([("date", "2026-11-20"), ("unit", "quality-office")])
HOSTILE = MadeOnDemand(
    {
        "entity": lambda: changed(GOOD, {BODY: ENTITY}),
        "cell-over-a-hundred-million-columns": lambda: body(
            GOOD, b"<w:tcPr>", b'<w:tcPr><w:gridSpan w:val="100000000"/>', 1
        ),
        "span-as-a-character-reference": lambda: body(
            GOOD, b"<w:tcPr>", b'<w:tcPr><w:gridSpan w:val="&#57;9999999"/>', 1
        ),
        "rows-merged-into-one": lambda: body(GOOD, b"<w:tcPr>", b"<w:tcPr><w:vMerge/>"),
        "twenty-megabytes-of-text": lambda: body(GOOD, b"2026-11-20", b"x" * 20_000_000),
        "two-hundred-megabytes-in-a-part": lambda: changed(GOOD, {"word/settings.xml": b" " * 200_000_000}),
    }
)
BROKEN = MadeOnDemand(
    {
        "a text": lambda: b"hello",
        "nothing": lambda: b"",
        "half": lambda: GOOD[: len(GOOD) // 2],
        "another table": lambda: document([("x", "y")]),
        "ten thousand levels": lambda: body(GOOD, b"<w:body>", b"<w:body>" + b"<w:p>" * 10_000, 1),
        "no body": lambda: changed(GOOD, {BODY: None}),
        "empty body": lambda: changed(GOOD, {BODY: b"<x/>"}),
        "no types": lambda: changed(GOOD, {"[Content_Types].xml": None}),
    }
)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_document(name: str, university: Path, tmp_path: Path) -> None:
    assert [problem.rule for problem in refused(university, tmp_path, HOSTILE[name])] == ["X03"]


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_document(name: str, university: Path, tmp_path: Path) -> None:
    assert [problem.rule for problem in refused(university, tmp_path, BROKEN[name])] == ["N01"]


def test_a_table_inside_an_answer(university: Path, tmp_path: Path) -> None:
    path = form(university, tmp_path)
    filled = docx.Document(str(path))
    row = next(row for row in filled.tables[0].rows if row.cells[0].text == "content_kk")
    row.cells[-1].add_table(rows=1, cols=1).cell(0, 0).text = "lost"
    out = io.BytesIO()
    filled.save(out)
    problems = refused(university, tmp_path, out.getvalue())
    assert [(problem.rule, problem.place) for problem in problems] == [("N07", "content_kk")]


def test_a_row_that_stands_twice(university: Path, tmp_path: Path) -> None:
    problems = refused(university, tmp_path, document([*FILLED.items(), ("unit", "rector")]))
    assert [(problem.rule, problem.place) for problem in problems] == [("N07", "unit")]


@pytest.mark.parametrize(
    ("field", "value", "rule", "place"),
    [
        ("topic_en", "x" * (LONGEST_TEXT + 1), "T12", "topic.en"),
        ("date", "9999-12-31", "T12", "date"),
        ("date", "20261120", "N02", "date"),
        ("date", "٢٠٢٦-١١-٢٠", "N02", "date"),
        ("unit", "../../evil", "N02", "unit"),
        ("photo1_file", "../../etc/passwd.jpg", "N02", "photos.0.file"),
        ("photo1_file", "a\nb.jpg", "N02", "photos.0.file"),
        ("photo1_file", "..", "N03", ""),
        ("photo1_file", "x" * 121, "N02", "photos.0.file"),
    ],
)
def test_a_value_of_the_form(field: str, value: str, rule: str, place: str, university: Path, tmp_path: Path) -> None:
    form(university, tmp_path, **{field: value})
    problems = refused(university, tmp_path, (tmp_path / "form.docx").read_bytes())
    assert [(problem.rule, problem.place) for problem in problems] == [(rule, place)]


def test_a_photo_that_is_a_link(university: Path, tmp_path: Path) -> None:
    path = form(university, tmp_path)
    (tmp_path / "Hall 1.JPG").rename(tmp_path / "elsewhere.jpg")
    (tmp_path / "Hall 1.JPG").symlink_to(tmp_path / "elsewhere.jpg")
    assert [problem.rule for problem in refused(university, tmp_path, path.read_bytes())] == ["N03"]


WORDS = (
    "yes",
    "0x10",
    "2026-03-01",
    "1_000",
    "~",
    "- a",
    "a: b",
    "&a *a",
    "!x",
    "# x",
    "{{ 7*7 }}",
    "=cmd|'/c x'!A1",
    "'",
    '"',
)


@pytest.mark.parametrize("text", WORDS)
def test_free_text_comes_back_from_the_record_as_it_was(text: str, university: Path, tmp_path: Path) -> None:
    """What a unit writes is a text in the record, whatever YAML or a template would make of it."""
    made, problems = intake.draft(university, form(university, tmp_path, content_en=text), tmp_path)
    assert made is not None, problems
    assert _read_back(university, intake.as_yaml(made.entry)) == text


def _read_back(root: Path, text: str) -> object:
    from transparency.registry.yaml_document import Document, parse_yaml  # noqa: PLC0415

    found = Document("entry.yml")
    parse_yaml(found, text)
    assert found.problems == []
    assert isinstance(found.value, dict)
    value = found.value["text"]
    assert isinstance(value, dict)
    return value["en"]


def test_a_document_with_damaged_parts_is_a_sentence(university: Path, tmp_path: Path) -> None:
    chance = random.Random(17)  # noqa: S311
    for _ in range(60):
        name = chance.choice((BODY, "[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels"))
        content = bytearray(part(GOOD, name))
        at = chance.randrange(len(content))
        content[at : at + chance.randint(1, 30)] = chance.randbytes(2).hex().encode()
        refused(university, tmp_path, changed(GOOD, {name: bytes(content)}))
