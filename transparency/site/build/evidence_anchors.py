"""Checks that evidence leads to a place that exists on its page in every language, whether the answer or its kind names it."""

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
        if evidence.mechanism is not None:  # its id is its anchor, and the rule of references knows the ids
            continue
        found = place(registry, evidence)
        page, anchor = found.page, found.anchor
        if anchor is None:
            continue
        lacking = [lang for lang in registry.languages if not _has(registry, html, page, lang, anchor)]
        if lacking:
            what = Message(
                'the page {page} has no anchor "{anchor}" in {lacking}.',
                page=page,
                anchor=anchor,
                lacking=", ".join(lacking),
            )
            yield entry.problem(
                (*path, "anchor") if evidence.anchor else path,
                "H08",
                what,
                Message("Correct the anchor, or leave it out."),
            )


def _has(registry: CheckedRegistry, html: GeneratedHtml, page: str, lang: Lang, anchor: str) -> bool:
    """Whether an element of the page carries the anchor."""
    text = html.get((page, lang))
    if text is None:
        return any(one.id == page and one.lang == lang and f'id="{anchor}"' in one.html for one in registry.prose)
    return f'id="{anchor}"' in text
