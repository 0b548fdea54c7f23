"""The attack table against the desk: hostile texts in every field of every form, hostile files at a record."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.conftest import DATE
from tests.desk.running import clone, git
from tests.inputs.test_attached import ACTING, WORKBOOKS, pdf
from tests.inputs.test_pictures import CARRYING
from tests.inputs.test_surveys import EXPORTS
from transparency.desk.access import Access
from transparency.desk.edit_records import NEW, editable, find, records_of
from transparency.desk.edit_yaml import block
from transparency.desk.form import as_inputs, form_fields
from transparency.desk.web import application
from transparency.model.text import USUAL

HOST = "127.0.0.1:8123"
ORIGIN = f"http://{HOST}"
TEXTS = (*EXPORTS.values(), "../../etc/passwd", "x" * 3_000)
MARKUP = re.compile(r"<script>alert|<img src=x|root:x:0")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITE_DATE", DATE.isoformat())
        yield clone(tmp_path_factory.mktemp("desk") / "clone", before=lambda _: None)


@pytest.fixture(scope="module")
def client(root: Path) -> FlaskClient:
    access = Access(frozenset((HOST,)))
    found = application(root, access).test_client()
    found.get(f"/?token={access.token}", base_url=ORIGIN)
    return found


def post(client: FlaskClient, path: str, data: dict[str, object]) -> str:
    """The page that answers a form: the form again, or that the request is too large."""
    answer = client.post(path, data=data, base_url=ORIGIN, headers={"Origin": ORIGIN})
    assert answer.status_code in (200, 413), (path, answer.status_code)
    return answer.get_data(as_text=True)


def fields_of(client: FlaskClient, path: str) -> set[str]:
    """The names of the inputs into which an editor can type."""
    page = client.get(path, base_url=ORIGIN).get_data(as_text=True)
    names = set(re.findall(r'<(?:input|textarea|select)[^>]* name="([^"]+)"', page))
    return {name for name in names if not name.startswith(("upload:", "remove.")) and name not in ("base", "confirm")}


@pytest.mark.slow
@pytest.mark.parametrize("name", editable())
def test_a_hostile_text_in_every_field_is_refused_and_shown_as_text(name: str, client: FlaskClient, root: Path) -> None:
    record = next(iter(records_of(root, name, USUAL)), None)
    path = f"/kk/{name}/{record.key if record else NEW}"
    names = fields_of(client, path)
    assert names
    known = as_inputs(form_fields(editable()[name].record), record.value) if record else {}
    for text in TEXTS:
        page = post(client, path, {**known, **dict.fromkeys(names, text), "action": "save"})
        assert MARKUP.search(page) is None, (name, text[:40])
    assert git(root, "status", "--porcelain") == ""
    assert git(root, "branch", "--show-current").strip() == "main"


def _attached(client: FlaskClient, root: Path, file: str, data: bytes) -> str:
    """The licence of the small university with another file, saved: the file alone can be wrong."""
    record = find(root, "disclosures", "licence", USUAL)
    assert record is not None
    given = as_inputs(form_fields(editable()["disclosures"].record), record.value)
    upload = {"upload:content.file": (io.BytesIO(data), file)}
    base = block(record.value, 0)
    return post(client, "/en/disclosures/licence", {**given, **upload, "base": base, "action": "save"})


def _kept(client: FlaskClient) -> bytes:
    """The file that the desk remembers last, as it would be saved."""
    desk = next(view for name, view in client.application.view_functions.items() if name == "home").args[0]  # type: ignore[union-attr]
    return bytes(next(reversed(desk.uploads.values()), b""))


PDFS = {name: (rule, pdf(change)) for name, (rule, change) in ACTING.items()}
FILES = {
    **{f"{name}.pdf": one for name, one in PDFS.items()},
    **{f"{name}.xlsx": one for name, one in WORKBOOKS.items()},
}


@pytest.mark.integration
@pytest.mark.parametrize("file", FILES)
def test_a_file_that_acts_is_refused_at_a_record(file: str, client: FlaskClient, root: Path) -> None:
    rule, data = FILES[file]
    page = _attached(client, root, file, data)
    assert f"({rule})" in page or "(P" in page or ('class="said"' in page and "The file is ready" not in page)
    assert git(root, "status", "--porcelain") == ""


@pytest.mark.integration
@pytest.mark.parametrize("name", CARRYING)
def test_what_a_picture_carries_is_refused_or_left_behind(name: str, client: FlaskClient, root: Path) -> None:
    page = _attached(client, root, f"{name}.{'jpg' if 'jpeg' in name else 'png'}", CARRYING[name])
    assert "(F" in page or CARRYING[name] != _kept(client)
    assert git(root, "status", "--porcelain") == ""
