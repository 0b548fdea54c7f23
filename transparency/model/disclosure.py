"""Record types for mandatory disclosures: one record per item, with its facts as typed fields.

A record has no field for its state: the state is computed from the facts and the day of the build
(`transparency.registry.freshness`). A fact that nobody has supplied is left out, and the site shows which unit owes it.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from transparency.model.disclosure_facts import Attachment, DeclaredFacts, DisclosureFacts, WebAddress
from transparency.model.number_types import Number
from transparency.model.promise import Awaited
from transparency.model.text import Clarifiable, Date, Id, LocalText, Record, Text, Translated

ClauseOfDuty = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,2}(\.[0-9]{1,2}){0,3}[a-z]?$")]
Phone = Annotated[str, StringConstraints(pattern=r"^\+[0-9]{8,15}(;ext=[0-9]{1,5})?$")]
"""International form without spaces (RFC 3966); an office number, never a person's."""
Mailbox = Annotated[str, StringConstraints(pattern=r"^[a-z0-9._-]+@[a-z0-9-]+(\.[a-z0-9-]+)+$")]
"""Mailbox of an office or a role, never a person's."""
Clock = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]

Status = Literal["actual", "demonstration"]
"""``demonstration`` marks an example; it looks like one everywhere, and a release for the official address refuses it."""
Group = Literal["information", "copies", "other"]
Block = Literal["invariant", "variative"]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
FormOfStudy = Literal["full-time", "evening", "part-time", "online", "external"]
"""Forms that the law on education knows; which of them a university offers is a disclosure of its own."""
Access = Literal["open", "campus", "account"]
"""Open to everybody, from the university's network, with a student's account."""


def clause_order(clause: str) -> tuple[tuple[int, str], ...]:
    """Key that sorts 9.10 behind 9.9 and 8.3.5a behind 8.3.5."""
    parts = (re.fullmatch(r"([0-9]+)([a-z]?)", part) for part in clause.split("."))
    return tuple((int(part[1]), part[2]) for part in parts if part)


class Opening(Record):
    """Hours on some days of the week."""

    days: tuple[Weekday, ...] = Field(min_length=1)
    opens: Clock
    closes: Clock


class Contacts(DisclosureFacts):
    """When the university was founded, where it is, when it works and how to reach it."""

    required = ("founded_on", "location", "regime", "schedule", "phones", "emails")
    parts = MappingProxyType({"location": ("city",)})
    kind: Literal["contacts"]
    founded_on: Date | None = None
    city: LocalText | None = None
    """The part of the address that is known before the whole is."""
    location: LocalText | None = None
    """Full postal address."""
    regime: LocalText | None = None
    """Days of work and breaks."""
    schedule: tuple[Opening, ...] = ()
    phones: tuple[Phone, ...] = ()
    emails: tuple[Mailbox, ...] = ()


class Body(Record):
    """A governing body, described by posts."""

    id: Id
    title: LocalText
    decides: LocalText | None = None
    """What it decides, in plain words."""
    chair: Id | None = None
    members: tuple[Id, ...] = ()
    """Posts that sit on it."""
    plan: LocalText | None = None
    decisions: tuple[LocalText, ...] = ()


class ChartNode(Record):
    """A unit in the approved organisational structure and the post it answers to."""

    unit: Id
    reports_to: Id


class Governance(DisclosureFacts):
    """Structure and governing bodies."""

    required = ("chart", "bodies", "units")
    kind: Literal["governance"]
    chart: tuple[ChartNode, ...] = ()
    bodies: tuple[Body, ...] = ()
    units: tuple[Id, ...] = ()


class StudyForm(Record):
    """A form of study that the university offers."""

    code: FormOfStudy
    note: LocalText | None = None


class StudyForms(DisclosureFacts):
    """Forms of study."""

    required = ("forms",)
    kind: Literal["study-forms"]
    forms: tuple[StudyForm, ...] = ()


class AccreditationTerms(DisclosureFacts):
    """Accreditation periods; the rows stand in ``data/programmes/accreditations.csv``."""

    required = ("accreditations",)
    kind: Literal["accreditation-terms"]


class EducationalDocuments(DisclosureFacts):
    """Documents of the educational process; the rows stand in the document register, ``data/quality/documents.yml``."""

    required = ("documents",)
    kind: Literal["documents"]


class ProgrammesOffered(DisclosureFacts):
    """Programmes and their modules; the rows stand in ``data/programmes/``."""

    required = ("programmes", "modules")
    kind: Literal["programmes-offered"]


class Head(DisclosureFacts):
    """Head of the university: the one person whom the regulation wants named."""

    required = ("post", "name", "phones", "emails")
    kind: Literal["head"]
    post: Id | None = None
    name: LocalText | None = None
    """Needs an entry in ``data/exceptions.yml`` with its legal ground."""
    phones: tuple[Phone, ...] = ()
    """Reception."""
    emails: tuple[Mailbox, ...] = ()
    reception: tuple[Opening, ...] = ()
    """When citizens are received."""


