"""The public side of the quality system: each part with what it still lacks, and the document register."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from transparency.check.registry import CheckedRegistry
from transparency.model.quality import NEEDS_EXPLANATION, ControlledDocument, DocumentLevel, QualityPart, SourceCount
from transparency.shape.page import Page, said

PAGE = "compliance/quality"
DOCUMENTS = "compliance/documents"


@dataclass(frozen=True, slots=True)
class PartView:
    """A part of the quality system and the names of the facts that nobody has supplied."""

    name: str
    part: QualityPart
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ParetoRow:
    """A source of nonconformities, the running share of all of them up to it, and its share overdue."""

    source: SourceCount
    found: int
    cumulative: float
    overdue: float


@dataclass(frozen=True, slots=True)
class QualityView:
    """All parts by name, and the Pareto table where there are counts."""

    parts: Mapping[str, PartView]
    pareto: tuple[ParetoRow, ...]


@dataclass(frozen=True, slots=True)
class LevelView:
    """A level of the document pyramid with its documents."""

    level: DocumentLevel
    documents: tuple[ControlledDocument, ...]


@dataclass(frozen=True, slots=True)
class DocumentsView:
    """The register by level, and the plans and policies with their explanations."""

    levels: tuple[LevelView, ...]
    explained: tuple[ControlledDocument, ...]


def _policy(registry: CheckedRegistry) -> Iterator[str]:
    policy = registry.quality.policy
    for name in ("text", "approved_on", "reviewed_on"):
        if not getattr(policy, name):
            yield name


def _objectives(registry: CheckedRegistry) -> Iterator[str]:
    objectives = registry.quality.objectives
    if not objectives.entries:
        yield "objectives"
    if objectives.declared_on is None:
        yield "declared_on"


def _parties(registry: CheckedRegistry) -> Iterator[str]:
    if any(not party.bound_by for party in registry.quality.parties.entries):
        yield "bound_by"
    if any(party.heard_by is None for party in registry.quality.parties.entries):
        yield "heard_by"


def _audits(registry: CheckedRegistry) -> Iterator[str]:
    for name in ("planned", "held", "nonconformities"):
        if any(getattr(count, name) is None for count in registry.quality.audits.counts):
            yield name


def _review(registry: CheckedRegistry) -> Iterator[str]:
    review = registry.quality.review
    if review.held_on is None:
        yield "held_on"
    if any(one.considered is None for one in review.considered):
        yield "considered"
    if not review.decisions:
        yield "decisions"


def _corrective(registry: CheckedRegistry) -> Iterator[str]:
    for name in ("found", "closed", "overdue"):
        if any(getattr(source, name) is None for source in registry.quality.corrective.sources):
            yield name


def _rating(registry: CheckedRegistry) -> Iterator[str]:
    rating = registry.quality.rating
    if rating.decision == "undecided":
        yield "decision"
    elif rating.decision == "published" and not rating.rows:
        yield "rows"


def _nothing(registry: CheckedRegistry) -> Iterator[str]:
    yield from ()


MISSING: Mapping[str, Callable[[CheckedRegistry], Iterator[str]]] = {
    "policy": _policy,
    "objectives": _objectives,
    "parties": _parties,
    "matrices": _nothing,
    "audits": _audits,
    "review": _review,
    "corrective": _corrective,
    "rating": _rating,
}
"""Part -> names of the facts it lacks (words ``quality.fact.<name>``); the order is that of the page."""


def part(registry: CheckedRegistry, name: str) -> PartView:
    """One part on the day of the build."""
    record: QualityPart = getattr(registry.quality, name)
    return PartView(name, record, tuple(MISSING[name](registry)))


def pareto(sources: tuple[SourceCount, ...]) -> tuple[ParetoRow, ...]:
    """Sources in descending order with running shares, which end at 1; nothing where a count is missing."""
    if any(source.found is None for source in sources):
        return ()
    counted = sorted(((source.found or 0, source) for source in sources), key=lambda pair: (-pair[0], pair[1].id))
    total = sum(found for found, _ in counted)
    rows, running = [], 0
    for found, source in counted:
        running += found
        overdue = (source.overdue or 0) / found if found else 0.0
        rows.append(ParetoRow(source, found, running / total if total else 0.0, overdue))
    return tuple(rows)


def documents(registry: CheckedRegistry) -> DocumentsView:
    """The register by level, internal documents first."""
    entries = sorted(registry.documents.entries, key=lambda one: (one.level, one.origin != "internal", one.id))
    levels = (
        LevelView(level, tuple(one for one in entries if one.level == level.level))
        for level in sorted(registry.documents.levels, key=lambda level: level.level)
    )
    return DocumentsView(tuple(levels), tuple(one for one in entries if one.kind in NEEDS_EXPLANATION))


def pages(registry: CheckedRegistry) -> Iterator[Page]:
    """The quality system and the document register."""
    record = registry.quality
    parts = {name: part(registry, name) for name in MISSING}
    yield Page(
        id=PAGE,
        template="quality.md.j2",
        title=said(registry, "quality.title"),
        description=said(registry, "quality.description"),
        view=QualityView(parts, pareto(record.corrective.sources)),
        keeper=record.policy.unit,
        updated=max(one.part.updated for one in parts.values()),
        review_by=min(one.part.review_by for one in parts.values()),
        source=said(registry, "quality.source"),
        parent="compliance/index",
        datasets=("documents",),
    )
    yield Page(
        id=DOCUMENTS,
        template="documents.md.j2",
        title=said(registry, "documents.title"),
        description=said(registry, "documents.description"),
        view=documents(registry),
        keeper=record.policy.unit,
        updated=record.policy.updated,
        review_by=record.policy.review_by,
        source=said(registry, "documents.source"),
        parent="compliance/index",
        datasets=("documents",),
    )
