"""Rules about disclosures, documents, programmes and frameworks that involve several records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from transparency.model.demo import DEMONSTRATION
from transparency.model.disclosure import Certificate, Governance, Mailbox, StudyForms
from transparency.model.messages import Message
from transparency.model.problem import Problem
from transparency.model.quality import NEEDS_EXPLANATION
from transparency.registry.demonstration import FOLDER as DEMO
from transparency.registry.entry import SourceRecord, SourceRow
from transparency.registry.load import Draft

LONGEST_WAIVER = dt.timedelta(days=366)


def forgotten_items(draft: Draft) -> Iterator[Problem]:
    """Every clause that wants an item has one, every item answers a clause, and its file is named after it."""
    items = {entry.record.clause for entry in draft.disclosing.disclosures}
    for framework in () if _incomplete(draft) else draft.disclosing.frameworks:
        for i, duty in enumerate(framework.record.clauses):
            if duty.mandatory_item and duty.number not in items:
                what = Message("no record in data/disclosures answers clause {number}.", number=duty.number)
                yield framework.problem(
                    ("clauses", i, "number"), "D01", what, Message("Add the record, even without facts.")
                )
    records: tuple[SourceRecord[Any], ...] = (*draft.disclosing.disclosures, *draft.disclosing.entries)
    for entry in records:
        if not entry.document.file.endswith(f"/{entry.record.id}.yml"):
            yield entry.problem(
                ("id",), "D01", Message("differs from the name of the file."), Message("Name the file after the id.")
            )


def _incomplete(draft: Draft) -> bool:
    """A record that could not be read is reported where it stands; that others miss it follows from that."""
    return "disclosing" in draft.incomplete


def misplaced_demonstrations(draft: Draft) -> Iterator[Problem]:
    """A record of ``data/`` is never a demonstration; those of surveys are found while they are read."""
    advice = Message("Move it to demo/, or replace it by the real record.")
    disclosing = draft.disclosing
    entries: tuple[SourceRecord[Any], ...] = (*disclosing.disclosures, *disclosing.entries, *disclosing.improvements)
    for entry in entries:
        if entry.record.status == DEMONSTRATION and not entry.document.file.startswith(f"{DEMO}/"):
            yield entry.problem(
                ("status",), "D20", Message('"{id}" is a demonstration record.', id=entry.record.id), advice
            )
    rows: tuple[SourceRow[Any], ...] = (*disclosing.tables.programmes, *disclosing.tables.accreditations)
    for row in rows:
        if row.record.status == DEMONSTRATION and not row.sheet.file.startswith(f"{DEMO}/"):
            yield row.problem(
                ("status",), "D20", Message('"{id}" is a demonstration record.', id=row.record.id), advice
            )


def wrong_dates(draft: Draft) -> Iterator[Problem]:
    """Validity ends after it begins; publication follows submission."""
    advice = Message("Correct one of the two days.")
    for entry in draft.disclosing.disclosures:
        item = entry.record
        content = ("content",) if isinstance(item.content, Certificate) else ()
        pairs = (
            ((), item, "valid_from", "valid_until"),
            (content, item.content if content else item, "valid_from", "valid_until"),
            ((), item, "last_reviewed", "review_by"),
            ((), item, "approved_on", "published_on"),
        )
        for path, record, first, last in pairs:
            before, after = getattr(record, first), getattr(record, last)
            if before and after and before > after:
                yield entry.problem((*path, last), "D02", Message("lies before {first}.", first=first), advice)
    for row in draft.disclosing.tables.accreditations:
        if row.record.valid_from >= row.record.valid_until:
            yield row.problem(("valid_until",), "D02", Message("lies before valid_from."), advice)


def foreign_mailboxes(draft: Draft) -> Iterator[Problem]:
    """Mailboxes on the site are at a domain of the institution, or named with their legal ground in the register."""
    domains = draft.settings.record.institution.domains
    for entry in draft.disclosing.disclosures:
        mailboxes: tuple[Mailbox, ...] = getattr(entry.record.content, "emails", ())
        for i, mailbox in enumerate(mailboxes):
            if mailbox.rpartition("@")[2] not in domains and mailbox not in draft.lawful_mailboxes:
                what = Message("is not a mailbox at {domain}.", domain=", ".join(domains))
                advice = Message(
                    "Use the mailbox of the office, or name it with its legal ground in data/exceptions.yml."
                )
                yield entry.problem(("content", "emails", i), "D03", what, advice)


def wrong_certificate(draft: Draft) -> Iterator[Problem]:
    """The certificate and the list of accreditations tell the same dates."""
    institutional = [r.record for r in draft.disclosing.tables.accreditations if r.record.kind == "institutional"]
    for entry in draft.disclosing.disclosures:
        content = entry.record.content
        if not isinstance(content, Certificate) or content.number is None or not institutional:
            continue
        told = {(one.certificate_no, one.valid_from, one.valid_until) for one in institutional}
        if (content.number, content.valid_from, content.valid_until) not in told:
            what = Message("number and dates differ from data/programmes/accreditations.csv.")
            yield entry.problem(("content", "number"), "D05", what, Message("Make the two agree."))


def unexplained_documents(draft: Draft) -> Iterator[Problem]:
    """Every plan and policy says why it is needed and what is expected of it."""
    register = draft.disclosing.documents
    for i, document in enumerate(register.record.entries if register else ()):
        if register and document.kind in NEEDS_EXPLANATION:
            for name in ("why", "expected_result"):
                if getattr(document, name) is None:
                    what = Message('a {kind} needs "{name}" in three languages.', kind=document.kind, name=name)
                    advice = Message("Explain it in one plain sentence.")
                    yield register.problem(("entries", i, name), "D06", what, advice)


def wrong_publication_class(draft: Draft) -> Iterator[Problem]:
    """The class of a document and what is published of it agree; a replaced document keeps no file."""
    register = draft.disclosing.documents
    if register is None:
        return
    levels = {level.level for level in register.record.levels}
    for i, one in enumerate(register.record.entries):
        place = ("entries", i, "publication_class")
        if one.file is not None and (one.publication_class != "full" or one.replaced_by):
            what = (
                Message("the class allows no file.")
                if one.publication_class != "full"
                else Message("a replaced document has a file.")
            )
            yield register.problem(place, "D07", what, Message("Remove the file, or correct the class."))
        if one.publication_class == "full" and not (one.file or one.link or one.replaced_by):
            yield register.problem(
                place, "D07", Message('"full" needs a file or a link.'), Message("Add it, or choose another class.")
            )
        if one.publication_class == "summary" and one.summary is None:
            yield register.problem(
                place, "D07", Message('"summary" needs a summary.'), Message("Write it in three languages.")
            )
        if one.level not in levels:
            yield register.problem(
                ("entries", i, "level"), "D07", Message("no such level."), Message("Choose a level of the pyramid.")
            )


def wrong_programmes(draft: Draft) -> Iterator[Problem]:
    """A programme has modules, uses only forms of study that are disclosed, and its rows belong to a programme."""
    if _incomplete(draft):
        return
    tables = draft.disclosing.tables
    known = {row.record.id for row in tables.programmes}
    with_modules = {row.record.programme for row in tables.modules}
    forms = _disclosed_forms(draft)
    for programme in tables.programmes:
        one = programme.record
        if one.id not in with_modules:
            yield programme.problem(
                ("id",), "D08", Message("has no modules."), Message("Add at least one row to modules.")
            )
        if forms and one.status == "actual" and set(one.forms) - forms:
            what = Message(
                "names a form of study that the disclosure does not: {forms}.",
                forms=", ".join(sorted(set(one.forms) - forms)),
            )
            yield programme.problem(
                ("forms",), "D08", what, Message("Correct it here or in data/disclosures/study-forms.yml.")
            )
    parts: tuple[SourceRow[Any], ...] = (*tables.modules, *tables.outcomes, *tables.accreditations)
    for row in parts:
        owner = row.record.programme
        if owner is not None and owner not in known:
            what = Message('no programme is called "{owner}".', owner=owner)
            yield row.problem(("programme",), "D09", what, Message("Correct the id, or add the programme."))


def _disclosed_forms(draft: Draft) -> set[str]:
    contents = (entry.record.content for entry in draft.disclosing.disclosures)
    return {form.code for content in contents if isinstance(content, StudyForms) for form in content.forms}


def repeated_rows(draft: Draft) -> Iterator[Problem]:
    """No key stands twice in a table of the register of programmes."""
    tables = draft.disclosing.tables
    keys: tuple[tuple[tuple[Any, ...], tuple[str, ...]], ...] = (
        (tables.programmes, ("id",)),
        (tables.programmes, ("code",)),
        (tables.modules, ("programme", "number")),
        (tables.outcomes, ("programme", "number")),
        (tables.accreditations, ("id",)),
    )
    for rows, names in keys:
        seen: dict[tuple[object, ...], int] = {}
        for row in rows:
            key = tuple(getattr(row.record, name) for name in names)
            if key in seen:
                what = Message("is already in row {row}.", row=seen[key])
                yield row.problem((names[-1],), "R02", what, Message("Give this row its own."))
            seen.setdefault(key, row.row)


def wrong_waivers(draft: Draft) -> Iterator[Problem]:
    """A waiver names an item, ends after it was granted, and lasts a year at most."""
    for entry in draft.disclosing.waivers:
        one = entry.record
        if not dt.timedelta() < one.until - one.granted_on <= LONGEST_WAIVER:
            what = Message("must end after it was granted and within a year.")
            yield entry.problem(("until",), "D10", what, Message("Grant it anew when it ends."))


def own_publisher(draft: Draft) -> Iterator[Problem]:
    """Nobody publishes what the same unit submitted."""
    for entry in draft.disclosing.disclosures:
        chain = entry.record.approval
        if chain.submitted_by == chain.published_by:
            what = Message("is also the unit that submits.")
            yield entry.problem(("approval", "published_by"), "D11", what, Message("Name the role that publishes."))


def missing_units(draft: Draft) -> Iterator[Problem]:
    """The list of units names each that manages a process or answers for an item, a clause or a mechanism."""
    if "processes" in draft.incomplete:
        return
    answering = _answering_units(draft)
    for entry in draft.disclosing.disclosures:
        content = entry.record.content
        if isinstance(content, Governance) and content.units:
            for unit in sorted(answering - set(content.units)):
                what = Message(
                    '"{unit}" manages a process or answers for content and is missing from the list of units.',
                    unit=unit,
                )
                yield entry.problem(("content", "units"), "D27", what, Message("Add it to the list."))


def _answering_units(draft: Draft) -> set[str]:
    heads = {entry.record.id: entry.record.unit for entry in draft.roles}
    parts = (part for entry in draft.processes for part in (entry.record.owner, entry.record.manager) if part)
    named = {one for part in parts for one in part.who}
    disclosing = draft.disclosing
    owing = {item.record.unit for item in disclosing.disclosures}
    owing |= {mechanism.record.unit for mechanism in disclosing.mechanisms}
    owing |= {duty.unit for framework in disclosing.frameworks for duty in framework.record.clauses}
    return ({heads.get(one) or one for one in named} | owing) & {entry.record.id for entry in draft.units}
