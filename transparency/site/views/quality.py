"""Views of the public quality system: each part with what is still missing, and the document register."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from transparency.model.approval import Approval
from transparency.model.quality import (
    NEEDS_EXPLANATION,
    ControlledDocument,
    QualityDocumentLevel,
    QualityPart,
    SourceCount,
)
from transparency.model.structure import navigation_of, structure_digest
from transparency.model.text import Record
from transparency.registry.check import CheckedRegistry
from transparency.registry.check_approvals import is_evidenced
from transparency.registry.disclosure_status import Progress
from transparency.registry.quality import QualitySystem
from transparency.site.views.awaited import Awaiting, awaiting
from transparency.site.views.page import Page, above, text_in_all_languages

PAGE = "compliance/quality"
DOCUMENTS = "compliance/documents"


@dataclass(frozen=True, slots=True)
class Gap:
    """A fact that a part lacks."""

    name: str
    begun: bool = False
    """Some of its values are there."""


@dataclass(frozen=True, slots=True)
class PartView:
    """A part of the quality system and the facts that nobody has supplied."""

    name: str
    part: QualityPart
    facts: tuple[str, ...]
    """Names of the facts that a complete part has."""
    gaps: tuple[Gap, ...]
    duty: Awaiting

    @property
    def missing(self) -> tuple[str, ...]:
        """Names of the facts that are not there, or only in part."""
        return tuple(gap.name for gap in self.gaps)

    @property
    def progress(self) -> Progress:
        """Facts published and needed."""
        needed = len(self.facts)
        return Progress(needed - len(self.gaps), needed, sum(gap.begun for gap in self.gaps))


@dataclass(frozen=True, slots=True)
class ParetoRow:
    """A source of nonconformities, the running share of all of them up to it, and its share overdue."""

    source: SourceCount
    found: int
    cumulative: float
    overdue: float


@dataclass(frozen=True, slots=True)
class ApprovalView:
    """What the management has to approve, and whether it is evidenced that it did."""

    approval: Approval
    evidenced: bool


@dataclass(frozen=True, slots=True)
class QualityView:
    """All parts by name, the Pareto table where there are counts, and the approvals of the site."""

    parts: Mapping[str, PartView]
    pareto: tuple[ParetoRow, ...]
    approvals: tuple[ApprovalView, ...]
    structure: str
    """Checksum of the section structure of the site."""


@dataclass(frozen=True, slots=True)
class LevelView:
    """A level of the document pyramid with its documents."""

    level: QualityDocumentLevel
    documents: tuple[ControlledDocument, ...]


@dataclass(frozen=True, slots=True)
class DocumentsView:
    """The register by level, and the plans and policies with their explanations."""

    levels: tuple[LevelView, ...]
    explained: tuple[ControlledDocument, ...]


def _system(registry: CheckedRegistry) -> QualitySystem:
    """The parts; only a site that uses the section asks for them."""
    assert registry.quality is not None  # noqa: S101  (rule D16)
    return registry.quality


def _gaps(names: Iterable[str], records: Iterable[Record]) -> Iterator[Gap]:
    """Facts that some of the records lack."""
    listed = tuple(records)
    for name in names:
        given = [getattr(record, name) not in (None, ()) for record in listed]
        if not all(given):
            yield Gap(name, any(given))


def _policy(registry: CheckedRegistry) -> Iterator[Gap]:
    return _gaps(FACTS["policy"], [_system(registry).policy])


def _objectives(registry: CheckedRegistry) -> Iterator[Gap]:
    objectives = _system(registry).objectives
    if not objectives.entries:
        yield Gap("objectives")
    yield from _gaps(["declared_on"], [objectives])


def _parties(registry: CheckedRegistry) -> Iterator[Gap]:
    return _gaps(("bound_by", "heard_by"), _system(registry).parties.entries)


def _audits(registry: CheckedRegistry) -> Iterator[Gap]:
    return _gaps(FACTS["audits"], _system(registry).audits.counts)


def _review(registry: CheckedRegistry) -> Iterator[Gap]:
    review = _system(registry).review
    yield from _gaps(["held_on"], [review])
    yield from _gaps(["considered"], review.considered)
    yield from _gaps(["decisions"], [review])


def _corrective(registry: CheckedRegistry) -> Iterator[Gap]:
    return _gaps(FACTS["corrective"], _system(registry).corrective.sources)


def _rating(registry: CheckedRegistry) -> Iterator[Gap]:
    rating = _system(registry).rating
    if rating.decision == "undecided":
        yield Gap("decision")
    elif rating.decision == "published" and not rating.rows:
        yield Gap("rows")


def _matrices(registry: CheckedRegistry) -> Iterator[Gap]:
    given = [matrix.approved_on is not None for matrix in _system(registry).matrices.entries]
    if not all(given):
        yield Gap("matrix_approved_on", any(given))


MISSING: Mapping[str, Callable[[CheckedRegistry], Iterator[Gap]]] = {
    "policy": _policy,
    "objectives": _objectives,
    "parties": _parties,
    "matrices": _matrices,
    "audits": _audits,
    "review": _review,
    "corrective": _corrective,
    "rating": _rating,
}
"""Part -> the facts it lacks (words ``quality.fact.<name>``); the order is that of the page."""


FACTS: Mapping[str, tuple[str, ...]] = {
    "policy": ("text", "approved_on", "reviewed_on"),
    "objectives": ("objectives", "declared_on"),
    "parties": ("parties", "bound_by", "heard_by"),
    "matrices": ("rows", "matrix_approved_on"),
    "audits": ("planned", "held", "nonconformities"),
    "review": ("held_on", "considered", "decisions"),
    "corrective": ("found", "closed", "overdue"),
    "rating": ("decision",),
}
"""Part -> names of the facts that it consists of; the groups of parties and the rows of a matrix are always there."""


def part(registry: CheckedRegistry, name: str) -> PartView:
    """One part on the day of the build."""
    record: QualityPart = getattr(_system(registry), name)
    gaps = tuple(MISSING[name](registry))
    return PartView(name, record, FACTS[name], gaps, awaiting(record.unit, record, registry.date))


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
    if not registry.settings.has("quality"):
        return
    record = _system(registry)
    parts = {name: part(registry, name) for name in MISSING}
    yield Page(
        id=PAGE,
        template="quality.html.j2",
        title=text_in_all_languages(registry, "quality.title"),
        description=text_in_all_languages(registry, "quality.description"),
        view=QualityView(
            parts,
            pareto(record.corrective.sources),
            tuple(
                ApprovalView(one, is_evidenced(one, registry.settings.sections)) for one in registry.approvals.values()
            ),
            structure_digest(navigation_of(registry.settings.sections)),
        ),
        keeper=record.policy.unit,
        updated=max(one.part.updated for one in parts.values()),
        review_by=min(one.part.review_by for one in parts.values()),
        source=text_in_all_languages(registry, "quality.source"),
        parent=above(registry, "compliance/index"),
        datasets=("documents",),
    )
    yield Page(
        id=DOCUMENTS,
        template="documents.html.j2",
        title=text_in_all_languages(registry, "documents.title"),
        description=text_in_all_languages(registry, "documents.description"),
        view=documents(registry),
        keeper=record.policy.unit,
        updated=record.policy.updated,
        review_by=record.policy.review_by,
        source=text_in_all_languages(registry, "documents.source"),
        parent=above(registry, "compliance/index"),
        datasets=("documents",),
    )
