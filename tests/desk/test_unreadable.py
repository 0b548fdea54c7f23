"""A file that is missing, empty, damaged or of another shape: each view says so in words, and nothing is half-written."""

from __future__ import annotations

import html
import io
import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook

from tests.conftest import DATE
from tests.desk.running import clone, git
from tests.desk.test_access import HOST, ORIGIN
from transparency.desk.access import Access
from transparency.desk.commit_files import commit_files, write_files
from transparency.desk.edit_records import declared, records_of
from transparency.desk.export_records import export_records
from transparency.desk.form import as_inputs
from transparency.desk.form_fields import form_fields
from transparency.desk.repository import GitRefused
from transparency.desk.web import application
from transparency.desk.workspace import Workspace
from transparency.desk.yaml_lines import block
from transparency.model.problem import CouldNotRun
from transparency.model.text import USUAL
from transparency.registry.load import load

pytestmark = pytest.mark.integration

Fault = Callable[[Path], object]


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


FAULTS: Mapping[str, Fault] = {
    "missing": Path.unlink,
    "empty": lambda path: path.write_bytes(b""),
    "no YAML, no CSV": lambda path: path.write_bytes(b'a: [1\n"b: :\n'),
    "a list": lambda path: path.write_bytes(b"- 1\n"),
    "keys of another type": lambda path: path.write_bytes(f"{path.stem}: 5\nunits: 5\ncategories: x\n".encode()),
    "not UTF-8": lambda path: path.write_bytes("title: \xe9\n".encode("latin-1")),
    "a folder": _folder,
}
REPAIRED = frozenset(("missing", "empty"))
"""States in which a change may simply begin the file."""
TOUCHED: Mapping[str, tuple[str, ...]] = {
    "terms": ("data/terms.yml",),
    "units": ("data/retired.yml",),
    "processes": ("data/processes/p02.yml", "data/architecture.yml"),
    "programmes": ("data/programmes/programmes.csv", "data/translated-rows.csv"),
    "site": ("data/site.yml",),
    "indicator-groups": ("data/indicators/students.yml",),
}
"""Record type -> files that its forms read and write."""


@dataclass(frozen=True, slots=True)
class Opened:
    """The clone, a browser at its desk, and what its forms held while all was well."""

    root: Path
    client: FlaskClient
    forms: Mapping[str, tuple[str, Mapping[str, str]]]
    workbook: bytes


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITE_DATE", DATE.isoformat())
        root = clone(tmp_path_factory.mktemp("desk") / "clone", before=_with_retired)
        access = Access(frozenset((HOST,)))
        client = application(root, access).test_client()
        client.get(f"/?token={access.token}", base_url=ORIGIN)
        yield Opened(root, client, {name: _form(root, name) for name in TOUCHED}, _changed_workbook(root))


def _with_retired(root: Path) -> None:
    text = "retired:\n  - {id: p09, kind: process, title: {kk: Бұрынғы, ru: Прежний, en: Former}, since: 2026-01-01}\n"
    (root / "data/retired.yml").write_text(text, encoding="utf-8")


def _form(root: Path, name: str) -> tuple[str, Mapping[str, str]]:
    """The last record of a type with one text changed, as its form would send it."""
    record = records_of(root, name, USUAL)[-1]
    inputs = as_inputs(form_fields(declared(name).record), record.value)
    changed = next(one for one in inputs if one.endswith(".kk"))
    sent = {**inputs, changed: f"{inputs[changed]} бөлек", "base": block(record.value, 0), "since": "01.11.2026"}
    return record.key, sent


def _changed_workbook(root: Path) -> bytes:
    book = load_workbook(io.BytesIO(export_records(root, "kk")))
    for name in ("terms", "units", "programmes"):
        sheet = book[name]
        at = next(at for at in range(1, sheet.max_column + 1) if str(sheet.cell(1, at).value).endswith(".kk"))
        sheet.cell(3, at).value = f"{sheet.cell(3, at).value} бөлек"
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _requests(opened: Opened, name: str) -> Iterator[tuple[str, str, dict[str, object]]]:
    """Views of a type: what each is called, its address, what is sent (nothing: GET)."""
    key, sent = opened.forms[name]
    new = {"id": "fresh", "title.kk": "Жаңа", "title.ru": "Новый", "title.en": "New"}
    yield "list", f"/kk/{name}/", {}
    yield "form", f"/kk/{name}/{key}", {}
    yield "save", f"/kk/{name}/{key}", {**sent, "action": "save"}
    if name == "programmes":
        yield "confirm", f"/kk/{name}/{key}", {**sent, "action": "save", "confirm": "1"}
    yield "delete", f"/kk/{name}/{key}", {**sent, "action": "delete"}
    yield "typed", f"/kk/{name}/{key}/check", dict(sent)
    yield "new", f"/kk/{name}/new", {**new, "action": "save"}
    yield "workbook", "/kk/drop", {"file": (io.BytesIO(opened.workbook), "r.xlsx")}


