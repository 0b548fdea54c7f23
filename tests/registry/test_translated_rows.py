"""Rows of tables remember the text from which their translations were confirmed: listed, confirmed, and marked in the desk."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import DATE
from tests.desk.running import clone, git
from tests.desk.test_access import HOST, ORIGIN, post
from transparency.cli.confirm_translations import main
from transparency.desk.access import Access
from transparency.desk.confirm_translations import confirm
from transparency.desk.edit_records import editable, records_of
from transparency.desk.form import as_inputs
from transparency.desk.form_fields import form_fields
from transparency.desk.web import application
from transparency.desk.yaml_lines import block
from transparency.model.problem import ExitCode
from transparency.model.text import USUAL
from transparency.registry.load import load
from transparency.registry.translated_rows import FILE, unconfirmed_rows

MODULES = "data/programmes/modules.csv"


def stale(root: Path, *, demo: bool = False) -> list[tuple[str, str | None, tuple[str, ...]]]:
    draft, _ = load(root, demo=demo)
    assert draft is not None
    found = unconfirmed_rows(draft.translated_rows, draft.confirmed_rows, draft.languages)
    return [(one.type, one.id, one.languages) for one in found]


def change(root: Path, file: str, old: str, new: str) -> None:
    path = root / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_a_changed_row_is_stale_until_it_is_confirmed(small: Path) -> None:
    assert stale(small) == []
    change(small, MODULES, "Сурет,", "Сызба,")
    assert stale(small) == [("modules", "example-design/1", ("ru", "en"))]
    before = (small / "data" / FILE).read_text("utf-8").splitlines()
    assert confirm(small, frozenset((MODULES,))) == (f"{MODULES}:example-design/1",)
    after = (small / "data" / FILE).read_text("utf-8").splitlines()
    assert stale(small) == []
    assert [new for old, new in zip(before, after, strict=True) if old != new] == [
        line for line in after if line.startswith("programmes/modules,example-design/1,")
    ]


def test_a_changed_translation_alone_is_no_debt(small: Path) -> None:
    change(small, MODULES, "Рисунок", "Чертёж")
    assert stale(small) == []


def test_invented_rows_count_in_a_preview_only(small: Path) -> None:
    assert stale(small, demo=True) == []
    (small / "demo" / FILE).unlink()
    assert stale(small) == []
    assert {kind for kind, _, _ in stale(small, demo=True)} >= {"indicator-values", "modules"}


def test_lines_of_rows_that_are_gone_go_with_a_confirmation_of_everything(small: Path) -> None:
    change(small, f"data/{FILE}", "programmes/modules,example-law/1", "programmes/modules,gone/1")
    confirm(small, frozenset())
    text = (small / "data" / FILE).read_text("utf-8")
    assert "gone/1" not in text
    assert "programmes/modules,example-law/1," in text


def test_a_file_that_holds_no_record_is_no_success(
    small: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(small)
    assert main([MODULES]) == ExitCode.CLEAN
    assert main(["data/processes/nosuch.yml", MODULES]) == ExitCode.COULD_NOT_RUN
    assert "data/processes/nosuch.yml" in capsys.readouterr().err
    page = next((small / "docs/ru").rglob("*.md")).relative_to(small).as_posix()
    assert main([page, f"./{MODULES}", "data/site.yml"]) == ExitCode.CLEAN


@pytest.mark.slow
def test_the_desk_shows_a_stale_row_and_confirms_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_DATE", DATE.isoformat())
    root = clone(tmp_path / "clone")
    access = Access(frozenset((HOST,)))
    client = application(root, access).test_client()
    client.get(f"/?token={access.token}", base_url=ORIGIN)
    first = records_of(root, "modules", USUAL)[0]
    path, marked = f"/kk/modules/{first.key}", "Аударма ескірген"
    known = as_inputs(form_fields(editable()["modules"].record), first.value)
    assert marked not in client.get(path, base_url=ORIGIN).get_data(as_text=True)
    data = {**known, "base": block(first.value, 0), "title.kk": "Сызба", "action": "save"}
    assert post(client, path, **data).status_code == 303
    assert marked in client.get(path, base_url=ORIGIN).get_data(as_text=True)
    now = records_of(root, "modules", USUAL)[0]
    data |= {"base": block(now.value, 0), "confirm": "1"}
    assert post(client, path, **data).status_code == 303
    assert marked not in client.get(path, base_url=ORIGIN).get_data(as_text=True)
    assert git(root, "diff", "--name-only", "HEAD~1").split() == [f"data/{FILE}"]
    assert len(git(root, "diff", "--unified=0", "HEAD~1").splitlines()) == 7
