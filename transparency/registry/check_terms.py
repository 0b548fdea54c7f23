"""Rule: no text uses a form that the glossary avoids, in whatever case or number.

Forms are compared by their ending: Kazakh adds suffixes to a stem, Russian changes the ending of each word, English adds s.
Texts that quote the printed source are not checked: corrections, and questions to owners.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from transparency.model.glossary import GlossaryEntry
from transparency.model.messages import Message
from transparency.model.problem import Problem
from transparency.model.search_words import SearchWords
from transparency.model.text import Lang, LocalText
from transparency.registry.check_neutral_texts import prose_lines, texts_of
from transparency.registry.entry import SourceRecord, SourceRow, plain
from transparency.registry.load import Draft

_RUSSIAN_ENDING = re.compile(r"(?<=...)(?:[аеёиоуыэюя]|[иыо]й|[аяоеиы][яеюй]|[йь])$")
_SPACE = r"\s+"
_VOICED = {"к": "[кг]", "қ": "[қғ]", "п": "[пб]"}
"""Last letters of Kazakh stems that change before a vowel."""


@dataclass(frozen=True, slots=True)
class AvoidedForms:
    """The forms that one language avoids, as one pattern, and the term to write for each."""

    pattern: re.Pattern[str]
    instead: tuple[str, ...]

    def search(self, text: str) -> tuple[str, str] | None:
        """The first avoided form in a text and the term to write."""
        found = self.pattern.search(text)
        return None if found is None or found.lastindex is None else (found[0], self.instead[found.lastindex - 1])


def avoided(glossary: Iterable[GlossaryEntry], lang: Lang) -> AvoidedForms | None:
    """What the glossary avoids in a language; None where it names nothing."""
    forms = [(form, entry.term.get(lang)) for entry in glossary for form in entry.avoid.get(lang)]
    if not forms:
        return None
    parts = "|".join(f"({_pattern(form, lang)})" for form, _ in forms)
    return AvoidedForms(re.compile(rf"(?<!\w)(?:{parts})(?!\w)"), tuple(term for _, term in forms))


def _pattern(form: str, lang: Lang) -> str:
    """An abbreviation as it stands, in capitals; of other forms every case and number."""
    if form.isupper():
        return re.escape(form)
    *first, last = form.split()
    if lang == "kk":
        words = [*map(re.escape, first), re.escape(last[:-1]) + _VOICED.get(last[-1], last[-1]) + r"\w*"]
    elif lang == "ru":
        words = [re.escape(_RUSSIAN_ENDING.sub("", word)) + r"\w{0,3}" for word in form.split()]
    else:
        words = [*map(re.escape, first), re.escape(last) + "(?:e?s)?"]
    return f"(?i:{_SPACE.join(words)})"


def avoided_forms(draft: Draft) -> Iterator[Problem]:
    """Avoided forms in the interface words, in records and on hand-written pages."""
    glossary = plain(draft.glossary)
    found = {lang: one for lang in draft.languages if (one := avoided(glossary, lang)) is not None}
    if not found:
        return
    yield from _in_words(draft, found)
    for entry in _records(draft):
        for path, text in texts_of(entry.record, ()):
            for lang, (form, instead) in _in_text(text, found):
                yield entry.problem((*path, lang), "L09", *_said(form, instead))
    for page, line, place, written in prose_lines(draft):
        if page.lang in found and (hit := found[page.lang].search(written)):
            yield Problem(page.file, line, "L09", place, *_said(*hit))


def _records(draft: Draft) -> Iterator[SourceRecord[Any] | SourceRow[Any]]:
    yield from (draft.settings, draft.architecture, *draft.terms, *draft.units, *draft.roles, *draft.processes)
    yield from (*draft.glossary, *draft.changes, *draft.disclosing.referring(), *draft.indicators.groups)
    for model, entries in draft.others.items():
        if model is not SearchWords:  # what people type, right or wrong
            yield from entries


def _in_words(draft: Draft, found: Mapping[Lang, AvoidedForms]) -> Iterator[Problem]:
    for lang, one in found.items():
        for key, entry in draft.words[lang].entries.items():
            for text in (entry,) if isinstance(entry, str) else entry.values():
                if hit := one.search(text):
                    yield Problem(f"data/strings/{lang}.yml", 0, "L09", key, *_said(*hit))


def _in_text(text: LocalText, found: Mapping[Lang, AvoidedForms]) -> Iterator[tuple[Lang, tuple[str, str]]]:
    for lang, words in text.texts.items():
        if lang in found and (hit := found[lang].search(words)):
            yield lang, hit


def _said(form: str, instead: str) -> tuple[Message, Message]:
    return (
        Message("the glossary avoids «{form}».", form=form),
        Message("Write «{instead}», or change avoid in data/glossary.yml.", instead=instead),
    )
