"""Views of the process registry: map, categories, cards, roles, clauses, indicators."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from transparency.model.compliance import Clause
from transparency.model.process import Architecture, Category, Indicator, Process, Step
from transparency.model.text import Item, LocalText, TermUse
from transparency.registry.check import CheckedRegistry
from transparency.site.views.actor import actors
from transparency.site.views.measured import STATES, Measured, all_measured
from transparency.site.views.other_names import other_codes, other_names
from transparency.site.views.page import Neighbour, Page, text_in_all_languages


@dataclass(frozen=True, slots=True)
class ProcessTree:
    """A process with its parts."""

    process: Process
    children: tuple[ProcessTree, ...]

    @property
    def below(self) -> int:
        """Processes of all levels below it."""
        return sum(1 + child.below for child in self.children)


@dataclass(frozen=True, slots=True)
class ProcessGroup:
    """A category with its processes in order."""

    category: Category
    processes: tuple[Process, ...]
    """Those of all levels."""
    trees: tuple[ProcessTree, ...]
    """Those of the top level, with what is below them."""

    @property
    def is_nested(self) -> bool:
        """Whether any of its processes is part of another."""
        return len(self.trees) < len(self.processes)


@dataclass(frozen=True, slots=True)
class MapView:
    """The architecture as a whole."""

    architecture: Architecture
    groups: tuple[ProcessGroup, ...]
    roles: tuple[str, ...]
    """Posts and units that own or manage a process, by first mention."""
    clauses: tuple[str, ...]
    """Clauses that the code of a process names, in the order of the standard."""

    @property
    def processes(self) -> int:
        """How many processes the map shows."""
        return sum(len(group.trees) for group in self.groups)


@dataclass(frozen=True, slots=True)
class CardView:
    """One process with its neighbours in the map."""

    process: Process
    category: Category
    parent: Process | None
    children: tuple[Process, ...]
    other_names: tuple[str, ...]
    other_codes: tuple[str, ...]
    indicators: tuple[OwnedIndicator, ...]
    shared: Mapping[str, int]
    """Field that more than half of the cards fill alike -> number of these cards, where this one is among them."""
    cards: int
    standard: str
    """Whose clauses the code names."""


@dataclass(frozen=True, slots=True)
class ClauseAnswers:
    """A clause and the processes whose code names it."""

    clause: Clause
    processes: tuple[Process, ...]


@dataclass(frozen=True, slots=True)
class OwnedIndicator:
    """An indicator and the process it measures."""

    process: Process
    indicator: Indicator
    measured: Measured
    """Its values."""


@dataclass(frozen=True, slots=True)
class IndicatorsView:
    """The register of indicators."""

    indicators: tuple[OwnedIndicator, ...]
    with_target: int
    """Indicators with a target on the map or beside their newest value."""


def groups(registry: CheckedRegistry) -> tuple[ProcessGroup, ...]:
    """The categories in the order of the map."""
    return tuple(_group(category, registry.processes) for category in registry.architecture.categories)


def map_view(registry: CheckedRegistry) -> MapView:
    """The map with what its filters ask for."""
    parts = (part for one in registry.processes for part in (one.owner, one.manager) if part)
    return MapView(
        registry.architecture,
        groups(registry),
        roles=tuple(dict.fromkeys(who for part in parts for who in part.who)),
        clauses=tuple(answers.clause.number for answers in clause_answers(registry)),
    )


def _group(category: Category, processes: Sequence[Process]) -> ProcessGroup:
    own = tuple(process for process in processes if process.category == category.id)
    return ProcessGroup(category, own, _trees(own, None))


def _trees(processes: Sequence[Process], parent: str | None) -> tuple[ProcessTree, ...]:
    return tuple(ProcessTree(one, _trees(processes, one.id)) for one in processes if one.parent == parent)


def indicators(registry: CheckedRegistry) -> tuple[OwnedIndicator, ...]:
    """Every indicator of every process, in the order of the map."""
    found = all_measured(registry)
    return tuple(OwnedIndicator(p, i, found[i.id]) for p in registry.processes for i in p.indicators)


def clause_answers(registry: CheckedRegistry) -> tuple[ClauseAnswers, ...]:
    """The clauses that at least one process names, in the order of the standard."""
    named = sorted(registry.clauses, key=lambda c: [int(part) for part in c.number.split(".")])
    pairs = ((c, tuple(p for p in registry.processes if c.number in p.iso_9001)) for c in named)
    return tuple(ClauseAnswers(clause, processes) for clause, processes in pairs if processes)


def pages(registry: CheckedRegistry) -> Iterator[Page]:
    """All pages of the section."""
    if not registry.settings.has("processes"):
        return
    yield _page(registry, "processes/index", "process_map", "map", map_view(registry))
    for group in groups(registry):
        yield _category(registry, group)
    common, found = shared(registry.processes), indicators(registry)
    for process in registry.processes:
        mine = tuple(one for one in found if one.process.id == process.id)
        yield _card(registry, process, common[process.id], mine)
    yield _page(registry, "processes/roles", "roles", "roles", tuple(actors(registry)), datasets=("roles",))
    yield _page(registry, "processes/clauses", "clauses", "clauses", clause_answers(registry), datasets=("clauses",))
    ordered = tuple(sorted(found, key=lambda one: STATES.index(one.measured.state)))
    view = IndicatorsView(ordered, sum(1 for i in found if i.indicator.target or i.measured.aimed))
    yield replace(
        _page(registry, "processes/indicators", "indicators", "indicators", view, datasets=("indicators",)),
        demonstration=_invented(found),
    )


def _page(
    registry: CheckedRegistry,
    page_id: str,
    template: str,
    words: str,
    view: object,
    datasets: tuple[str, ...] = ("processes",),
) -> Page:
    return _of_map(
        registry,
        page_id,
        template,
        text_in_all_languages(
            registry, f"{words}.title", **({"standard": registry.architecture.standard} if words == "clauses" else {})
        ),
        text_in_all_languages(registry, f"{words}.description"),
        view,
        parent="index" if page_id == "processes/index" else "processes/index",
        datasets=datasets,
    )


def _category(registry: CheckedRegistry, group: ProcessGroup) -> Page:
    category = group.category
    lead = text_in_all_languages(registry, "map.purpose", purpose=category.purpose)
    return _of_map(registry, f"processes/{category.id}", "category", category.title, lead, group, "processes/index")


SHARED = ("suppliers", "inputs", "outputs", "consumers", "steps", "evaluation", "resources", "documents")
"""Fields whose words many cards of a map share."""


def shared(processes: Sequence[Process]) -> Mapping[str, Mapping[str, int]]:
    """Process -> fields that more than half of the cards fill alike, with the number of these cards."""
    found: dict[str, dict[str, int]] = {process.id: {} for process in processes}
    for field in SHARED:
        told = {process.id: _told(getattr(process, field)) for process in processes}
        counts = Counter(told.values())
        for process, words in told.items():
            if words and counts[words] > max(1, len(processes) / 2):
                found[process][field] = counts[words]
    return found


def _told(items: tuple[Item | Step, ...]) -> tuple[str, ...]:
    """What a list says, whatever is being clarified about it."""
    return tuple(_words(item) for item in items)


def _words(item: Item | Step) -> str:
    if isinstance(item, Step):
        return f"{item.phase} {_words(item.text)}"
    if isinstance(item, str):
        return item
    return item.term if isinstance(item, TermUse) else item.first


def _invented(found: Sequence[OwnedIndicator]) -> bool:
    return any(one.measured.demonstration for one in found)


def _card(
    registry: CheckedRegistry, process: Process, common: Mapping[str, int], found: tuple[OwnedIndicator, ...]
) -> Page:
    siblings = [one for one in registry.processes if one.parent == process.parent]
    place = siblings.index(process)
    view = CardView(
        process=process,
        category=next(c for c in registry.architecture.categories if c.id == process.category),
        parent=next((one for one in registry.processes if one.id == process.parent), None),
        children=tuple(one for one in registry.processes if one.parent == process.id),
        other_names=other_names(process, registry.languages.default, registry.corrections),
        other_codes=other_codes(process, registry.corrections),
        indicators=found,
        shared=common,
        cards=len(registry.processes),
        standard=registry.architecture.standard,
    )
    page = _of_map(
        registry,
        f"processes/{process.id}",
        "process_card",
        process.title,
        process.lead,
        view,
        parent=f"processes/{process.parent or process.category}",
        datasets=("processes", "indicators", "risks"),
        code=process.code,
        source="map.card_source",
    )
    before, after = siblings[max(place - 1, 0) : place], siblings[place + 1 : place + 2]
    return replace(
        page,
        number=process.heading_number,
        demonstration=_invented(found),
        before=_neighbour(before),
        after=_neighbour(after),
    )


def _neighbour(of_one: Sequence[Process]) -> Neighbour | None:
    """The neighbour in the map among those of the same parent."""
    return next((Neighbour(f"processes/{one.id}", one.title, str(one.heading_number)) for one in of_one), None)


def _of_map(
    registry: CheckedRegistry,
    page_id: str,
    template: str,
    title: LocalText,
    description: LocalText,
    view: object,
    parent: str,
    datasets: tuple[str, ...] = ("processes",),
    code: str | None = None,
    source: str = "map.source",
) -> Page:
    """A page whose content is the process map: its keeper, dates and source are the map's."""
    chart = registry.architecture
    return Page(
        id=page_id,
        template=f"{template}.html.j2",
        title=title,
        description=description,
        view=view,
        keeper=chart.owner,
        updated=chart.updated,
        review_by=chart.review_by,
        source=text_in_all_languages(registry, source, title=chart.title, code=chart.code, version=chart.version),
        parent=parent,
        datasets=datasets,
        code=code,
    )
