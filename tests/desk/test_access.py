"""The desk answers its own pages only, refuses hostile input, and changes nothing on GET."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.conftest import DATE, FULL, ROOT
from tests.desk.running import clone, git
from tests.gate.cases import texts
from transparency.desk.access import Access, owners
from transparency.desk.commit_files import commit_files
from transparency.desk.context import Desk
from transparency.desk.edit_records import editable, records_of
from transparency.desk.web import application
from transparency.desk.workspace import Workspace
from transparency.model.text import USUAL

HOST = "127.0.0.1:8123"
ORIGIN = f"http://{HOST}"
UNIT = {"id": "physics-department", "title.kk": "Физика кафедрасы", "title.ru": "Кафедра физики", "title.en": "Physics"}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITE_DATE", DATE.isoformat())
        yield clone(tmp_path_factory.mktemp("desk") / "clone")


@pytest.fixture(scope="module")
def access() -> Access:
    return Access(frozenset((HOST,)))


@pytest.fixture
def client(root: Path, access: Access) -> FlaskClient:
    """A browser that has opened the printed address."""
    found = application(root, access).test_client()
    assert found.get(f"/?token={access.token}", base_url=ORIGIN).status_code == 303
    return found


def post(client: FlaskClient, path: str, origin: str = ORIGIN, **data: str) -> TestResponse:
    return client.post(path, data=data, base_url=ORIGIN, headers={"Origin": origin})


def test_without_the_token_nothing_is_shown(root: Path, access: Access) -> None:
    stranger = application(root, access).test_client()
    for path in ("/", "/kk/", "/kk/units/", "/assets/desk.css", "/?token=wrong"):
        assert stranger.get(path, base_url=ORIGIN).status_code == 403


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1:1", "127.0.0.1", "localhost.evil.example:8123"])
def test_another_host_name_is_refused(client: FlaskClient, host: str) -> None:
    assert client.get("/kk/", base_url=ORIGIN, headers={"Host": host}).status_code == 403


@pytest.mark.parametrize("origin", ["", "null", "http://evil.example", "https://127.0.0.1:8123", "http://127.0.0.1:9"])
def test_another_page_cannot_change_anything(client: FlaskClient, root: Path, origin: str) -> None:
    before = git(root, "rev-parse", "HEAD")
    for path in ("/kk/units/new", "/kk/units/new/check", "/kk/undo", "/kk/send", "/kk/drop"):
        assert post(client, path, origin, action="save", **UNIT).status_code == 403
    assert git(root, "rev-parse", "HEAD") == before


def test_get_changes_nothing(client: FlaskClient, root: Path) -> None:
    before = (git(root, "rev-parse", "HEAD"), git(root, "status", "--porcelain"), git(root, "branch"))
    for path in ("/kk/units/new?action=save&id=x", "/kk/undo", "/kk/send", "/kk/", "/ru/waivers/new?action=delete"):
        client.get(path, base_url=ORIGIN)
    assert (git(root, "rev-parse", "HEAD"), git(root, "status", "--porcelain"), git(root, "branch")) == before


def test_every_answer_forbids_foreign_content(client: FlaskClient) -> None:
    for path in ("/kk/", "/kk/units/new", "/kk/nothing/"):
        policy = client.get(path, base_url=ORIGIN).headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy


@pytest.mark.slow
def test_every_form_of_every_record_opens(client: FlaskClient, root: Path) -> None:
    for name in editable():
        assert client.get(f"/en/{name}/new", base_url=ORIGIN).status_code == 200
        for record in records_of(root, name, USUAL):
            assert client.get(f"/en/{name}/{record.key}", base_url=ORIGIN).status_code == 200


HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7*7 }}",
    "a\nunits: []\n",
    "&anchor *alias !!python/object:x",
    "=cmd|' /C calc'!A0",
    "../../etc/passwd",
    "x\u202egnp.exe",
    "x" * 30_000,
)


@pytest.mark.slow
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_only_text(client: FlaskClient, root: Path, text: str) -> None:
    """It is refused, or stands in the file and in the form as the text that it is."""
    for name in ("id", "title.kk", "aliases.0", "parent", "clarify.0"):
        answer = post(client, "/kk/units/new", action="check", **{**UNIT, name: text})
        assert answer.status_code == 200
        page = answer.get_data(as_text=True)
        assert "<script>alert" not in page
        assert "<img src=x" not in page
    assert not (root.parent / "etc").exists()
    assert git(root, "status", "--porcelain") == ""


@pytest.mark.integration
def test_a_file_that_is_no_document_is_refused(client: FlaskClient, root: Path) -> None:
    for name in ("a.html", "a.svg", "a.exe", "a.pdf", "a.png", "a.xlsx", "../a.pdf"):
        data = {"action": "save", "upload:content.file": ((root / "data/site.yml").open("rb"), name)}
        answer = client.post("/kk/disclosures/licence", data=data, base_url=ORIGIN, headers={"Origin": ORIGIN})
        assert answer.status_code == 200, name
    assert git(root, "status", "--porcelain") == ""


@pytest.mark.integration
def test_no_name_leads_out_of_the_folder(client: FlaskClient, root: Path) -> None:
    before = sorted(path for path in root.parent.rglob("*evil*"))
    for name in ("../../../evil", "/tmp/evil", "a/../../evil", "evil\\x"):  # noqa: S108
        for kind in ("processes", "disclosures", "entries"):
            assert post(client, f"/kk/{kind}/new", action="save", id=name).status_code == 200
    picture = (root / "data/attachments/licence.pdf").open("rb")
    data = {"action": "check", "upload:content.file": (picture, "a.pdf")}
    client.post("/kk/disclosures/licence", data=data, base_url=ORIGIN, headers={"Origin": ORIGIN})
    kept = sha256_of_last_upload(client)
    for name in ("../../../evil.pdf", "/tmp/evil.pdf"):  # noqa: S108
        fields = {"content.kind": "licence", "content.file.file": name, "content.file.sha256": kept}
        assert post(client, "/kk/disclosures/licence", action="check", **fields).status_code == 200
    assert sorted(path for path in root.parent.rglob("*evil*")) == before
    assert not list(Path("/tmp").glob("evil*"))  # noqa: S108


def sha256_of_last_upload(client: FlaskClient) -> str:
    """The checksum with which the desk remembers the file that was dropped last."""
    desk = next(view for name, view in client.application.view_functions.items() if name == "home").args[0]  # type: ignore[attr-defined]
    return str(next(reversed(desk.uploads)))


@pytest.mark.slow
def test_personal_data_cannot_be_saved(client: FlaskClient, root: Path) -> None:
    """A sample of a hundred blocked texts of the gate's corpus, each typed into a field."""
    blocked = [text for category, text in texts("blocked.yml") if "\n" not in text and len(text) > 12]
    sample = blocked[:: max(1, len(blocked) // 100)][:100]
    before, saved = git(root, "rev-parse", "HEAD"), []
    for text in sample:
        answer = post(client, "/kk/units/new", action="save", **{**UNIT, "title.kk": text})
        if answer.status_code != 200:
            saved.append(text)
    assert (len(sample), saved, git(root, "rev-parse", "HEAD") == before) == (100, [], True)


@pytest.mark.integration
def test_a_unit_behind_a_proxy_changes_its_own_records_only(root: Path) -> None:
    access = Access(frozenset(("desk.example",)), "https", "", "X-User", {"aigul": "legal-unit"})
    client = application(root, access).test_client()
    base = {"base_url": "https://desk.example"}
    assert client.get("/kk/", **base).status_code == 403
    user = {"X-User": "aigul", "Origin": "https://desk.example"}
    assert client.get("/kk/", headers=user, **base).status_code == 200
    data = {"action": "save", **UNIT}
    answer = client.post("/en/units/new", data=data, headers=user, **base)
    assert "quality-unit" in answer.get_data(as_text=True)
    assert git(root, "branch", "--show-current").strip() == "main"


@pytest.mark.integration
def test_a_unit_undoes_its_own_changes_only_and_can_undo_that_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITE_DATE", DATE.isoformat())
    root = clone(tmp_path / "clone")
    users = {"aigul": "legal-unit", "serik": "quality-unit"}
    client = application(root, Access(frozenset((HOST,)), "http", "", "X-User", users)).test_client()
    terms = (root / "data/terms.yml").read_bytes()
    commit_files(Workspace(root), {"data/terms.yml": terms + b"# new\n"}, "Change\n\nDesk: terms/x", "quality-unit")

    def undo(user: str) -> str:
        sent = {"commit": git(root, "rev-parse", "HEAD").strip()}
        answer = client.post("/kk/undo", data=sent, base_url=ORIGIN, headers={"Origin": ORIGIN, "X-User": user})
        return answer.get_data(as_text=True)

    assert "quality-unit" in undo("aigul")
    assert (root / "data/terms.yml").read_bytes() != terms
    undo("serik")
    assert (root / "data/terms.yml").read_bytes() == terms
    assert git(root, "log", "-1", "--format=%an: %s").strip() == "quality-unit: Қайтарылды: Change"
    undo("serik")
    assert (root / "data/terms.yml").read_bytes() != terms
    (root / "data/terms.yml").write_bytes(b"by hand")
    assert "data/terms.yml" in undo("serik")
    assert (root / "data/terms.yml").read_bytes() == b"by hand"


def test_owners_of_a_file_are_those_of_the_last_line_that_fits() -> None:
    assert owners(ROOT, "data/exceptions.yml") == ("legal-unit", "first-vice-rector")
    assert owners(ROOT, "data/terms.yml") == ("quality-unit",)
    assert owners(FULL, "data/terms.yml") == ()


def test_a_file_that_nobody_owns_is_changed_by_no_unit() -> None:
    access = Access(frozenset((HOST,)), "http", "", "X-User", {"aigul": "legal-unit"})
    with application(FULL, access).test_request_context(headers={"X-User": "aigul"}):
        assert Desk(Workspace(FULL), access).not_theirs(("data/terms.yml",)) == ("data/terms.yml",)
