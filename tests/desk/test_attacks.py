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
from transparency.desk.form import as_inputs
from transparency.desk.form_fields import EditorField, form_fields
from transparency.desk.web import application
from transparency.desk.yaml_lines import block
from transparency.model.text import USUAL

HOST = "127.0.0.1:8123"
ORIGIN = f"http://{HOST}"
TEXTS = (*(text for text in EXPORTS.values() if len(text) < 20_000), "../../etc/passwd", "x" * 3_000)
INVISIBLE = tuple(EXPORTS[name] for name in ("right-to-left-override", "zero-width", "control-characters"))
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


def inputs_of(fields: tuple[EditorField, ...], turn: int, before: str = "") -> Iterator[tuple[str, str]]:
    """Every input of a form with one entry in each list -> what a hostile text is put in its place; else its only value.

    A group of several kinds has another kind each turn, an item a term or a text of its own.
    """
    for field in fields:
        yield from _inputs_of(field, f"{before}{field.name}", turn)


def _inputs_of(field: EditorField, name: str, turn: int) -> Iterator[tuple[str, str]]:
    if field.kind == "list" and field.entry:
        yield from _inputs_of(field.entry, f"{name}.0", turn)
    elif field.kind == "group":
        kind, inner = field.variants[turn % len(field.variants)] if field.variants else ("", field.inner)
        yield from ([(f"{name}.kind", kind)] if kind else [])
        yield from inputs_of(tuple(one for one in inner if not (kind and one.name == "kind")), turn, f"{name}.")
    elif field.kind == "texts" or (field.kind == "item" and turn % 2):
        yield from ((f"{name}.{lang}", "") for lang in USUAL)
    elif field.kind != "kept":
        yield (f"{name}.term" if field.kind == "item" else name), ""


def first_of(root: Path, name: str) -> tuple[str, dict[str, str]]:
    """Address of the first record of a type, and its form as it was opened; those of a new one where there is none."""
    record = next(iter(records_of(root, name, USUAL)), None)
    if record is None:
        return f"/kk/{name}/{NEW}", {}
    return f"/kk/{name}/{record.key}", {"base": block(record.value, 0)}


def known_of(root: Path, name: str) -> dict[str, str]:
    """The inputs of the first record of a type."""
    record = next(iter(records_of(root, name, USUAL)), None)
    return as_inputs(form_fields(editable()[name].record), record.value) if record else {}


@pytest.mark.slow
@pytest.mark.parametrize("name", editable())
def test_a_hostile_text_in_every_field_is_shown_as_text_and_not_saved(
    name: str, client: FlaskClient, root: Path
) -> None:
    path, opened = first_of(root, name)
    for turn in range(4):
        inputs = dict(inputs_of(form_fields(editable()[name].record), turn))
        texts = {one: fixed or TEXTS[(at * 5 + turn) % len(TEXTS)] for at, (one, fixed) in enumerate(inputs.items())}
        page = post(client, path, {**opened, **texts, "action": "save"})
        assert MARKUP.search(page) is None, (name, turn)
    assert git(root, "status", "--porcelain") == ""
    assert git(root, "branch", "--show-current").strip() == "main"


def findings(client: FlaskClient, path: str, data: dict[str, str]) -> set[str]:
    """The inputs at which the desk says that something is wrong while somebody types."""
    answer = client.post(f"{path}/check", data=data, base_url=ORIGIN, headers={"Origin": ORIGIN})
    said = answer.get_json()
    assert said["refused"] is True, path
    return {one[0] for one in said["findings"]}


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name, one in editable().items() if not one.files.endswith(".csv")])
def test_an_invisible_character_is_refused_at_every_field(name: str, client: FlaskClient, root: Path) -> None:
    path, opened = first_of(root, name)
    for turn in range(3):
        inputs = dict(inputs_of(form_fields(editable()[name].record), turn))
        texts = {one: fixed or INVISIBLE[(at + turn) % 3] for at, (one, fixed) in enumerate(inputs.items())}
        found = findings(client, path, {**opened, **texts})
        if found == {""}:  # a control character makes the file unreadable: the finding is about the file
            assert name == "exceptions"
            continue
        hidden = {one.removesuffix(".term") for one, fixed in inputs.items() if not fixed}
        assert {one for one in hidden if one not in found and one.rpartition(".")[0] not in found} == set()


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name, one in editable().items() if one.files.endswith(".csv")])
def test_an_invisible_character_is_refused_at_every_field_of_a_row(name: str, client: FlaskClient, root: Path) -> None:
    path, opened = first_of(root, name)
    known = known_of(root, name)
    for at, (one, _) in enumerate(inputs_of(form_fields(editable()[name].record), 0)):
        found = findings(client, path, {**opened, **known, one: f"{known.get(one, '')}{INVISIBLE[at % 2]}"})
        assert found & {one, one.rpartition(".")[0]}, (one, found)


@pytest.mark.integration
@pytest.mark.parametrize("broken", ["\u202e", "\x07", '"'])
def test_a_new_record_waits_until_its_file_can_be_read(broken: str, client: FlaskClient, root: Path) -> None:
    file = root / "data/surveys/notes.yml"
    before = file.read_bytes()
    file.write_text(f'{before.decode()}  - id: ZZ\n    text: "{broken}"\n', encoding="utf-8")
    kept = file.read_bytes()
    try:
        assert findings(client, f"/kk/survey-notes/{NEW}", {"id": "BH13", "text.kk": "Мәтін"}) == {""}
        post(client, f"/kk/survey-notes/{NEW}", {"id": "BH13", "action": "save"})
        assert file.read_bytes() == kept
    finally:
        file.write_bytes(before)


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
