"""Rule: no record or hand-written page may use an address that belongs to the product."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from transparency.model.messages import Message
from transparency.model.problem import Problem
from transparency.registry.attachment_files import PUBLISHED
from transparency.registry.check_links import OWN_PAGES, PAGES
from transparency.registry.entry import SourceRecord, SourceRow
from transparency.registry.load import Draft

FOLDERS = ("assets", "parts", "search-index", PUBLISHED, "open-data/files", "open-data/api")
"""Folders of the site in which the product alone writes, without the folder of the language."""

_RECORDS: Mapping[str, Callable[[Draft], Iterable[SourceRecord[Any] | SourceRow[Any]]]] = {
    "processes/": lambda draft: draft.processes,
    "disclosures/": lambda draft: draft.disclosing.disclosures,
    "programmes/": lambda draft: draft.disclosing.tables.programmes,
    "compliance/": lambda draft: draft.disclosing.frameworks,
    "open-data/": lambda draft: draft.datasets,
}
"""Start of an address -> the records that have a page there."""


def reserved(draft: Draft) -> Iterator[Problem]:
    """Records and hand-written pages that would replace a page or a file of the product."""
    yield from _categories(draft)
    yield from _surveys(draft)
    for start, records in _RECORDS.items():
        for entry in records(draft):
            if _is_taken(draft, start, entry.record.id):
                yield entry.problem(("id",), "A07", _what(entry.record.id), Message("Give the record another id."))
    yield from _hand_written(draft)


def _is_taken(draft: Draft, start: str, name: str) -> bool:
    """Whether the product has a page or a folder of that name; a process must not be called like a category either."""
    categories = (category.id for category in draft.architecture.record.categories) if start == "processes/" else ()
    return name in (*OWN_PAGES[start], *categories) or f"{start}{name}" in (*draft.languages, *FOLDERS)


def _categories(draft: Draft) -> Iterator[Problem]:
    for number, category in enumerate(draft.architecture.record.categories):
        if category.id in OWN_PAGES["processes/"]:
            place = ("categories", number, "id")
            yield draft.architecture.problem(place, "A07", _what(category.id), Message("Give the category another id."))


def _surveys(draft: Draft) -> Iterator[Problem]:
    for survey in draft.surveys.calendar:
        if survey.id.lower() in OWN_PAGES["surveys/"]:
            what = _what(survey.id)
            yield Problem(
                "data/surveys/calendar.yml", 0, "A07", survey.id, what, Message("Give the survey another code.")
            )


def _hand_written(draft: Draft) -> Iterator[Problem]:
    generated = {f"{start}{rest}" for start, rests in PAGES.items() for rest in rests(draft)}
    generated |= {f"open-data/{entry.record.id}" for entry in draft.datasets}  # also those without rows today
    for page in draft.prose:
        if page.id in generated or _stands_in_own_folder(draft, page.id):
            yield Problem(page.file, 1, "A07", "", _what(page.id), Message("Give the file another name or place."))
    for name in draft.pictures:
        if _stands_in_own_folder(draft, name.split("/", 2)[2]):
            yield Problem(name, 0, "A07", "", _what(name.split("/", 2)[2]), Message("Put the picture beside its page."))


def _stands_in_own_folder(draft: Draft, name: str) -> bool:
    return any(f"{name}/".startswith(f"{folder}/") for folder in (*draft.languages, *FOLDERS))


def _what(name: str) -> Message:
    return Message('"{name}" is an address of the product itself.', name=name)
