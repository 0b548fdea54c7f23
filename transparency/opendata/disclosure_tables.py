"""Builds the rows of the datasets on disclosures, programmes and compliance."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from transparency.model.demo import DEMONSTRATION
from transparency.model.disclosure import Disclosure
from transparency.model.disclosure_facts import DeclaredFacts, FileFact
from transparency.model.text import Languages, LocalText, Record
from transparency.opendata.dataset_table import SEPARATOR, Cell, Row, texts
from transparency.registry.attachment_files import PUBLISHED
from transparency.registry.check import CheckedRegistry
from transparency.registry.disclosure_status import disclosure_statuses
from transparency.site.views import compliance, grounds, improvement, outstanding


def programmes(registry: CheckedRegistry) -> Iterator[Row]:
    """One row a programme."""
    return (flat(one, registry.languages, ("assessment",)) for one in registry.programmes)


def modules(registry: CheckedRegistry) -> Iterator[Row]:
    """One row a course or module."""
    return (flat(one, registry.languages) for one in registry.modules)


def outcomes(registry: CheckedRegistry) -> Iterator[Row]:
    """One row a learning outcome."""
    return (flat(one, registry.languages) for one in registry.outcomes)


def accreditations(registry: CheckedRegistry) -> Iterator[Row]:
    """One row a decision of an agency."""
    return (flat(one, registry.languages) for one in registry.accreditations)


def disclosures(registry: CheckedRegistry) -> Iterator[Row]:
    """One row an item, with the state computed for the day of the build."""
    for one in disclosure_statuses(registry):
        item = one.item
        yield {
            "id": item.id,
            "clause": item.clause,
            "block": item.block,
            **texts(registry.languages, "title", item.title),
            "unit": item.unit,
            "state": one.state,
            "required": one.progress().needed,
            **{f"given_{lang}": one.progress(lang).published for lang in registry.languages},
            "missing": SEPARATOR.join(one.missing) or None,
            "valid_until": one.valid_until,
            "last_reviewed": item.last_reviewed,
            "review_by": item.review_by,
            "waived_until": one.waiver.until if one.waiver else None,
            **_promises(item, one.missing),
        }


def _promises(item: Disclosure, missing: tuple[str, ...]) -> dict[str, Cell]:
    """When a gap was first named, and every day by which it was promised; nothing for what is complete."""
    days = [promise.day for promise in item.promised_by] if missing else []
    return {
        "missing_since": item.missing_since if missing else None,
        "promised_by": days[-1] if days else None,
        "earlier_promises": SEPARATOR.join(day.isoformat() for day in days[:-1]) or None,
    }


def declared_facts(registry: CheckedRegistry) -> Iterator[Row]:
    """One row a fact that the institution itself asks for; in a column of its kind what is supplied."""
    for item in registry.disclosures.values():
        for one in item.content.facts if isinstance(item.content, DeclaredFacts) else ():
            yield {
                "item": item.id,
                "fact": one.id,
                **texts(registry.languages, "title", one.title),
                "kind": one.kind,
                "required": one.required,
                "given": one.value is not None,
                **texts(registry.languages, "text", getattr(one, "text", None)),
                **{name: getattr(one, name, None) for name in ("day", "number")},
                **texts(registry.languages, "measure", getattr(one, "measure", None)),
                "link": getattr(one, "link", None),
                "file": f"{PUBLISHED}/{one.file.file}" if isinstance(one, FileFact) and one.file else None,
                "page": getattr(one, "page", None),
            }


def documents(registry: CheckedRegistry) -> Iterator[Row]:
    """One row a document of the register."""
    for one in registry.documents.entries:
        yield {
            "id": one.id,
            "level": one.level,
            "kind": one.kind,
            "origin": one.origin,
            **texts(registry.languages, "title", one.title),
            **texts(registry.languages, "why", one.why),
            **texts(registry.languages, "expected_result", one.expected_result),
            "code": one.code,
            "version": one.version,
            "approved_on": one.approved_on,
            "publication_class": one.publication_class,
            "replaced_by": one.replaced_by,
            "unit": one.unit,
            "reviewed_on": one.reviewed_on,
            "legal_reviewed_on": one.legal_reviewed_on,
            "review_by": one.review_by,
        }


def clauses_of_frameworks(registry: CheckedRegistry) -> Iterator[Row]:
    """One row a clause, with its state and the pages that answer it."""
    for view in compliance.views(registry):
        for row in view.rows:
            yield {
                "framework": view.framework.id,
                "clause": row.duty.number,
                **texts(registry.languages, "title", row.duty.title),
                **texts(registry.languages, "duty", row.duty.duty),
                "unit": row.duty.unit,
                "state": row.state,
                "answers": SEPARATOR.join(_address(one.page, one.anchor) for one in row.answers) or None,
                "reasons": SEPARATOR.join(f"{one.worth}:{one.verdict.reason}" for one in row.answers) or None,
                "last_reviewed": view.framework.last_reviewed,
            }


def legal_grounds(registry: CheckedRegistry) -> Iterator[Row]:
    """One row a duty of an act; unconfirmed ones say so."""
    for view in grounds.acts(registry):
        for row in view.rows:
            act, duty = row.act, row.duty
            yield {
                "id": duty.id,
                "act": act.id,
                **texts(registry.languages, "title", act.title),
                "number": act.number,
                "adopted": act.adopted,
                "source": act.source,
                "article": duty.article,
                **texts(registry.languages, "duty", duty.duty),
                **texts(registry.languages, "audience", duty.audience),
                **texts(registry.languages, "periodicity", duty.periodicity),
                **texts(registry.languages, "question", duty.question),
                "answers": SEPARATOR.join(_address(one.page, one.anchor) for one in row.answers) or None,
                "worth": row.worth,
                "unit": act.unit,
                "confirmed": duty.confirmed,
            }


def owed(registry: CheckedRegistry) -> Iterator[Row]:
    """One row an outstanding item of a unit."""
    for one in outstanding.outstanding_items(registry):
        yield {
            "unit": one.unit,
            "kind": one.kind,
            "page": one.page,
            **texts(registry.languages, "what", one.what),
            "due": one.due,
            "since": one.since,
            "promised_by": one.promised_by,
            "anchor": one.anchor,
        }


def improvement_loop(registry: CheckedRegistry) -> Iterator[Row]:
    """One row a source and year."""
    for year in improvement.years(registry):
        for one in year.sources:
            yield {
                "year": year.year,
                "source": one.source,
                "found": one.signal.found if one.signal else one.counts.decided,
                **{name: getattr(one.counts, name) for name in LOOP_COUNTS},
                "owed_by": one.signal.unit if one.signal else None,
                "status": one.status,
            }


LOOP_COUNTS = ("decided", "done", "overdue", "assessed", "effect_overdue")
"""Counts of actions in a row of the improvement loop."""


def improvement_actions(registry: CheckedRegistry) -> Iterator[Row]:
    """One row a published decision."""
    for one in improvement.actions(registry) if registry.quality else ():
        it = one.action
        yield {
            "id": it.id,
            "year": it.decided.year,
            "source": one.source,
            **texts(registry.languages, "finding", it.finding),
            **texts(registry.languages, "decision", it.decision),
            **texts(registry.languages, "unit", one.unit),
            **{name: getattr(it, name) for name in ("decided", "due", "done", "reassess")},
            "state": one.state,
            **texts(registry.languages, "effect", it.effect),
            "framework": getattr(it, "framework", None),
            "clause": getattr(it, "clause", None),
            "status": DEMONSTRATION if one.demonstration else "actual",
        }


TABLES: Mapping[str, Callable[[CheckedRegistry], Iterable[Row]]] = {
    "programmes": programmes,
    "modules": modules,
    "outcomes": outcomes,
    "accreditations": accreditations,
    "disclosures": disclosures,
    "disclosure-facts": declared_facts,
    "documents": documents,
    "compliance": clauses_of_frameworks,
    "legal-grounds": legal_grounds,
    "owed": owed,
    "improvement-loop": improvement_loop,
    "improvement-actions": improvement_actions,
}
"""Dataset id -> its rows."""


def flat(record: Record, languages: Languages, optional: tuple[str, ...] = ()) -> dict[str, Cell]:
    """The fields of a record as columns: a text becomes one column a language, a list one cell."""
    row: dict[str, Cell] = {}
    for name, value in record:
        if isinstance(value, LocalText) or name in optional:
            row |= texts(languages, name, value)
        else:
            row[name] = SEPARATOR.join(value) if isinstance(value, tuple) else value
    return row


def _address(page: str, anchor: str | None) -> str:
    return f"{page}#{anchor}" if anchor else page
