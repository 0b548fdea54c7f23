"""A place on the site that answers a duty, and what it is worth while the records behind it are incomplete."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from transparency.check.registry import CheckedRegistry
from transparency.check.standing import Standing, standing
from transparency.model.compliance import Evidence
from transparency.model.survey import Status
from transparency.model.text import LocalText
from transparency.shape import quality
from transparency.shape.page import said

Worth = Literal["answered", "partly", "missing"]


@dataclass(frozen=True, slots=True)
class Answer:
    """Page, place on it, name, and worth."""

    page: str
    anchor: str | None
    title: LocalText | None
    """None where the title of the page says it."""
    worth: Worth


def joined(worths: Iterable[Worth]) -> Worth:
    """Several answers together: all full is full, none at all is missing, anything between is partial."""
    found = set(worths)
    if found <= {"missing"}:
        return "missing"
    return "answered" if found == {"answered"} else "partly"


def worth_of_item(one: Standing) -> Worth:
    """An item that is public answers; one with some of its facts, or past its validity, answers in part."""
    if one.state in ("published", "expiring", "stale"):
        return "answered"
    return "partly" if one.given() else "missing"


def place(registry: CheckedRegistry, evidence: Evidence) -> Answer:
    """Evidence that stands on a page of its own kind."""
    kind = next(name for name, value in evidence if value is not None and name != "anchor")
    return PLACES[kind](registry, evidence)


def _page(registry: CheckedRegistry, evidence: Evidence) -> Answer:
    return Answer(str(evidence.page), evidence.anchor, None, "answered")


def _disclosure(registry: CheckedRegistry, evidence: Evidence) -> Answer:
    item = registry.disclosures[str(evidence.disclosure)]
    return Answer(f"disclosures/{item.id}", evidence.anchor, item.title, worth_of_item(standing(registry, item)))


def _process(registry: CheckedRegistry, evidence: Evidence) -> Answer:
    process = next(one for one in registry.processes if one.id == evidence.process)
    return Answer(f"processes/{process.id}", evidence.anchor, process.title, "answered")


def _indicator(registry: CheckedRegistry, evidence: Evidence) -> Answer:
    found = ((p, i) for p in registry.processes for i in p.indicators if i.id == evidence.indicator)
    process, indicator = next(found)
    return Answer(f"processes/{process.id}", indicator.id, indicator.name, "answered")


def _dataset(registry: CheckedRegistry, evidence: Evidence) -> Answer:
    dataset = registry.datasets[str(evidence.dataset)]
    return Answer(dataset.page, "files", dataset.title, "answered")


def _quality(registry: CheckedRegistry, evidence: Evidence) -> Answer:
    name = str(evidence.quality)
    if name == "documents":
        return Answer(quality.DOCUMENTS, evidence.anchor, said(registry, "documents.title"), "answered")
    found = quality.part(registry, name)
    title = said(registry, f"quality.part.{name}")
    worth: Worth = "answered" if not found.missing else "partly" if name == "parties" else "missing"
    return Answer(quality.PAGE, evidence.anchor or name, title, worth)


def _survey(registry: CheckedRegistry, evidence: Evidence) -> Answer:
    """Invented figures answer nothing, provisional ones in part."""
    code = str(evidence.survey)
    entry = next(one for one in registry.surveys.calendar if one.id == code)
    form = registry.surveys.questionnaire(code)
    figures = any(row.survey == code and row.obs_value is not None for row in registry.surveys.observations)
    worth = _WORTH_OF_FIGURES[form.status] if form and figures else "missing"
    return Answer(f"surveys/{code.lower()}", evidence.anchor, entry.title, worth)


_WORTH_OF_FIGURES: Mapping[Status, Worth] = {"demonstration": "missing", "provisional": "partly", "final": "answered"}

PLACES: Mapping[str, Callable[[CheckedRegistry, Evidence], Answer]] = {
    "page": _page,
    "disclosure": _disclosure,
    "process": _process,
    "indicator": _indicator,
    "dataset": _dataset,
    "quality": _quality,
    "survey": _survey,
}
"""Kind of evidence -> its place; a new kind is one function here."""
