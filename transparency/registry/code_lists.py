"""Fills in what an institution says itself in the declarations of open datasets: groups and names of its process map."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from transparency.model.compliance import Framework
from transparency.model.dataset import Code, Dataset
from transparency.model.disclosure import Disclosure
from transparency.model.indicator_value import IndicatorGroup
from transparency.model.process import Architecture, Category, Process
from transparency.model.text import Item, Lang, LocalText, Statement, TermUse
from transparency.model.words import Words

REASONS = "compliance.why."
"""Where the catalogues say why a page is worth what it is as an answer."""
_BLANKS = dict.fromkeys(("published", "needed", "day", "post", "rule"), "…")
"""What a page fills into these sentences and a code list does not."""

CodeLists: TypeAlias = Mapping[str, tuple[Code, ...]]


def own_codes(
    categories: Iterable[Category],
    processes: Iterable[Process],
    groups: Iterable[IndicatorGroup],
    frameworks: Iterable[Framework],
    terms: Mapping[str, LocalText],
    disclosures: Iterable[Disclosure],
    words: Mapping[Lang, Words],
) -> CodeLists:
    """The institution's own code lists, by the name that ``codes_from`` of a column gives."""
    known = tuple(processes)
    items = (item for process in known for item in process.resources)
    classes = sorted({kind for item in items if (kind := class_of(item))})
    return {
        "categories": _codes(categories),
        "groups": (*_codes(groups), *_codes(known)),
        "frameworks": _codes(frameworks),
        "resource-classes": tuple(Code(code=kind, title=_plain(terms[kind])) for kind in classes),
        "required-facts": tuple(_required_facts(disclosures, words)),
        "reasons": tuple(_reasons(words)),
    }


def _required_facts(disclosures: Iterable[Disclosure], words: Mapping[Lang, Words]) -> Iterator[Code]:
    """Every fact that an item asks for. Two items may declare facts of one name: their titles stand side by side."""
    found: dict[str, list[LocalText]] = {}
    for item in disclosures:
        for name in item.content.required_facts:
            title = item.content.title_of(name) or _said(words, f"disclosures.element.{name}")
            found.setdefault(name, []).append(title)
    for name, titles in found.items():
        texts = {lang: " / ".join(dict.fromkeys(title.get(lang) for title in titles)) for lang in words}
        yield Code(code=name, title=LocalText(**texts))


def _reasons(words: Mapping[Lang, Words]) -> Iterator[Code]:
    """What a page is worth as an answer, and the sentence for each reason without its numbers."""
    for worth in ("answered", "partly", "missing"):
        yield Code(code=worth, title=_said(words, f"mechanisms.worth.{worth}"))
    for key in next(iter(words.values())).entries:
        if key.startswith(REASONS) and key != f"{REASONS}no_day":
            yield Code(code=key.removeprefix(REASONS), title=_said(words, key))


def _said(words: Mapping[Lang, Words], key: str) -> LocalText:
    """An interface text as a title."""
    return LocalText(**{lang: one.text(key, **_BLANKS) for lang, one in words.items()})


def class_of(resource: Item | LocalText) -> str | None:
    """Id of the term that names the class of a resource; a shared term without a class is one by itself."""
    if isinstance(resource, str):
        return resource
    own = resource.resource_class if isinstance(resource, TermUse | Statement) else None
    return own or (resource.term if isinstance(resource, TermUse) else None)


def _codes(records: Iterable[Category | Framework | IndicatorGroup | Process]) -> tuple[Code, ...]:
    return tuple(Code(code=one.id, title=_plain(one.title)) for one in records)


def _plain(text: LocalText) -> LocalText:
    """The words alone, where a text may be marked."""
    return LocalText(**text.texts)


def with_codes(datasets: Mapping[str, Dataset], architecture: Architecture, own: CodeLists) -> Mapping[str, Dataset]:
    """The declarations with every code list in place, and with the institution's names for ``{map}`` and ``{standard}``."""
    return {name: _filled(_named(dataset, architecture), own) for name, dataset in datasets.items()}


def _named(dataset: Dataset, architecture: Architecture) -> Dataset:
    return Dataset.model_validate(_replaced(dataset.model_dump(), architecture, ""))


def _replaced(value: Any, architecture: Architecture, key: str) -> Any:
    if isinstance(value, dict):
        return {name: _replaced(one, architecture, name) for name, one in value.items()}
    if isinstance(value, tuple):
        return tuple(_replaced(one, architecture, key) for one in value)
    if isinstance(value, str) and "{" in value:
        title = architecture.title.texts.get(key, architecture.code)
        return value.replace("{standard}", architecture.standard).replace("{map}", title)
    return value


def _filled(dataset: Dataset, own: CodeLists) -> Dataset:
    columns = tuple(
        column.model_copy(update={"codes": own[column.codes_from]}) if column.codes_from else column
        for column in dataset.columns
    )
    return dataset.model_copy(update={"columns": columns})
