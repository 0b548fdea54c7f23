"""Checks that evidence naming an anchor on a page refers to one that exists in every language."""

from __future__ import annotations

from collections.abc import Iterator

from transparency.model.messages import Message
from transparency.model.problem import Problem
from transparency.model.text import Lang
from transparency.registry.check import CheckedRegistry
from transparency.registry.check_links import evidences
from transparency.registry.load import Draft
from transparency.site.build.rendered_pages import GeneratedHtml
from transparency.site.views.answer import place


def missing(draft: Draft, registry: CheckedRegistry, html: GeneratedHtml) -> Iterator[Problem]:
    """A problem for each answer whose anchor is not on its page."""
    for entry, path, evidence in evidences(draft):
        if evidence.anchor is None:
            continue
        page = place(registry, evidence).page
        lacking = [lang for lang in registry.languages if not _has(registry, html, page, lang, evidence.anchor)]
        if lacking:
            what = Message(
                'the page {page} has no anchor "{anchor}" in {lacking}.',
                page=page,
                anchor=evidence.anchor,
                lacking=", ".join(lacking),
            )
            yield entry.problem((*path, "anchor"), "H08", what, Message("Correct the anchor, or leave it out."))


def _has(registry: CheckedRegistry, html: GeneratedHtml, page: str, lang: Lang, anchor: str) -> bool:
    """Whether an element of the page carries the anchor."""
    text = html.get((page, lang))
    if text is None:
        return any(one.id == page and one.lang == lang and f'id="{anchor}"' in one.html for one in registry.prose)
    return f'id="{anchor}"' in text
