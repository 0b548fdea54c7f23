"""Two editors: different records of one file merge; the same record gives a message, and nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import DATE, copy_of_small
from tests.desk.running import clone, git
from tests.desk.test_access import HOST, ORIGIN, post
from transparency.desk.access import Access
from transparency.desk.edit_records import EditorRecord, editable, file_of_new, records_of, text_with
from transparency.desk.edit_yaml import read_value
from transparency.desk.form import as_inputs
from transparency.desk.form_fields import form_fields
from transparency.desk.merge_records import NotMerged, merged
from transparency.desk.repository import OthersChanged, Repository, merge_request
from transparency.desk.web import application
from transparency.desk.yaml_lines import block
from transparency.model.text import USUAL
from transparency.registry.yaml_document import Value

pytestmark = pytest.mark.integration

BASE = "# head\nunits:\n  - id: a\n    title: {kk: А, en: A}\n  - id: b\n    title: {kk: Б, en: B}\n"


def test_two_new_records_and_two_fields_merge() -> None:
    ours = BASE.replace("en: A", "en: A1") + "  - id: c\n"
    theirs = BASE.replace("kk: А,", "kk: А1,").replace("en: B", "en: B1") + "  # last\n  - id: d\n"
    said = merged("data/x.yml", BASE, ours, theirs)
    assert all(part in said for part in ("kk: А1, en: A1", "en: B1", "id: c", "id: d", "# head", "# last"))


LIST = "redirects:\n  - {old: /a, new: /b}\n  - {old: /c, new: /d}\n"


def test_records_without_ids_merge_by_what_they_say() -> None:
    ours = LIST.replace("/d", "/e") + "  - {old: /m, new: /n}\n"
    theirs = LIST.replace("  - {old: /a, new: /b}\n", "") + "  - {old: /x, new: /y}\n"
    said = merged("data/redirects.yml", LIST, ours, theirs)
    assert read_value(said) == {
        "redirects": ({"old": "/c", "new": "/e"}, {"old": "/m", "new": "/n"}, {"old": "/x", "new": "/y"})
    }
    with pytest.raises(NotMerged):
        merged("data/redirects.yml", LIST, LIST.replace("/d", "/e"), LIST.replace("/d", "/f"))


ROWS = 'id,title\na,A\nb,"B\n2"\n'


def test_rows_of_a_table_merge() -> None:
    said = merged("data/x.csv", ROWS, ROWS.replace("a,A", "a,A1"), ROWS.replace("2", "3") + "c,C\n")
    assert said == 'id,title\na,A1\nb,"B\n3"\nc,C\n'
    with pytest.raises(NotMerged):
        merged("data/x.csv", ROWS, ROWS.replace("a,A", "a,A1"), ROWS.replace("a,A", "a,A2"))
    with pytest.raises(NotMerged):
        merged("data/x.csv", ROWS, ROWS + "c,C\n", ROWS + "c,D\n")


MANY = [name for name, one in editable().items() if one.key is not None or one.files.endswith(".csv")]


@pytest.mark.parametrize("name", MANY)
def test_two_editors_change_and_add_records_of_every_register(name: str, tmp_path: Path) -> None:
    root = copy_of_small(tmp_path / "copy")
    fields = [one.name for one in form_fields(editable()[name].record) if one.kind != "kept"]
    key = "id" if "id" in fields else fields[0]
    other = next(one for one in fields if one != key)
    for mark in ("a", "b"):
        _write(root, name, None, {key: mark, other: "before"})
    before = records_of(root, name, USUAL)
    path = root / before[0].file
    base = path.read_text("utf-8")
    versions = []
    for changed, added in (("a", "c"), ("b", "d")):
        path.write_text(base, "utf-8")
        record = next(one for one in records_of(root, name, USUAL) if one.value.get(key) == changed)
        _write(root, name, record, {key: changed, other: f"after {changed}"})
        _write(root, name, None, {key: added, other: "new"})
        versions.append(path.read_text("utf-8"))
    path.write_text(merged(before[0].file, base, *versions), "utf-8")
    now = [one.value for one in records_of(root, name, USUAL)]
    ours = [one for one in now if one.get(key) in tuple("abcd")]
    assert [one for one in now if one not in ours] == [one.value for one in before if one.value[key] not in ("a", "b")]
    said = {str(one[key]): one[other] for one in ours}
    assert said == {"a": "after a", "b": "after b", "c": "new", "d": "new"}


def _write(root: Path, name: str, record: EditorRecord | None, value: dict[str, Value]) -> None:
    file = root / (record.file if record else file_of_new(name, value))
    file.write_text(text_with(root, name, record, value, USUAL) or "", "utf-8")


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (BASE.replace("en: A", "en: X"), BASE.replace("en: A", "en: Y")),
        (BASE + "  - id: c\n    title: x\n", BASE + "  - id: c\n    title: y\n"),
        (BASE.partition("  - id: b")[0], BASE.replace("en: B", "en: Y")),
    ],
)
def test_changes_that_contradict_are_not_merged(ours: str, theirs: str) -> None:
    with pytest.raises(NotMerged):
        merged("data/x.yml", BASE, ours, theirs)


@pytest.fixture
def editors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path, Path]:
    """A shared repository and the clones of two editors."""
    monkeypatch.setenv("SITE_DATE", DATE.isoformat())
    shared = clone(tmp_path / "shared")
    git(shared, "config", "receive.denyCurrentBranch", "updateInstead")
    found = []
    for name in ("first", "second"):
        git(tmp_path, "clone", "--quiet", str(shared), name)
        git(tmp_path / name, "config", "user.name", name)
        git(tmp_path / name, "config", "user.email", f"{name}@example.invalid")
        found.append(tmp_path / name)
    return shared, found[0], found[1]


def add_news(root: Path, name: str, title: str) -> None:
    access = Access(frozenset((HOST,)))
    client = application(root, access).test_client()
    client.get(f"/?token={access.token}", base_url=ORIGIN)
    texts = {f"{field}.{lang}": f"{title} {lang}" for field in ("title", "text") for lang in ("kk", "ru", "en")}
    answer = post(client, "/kk/changes/new", action="save", id=name, date="10.11.2026", kind="page", **texts)
    assert answer.status_code == 303, answer.get_data(as_text=True)


@pytest.mark.slow
def test_two_editors_add_records_to_one_file(editors: tuple[Path, Path, Path]) -> None:
    shared, first, second = editors
    for root, name in ((first, "one"), (second, "two")):
        add_news(root, name, name)
        Repository(root).push("editor")
        git(shared, "merge", "--quiet", "--no-edit", git(root, "rev-parse", "HEAD").strip())
    said = (shared / "data/changes.yml").read_text(encoding="utf-8")
    assert "id: one" in said
    assert "id: two" in said


@pytest.mark.slow
def test_two_editors_change_the_same_record(editors: tuple[Path, Path, Path]) -> None:
    shared, first, second = editors
    add_news(first, "one", "First")
    add_news(second, "one", "Second")
    Repository(first).push("editor")
    git(shared, "merge", "--quiet", "--no-edit", git(first, "rev-parse", "HEAD").strip())
    with pytest.raises(OthersChanged, match=r"data/changes\.yml"):
        Repository(second).push("editor")
    assert "Second" in (second / "data/changes.yml").read_text(encoding="utf-8")
    assert git(second, "status", "--porcelain") == ""


@pytest.mark.slow
def test_a_change_is_undone(editors: tuple[Path, Path, Path]) -> None:
    _, first, _ = editors
    before = (first / "data/changes.yml").read_bytes()
    add_news(first, "one", "First")
    newest = Repository(first).recent(1)[0]
    assert newest.of_desk
    Repository(first).undo(newest.commit, "Undone", "editor")
    assert (first / "data/changes.yml").read_bytes() == before


@pytest.mark.parametrize(
    ("remote", "address"),
    [
        ("https://github.com/a/b.git", "https://github.com/a/b/pull/new/desk/x"),
        (
            "git@gitlab.example:a/b/c.git",
            "https://gitlab.example/a/b/c/-/merge_requests/new?merge_request%5Bsource_branch%5D=desk/x",
        ),
        ("/srv/git/site.git", None),
    ],
)
def test_the_address_of_a_request(remote: str, address: str | None) -> None:
    assert merge_request(remote, "desk/x") == address


def test_a_record_without_an_id_is_found_where_somebody_else_moved_it(tmp_path: Path) -> None:
    root = clone(tmp_path / "clone")
    path = root / "data/programmes/modules.csv"
    second = records_of(root, "modules", USUAL)[1]
    head, first, *rest = path.read_text("utf-8").splitlines(keepends=True)
    access = Access(frozenset((HOST,)))
    client = application(root, access).test_client()
    client.get(f"/?token={access.token}", base_url=ORIGIN)
    known = as_inputs(form_fields(editable()["modules"].record), second.value)
    data = {**known, "title.en": "Another title", "base": block(second.value, 0), "action": "save"}
    path.write_text("".join((head, *rest, first)), "utf-8")
    git(root, "commit", "--quiet", "--all", "--message", "Other order")
    assert post(client, f"/kk/modules/{second.key}", **data).status_code == 303
    assert "Another title" in path.read_text("utf-8").splitlines()[1]
    path.write_text("".join((head, first)), "utf-8")
    git(root, "commit", "--quiet", "--all", "--message", "Without the second")
    page = post(client, "/kk/modules/no-1", **data).get_data(as_text=True)
    assert "Another title" in page
    assert "өзгертті немесе өшірді" in page
    assert git(root, "status", "--porcelain") == ""
