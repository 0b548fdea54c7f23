"""Rates a record as evidence for a requirement (answered, partly, missing), with the reason; compliance pages print this.

Answered: a dated and approved document, a value, a complete record, or a statement that every build checks. Partly: a page that
only describes the procedure, or a record with some of its facts. Missing: a heading or a name without content.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from typing import Literal

from transparency.model.approval import Approval
from transparency.model.demo import DEMONSTRATION
from transparency.model.indicator_value import IndicatorGroup
from transparency.model.process import Indicator, Process
from transparency.model.survey import Status
from transparency.model.text import Lang
from transparency.registry.check import CheckedRegistry
from transparency.registry.check_approvals import is_evidenced
from transparency.registry.disclosure_status import DisclosureStatus, Progress
from transparency.registry.load_prose import ProsePage

Worth = Literal["answered", "partly", "missing"]
Reason = Literal[
    "facts",
    "facts-begun",
    "owed",
    "described",
    "draft-map",
    "map-in-force",
    "card-incomplete",
    "card-complete",
    "no-values",
    "values",
    "target-only",
    "approved",
    "not-approved",
    "checked",
    "computed",
    "no-records",
    "records",
    "documents",
    "explained",
    "unassessed",
    "no-figures",
    "demonstration-figures",
    "provisional-figures",
    "final-figures",
    "surveys",
    "places",
    "withheld",
]
"""Why a record is worth what it is; each has a sentence in the catalogues, ``compliance.why.<reason>``."""


@dataclass(frozen=True, slots=True)
class EvidenceStatus:
    """The worth of one record on the day of the build, and the facts that show it."""

    worth: Worth
    reason: Reason
    published: int = 0
    needed: int = 0
    day: dt.date | None = None
    post: str | None = None
    """Who approves or has approved it."""
    rule: str | None = None
    """Rule that every build checks."""


def joined(worths: Iterable[Worth]) -> Worth:
    """Several answers together: all full is full, none at all is missing, anything between is partial."""
    found = set(worths)
    if found <= {"missing"}:
        return "missing"
    return "answered" if found == {"answered"} else "partly"


def counted(
    published: int, needed: int, reason: Reason, day: dt.date | None = None, *, begun: bool = False
) -> EvidenceStatus:
    """All of it answers, some of it answers in part, none of it is missing; ``begun``: there is a part of a fact."""
    complete: Worth = "answered" if needed else "missing"
    worth: Worth = complete if published == needed else "partly" if published or begun else "missing"
    return EvidenceStatus(worth, reason, published, needed, day)


def of_item(one: DisclosureStatus) -> EvidenceStatus:
    """A disclosure: complete and valid, in part, or without facts; what has expired or awaits approval answers in part."""
    found = one.progress()
    verdict = of_progress(found, one.item.published_on)
    if found.complete and one.state not in ("published", "expiring", "stale"):
        return EvidenceStatus("partly", verdict.reason, found.published, found.needed, one.item.published_on)
    return verdict


def of_progress(found: Progress, day: dt.date | None = None) -> EvidenceStatus:
    """What counted facts are worth."""
    reason: Reason = "facts" if found.published or not found.partly else "facts-begun"
    return counted(found.published, found.needed, reason, day, begun=found.begun)


def of_process(registry: CheckedRegistry, process: Process) -> EvidenceStatus:
    """A card describes a procedure; it answers once the map is in force and each of its indicators can be measured."""
    chart = registry.architecture
    if chart.status == "draft":
        return EvidenceStatus("partly", "draft-map")
    defined = sum(_is_defined(one) for one in process.indicators)
    complete = 0 < defined == len(process.indicators)
    reason: Reason = "card-complete" if complete else "card-incomplete"
    return EvidenceStatus(
        "answered" if complete else "partly", reason, defined, len(process.indicators), chart.order_date
    )


def _is_defined(indicator: Indicator) -> bool:
    return bool(indicator.unit and indicator.period and indicator.target)


def of_indicator(registry: CheckedRegistry, indicator: Indicator) -> EvidenceStatus:
    """An indicator answers with its values; with a mere target it answers in part, its bare name not at all."""
    if indicator.id in with_values(registry):
        return EvidenceStatus("answered", "values")
    return EvidenceStatus("partly", "target-only") if indicator.target else without_values(registry, {indicator.id})


def without_values(registry: CheckedRegistry, ids: Set[str], needed: int = 0) -> EvidenceStatus:
    """Invented values are no evidence, but the reason says that they are shown."""
    invented = any(one.indicator in ids and one.obs_value is not None for one in registry.indicator_values)
    return EvidenceStatus("missing", "demonstration-figures" if invented else "no-values", needed=needed)


def with_values(registry: CheckedRegistry) -> frozenset[str]:
    """Indicators that have a value which nobody invented."""
    shown = (one for one in registry.indicator_values if one.obs_value is not None)
    return frozenset(one.indicator for one in shown if one.status != DEMONSTRATION)


def of_group(registry: CheckedRegistry, group: IndicatorGroup) -> EvidenceStatus:
    """A group of indicators by how many of them have values."""
    ids = {*(one.id for one in group.indicators), *group.related}
    found = len(ids & with_values(registry))
    return counted(found, len(ids), "values") if found else without_values(registry, ids, len(ids))


def of_prose(pages: Iterable[ProsePage], rule: str | None, lang: Lang) -> EvidenceStatus:
    """A hand-written page answers if it was approved, or if every build checks what it says."""
    if rule is not None:
        return EvidenceStatus("answered", "checked", rule=rule)
    facts = next(page.facts for page in pages if page.lang == lang)
    if facts.approved_on is not None:
        return EvidenceStatus("answered", "approved", day=facts.approved_on, post=facts.approved_by)
    return EvidenceStatus("partly", "described")


def of_approval(registry: CheckedRegistry, approval: Approval) -> EvidenceStatus:
    """An approval answers with its date; the name of the post that has to approve answers nothing."""
    if is_evidenced(approval, registry.settings.sections):
        return EvidenceStatus("answered", "approved", day=approval.approved_on, post=approval.approved_by)
    return EvidenceStatus("missing", "not-approved", post=approval.approved_by)


def of_figures(registry: CheckedRegistry, survey: str) -> EvidenceStatus:
    """Invented figures answer nothing, provisional ones in part."""
    form = registry.surveys.questionnaire(survey)
    figures = any(row.survey == survey and row.obs_value is not None for row in registry.surveys.observations)
    return _OF_STATUS[form.status] if form and figures else EvidenceStatus("missing", "no-figures")


_OF_STATUS: Mapping[Status, EvidenceStatus] = {
    "demonstration": EvidenceStatus("missing", "demonstration-figures"),
    "provisional": EvidenceStatus("partly", "provisional-figures"),
    "final": EvidenceStatus("answered", "final-figures"),
}


def of_surveys(registry: CheckedRegistry, surveys: Iterable[str]) -> EvidenceStatus:
    """Several surveys: all with final figures answer, some figures answer in part, invented ones not at all."""
    found = [of_figures(registry, survey) for survey in surveys]
    final = sum(one.worth == "answered" for one in found)
    figures = [one for one in found if one.worth != "missing"]
    if figures:
        return counted(final, len(found), "surveys", begun=True)
    examples = any(one.reason == "demonstration-figures" for one in found)
    return EvidenceStatus("missing", "demonstration-figures" if examples else "no-figures")
