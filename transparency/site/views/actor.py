"""View of posts and units: their names and the processes and records each of them is responsible for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from transparency.model.organisation import Role, Unit
from transparency.model.process import Process, Responsibility
from transparency.model.text import LocalText
from transparency.registry.check import CheckedRegistry
from transparency.site.views.sentence import within

Part = Literal["owner", "manager", "participants"]
PARTS: tuple[Part, ...] = ("owner", "manager", "participants")


@dataclass(frozen=True, slots=True)
class Actor:
    """A post or unit with the processes it owns, manages or takes part in."""

    record: Role | Unit
    owner: tuple[Process, ...]
    manager: tuple[Process, ...]
    participants: tuple[Process, ...]

    @property
    def processes(self) -> int:
        """How many processes it has any part in."""
        return len({p.id for part in (self.owner, self.manager, self.participants) for p in part})


def title(registry: CheckedRegistry, actor: str) -> LocalText:
    """The name of a post or unit."""
    return record(registry, actor).title


def within_sentence(registry: CheckedRegistry, actor: str, lang: str) -> str:
    """The name after a colon or within a sentence: a post begins with a small letter where the language writes it so."""
    name = title(registry, actor).get(lang)
    small = actor in registry.roles and registry.words[lang].text("language.posts") == "small"
    return within(name) if small else name


def record(registry: CheckedRegistry, actor: str) -> Role | Unit:
    """The record of a post or unit; checked ids always have one."""
    return registry.roles[actor] if actor in registry.roles else registry.units[actor]


def actors(registry: CheckedRegistry) -> Iterator[Actor]:
    """Everyone who has a part in a process, in the order of the registers."""
    everyone: tuple[Role | Unit, ...] = (*registry.roles.values(), *registry.units.values())
    for one in everyone:
        parts = {part: _with(registry, part, one.id) for part in PARTS}
        if any(parts.values()):
            yield Actor(one, **parts)


def _with(registry: CheckedRegistry, part: Part, actor: str) -> tuple[Process, ...]:
    return tuple(p for p in registry.processes if actor in who(p, part))


def who(process: Process, part: Part) -> tuple[str, ...]:
    """Ids of the posts and units in one part of a process; none where the card has no such part."""
    responsibility: Responsibility | None = getattr(process, part)
    return responsibility.who if responsibility else ()
