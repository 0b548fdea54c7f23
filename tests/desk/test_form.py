"""Forms show every record and give it back unchanged; dates and numbers are written as people in Kazakhstan write them."""

from __future__ import annotations

import datetime as dt
from typing import Literal, get_args, get_origin

import pytest

from tests.conftest import FULL, ROOT
from transparency.desk.describe_changes import title_of
from transparency.desk.desk_words import words_of
from transparency.desk.edit_records import editable, records_of
from transparency.desk.form import FilledForm, as_inputs, parsed, shown
from transparency.desk.form_fields import EditorField, form_fields
from transparency.desk.form_view import FormView, form_words, sorted_as
from transparency.desk.value_routes import shown_cells, written_cell
from transparency.model.text import LANGUAGES, USUAL, Record
from transparency.model.words import placeholders
from transparency.registry.load import load_or_stop
from transparency.registry.yaml_document import Value

KEPT = {
    "recode",
    "na_codes",
    "dk_codes",
    "also",
    "values",
    "consent_given",
    "test_marks",
    "items",
    "groups",
    "translated_from",
}
"""Fields that no form can express: mappings and mixed lists of questionnaires; and what is computed."""
OF_ITS_FOLDER = ("modules", "outcomes")
"""Tables without a column for the status: it follows from the folder."""


@pytest.mark.parametrize("name", editable())
def test_a_form_that_nobody_changes_gives_the_record_back(name: str) -> None:
    for root in (FULL, ROOT):
        for record in records_of(root, name, USUAL):
            fields = form_fields(editable()[name].record)
            inputs = as_inputs(fields, record.value)
            assert repr(FilledForm(inputs, USUAL).values(fields, record.value)) == repr(record.value), record.key


def _all(fields: tuple[EditorField, ...]) -> list[EditorField]:
    inner = [_all(one.inner) + (_all((one.entry,)) if one.entry else []) for one in fields]
    variants = [_all(some) for one in fields for _, some in one.variants]
    return [*fields, *(one for part in (*inner, *variants) for one in part)]


def test_every_other_field_has_an_input() -> None:
    fields = [one for declared in editable().values() for one in _all(form_fields(declared.record))]
    of_folder = [one for name in OF_ITS_FOLDER for one in form_fields(editable()[name].record) if one.name == "status"]
    assert {one.kind for one in of_folder} == {"kept"}
    assert {one.name for one in fields if one.kind == "kept" and one not in of_folder} <= KEPT


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("day", "05.09.2026", dt.date(2026, 9, 5)),
        ("day", "2026-09-05", dt.date(2026, 9, 5)),
        ("day", "31.02.2026", "31.02.2026"),
        ("number", "1 234,5", 1234.5),
        ("number", "87", 87),
        ("whole", "1 200", 1200),
        ("whole", "many", "many"),
        ("yes-no", "yes", True),
    ],
)
def test_an_input_is_read_as_it_is_written_here(kind: str, text: str, value: Value) -> None:
    assert repr(parsed(kind, text, None)) == repr(value)  # type: ignore[arg-type]


def test_a_day_and_a_number_are_shown_as_they_are_read() -> None:
    assert shown(EditorField("", "day"), dt.date(2026, 9, 5)) == "05.09.2026"
    assert shown(EditorField("", "number"), 87.5) == "87,5"


def _codes(model: type[Record], seen: set[type[Record]]) -> set[str]:
    found: set[str] = set()

    def visit(annotation: object) -> None:
        if get_origin(annotation) is Literal:
            found.update(get_args(annotation))
        elif isinstance(annotation, type) and issubclass(annotation, Record) and annotation not in seen:
            found.update(_codes(annotation, seen))
        for part in get_args(annotation):
            visit(part)

    seen.add(model)
    for info in model.model_fields.values():
        visit(info.annotation)
    return found


TECHNICAL = {"utf-8", "utf-16", "cp1251", "kz1048", ";", ",", "|"}
"""Names of encodings and delimiters, the same in every language."""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_code_has_a_name(lang: str) -> None:
    codes = {code for declared in editable().values() for code in _codes(declared.record, set())}
    assert [code for code in sorted(codes - TECHNICAL) if not words_of(lang).has(f"code.{code.lower()}")] == []


def test_the_catalogues_have_the_same_keys_and_values() -> None:
    kazakh = words_of("kk").entries
    for lang in ("ru", "en"):
        assert list(words_of(lang).entries) == list(kazakh)

    for key, text in kazakh.items():
        assert all(
            placeholders(str(words_of(lang).entries[key])) == placeholders(str(text)) for lang in ("ru", "en")
        ), key


@pytest.mark.parametrize("name", editable())
def test_a_form_begins_with_the_id_and_ends_with_open_questions(name: str) -> None:
    names = [one.name for one in form_fields(editable()[name].record)]
    assert "id" not in names or names[0] == "id"
    assert "clarify" not in names or names[-1] == "clarify"


def test_a_title_is_a_text_and_nothing_else() -> None:
    assert title_of({"institution": {"name": {"kk": "А"}}}, "kk", "site") == "site"
    assert title_of({"title": {"ru": "Б"}}, "kk", "site") == "Б"


def test_filled_groups_are_folded_and_say_what_they_hold() -> None:
    process = next(one for one in records_of(ROOT, "processes", USUAL) if one.key == "p01")
    fields, words = form_fields(editable()["processes"].record), form_words(load_or_stop(ROOT), "kk", words_of("kk"))
    inputs = as_inputs(fields, process.value)

    def open_in(added: str) -> set[str]:
        return {one.name for one in FormView(inputs, USUAL, words, added).fields(fields) if one.unfolded}

    assert "owner" not in open_in("")
    assert open_in("indicators") - open_in("") == {"indicators"}
    views = {one.name: one for one in FormView(inputs, USUAL, words).fields(fields)}
    role = views["owner"].children[0].children[0]
    assert views["owner"].gist.startswith(dict(role.options)[role.value])


def test_choices_are_in_the_order_of_the_alphabet_with_titles() -> None:
    draft = load_or_stop(FULL)
    assert sorted(["Яғни", "Әдіс", "Бөлім", "Адам"], key=sorted_as(draft, "kk")) == ["Адам", "Әдіс", "Бөлім", "Яғни"]
    shown_as = form_words(draft, "kk", words_of("kk")).references
    assert dict(shown_as["clause"])["4.4"].startswith("4.4 ")
    assert dict(shown_as["question"])["Q1"].startswith("Q1: ")


def test_cells_of_values_are_written_as_people_do_and_read_back() -> None:
    columns = next(one.record for one in load_or_stop(FULL).datasets if one.record.id == "indicator-values").filled
    given = {"obs_value": "12.5", "updated": "2026-03-01", "unit_measure": "PERSONS", "series_break": "0"}
    row = [given.get(column.name, "") for column in columns]
    found = dict(zip((column.name for column in columns), shown_cells(columns, row, "kk"), strict=True))
    assert {name: found[name] for name in given} == {
        "obs_value": "12,5",
        "updated": "01.03.2026",
        "unit_measure": "адам",
        "series_break": "салыстыруға болады",
    }
    assert [written_cell(column, found[column.name]) for column in columns] == row
