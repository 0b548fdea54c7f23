"""Offers of the search beside ranked pages: best answers, notes on what the portal does not hold, kinds of pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from transparency.model.absent_content import AbsentContent
from transparency.model.answer import Answer
from transparency.model.glossary import GlossaryEntry
from transparency.model.text import Lang
from transparency.model.words import Words
from transparency.registry.check import CheckedRegistry
from transparency.site.render.icons import icon
from transparency.site.search.words import gist
from transparency.site.views.sentence import within
from transparency.site.views.visitor_questions import AnswerPlace, answer_place

SECTIONS: Mapping[str, str] = {
    "disclosures": "clipboard-check",
    "processes": "chevrons-right",
    "programmes": "graduation-cap",
    "surveys": "users",
    "figures": "compass",
    "reports": "scroll-text",
    "open-data": "table",
    "compliance": "award",
    "about": "info",
}
"""First part of a page's address -> icon; its name is the word ``nav.<part>``."""
OTHERS: Mapping[str, str] = {"question": "circle-ellipsis", "term": "book-open", "all": "search"}
"""Further kinds of suggestions -> icon."""
LABELS = tuple(
    "all any answer answer_invented answer_owed answer_partly absent count datasets hint inexact more nearest none pages "
    "questions some suggestions term terms types".split()
)
"""Words ``search.<label>`` that the script shows."""


@dataclass(frozen=True, slots=True)
class Offers:
    """What the index of a language holds beside the texts of pages."""

    glossary: Sequence[GlossaryEntry] = ()
    answers: Sequence[tuple[Answer, AnswerPlace]] = ()
    absent: Sequence[AbsentContent] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    sections: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Kind of page -> its name and the drawing of its icon."""


def offers(registry: CheckedRegistry, lang: Lang) -> Offers:
    """The offers of one language."""
    words = registry.words[lang]
    return Offers(
        registry.glossary,
        [(one, answer_place(registry, one)) for one in registry.answers],
        registry.of(AbsentContent),
        {label: words.text(f"search.{label}") for label in LABELS},
        {name: (_name(name, words), icon(drawing)) for name, drawing in {**SECTIONS, **OTHERS}.items()},
    )


def _name(section: str, words: Words) -> str:
    return words.text(f"nav.{section}") if section in SECTIONS else ""


def written(made: Offers, pages: Mapping[str, int], lang: Lang) -> Mapping[str, object]:
    """The offers as the browser reads them; ``pages`` gives the number of each page id that is indexed."""
    asked = [(one, at) for one, at in made.answers if at.page in pages]
    return {
        "labels": made.labels,
        "sections": made.sections,
        "answers": [[one.question.get(lang), pages[at.page], at.anchor or "", at.state] for one, at in asked],
        "asks": [[gist(said, lang), i] for i, (one, _) in enumerate(asked) for said in _wordings(one, lang)],
        "absent": [
            [within(one.subject.get(lang)), one.reason.get(lang), [pages[page] for page in one.see if page in pages]]
            for one in made.absent
        ],
        "lacks": [[gist(name, lang), i] for i, one in enumerate(made.absent) for name in _names(one, lang)],
    }


def _wordings(one: Answer, lang: Lang) -> list[str]:
    return [one.question.get(lang), *one.also]


def _names(one: AbsentContent, lang: Lang) -> list[str]:
    return [one.subject.get(lang), *(text for _, text in one.subject.others(lang)), *one.also]
