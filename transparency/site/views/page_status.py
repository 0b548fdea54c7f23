"""View of the page footer: who approved the page and when, and whether its material is mandatory or variable."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from transparency.model.approval import Subject
from transparency.model.disclosure import Block
from transparency.registry.check import CheckedRegistry
from transparency.registry.check_approvals import is_evidenced

REGISTER = "disclosures/index"
STRUCTURE = frozenset({"index", "about/site-map"})
"""Pages that show the sections as a whole."""


@dataclass(frozen=True, slots=True)
class Approved:
    """The post that approves a page and the day on which it did; what is not recorded is None."""

    post: str | None = None
    day: dt.date | None = None
    form: Literal["post", "to_agree", "to_approve"] = "post"
    """What the post does without a day: it approved, has to endorse, or has to approve."""


def approved(registry: CheckedRegistry, page: str) -> Approved:
    """The approval of a page, as its record states it."""
    section, _, name = page.partition("/")
    item = registry.disclosures.get(name) if section == "disclosures" else None
    if item is not None:
        return Approved(item.approval.agreed_by, item.approved_on if item.status == "actual" else None, "to_agree")
    if page == REGISTER:
        return _of_site(registry, "mandatory-items")
    if page in STRUCTURE:
        return _of_site(registry, "structure")
    if section == "processes":
        return Approved(day=registry.architecture.order_date)
    return _of_prose(registry, page)


def _of_site(registry: CheckedRegistry, subject: Subject) -> Approved:
    for one in registry.approvals.values():
        if one.covers == subject:
            day = one.approved_on if is_evidenced(one, registry.settings.sections) else None
            return Approved(one.approved_by, day, "to_approve")
    return Approved()


def _of_prose(registry: CheckedRegistry, page: str) -> Approved:
    for one in registry.prose:
        if one.id == page and one.lang == registry.languages.default:
            return Approved(one.facts.approved_by, one.facts.approved_on)
    return Approved()


def block(registry: CheckedRegistry, page: str) -> Block:
    """Items and the register of mandatory items say it themselves; other sections go beyond the mandatory list."""
    section, _, name = page.partition("/")
    if section == "disclosures" and name in registry.disclosures:
        return registry.disclosures[name].block
    if page == REGISTER:
        return "invariant"
    if section == "programmes":
        offered = (one.block for one in registry.disclosures.values() if one.content.kind == "programmes-offered")
        return next(offered, "variative")
    return "variative"