class Facility(Record):
    """Premises or equipment."""

    title: LocalText
    description: LocalText
    area: Number | None = None
    """Square metres."""
    accessible: bool | None = None
    """Whether a wheelchair user can reach it."""


class Library(Record):
    """The research library."""

    location: LocalText
    schedule: tuple[Opening, ...]
    holdings: LocalText | None = None
    catalogue: WebAddress | None = None


class ElectronicResource(Record):
    """An electronic resource open to students."""

    title: LocalText
    access: Access
    conditions: LocalText
    link: WebAddress


class Facilities(DisclosureFacts):
    """Premises and equipment, library, electronic resources."""

    required = ("facilities", "library", "resources")
    kind: Literal["facilities"]
    facilities: tuple[Facility, ...] = ()
    library: Library | None = None
    resources: tuple[ElectronicResource, ...] = ()


class Charter(DisclosureFacts):
    """Copy of the charter."""

    required = ("registered_on", "file")
    kind: Literal["charter"]
    registered_on: Date | None = None
    file: Attachment | None = None


class ActivityLicence(DisclosureFacts):
    """Copy of the licence for educational activity with its annexes."""

    required = ("number", "issued_on", "issuer", "file", "annexes")
    kind: Literal["licence"]
    number: Text | None = None
    issued_on: Date | None = None
    issuer: LocalText | None = None
    file: Attachment | None = None
    annexes: tuple[Attachment, ...] = ()


class Certificate(DisclosureFacts):
    """Copy of the certificate of institutional accreditation with its annexes."""

    required = ("number", "agency", "standard", "valid_from", "valid_until", "file", "annexes")
    kind: Literal["accreditation-certificate"]
    number: Text | None = None
    agency: LocalText | None = None
    standard: LocalText | None = None
    valid_from: Date | None = None
    valid_until: Date | None = None
    file: Attachment | None = None
    annexes: tuple[Attachment, ...] = ()


class AdditionalDisclosure(Translated):
    """Something that a decision or a law wants published: a file in ``data/entries/``, as the submission form brings it."""

    id: Id
    item: Id
    """The disclosure under which it stands."""
    title: LocalText
    basis: LocalText
    """Decision or provision of law; without it the entry is refused."""
    text: LocalText
    photos: tuple[Attachment, ...] = ()
    unit: Id
    submitted_on: Date
    published_on: Date | None = None
    """Day of approval; until then the entry is a draft, and a release for the official address refuses it."""
    public_from: Date | None = None
    """Not on the site, in the files or in the search before this day."""
    status: Status = "actual"


class Other(DisclosureFacts):
    """Whatever else the university decides, or the law obliges it, to publish; the entries stand in ``data/entries/``."""

    required = ("entries",)
    kind: Literal["other"]


AnyContent = Annotated[
    Contacts
    | Governance
    | StudyForms
    | AccreditationTerms
    | EducationalDocuments
    | ProgrammesOffered
    | Head
    | Facilities
    | Charter
    | ActivityLicence
    | Certificate
    | DeclaredFacts
    | Other,
    Field(discriminator="kind"),
]


class ApprovalChain(Record):
    """Who passes an item on its way to the site: posts and units, never persons."""

    submitted_by: Id
    """Unit that fills the submission form."""
    agreed_by: Id
    checked_by: Id
    """Who confirms that the document is the current one."""
    published_by: Id


class Disclosure(Clarifiable, Awaited, Translated):
    """One item of the register of disclosures."""

    id: Id
    clause: ClauseOfDuty
    """Clause of the framework that asks for it."""
    group: Group
    block: Block
    """Mandatory (invariant) or recommended (variative)."""
    title: LocalText
    summary: LocalText
    """What a visitor finds here and what for."""
    ground: LocalText
    """Why it must be published: regulation, law or decision, in our words."""
    unit: Id
    """Who answers for it being complete and current."""
    approval: ApprovalChain
    source: LocalText
    """Where the facts come from."""
    submitted_on: Date | None = None
    """Day on which the unit handed in the newest version."""
    approved_on: Date | None = None
    """Day on which the post named in ``approval.agreed_by`` approved the newest version."""
    published_on: Date | None = None
    """Day on which the newest approved version went public."""
    valid_from: Date | None = None
    valid_until: Date | None = None
    last_reviewed: Date | None = None
    review_by: Date
    updated: Date
    """Day on which this record was last changed."""
    status: Status = "actual"
    content: AnyContent


class Waiver(Translated):
    """A dated decision to publish the site although an item is missing or expired; waivers are public."""

    id: Id
    item: Id
    """The disclosure."""
    reason: LocalText
    granted_by: Id
    granted_on: Date
    until: Date
    """At most one year after it was granted."""
