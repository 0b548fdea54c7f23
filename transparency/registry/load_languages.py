"""Loads the languages of a site from ``data/site.yml``, before any text is read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from transparency.model.messages import Message
from transparency.model.problem import CouldNotRun, Problem
from transparency.model.site import LanguageSettings
from transparency.model.text import LANGUAGES, USUAL, Languages
from transparency.registry.files import source
from transparency.registry.records import record
from transparency.registry.yaml_document import read_yaml

_OF_LANGUAGE = re.compile(r"(?:docs|data/strings)/([^/.]+)")


def load_languages(root: Path) -> tuple[Languages | None, tuple[Problem, ...]]:
    """The languages and the default one; None where the setting is wrong. Other faults of the file are found with its texts."""
    document = read_yaml(source(root, "data", "site.yml"))
    if not isinstance(document.value, dict):
        return USUAL, ()
    found = record(LanguageSettings, document, USUAL)
    return (found.of_site if found else None), tuple(document.problems)


def languages_at(root: Path) -> Languages:
    """The same for a command that cannot go on without."""
    languages, problems = load_languages(root)
    if languages is None:
        raise CouldNotRun("".join(f"{problem}\n" for problem in problems).rstrip())
    return languages


def files_of_unknown_languages(names: Iterable[str], languages: Languages) -> Iterator[Problem]:
    """Prose and words of a language that neither the site nor the product has: most often a misspelled name."""
    for name in names:
        found = _OF_LANGUAGE.match(name)
        if found and found[1] not in {*languages, *LANGUAGES}:
            advice = Message(
                "The languages are {languages}. Correct the name, or add the language to data/site.yml.",
                languages=", ".join(languages),
            )
            yield Problem(
                name,
                0,
                "A03",
                "",
                Message('nothing reads this file: "{lang}" is no language of the site.', lang=found[1]),
                advice,
            )
