"""Writes the file in which an institution translates all words of the product into a language of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import yaml

from transparency.model.locales import is_known
from transparency.model.messages import Message
from transparency.model.problem import CouldNotRun
from transparency.model.product_files import PRODUCT, WORDS
from transparency.model.text import LANGUAGES, Lang
from transparency.model.words import FORMS, plural_forms
from transparency.registry.declarations import declared_texts
from transparency.registry.files import source
from transparency.registry.load_words import DECLARED
from transparency.registry.yaml_document import Value, read_yaml

SHOWN: Lang = "en"
"""The language from which one translates; the others stand in the catalogues of the product."""


def template(lang: Lang) -> str:
    """Every word and every declared text with an empty translation, in the order of the product's catalogue."""
    if lang in LANGUAGES:
        raise CouldNotRun(
            Message(
                "The product has {lang} already; data/strings/{lang}.yml holds only the words that differ.", lang=lang
            )
        )
    if not is_known(lang):
        raise CouldNotRun(
            Message("Unicode CLDR knows no language {lang}. Use a code of two letters, e.g. tr.", lang=lang)
        )
    words = read_yaml(source(PRODUCT, WORDS, f"{SHOWN}.yml")).value
    assert isinstance(words, dict)  # noqa: S101  (the catalogue of the product is)
    head = f"# The words of the site in {lang}. Write each translation between the quotes; keep what stands in {{braces}}.\n"
    return head + "\n".join((*_words(words, plural_forms(lang), ""), f"{DECLARED}:", *_declared(lang), ""))


def _words(words: Mapping[str, Value], forms: tuple[str, ...], indent: str) -> Iterator[str]:
    for key, value in words.items():
        if not isinstance(value, dict):
            yield f"{indent}# {_quoted(value)}"
            yield f'{indent}{key}: ""'
        elif value.keys() <= set(FORMS):
            yield f"{indent}# {'; '.join(f'{form}: {_quoted(text)}' for form, text in value.items())}"
            yield f"{indent}{key}: {{" + ", ".join(f'{form}: ""' for form in forms) + "}"
        else:
            yield f"{indent}{key}:"
            yield from _words(value, forms, f"{indent}  ")


def _declared(lang: Lang) -> Iterator[str]:
    """The titles and descriptions of datasets and of the submission form."""
    for text in declared_texts():
        yield f"  - {SHOWN}: {_quoted(text)}"
        yield f'    {lang}: ""'


def _quoted(text: Value) -> str:
    """The text on one line, as YAML writes it between quotes."""
    return yaml.safe_dump(str(text), allow_unicode=True, default_style='"', width=float("inf")).strip()
