"""Says what pages and datasets are worth as evidence."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from transparency.model.demo import DEMONSTRATION
from transparency.model.quality import NEEDS_EXPLANATION, ControlledDocument
from transparency.registry.check import CheckedRegistry
from transparency.registry.disclosure_status import disclosure_statuses, progress
from transparency.site.views.evidence_status import (
    EvidenceStatus,
    counted,
    of_group,
    of_progress,
    of_prose,
    of_surveys,
    with_values,
    without_values,
)


def _values(registry: CheckedRegistry) -> EvidenceStatus:
    """Indicators of groups and processes with values, of all."""
    ids = {one.id for group in registry.indicator_groups for one in group.indicators}
    ids |= {one.id for process in registry.processes for one in process.indicators}
    found = len(with_values(registry))
    return counted(found, len(ids), "values") if found else without_values(registry, ids, len(ids))


def _surveys(registry: CheckedRegistry) -> EvidenceStatus:
    return of_surveys(registry, (entry.id for entry in registry.surveys.calendar))


def _map(registry: CheckedRegistry) -> EvidenceStatus:
    chart = registry.architecture
    if chart.status == "draft":
        return EvidenceStatus("partly", "draft-map")
    return EvidenceStatus("answered", "map-in-force", day=chart.order_date)


def _indicators(registry: CheckedRegistry) -> EvidenceStatus:
    found = [one for process in registry.processes for one in process.indicators]
    if found and all(one.target for one in found):
        return EvidenceStatus("partly", "target-only", len(found), len(found))
    return without_values(registry, {one.id for one in found}, len(found))


def _risks(registry: CheckedRegistry) -> EvidenceStatus:
    """Risks that are named and neither assessed nor followed by measures."""
    found = sum(len(process.risks) for process in registry.processes)
    return EvidenceStatus("partly" if found else "missing", "unassessed", needed=found)


def _register(registry: CheckedRegistry) -> EvidenceStatus:
    return of_progress(progress(disclosure_statuses(registry)))


def _programmes(registry: CheckedRegistry) -> EvidenceStatus:
    """Programmes with their courses; examples do not count."""
    actual = {one.id for one in registry.programmes if one.status == "actual"}
    described = actual & {module.programme for module in registry.modules}
    return counted(len(described), len(actual), "records") if actual else _without(registry.programmes)


def _accreditations(registry: CheckedRegistry) -> EvidenceStatus:
    found = sum(one.status == "actual" for one in registry.accreditations)
    return counted(found, found, "records") if found else _without(registry.accreditations)


def _without(invented: Sequence[object]) -> EvidenceStatus:
    """No actual record is published; a preview shows invented ones."""
    return EvidenceStatus("missing", "demonstration-figures" if invented else "no-records")


def _documents(registry: CheckedRegistry) -> EvidenceStatus:
    """Internal documents in force with version and date of approval."""
    own = [one for one in registry.documents.entries if one.origin == "internal" and one.replaced_by is None]
    return counted(sum(_is_approved(one) for one in own), len(own), "documents")


def _explanations(registry: CheckedRegistry) -> EvidenceStatus:
    """Plans and policies are explained on the page; what is explained has to be approved to answer."""
    plans = [one for one in registry.documents.entries if one.kind in NEEDS_EXPLANATION and one.replaced_by is None]
    return counted(sum(one.approved_on is not None for one in plans), len(plans), "explained", begun=bool(plans))


def _classes(registry: CheckedRegistry) -> EvidenceStatus:
    """The register says of each document how much of it is public."""
    documents = len(registry.documents.entries)
    return counted(documents, documents, "records")


def _blocks(registry: CheckedRegistry) -> EvidenceStatus:
    """The register says of each item to which block it belongs."""
    items = len(registry.disclosures)
    return counted(items, items, "records")


def _improvements(registry: CheckedRegistry) -> EvidenceStatus:
    """Actions whose effect was assessed, of all published ones; invented ones do not count."""
    found = [one for one in registry.improvements if one.status != DEMONSTRATION]
    found_survey = [one for one in registry.surveys.actions if one.status != DEMONSTRATION]
    assessed = sum(one.effect is not None for one in (*found, *found_survey))
    total = len(found) + len(found_survey)
    if not total:
        return _without((*registry.improvements, *registry.surveys.actions))
    return counted(assessed, total, "records", begun=True)


def _is_approved(document: ControlledDocument) -> bool:
    return document.version is not None and document.approved_on is not None


def _owed(registry: CheckedRegistry) -> EvidenceStatus:
    """The page lists what is missing; that a unit was asked, or that somebody follows it up, it does not show."""
    return EvidenceStatus("partly", "owed", day=registry.date)


def _computed(registry: CheckedRegistry) -> EvidenceStatus:
    return EvidenceStatus("answered", "computed", day=registry.date)


Subject = Callable[[CheckedRegistry], EvidenceStatus]
PAGES: Mapping[str, Subject] = {
    "processes/index": _map,
    "processes/roles": _map,
    "processes/indicators": _indicators,
    "disclosures/index": _register,
    "disclosures/owed": _owed,
    "disclosures/index#blocks": _blocks,
    "programmes/index": _programmes,
    "figures/index": _values,
    "surveys/index": _surveys,
    "reports/index": _surveys,
    "compliance/documents": _documents,
    "compliance/improvement": _improvements,
    "compliance/documents#explanations": _explanations,
    "compliance/documents#register": _classes,
    "about/site-map": _computed,
}
"""Generated page, or a place on it -> the records that it shows; any other page counts as a description."""
DATASETS: Mapping[str, Subject] = {
    **dict.fromkeys(("processes", "roles", "clauses", "process-lists", "process-steps", "process-relations"), _map),
    "indicators": _indicators,
    **dict.fromkeys(("indicator-values", "indicator-list"), _values),
    "risks": _risks,
    "disclosures": _register,
    **dict.fromkeys(("programmes", "modules", "outcomes"), _programmes),
    "accreditations": _accreditations,
    "documents": _documents,
    **dict.fromkeys(("improvement-loop", "improvement-actions"), _improvements),
    **dict.fromkeys(("surveys", "survey-indicators"), _surveys),
    **dict.fromkeys(("compliance", "legal-grounds", "owed", "changes", "units", "glossary", "codes"), _computed),
}
"""Dataset -> the records in it; one that the build computes from all records is complete by itself."""


def of_page(registry: CheckedRegistry, page: str, anchor: str | None, rule: str | None) -> EvidenceStatus:
    """A page by what it shows."""
    written = [one for one in registry.prose if one.id == page]
    if written:
        return of_prose(written, rule, registry.languages.default)
    group = next((one for one in registry.indicator_groups if page == f"figures/{one.id}"), None)
    if group:
        return of_group(registry, group)
    subject = PAGES.get(f"{page}#{anchor}") or PAGES.get(page)
    return subject(registry) if subject else EvidenceStatus("partly", "described")


def of_dataset(registry: CheckedRegistry, dataset: str) -> EvidenceStatus:
    """A dataset by its rows; one that nobody has declared here counts as a description."""
    subject = DATASETS.get(dataset)
    return subject(registry) if subject else EvidenceStatus("partly", "described")
