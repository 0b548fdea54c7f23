"""The words of the desk, and of the workbook that it gives out."""

from __future__ import annotations

import functools

from transparency.model.product_files import PRODUCT
from transparency.model.text import Lang
from transparency.model.words import Words
from transparency.registry.files import source
from transparency.registry.yaml_document import read_yaml

WORDS = "transparency/desk/words"


@functools.cache
def words_of(lang: Lang) -> Words:
    """The words of the desk in one of the product's languages."""
    value = read_yaml(source(PRODUCT, WORDS, f"{lang}.yml")).value
    assert isinstance(value, dict)  # noqa: S101  (a file of the package)
    return Words(lang, {key: str(text) for key, text in value.items()})