def _others(opened: Opened) -> Iterator[tuple[str, str, dict[str, object]]]:
    """Views that read the site as a whole."""
    yield "start", "/kk/", {}
    yield "send", "/kk/send", {"a": "b"}
    yield "empty form", "/kk/units/new", {}
    yield "add", "/kk/units/new", {"action": "add:aliases"}
    yield "preview", "/kk/units/new", {"action": "preview:kk", "id": "x"}
    yield "values", "/kk/values/students", {}
    yield "typed values", "/kk/values/students", {"cell.0.0": "graduates"}
    for file, data in (("p.csv", b"id,code,\nfresh,6B05,\n"), ("students.csv", b"a,b\n1,2\n"), ("f.docx", b"PK")):
        yield f"drop {file}", "/kk/drop", {"file": (io.BytesIO(data), file)}


@pytest.mark.slow
@pytest.mark.parametrize(("name", "file"), [(name, file) for name, files in TOUCHED.items() for file in files])
def test_a_damaged_file_is_named_and_nothing_is_half_written(
    name: str, file: str, opened: Opened, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = []
    for fault, damage in FAULTS.items():
        damage(opened.root / file)
        reasons = (*(one.text_in("kk") for one in load(opened.root)[1] if one.level == "error"), f"{file}: Y01")
        _restore(opened.root, file)
        for view, address, sent in (
            *_requests(opened, name),
            *(_others(opened) if name in ("site", "indicator-groups") else ()),
        ):
            damage(opened.root / file)
            needed = (file, view) == ("data/retired.yml", "delete") and fault not in REPAIRED
            said = _wrong(opened, file, address, sent, reasons, needed=needed)
            wrong += [f"{fault}, {view}: {said}"] if said else []
            _restore(opened.root, file)
    assert (wrong, capsys.readouterr().err) == ([], "")


def _wrong(
    opened: Opened, file: str, address: str, sent: dict[str, object], reasons: tuple[str, ...], *, needed: bool
) -> str:
    """What is wrong with the answer to a request while a file is damaged; ``needed``: it cannot be done without the file."""
    before, there = _content(opened.root), {"base_url": ORIGIN, "headers": {"Origin": ORIGIN}}
    answer = opened.client.post(address, data=sent, **there) if sent else opened.client.get(address, **there)
    text = answer.get_data(as_text=True)
    page = json.dumps(answer.json, ensure_ascii=False) if answer.is_json else html.unescape(text)
    if answer.status_code >= 500:
        return f"status {answer.status_code}"
    if git(opened.root, "branch", "--show-current").strip() == "main" and _content(opened.root) != before:
        return "files changed without a commit"
    if answer.status_code == 404 and not any(one.startswith(file) for one in reasons[:-1]):
        return ""  # to the check, too, there is no such record
    if needed and f"{file}:" not in page:
        return "the file is not named"
    if answer.status_code in (404, 409) and not any(one in page for one in reasons):
        return f"refused without the reason ({answer.status_code})"
    return ""


def _content(root: Path) -> Mapping[str, bytes]:
    return {str(path): path.read_bytes() for path in (root / "data").rglob("*") if path.is_file()}


def _restore(root: Path, file: str) -> None:
    if (root / file).is_dir():
        (root / file).rmdir()
    git(root, "switch", "--quiet", "--discard-changes", "main")
    git(root, "clean", "--quiet", "-fd")


def test_files_are_written_together_or_not_at_all(opened: Opened) -> None:
    root = opened.root
    in_the_way = root / f"data/.terms.yml.{os.getpid()}.part"
    in_the_way.mkdir()
    before = _content(root)
    with pytest.raises(CouldNotRun, match=r"data/terms.yml could not be written: it is a folder"):
        write_files(root, {"data/site.yml": b"a: 1\n", "data/fresh.yml": b"b: 1\n", "data/terms.yml": b"c: 1\n"})
    assert _content(root) == before
    in_the_way.rmdir()


def test_what_git_refuses_to_commit_is_not_left_in_the_files(opened: Opened) -> None:
    root = opened.root
    hook = root / ".git/hooks/pre-commit"
    hook.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    before = _content(root)
    with pytest.raises(GitRefused):
        commit_files(Workspace(root), {"data/site.yml": b"a: 1\n", "data/fresh.yml": b"b: 1\n"}, "Change", "editor")
    assert (_content(root), git(root, "status", "--porcelain")) == (before, "")
    hook.unlink()


def test_an_error_of_the_program_is_told_without_what_was_typed(
    opened: Opened, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(*_: object) -> None:
        raise ValueError("typed by somebody")

    monkeypatch.setattr("transparency.desk.open_form.find", fails)
    answer = opened.client.get("/kk/terms/x", base_url=ORIGIN)
    told = capsys.readouterr().err
    assert answer.status_code == 500
    assert "бағдарламаның қатесі" in answer.get_data(as_text=True)
    assert ("typed by somebody" in told, told.startswith("Unexpected error")) == (False, True)
