"""Collects texts that are withheld from the checked registry, to remove them from earlier open-data versions too."""

from __future__ import annotations

from transparency.model.text import LocalText, parts
from transparency.registry.check import CheckedRegistry
from transparency.registry.entry import plain
from transparency.registry.load import Draft


def hidden_texts(draft: Draft, registry: CheckedRegistry) -> frozenset[str]:
    """Texts that are withheld, under embargo or left out today."""
    disclosing = draft.disclosing
    documents = () if disclosing.documents is None else (disclosing.documents.record,)
    written = (draft.architecture.record, *plain(draft.processes), *plain(disclosing.entries), *documents)
    public = (registry.architecture, *registry.processes, *registry.entries, registry.documents)
    named = (*registry.terms.values(), *registry.units.values(), *registry.roles.values())
    return _texts(written) - _texts((*public, *named))


def _texts(value: object) -> frozenset[str]:
    return frozenset(told for _, text in parts(value, LocalText) for told in text.texts.values())
