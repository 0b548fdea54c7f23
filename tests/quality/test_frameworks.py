"""Criteria of an agency are imported from a table; what the file already says stays."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import xlsxwriter
from lxml import html

from tests.conftest import DATE, ROOT
from transparency.desk import import_framework
from transparency.model.problem import as_text
from transparency.model.text import LANGUAGES, USUAL
from transparency.site.build.content import content

pytestmark = pytest.mark.usefixtures("warm")

HEAD = import_framework.template(USUAL).decode()
ROWS = (
    ",,quality-office,Агенттік,Агентство,Agency,Сипаттама,Описание,Description",
    "1,standard,quality-office,Саясат,Политика,Policy,Болу,Быть,Have one",
    "1.1,criterion,quality-office,Мақсат,Цель,Aim,Қою,Ставить,Set it",
    "1.1.1,indicator,quality-office,Үлес,Доля,Share,Есептеу,Считать,Compute it",
)


def table(folder: Path, kind: str) -> Path:
    rows = [line.split(",") for line in (HEAD.strip(), *ROWS)]
    file = folder / f"agency.{kind}"
    if kind == "csv":
        file.write_text("\n".join(",".join(row) for row in rows) + "\n", "utf-8")
        return file
    with xlsxwriter.Workbook(str(file)) as book:
        sheet = book.add_worksheet(import_framework.TAB)
        for number, row in enumerate((rows[0], rows[0], *rows[1:])):
            sheet.write_row(number, 0, row)
    return file


def run(root: Path, file: Path, *more: str, name: str = "agency") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "scripts/frameworks.py"), "--root", str(root), "import", name, str(file)]
    env = {"SITE_DATE": DATE.isoformat(), "LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"}
    return subprocess.run(
        [*command, "--edition", "2024", *more], capture_output=True, text=True, check=False, cwd=ROOT, env=env
    )


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_table_becomes_a_framework_with_levels(small: Path, tmp_path: Path, kind: str) -> None:
    done = run(small, table(tmp_path, kind), "--apply")
    assert done.returncode == 0, done.stderr
    found, problems = content(small, DATE)
    assert found is not None, as_text(problems)
    for lang, level in zip(LANGUAGES, ("критерий", "критерий", "criterion"), strict=True):
        page = html.fromstring(found.html["compliance/agency", lang])
        assert [row.get("id") for row in page.xpath("//table[@id='clauses-table']/tbody/tr")] == [
            "c-1",
            "c-1-1",
            "c-1-1-1",
        ]
        assert level in page.xpath("//tr[@id='c-1-1']/th")[0].text_content()


def test_nothing_is_written_unless_asked(small: Path, tmp_path: Path) -> None:
    assert run(small, table(tmp_path, "csv")).returncode == 0
    assert not (small / "data/compliance/agency.yml").exists()


def test_a_new_edition_keeps_answers_and_comments(small: Path, tmp_path: Path) -> None:
    file = table(tmp_path, "csv")
    run(small, file, "--apply")
    written = small / "data/compliance/agency.yml"
    text = written.read_text("utf-8")
    assert text.count("unit: quality-office") == 4
    where = text.index('number: "1.1"') if 'number: "1.1"' in text else text.index("number: '1.1'")
    line = text.index("unit: quality-office", where)
    answered = f"{text[:line]}answers:\n      - disclosure: contacts\n    {text[line:]}"
    written.write_text(f"# a comment of the editor\n{answered}", "utf-8")
    file.write_text(file.read_text("utf-8").replace("Set it", "Set it anew"), "utf-8")
    done = run(small, file, "--apply")
    assert done.returncode == 0, done.stderr
    told = written.read_text("utf-8")
    assert "# a comment of the editor" in told
    assert "disclosure: contacts" in told
    assert "Set it anew" in told


def test_a_row_without_a_text_is_refused(small: Path, tmp_path: Path) -> None:
    file = table(tmp_path, "csv")
    file.write_text(file.read_text("utf-8").replace("Цель", ""), "utf-8")
    done = run(small, file, "--apply")
    assert done.returncode == 1
    assert "clauses" in done.stderr
    assert not (small / "data/compliance/agency.yml").exists()
    assert "1 problem. Nothing was changed." in done.stderr


@pytest.mark.parametrize("name", ["../../escaped", "/escaped", "Agency", "a b"])
def test_a_name_that_is_no_name_of_a_file_is_refused(small: Path, tmp_path: Path, name: str) -> None:
    before = {*tmp_path.rglob("*.yml")}
    done = run(small, table(tmp_path, "csv"), "--apply", name=name)
    assert done.returncode == 2
    assert "cannot be the name of a framework" in done.stderr
    assert {*tmp_path.rglob("*.yml")} == before
