"""A dropped file: the desk says what it is and takes it in by its own steps, checked like any other edit."""

from __future__ import annotations

import io
import re
from codecs import BOM_UTF8
from pathlib import Path

import openpyxl
import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.conftest import DATE
from tests.desk.running import clone, git
from tests.desk.test_attacks import FILES
from tests.inputs.packages import UNSAFE
from tests.inputs.test_pictures import CARRYING
from tests.inputs.test_surveys import EXPORTS, csv_export
from tests.survey.test_guided_run import ANSWERS, UNKNOWN, _export
from transparency.desk import import_programmes
from transparency.desk.access import Access
from transparency.desk.drop_file import kind_of_file
from transparency.desk.export_records import export_records
from transparency.desk.import_indicators import grid_of
from transparency.desk.import_records import plan
from transparency.desk.web import application
from transparency.desk.workspace import Workspace

pytestmark = pytest.mark.integration

HOST = "127.0.0.1:8123"
ORIGIN = f"http://{HOST}"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SITE_DATE", DATE.isoformat())
    return clone(tmp_path / "clone")


@pytest.fixture
def client(root: Path) -> FlaskClient:
    access = Access(frozenset((HOST,)))
    found = application(root, access).test_client()
    assert found.get(f"/?token={access.token}", base_url=ORIGIN).status_code == 303
    return found


def drop(client: FlaskClient, name: str, data: bytes) -> str:
    """The page that answers a dropped file."""
    answer = _post(client, {"file": (io.BytesIO(data), name)})
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def _post(client: FlaskClient, data: dict[str, object]) -> TestResponse:
    return client.post("/ru/drop", data=data, base_url=ORIGIN, headers={"Origin": ORIGIN})


def key(page: str) -> str:
    found = re.search(r'name="drop" value="([0-9a-f]{64})"', page)
    assert found, page
    return found[1]


def _workbook(root: Path, said: str) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(export_records(root, "ru")))
    page = book["units"]
    at = next(cell.column for cell in page[1] if cell.value == "title.ru")
    page.cell(3, at).value = said
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.integration
def test_a_workbook_of_records_is_shown_cell_by_cell_and_saved(client: FlaskClient, root: Path) -> None:
    page = drop(client, "Записи.xlsx", _workbook(root, "Центр качества"))
    assert "units!" in page
    assert "Центр качества" in page
    assert git(root, "branch", "--show-current").strip() == "main"
    answer = _post(client, {"drop": key(page), "action": "save"})
    assert answer.status_code == 303
    assert git(root, "diff", "--name-only", "main").split() == ["data/organisation.yml"]
    assert len(git(root, "diff", "--unified=0", "main").splitlines()) == 7


@pytest.mark.integration
def test_a_workbook_with_personal_data_cannot_be_saved(client: FlaskClient, root: Path) -> None:
    page = drop(client, "a.xlsx", _workbook(root, "Отдел, +7 702 555 01 98"))
    assert 'value="save"' not in page
    before = git(root, "rev-parse", "HEAD")
    assert _post(client, {"drop": key(page), "action": "save"}).status_code == 200
    assert git(root, "rev-parse", "HEAD") == before


@pytest.mark.integration
def test_a_table_of_programmes_is_taken_in(client: FlaskClient, root: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(import_programmes.export(root)))
    page = book["programmes"]
    at = next(cell.column for cell in page[1] if cell.value == "title_ru")
    page.cell(3, at).value = "Новое название"
    out = io.BytesIO()
    book.save(out)
    shown = drop(client, "programmes.xlsx", out.getvalue())
    assert "Новое название" in shown
    saved = _post(client, {"drop": key(shown), "action": "save"})
    assert saved.status_code == 303, saved.get_data(as_text=True)
    assert git(root, "diff", "--name-only", "main").split() == ["data/programmes/programmes.csv"]


@pytest.mark.integration
def test_the_answers_of_a_survey_become_figures_and_stay_out_of_the_repository(
    client: FlaskClient, root: Path, tmp_path: Path
) -> None:
    export = _export(tmp_path, UNKNOWN)
    page = drop(client, "answers.csv", export.read_bytes())
    given: list[str] = []
    for line in ANSWERS.splitlines():
        assert 'id="answer"' in page, page
        given.append(line)
        answer = _post(client, {"drop": key(page), "answer": given})
        page = answer.get_data(as_text=True)
    assert 'value="save"' in page, page
    assert git(root, "status", "--porcelain") == ""
    assert _post(client, {"drop": key(page), "answer": given, "action": "save"}).status_code == 303
    files = git(root, "diff", "--name-only", "main").split()
    assert "data/surveys/questionnaires/s7.yml" in files
    assert all(file.startswith("data/surveys/") for file in files)
    written = "".join((root / file).read_text("utf-8") for file in files)
    rows = export.read_text("utf-8").splitlines()[1:]
    assert not any(row in written for row in rows)


