"""Rules about language parity: pages missing in a language, and pages whose outlines differ between languages."""

from __future__ import annotations

from collections.abc import Iterator

from transparency.model.messages import Message
from transparency.model.problem import Problem
from transparency.model.text import Lang
from transparency.registry.load import Draft
from transparency.registry.load_prose import ProsePage

ABOUT = "about/index"
"""The one hand-written page of every site; the pages about the portal stand below it."""


def missing_pages(draft: Draft) -> Iterator[Problem]:
    """A hand-written page exists in every language."""
    if "prose" in draft.incomplete:
        return
    pages = _by_id(draft)
    if ABOUT not in pages:
        name = f"docs/{draft.languages.default}/{ABOUT}.md"
        what = Message("the page about the portal is missing.")
        yield Problem(name, 0, "L05", "", what, Message("Add it, in each language."))
    for versions in pages.values():
        present = next(iter(versions.values()))
        for lang in draft.languages:
            if lang not in versions:
                what = Message("the page has no {lang} version.", lang=lang)
                advice = Message("Add docs/{lang}/{id}.md with the same headings.", lang=lang, id=present.id)
                yield Problem(present.file, 1, "L05", "", what, advice)


def different_outlines(draft: Draft) -> Iterator[Problem]:
    """A page has the same headings, in number and level, in every language."""
    for versions in _by_id(draft).values():
        model = versions.get(draft.languages.default)
        for lang, page in versions.items():
            if model is not None and page.headings != model.headings:
                what = Message(
                    "has {count} headings, the {lang} page {wanted}.",
                    count=len(page.headings),
                    lang=model.lang,
                    wanted=len(model.headings),
                )
                if len(page.headings) == len(model.headings):
                    what = Message("has headings of other levels than the {lang} page.", lang=model.lang)
                advice = Message("Give both the same outline ({file}).", file=model.file)
                yield Problem(page.file, 1, "L06", lang, what, advice)


def _by_id(draft: Draft) -> dict[str, dict[Lang, ProsePage]]:
    pages: dict[str, dict[Lang, ProsePage]] = {}
    for page in draft.prose:
        pages.setdefault(page.id, {})[page.lang] = page
    return pages
