"""Table of the record types that editors write, from their declarations in ``model/record_types/``."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import TypeVar

from transparency.model.product_files import PRODUCT, RECORD_TYPE_FILES
from transparency.model.record_type import FieldText, RecordType, SharedTexts
from transparency.model.text import USUAL, Record
from transparency.registry.files import Source, source, sources
from transparency.registry.records import record
from transparency.registry.yaml_document import read_yaml

D = TypeVar("D", bound=SharedTexts)

SHARED = "shared"
"""Name of the file with the words of fields that several types have."""


@functools.cache
def record_types() -> Mapping[str, RecordType]:
    """Name -> declaration. They belong to the package, so one process reads them once."""
    files = sources(PRODUCT, RECORD_TYPE_FILES, "*.yml")
    return {file.path.stem: _declared(RecordType, file) for file in files if file.path.stem != SHARED}


def record_type(model: type[Record]) -> RecordType:
    """The declaration of a model."""
    return _by_model()[model]


def field_text(model: type[Record], field: str) -> FieldText:
    """The words of a field: those of its class, else of a class it inherits from, `Record` last."""
    texts = field_texts()
    return next(texts[one.__name__][field] for one in model.__mro__ if field in texts.get(one.__name__, ()))


@functools.cache
def field_texts() -> Mapping[str, Mapping[str, FieldText]]:
    """Class -> field -> words, of all declarations."""
    shared = _declared(SharedTexts, source(PRODUCT, RECORD_TYPE_FILES, f"{SHARED}.yml"))
    declarations = (shared, *record_types().values())
    return {name: texts for one in declarations for name, texts in one.fields.items()}


def lists_beside(declared: RecordType) -> tuple[str, ...]:
    """Keys of the other lists that stand in the same file."""
    beside = (one.key for one in record_types().values() if one.files == declared.files and one is not declared)
    return tuple(key for key in beside if key)


@functools.cache
def _by_model() -> Mapping[type[Record], RecordType]:
    return {one.record: one for one in record_types().values()}


def _declared(model: type[D], file: Source) -> D:
    """One file; what is wrong in it is an error of the package."""
    document = read_yaml(file)
    found = None if document.problems else record(model, document, USUAL)
    if found is None:
        raise ValueError("\n".join(map(str, document.problems)))
    return found