EMPTY = {"a.xlsx": b"PK\x03\x04", "a.docx": b"no document", "a.csv": b"\x00\xff\xfe"}


@pytest.mark.integration
@pytest.mark.parametrize("name", [*UNSAFE, *EMPTY])
def test_a_hostile_file_changes_nothing(name: str, client: FlaskClient, root: Path) -> None:
    data = EMPTY[name] if name in EMPTY else UNSAFE[name]
    for given in (f"{name}.xlsx", f"../../{name}.docx", f"{name}.csv", "<script>.sav"):
        page = drop(client, given, data)
        assert 'value="save"' not in page
        assert "<script>" not in page
    assert git(root, "status", "--porcelain") == ""


ACTS = {**FILES, **{f"{name}.{'jpg' if 'jpeg' in name else 'png'}": ("", data) for name, data in CARRYING.items()}}


@pytest.mark.parametrize("name", ACTS)
def test_a_file_that_acts_or_carries_something_changes_nothing(name: str, client: FlaskClient, root: Path) -> None:
    assert 'value="save"' not in drop(client, name, ACTS[name][1])
    assert git(root, "status", "--porcelain") == ""


@pytest.mark.parametrize("name", EXPORTS)
def test_a_hostile_answer_in_a_dropped_export_is_not_repeated(name: str, client: FlaskClient, root: Path) -> None:
    page = drop(client, "export.csv", csv_export(EXPORTS[name][:100_000]))
    assert 'value="save"' not in page
    assert re.search(r"<script>alert|<img src=x|\x1b", page) is None
    assert git(root, "status", "--porcelain") == ""


@pytest.mark.parametrize(
    "said", ["=cmd|'/c calc'!A0", "жа\u200bқсы", "жақсы\u202egnp.exe", "<script>alert(1)</script>"]
)
def test_a_hostile_cell_of_a_workbook_is_refused_or_kept_as_text(said: str, client: FlaskClient, root: Path) -> None:
    page = drop(client, "a.xlsx", _workbook(root, said))
    assert "<script>" not in page
    assert 'value="save"' not in page or said.startswith("<")


def test_steps_of_a_file_that_nobody_dropped_are_not_found(client: FlaskClient) -> None:
    assert _post(client, {"drop": "0" * 64, "action": "save"}).status_code == 404


ROW = ("students-total", "2025", "univ", "_T", "_T")


def _typed(client: FlaskClient, root: Path, said: str) -> str:
    columns, _ = grid_of(root, "students")
    row = dict(zip(("indicator", "time_period", "ref_area", "breakdown", "category"), ROW, strict=True))
    row |= {"obs_value": said, "unit_measure": "PERSONS", "obs_status": "A", "series_break": "0", "status": "final"}
    row |= {f"source_{lang}": "Есеп" for lang in ("kk", "ru", "en")} | {"updated": "05.11.2026"}
    cells = {f"cell.3.{at}": row.get(one.name, "") for at, one in enumerate(columns)}
    answer = client.post("/ru/values/students", data=cells, base_url=ORIGIN, headers={"Origin": ORIGIN})
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


@pytest.mark.integration
def test_the_grid_of_values_shows_what_would_change(client: FlaskClient, root: Path) -> None:
    page = client.get("/ru/values/students", base_url=ORIGIN).get_data(as_text=True)
    assert page.count("<tr>") == 13
    shown = _typed(client, root, "1 234")
    assert "1234" in shown, shown[shown.find("<h1") :]
    assert git(root, "status", "--porcelain") == ""
    saved = _post(client, {"drop": key(shown), "action": "save"})
    assert saved.status_code == 303, saved.get_data(as_text=True)
    assert "2026-11-05" in (root / "data/indicators/students.csv").read_text("utf-8")
    assert 'value="save"' not in _typed(client, root, "many")
    assert client.get("/ru/values/nothing", base_url=ORIGIN).status_code == 404


def test_the_workbook_of_the_start_page_changes_nothing_when_it_comes_back(client: FlaskClient, root: Path) -> None:
    page = client.get("/kk/", base_url=ORIGIN).get_data(as_text=True)
    assert 'href="/kk/records.xlsx"' in page
    book = client.get("/kk/records.xlsx", base_url=ORIGIN)
    assert book.headers["Content-Disposition"] == "attachment; filename=records.xlsx"
    made = plan(Workspace(root), "records.xlsx", book.get_data(), "kk")
    assert (made.changes, made.problems) == ((), ())


@pytest.mark.parametrize("mark", [b"", BOM_UTF8], ids=["plain", "saved by Excel"])
@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"indicator,time_period,ref_area\n", "values"),
        (b"id,code,title_kk\n", "unknown"),
        (b"id,kind,programme,agency_kk\n", "unknown"),
        (b"respondent;q1;q2\n", "survey"),
    ],
)
def test_a_table_is_known_by_its_head(head: bytes, kind: str, mark: bytes) -> None:
    assert kind_of_file("table.csv", mark + head) == kind
