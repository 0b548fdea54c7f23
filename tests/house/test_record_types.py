"""Every record type that editors write is declared once: its fields have words in each language, and no word is for nothing."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any, get_args

import pytest

from transparency import model as models
from transparency.model.record_type import RecordType
from transparency.model.text import LANGUAGES, LocalText, Record
from transparency.registry.check_links import OWN_PAGES
from transparency.registry.record_types import field_text, field_texts, record_types

NOT_EDITED = frozenset(
    (
        *("Dataset", "Wide", "Column", "Code", "ForeignKey", "PublishedColumn", "PublishedSchema"),  # the product's own
        *("RecordType", "SharedTexts", "FieldText", "SubmissionForm", "FormField"),
        *("Submission", "Photo"),  # filled in a form of its own
        *("ProseFacts", "CellChange", "DatasetChange", "ChangeReport"),
        *("Observation", "ThemeCount", "QualityRow", "SurveyRisk", "SurveyUnit", "PopulationCount"),  # aggregate.py
        *(
            "Record",
            "LocalText",
            "Clarifiable",
            "Awaited",
            "QualityPart",
            "DisclosureFacts",
            "DeclaredFact",
            "Statement",
            "TermUse",
            "Translated",
            "Action",
        ),
    )
)
"""Classes of the package that are no records of editors, or bases and parts of them."""
TYPES = record_types()


def _within(kind: Any, found: dict[type[Record], None]) -> dict[type[Record], None]:
    """The model and every model in its fields."""
    if isinstance(kind, type) and issubclass(kind, Record):
        if kind not in found:
            found[kind] = None
            for field in kind.model_fields.values():
                _within(field.annotation, found)
    else:
        for inner in get_args(kind):
            _within(inner, found)
    return found


def _edited() -> dict[type[Record], None]:
    found: dict[type[Record], None] = {}
    for one in TYPES.values():
        _within(one.record, found)
    return found


EDITED = _edited()
BASES = {base for one in EDITED for base in one.__mro__ if issubclass(base, Record)}


def _fields() -> Iterator[tuple[type[Record], str]]:
    for model in EDITED:
        for name in model.model_fields:
            if not (issubclass(model, LocalText) and name in LANGUAGES):
                yield model, name


def test_every_field_has_words() -> None:
    faults = [f"{model.__name__}.{name}: {fault}" for model, name in _fields() for fault in _faults(model, name)]
    assert faults == []


def _faults(model: type[Record], field: str) -> Iterator[str]:
    try:
        words = field_text(model, field)
    except StopIteration:
        yield "has no words"
        return
    for lang in LANGUAGES:
        if not words.help.get(lang).endswith((".", "?")):
            yield f"help is no sentence: {words.help.get(lang)}"
        if words.label.get(lang).endswith("."):
            yield f"label is no heading: {words.label.get(lang)}"


def test_no_word_is_for_nothing() -> None:
    """Each class is one of a record type, each field is its own, and shared words are those of some class."""
    used = {(owner.__name__, name) for model, name in _fields() for owner in [_owner(model, name)]}
    declared = {(owner, name) for owner, fields in field_texts().items() for name in fields}
    assert sorted(declared - used) == []


def _owner(model: type[Record], field: str) -> type[Record]:
    return next((one for one in model.__mro__ if field in field_texts().get(one.__name__, ())), model)


@pytest.mark.parametrize("name", TYPES)
def test_a_declaration_names_what_exists(name: str) -> None:
    one: RecordType = TYPES[name]
    fields = set(one.record.model_fields)
    assert {one.keeper, *one.columns} - {None} <= fields
    assert set(one.pages) <= {f"{start}{rest}" for start, rests in OWN_PAGES.items() for rest in rests}
    assert not (one.key and "*" in one.files)


def test_every_model_is_declared_or_listed() -> None:
    for module in pkgutil.iter_modules(models.__path__):
        importlib.import_module(f"{models.__name__}.{module.name}")
    known = {one.__name__ for one in EDITED} | NOT_EDITED
    assert sorted(one.__name__ for one in _subclasses(Record) if one.__name__ not in known) == []
    assert sorted(NOT_EDITED - {one.__name__ for one in _subclasses(Record)} - {"Record"}) == []


def _subclasses(model: type[Record]) -> Iterator[type[Record]]:
    for one in model.__subclasses__():
        if one.__module__.startswith("transparency.model."):
            yield one
        yield from _subclasses(one)
