"""Two editors: different records of one file merge; the same record gives a message, and nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import DATE
from tests.desk.running import clone, git
from tests.desk.test_access import HOST, ORIGIN, post
from transparency.desk.access import Access
from transparency.desk.merge_records import NotMerged, merged
from transparency.desk.repository import OthersChanged, Repository, merge_request
from transparency.desk.web import application

BASE = "# head\nunits:\n  - id: a\n    title: {kk: А, en: A}\n  - id: b\n    title: {kk: Б, en: B}\n"


def test_two_new_records_and_two_fields_merge() -> None:
    ours = BASE.replace("en: A", "en: A1") + "  - id: c\n"
    theirs = BASE.replace("kk: А,", "kk: А1,").replace("en: B", "en: B1") + "  # last\n  - id: d\n"
    said = merged("data/x.yml", BASE, ours, theirs)
    assert all(part in said for part in ("kk: А1, en: A1", "en: B1", "id: c", "id: d", "# head", "# last"))


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
    Repository(first).undo(newest.commit, "editor")
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
