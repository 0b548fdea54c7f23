"""Every field of a record is published, or declared internal with a reason.

A registry is filled with words that occur nowhere else; each has to come out on a page or in a file. A field that is not a
text (a date, a number, a code) has to be read by the code that writes pages and files. Declarations of datasets, settings and
addresses, and the figures of surveys, are compared with what is published elsewhere (tests/open_data, tests/results).
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

from tests.conftest import DATE, copy_of_small
from tests.registry.filled import AS_THEY_ARE, filled, place
from transparency.model.dataset import Dataset
from transparency.model.indicator_value import IndicatorValue
from transparency.model.internal import INTERNAL
from transparency.model.programme import Accreditation, LearningOutcome, Module
from transparency.model.text import COMPUTED_FIELDS, LANGUAGES, LocalText, Record, Statement, TermUse
from transparency.registry.check import CheckedRegistry, check
from transparency.registry.code_lists import own_codes, with_codes
from transparency.registry.load import Draft
from transparency.registry.quality import QualitySystem
from transparency.site.build import content as publishing
from transparency.site.build.content import SiteContent
from transparency.site.render.meta import layout
from transparency.site.search.best_answers import offers
from transparency.site.search.index import files as search_files

pytestmark = pytest.mark.integration

FLAT = {
    "indicator-values": IndicatorValue,
    "modules": Module,
    "outcomes": LearningOutcome,
    "accreditations": Accreditation,
}
"""Datasets whose rows are the records as they are."""
ELSEWHERE = (*AS_THEY_ARE, LocalText, Statement, TermUse)


@dataclass
class Published:
    """What came out of a filled registry."""

    text: str
    words: dict[str, str]
    fields: set[str]
    read: set[str]

    def hidden(self) -> set[str]:
        """Fields that nobody gets to see."""
        texts = {field for field, word in self.words.items() if word not in self.text}
        return texts | {field for field in self.fields if field not in self.words and field not in self.read}


AWAITED = frozenset(("missing_since", "promised_by", "city"))
"""Fields that are shown only where something is missing."""


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """The small institution twice: with every field filled, and as it is with promises for what it lacks."""
    whole, sparse = (_published(tmp_path_factory.mktemp("filled"), only) for only in (None, AWAITED))
    words = {field: word for field, word in sparse.words.items() if field not in whole.words or word in sparse.text}
    text = whole.text + sparse.text.replace("zq", "yq")  # words are numbered anew in the second
    renumbered = {field: word.replace("zq", "yq") for field, word in words.items()}
    return Published(text, whole.words | renumbered, whole.fields | sparse.fields, whole.read | sparse.read)


def _published(folder: Path, only: frozenset[str] | None) -> Published:
    result = Published("", {}, set(), set())

    def filling(draft: Draft, date: Any) -> tuple[CheckedRegistry | None, tuple[()]]:
        registry, problems = check(draft, date)
        assert registry is not None, problems
        registry, filler = filled(registry, only)
        registry = replace(registry, datasets=_codes_of(registry))
        result.words, result.fields = filler.words, filler.fields
        patch.setattr(Record, "__getattribute__", watched, raising=False)
        return registry, ()

    def watched(record: Record, name: str) -> Any:
        if not name.startswith(("_", "model_")):
            result.read.add(place(object.__getattribute__(record, "__class__"), name))
        return object.__getattribute__(record, name)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(threading, "active_count", lambda: 2)  # as in a preview: this process writes all pages itself
        patch.setattr(publishing, "check", filling)
        found, problems = publishing.content(copy_of_small(folder / "small"), DATE)
    assert found is not None, problems
    result.text = "\n".join(_told(found))
    for dataset, model in FLAT.items():  # their rows are written without naming a field
        columns = (column.name for column in found.registry.datasets[dataset].columns)
        result.read |= {place(model, column) for column in columns}
    return result


def _codes_of(registry: CheckedRegistry) -> Mapping[str, Dataset]:
    """Datasets whose code lists follow from the filled records."""
    own = own_codes(
        registry.architecture.categories,
        registry.processes,
        registry.indicator_groups,
        registry.frameworks.values(),
        registry.terms,
        registry.disclosures.values(),
        registry.words,
    )
    return with_codes(registry.datasets, registry.architecture, own)


def _told(found: SiteContent) -> Iterator[str]:
    """Pages, files, what stands in the frame of a page, and the words by which the search finds a term."""
    yield from found.html.values()
    yield from (data.decode("utf-8", "ignore") for data in found.files.values())
    for one in layout(found.registry, found.pages).facts.values():
        yield f"{one.title} {one.description} {one.source} {one.code}"
    for lang in LANGUAGES:
        yield from (data.decode() for data in search_files(lang, (), offers(found.registry, lang)).values())


def test_every_field_is_published_or_declared_internal(published: Published) -> None:
    found = published.hidden() - set(INTERNAL)
    hidden = sorted(field for field in found if field.rpartition(".")[2] not in COMPUTED_FIELDS)
    assert not hidden, "\n".join(hidden)


def test_no_internal_field_is_published(published: Published) -> None:
    """A text that is declared internal does not come out; otherwise the table is wrong."""
    assert (
        sorted(field for field in INTERNAL if field in published.words and published.words[field] in published.text)
        == []
    )


def test_the_table_names_fields_that_exist(published: Published) -> None:
    assert sorted(set(INTERNAL) - published.fields) == []


def test_no_model_is_forgotten(published: Published) -> None:
    """Each model that the registry can hold was filled."""
    missing = {model for model in _models(CheckedRegistry, set()) if not issubclass(model, ELSEWHERE)}
    known = {field.rpartition(".")[0] for field in published.fields}
    assert sorted(str(model) for model in missing if place(model, "").rstrip(".") not in known) == []


def _models(kind: Any, seen: set[Any]) -> Iterator[type[Record]]:
    """Every record type in the annotations of a type; surveys and hand-written pages have tests of their own."""
    if kind in seen:
        return
    seen.add(kind)
    if isinstance(kind, type) and issubclass(kind, Record):
        yield kind
        if not issubclass(kind, AS_THEY_ARE):
            for field in kind.model_fields.values():
                yield from _models(field.annotation, seen)
    elif kind in (CheckedRegistry, QualitySystem):
        for name, inner in get_type_hints(kind).items():
            if name not in ("surveys", "prose", "words", "others"):
                yield from _models(inner, seen)
    else:
        for inner in get_args(kind):
            yield from _models(inner, seen)
