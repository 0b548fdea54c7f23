"""Record types for posts, units and outside parties that are responsible for something; never persons."""

from __future__ import annotations

from typing import Literal

from transparency.model.text import Clarifiable, Id, Lang, LocalText, Translated

RoleKind = Literal["head", "deputy-head", "manager", "group"]


class Unit(Clarifiable, Translated):
    """A structural unit of the university."""

    id: Id
    title: LocalText
    abbreviation: LocalText | None = None
    """As people write it, in each language."""
    parent: Id | None = None
    """The unit it belongs to, where a source says so."""
    language: Lang | None = None
    """Language in which the portal writes to the unit about what it owes; absent: the default language of the site."""
    aliases: tuple[str, ...] = ()
    """Other forms of the name in the sources, to compare the registry with them; not published."""


class Role(Clarifiable, Translated):
    """A post or a group of posts; the site never names the person who holds it."""

    id: Id
    title: LocalText
    kind: RoleKind
    unit: Id | None = None
    """The unit that the post heads, where a source says so."""
    aliases: tuple[str, ...] = ()
    """Other forms of the name in the sources, to compare the registry with them; not published."""
