"""Who answers for what: posts, units and outside parties. Never persons."""

from __future__ import annotations

from typing import Literal

from transparency.model.text import DEFAULT_LANGUAGE, Id, Lang, LocalText, Mark

RoleKind = Literal["head", "deputy-head", "manager", "group"]


class Unit(Mark):
    """A structural unit of the university."""

    id: Id
    title: LocalText
    abbreviation: LocalText | None = None
    """As people write it, in each language."""
    parent: Id | None = None
    """The unit it belongs to, where a source says so."""
    language: Lang = DEFAULT_LANGUAGE
    """Language in which the portal writes to the unit about what it owes."""
    aliases: tuple[str, ...] = ()
    """Other forms of the name in the sources, so that a search finds them."""


class Role(Mark):
    """A post or a group of posts; the site never names the person who holds it."""

    id: Id
    title: LocalText
    kind: RoleKind
    unit: Id | None = None
    """The unit that the post heads, where a source says so."""
    aliases: tuple[str, ...] = ()
    """Other forms of the name in the sources, so that a search finds them."""
