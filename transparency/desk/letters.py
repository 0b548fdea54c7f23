"""Writes lists of open questions and missing items as plain text, to be sent to the units that owe them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from transparency.model.messages import Message
from transparency.model.problem import Problem, as_text, in_order
from transparency.model.text import Lang
from transparency.registry.check import CheckedRegistry, check
from transparency.registry.entry import plain
from transparency.registry.load import Draft, load
from transparency.site.render.pages import Renderer
from transparency.site.views.outstanding import by_unit
from transparency.site.views.questions import addressees

Part: TypeAlias = tuple[Lang, object]
"""A language and what is told in it."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A kind of list: what it is for, its template, and what it shows in the language that was asked for.

    A list that is sent to many tells each addressee in the language of that addressee, unless a language is asked for.
    """

    help: str
    template: str
    parts: Callable[[CheckedRegistry, Draft, Lang | None], Iterable[Part]]


LETTERS: Mapping[str, Letter] = {
    "questions": Letter(
        help=Message("list the open questions for each owner, ready to send"),
        template="questions.txt.j2",
        parts=lambda registry, draft, lang: [
            (lang or registry.languages.default, addressees(registry, plain(draft.processes)))
        ],
    ),
    "owed": Letter(
        help=Message("list what each unit owes, in the language of the unit, ready to send"),
        template="owed.txt.j2",
        parts=lambda registry, draft, lang: [(lang or one.lang, (one,)) for one in by_unit(registry)],
    ),
}
"""Option of ``validate.py`` -> the list it prints."""


def letter(root: Path, name: str, lang: Lang | None, date: dt.date) -> tuple[str, tuple[Problem, ...]]:
    """The list, in ``lang`` where it is given; where the records have errors, these are the text instead."""
    draft, problems = load(root)
    registry = None
    if draft is not None:
        registry, found = check(draft, date)
        problems += found
    if draft is None or registry is None:
        return as_text(in_order(problems)), problems
    kind = LETTERS[name]
    renderer = Renderer(registry.common(), {})
    return "".join(renderer.text(kind.template, view, one) for one, view in kind.parts(registry, draft, lang)), ()
