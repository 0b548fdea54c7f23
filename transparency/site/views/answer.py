"""Resolves compliance evidence to a place on the site, with its status and the reason for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from transparency.model.compliance import Evidence
from transparency.model.text import LocalText
from transparency.registry.check import CheckedRegistry
from transparency.registry.disclosure_status import disclosure_status
from transparency.site.views import evidence_status as worth
from transparency.site.views import quality
from transparency.site.views.evidence_pages import of_dataset, of_page
from transparency.site.views.evidence_status import EvidenceStatus, Worth
from transparency.site.views.page import text_in_all_languages


@dataclass(frozen=True, slots=True)
class EvidencePlace:
    """Page, place on it, name, and what it is worth."""

    page: str
    anchor: str | None
    title: LocalText | None
    """None where the title of the page says it."""
    verdict: EvidenceStatus

    @property
    def worth(self) -> Worth:
        """How far the place answers."""
        return self.verdict.worth


NO_FILES = frozenset({"no-records", "no-figures"})
"""Reasons of a dataset without rows: its page offers no files yet."""
QUALIFIERS = frozenset({"anchor", "checked_by_rule"})
"""Fields of an evidence that say more about its place; every other field names one."""


def place(registry: CheckedRegistry, evidence: Evidence) -> EvidencePlace:
    """Evidence that stands on a page of its own kind."""
    kind = next(name for name, value in evidence if value is not None and name not in QUALIFIERS)
    return PLACES[kind](registry, evidence)


def _page(registry: CheckedRegistry, evidence: Evidence) -> EvidencePlace:
    page = str(evidence.page)
    verdict = of_page(registry, page, evidence.anchor, evidence.checked_by_rule)
    return EvidencePlace(page, evidence.anchor, None, verdict)


def _disclosure(registry: CheckedRegistry, evidence: Evidence) -> EvidencePlace:
    item = registry.disclosures[str(evidence.disclosure)]
    verdict = worth.of_item(disclosure_status(registry, item))
    return EvidencePlace(f"disclosures/{item.id}", evidence.anchor, item.title, verdict)


def _process(registry: CheckedRegistry, evidence: Evidence) -> EvidencePlace:
    process = next(one for one in registry.processes if one.id == evidence.process)
    return EvidencePlace(f"processes/{process.id}", evidence.anchor, process.title, worth.of_process(registry, process))


def _indicator(registry: CheckedRegistry, evidence: Evidence) -> EvidencePlace:
    """An indicator that the site withholds answers nothing."""
    known = ((p, i) for p in registry.processes for i in p.indicators if i.id == evidence.indicator)
    found = next(known, None)
    if found is None:
        return EvidencePlace("processes/indicators", None, None, EvidenceStatus("missing", "withheld"))
    process, indicator = found
    return EvidencePlace(
        f"processes/{process.id}", indicator.id, indicator.name, worth.of_indicator(registry, indicator)
    )


def _dataset(registry: CheckedRegistry, evidence: Evidence) -> EvidencePlace:
    dataset = registry.datasets[str(evidence.dataset)]
    verdict = of_dataset(registry, dataset.id)
    return EvidencePlace(dataset.page, None if verdict.reason in NO_FILES else "files", dataset.title, verdict)


def _quality(registry: CheckedRegistry, evidence: Evidence) -> EvidencePlace:
    name = str(evidence.quality)
    if name == "documents":
        verdict = of_page(registry, quality.DOCUMENTS, evidence.anchor, None)
        return EvidencePlace(
            quality.DOCUMENTS, evidence.anchor, text_in_all_languages(registry, "documents.title"), verdict
        )
    part = quality.part(registry, name)
    verdict = worth.counted(len(part.facts) - len(part.missing), len(part.facts), "facts")
    return EvidencePlace(
        quality.PAGE, evidence.anchor or name, text_in_all_languages(registry, f"quality.part.{name}"), verdict
    )


def _survey(registry: CheckedRegistry, evidence: Evidence) -> EvidencePlace:
    code = str(evidence.survey)
    entry = next(one for one in registry.surveys.calendar if one.id == code)
    return EvidencePlace(f"surveys/{code.lower()}", evidence.anchor, entry.title, worth.of_figures(registry, code))


def _surveyed(registry: CheckedRegistry, evidence: Evidence) -> EvidencePlace:
    """The surveys of a group together."""
    surveys = [one.id for one in registry.surveys.calendar if one.population == evidence.surveyed]
    title = text_in_all_languages(registry, f"surveys.of.{evidence.surveyed}")
    return EvidencePlace("surveys/index", evidence.anchor or "glance", title, worth.of_surveys(registry, surveys))


def _approval(registry: CheckedRegistry, evidence: Evidence) -> EvidencePlace:
    one = registry.approvals[str(evidence.approval)]
    return EvidencePlace(quality.PAGE, f"approval-{one.id}", one.title, worth.of_approval(registry, one))


PLACES: Mapping[str, Callable[[CheckedRegistry, Evidence], EvidencePlace]] = {
    "page": _page,
    "approval": _approval,
    "disclosure": _disclosure,
    "process": _process,
    "indicator": _indicator,
    "dataset": _dataset,
    "quality": _quality,
    "survey": _survey,
    "surveyed": _surveyed,
}
"""Kind of evidence -> its place; a new kind is one function here."""
