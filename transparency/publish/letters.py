"""Lists for people who do not look at the site, as plain text that can be sent as it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from transparency.check.registry import CheckedRegistry, check
from transparency.load.entry import plain
from transparency.load.registry import Draft, load
from transparency.model.text import Lang
from transparency.problem import Problem, as_text, in_order
from transparency.render.pages import Renderer
from transparency.shape.questions import addressees


@dataclass(frozen=True, slots=True)
class Letter:
    """A kind of list: what it is for, its template, and what it shows."""

    help: str
    template: str
    view: Callable[[CheckedRegistry, Draft], object]


LETTERS: Mapping[str, Letter] = {
    "questions": Letter(
        help="list the open questions for each owner, ready to send",
        template="questions.txt.j2",
        view=lambda registry, draft: addressees(registry, plain(draft.processes)),
    ),
}
"""Option of ``validate.py`` -> the list it prints."""


def letter(root: Path, name: str, lang: Lang, date: dt.date) -> tuple[str, tuple[Problem, ...]]:
    """The list in one language; where the records have errors, these are the text instead."""
    draft, problems = load(root)
    registry = None
    if draft is not None:
        registry, found = check(draft, date)
        problems += found
    if draft is None or registry is None:
        return as_text(in_order(problems)), problems
    kind = LETTERS[name]
    return Renderer(registry, ()).text(kind.template, kind.view(registry, draft), lang), ()
