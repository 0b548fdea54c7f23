"""Loads the interface texts of the product, and the few that an institution changes (``data/strings/<language>.yml``)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

from transparency.model.evaluative import evaluative
from transparency.model.messages import Message
from transparency.model.problem import Problem
from transparency.model.product_files import PRODUCT, WORDS
from transparency.model.text import KAZAKH, LANGUAGES, Lang, Languages
from transparency.model.words import FORMS, Entry, Words, placeholders, plural_forms
from transparency.registry.declarations import declared_texts
from transparency.registry.files import Source, source
from transparency.registry.yaml_document import Document, Value, place, read_yaml
from transparency.registry.yaml_document import Path as Place

Catalogue: TypeAlias = "dict[Place, Entry]"

DECLARED = "declared"
"""Key of the translations of what the product declares in data files; only a whole catalogue has it."""

_EMPTY_LINES = re.compile(r"\n\s*\n")
"""A page is made of blocks between empty lines; a word is never more than a part of one."""


def load_words(root: Path, languages: Languages, problems: list[Problem]) -> dict[Lang, Words]:
    """The catalogue of each language, compared with the Kazakh one: same keys, same placeholders, own plural forms."""
    own = (lang for lang in dict.fromkeys((KAZAKH, *languages)) if lang in LANGUAGES)
    read = {lang: read_yaml(source(PRODUCT, WORDS, f"{lang}.yml")) for lang in own}
    model = dict(_leaves(read[KAZAKH].value, ()))
    return {
        lang: _of_product_and_institution(root, read[lang], lang, model, problems)
        if lang in LANGUAGES
        else _of_institution(root, lang, model, problems)
        for lang in languages
    }


def _of_product_and_institution(
    root: Path, document: Document, lang: Lang, model: Catalogue, problems: list[Problem]
) -> Words:
    """A catalogue of the product, with the few words that the institution changes."""
    catalogue = dict(_leaves(document.value, ()))
    if not document.problems:
        _refuse_praise(document, lang, catalogue)
        _compare(document, lang, catalogue, model)
    problems += document.problems
    return _words(lang, catalogue | _changed(root, lang, catalogue, problems))


def _of_institution(root: Path, lang: Lang, model: Catalogue, problems: list[Problem]) -> Words:
    """A language that the product does not have: the whole catalogue is the institution's."""
    file = changes(root, lang)
    if not file.path.exists():
        what = Message("the product has no interface words in {lang}.", lang=lang)
        advice = Message(
            "Write the file to fill in with «transparency words {lang} {name}», and translate it.",
            lang=lang,
            name=file.name,
        )
        problems.append(Problem("data/site.yml", 0, "L08", "languages", what, advice))
        return _words(lang, model)
    document = read_yaml(file)
    value = dict(document.value) if isinstance(document.value, dict) else {}
    declared = declared_in(value.pop(DECLARED, None))
    catalogue = dict(_leaves(value, ()))
    if not document.problems:
        _compare(document, lang, catalogue, model)
        for text in declared_texts():
            if not declared.get(text):
                what = Message("the text «{text}» is not translated.", text=text)
                document.report(
                    (DECLARED,),
                    "L02",
                    what,
                    Message("Add it to the list: en is this text, {lang} its translation.", lang=lang),
                )
    problems += document.problems
    return Words(lang, _words(lang, model | catalogue).entries, declared)


def declared_in(value: Value) -> dict[str, str]:
    """English text -> its translation, of the list ``declared`` in a catalogue."""
    entries = value if isinstance(value, tuple) else ()
    pairs = (list(entry.values()) for entry in entries if isinstance(entry, dict))
    return {str(pair[0]): str(pair[1]) for pair in pairs if len(pair) == len(("en", "own")) and pair[1] is not None}


def _words(lang: Lang, catalogue: Catalogue) -> Words:
    return Words(lang, {".".join(map(str, key)): entry for key, entry in catalogue.items()})


def changes(root: Path, lang: Lang) -> Source:
    """The file with the words that the institution puts in place of the product's; it need not exist."""
    return source(root, "data", "strings", f"{lang}.yml")


def _changed(root: Path, lang: Lang, catalogue: Catalogue, problems: list[Problem]) -> Catalogue:
    file = changes(root, lang)
    if not file.path.exists():
        return {}
    document = read_yaml(file)
    words = dict(_leaves(document.value, ()))
    _refuse_praise(document, lang, words)
    _compare_known(document, lang, words, catalogue)
    problems += document.problems
    return {} if document.problems else words


def _refuse_praise(document: Document, lang: Lang, words: Catalogue) -> None:
    for path, entry in sorted(words.items()):
        for text in [entry] if isinstance(entry, str) else entry.values():
            found = evaluative(text, lang)
            if found is not None:
                what = Message('"{found}" praises; public information is impartial.', found=found)
                document.report(path, "L07", what, Message("State what can be checked instead."))


def _leaves(value: Value, path: Place) -> Iterator[tuple[Place, Entry]]:
    if isinstance(value, dict) and not (value and value.keys() <= set(FORMS)):
        for key, child in value.items():
            yield from _leaves(child, (*path, key))
    elif isinstance(value, dict):
        yield path, {form: _EMPTY_LINES.sub("\n", str(text)) for form, text in value.items()}
    else:
        yield path, "" if value is None else _EMPTY_LINES.sub("\n", str(value))


def _compare(document: Document, lang: Lang, words: Catalogue, model: Catalogue) -> None:
    for path in sorted(model.keys() - words.keys()):
        document.report(
            path,
            "L02",
            Message("the word {place} is missing.", place=place(path)),
            Message("Add it; the Kazakh catalogue has it."),
        )
    _compare_known(document, lang, words, model)


def _compare_known(document: Document, lang: Lang, words: Catalogue, model: Catalogue) -> None:
    for path in sorted(words.keys() - model.keys()):
        if path[:-1] == ("language", "in"):
            continue  # the name of a language that the product does not have
        document.report(
            path, "L02", Message("the product has no such word."), Message("Correct the key, or remove it.")
        )
    for path in sorted(words.keys() & model.keys()):
        _compare_entry(document, lang, path, words[path], model[path])


def _compare_entry(document: Document, lang: Lang, path: Place, entry: Entry, model: Entry) -> None:
    if isinstance(entry, str) and not entry:
        document.report(path, "T06", Message("is empty."), Message("Write the text."))
    wanted = set() if isinstance(entry, str) else set(plural_forms(lang)) ^ set(entry)
    if wanted:
        forms = ", ".join(plural_forms(lang))
        document.report(
            path,
            "L04",
            Message("has other plural forms than {lang} needs.", lang=lang),
            Message("Write exactly: {forms}.", forms=forms),
        )
    if isinstance(entry, str) != isinstance(model, str):
        document.report(
            path,
            "L04",
            Message("has plural forms, or lacks them, unlike the product."),
            Message("Write it as the product does."),
        )
    elif _wants(entry) != _wants(model):
        names = ", ".join(sorted(_wants(model))) or "none"
        document.report(
            path,
            "L03",
            Message("has other placeholders than the text of the product."),
            Message("Use: {names}.", names=names),
        )


def _wants(entry: Entry) -> frozenset[str]:
    texts = [entry] if isinstance(entry, str) else list(entry.values())
    return frozenset(name for text in texts for name in placeholders(text))
