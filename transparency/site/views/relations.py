"""Related pages: the relations of ``data/relations.yml``, each shown on both of its pages."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from transparency.model.relation import Relation
from transparency.registry.check import CheckedRegistry
from transparency.site.views.page import Page, RelatedPage


def with_relations(registry: CheckedRegistry, pages: tuple[Page, ...]) -> tuple[Page, ...]:
    """The pages, each with those that belong to it, in the order of the file."""
    known = {page.id for page in pages}
    found: dict[str, dict[str, RelatedPage]] = defaultdict(dict)
    for relation in registry.of(Relation):
        for target in relation.pages:
            for here, there in ((relation.page, target), (target, relation.page)):
                if there in known:
                    found[here].setdefault(there, RelatedPage(there, relation.confirmed, relation.source))
    return tuple(replace(page, related=tuple(found[page.id].values())) if page.id in found else page for page in pages)
