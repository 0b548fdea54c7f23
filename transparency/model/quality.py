"""Record types for the public side of the quality management system: documents, audits, nonconformities, reviews.

Levels of documents, sources of nonconformities and inputs of a review differ between universities and are data. A number that
nobody has supplied is left out; the part then counts as missing and its unit owes it.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field

from transparency.model.disclosure_facts import Attachment, WebAddress
from transparency.model.limits import GREATEST
from transparency.model.number_types import Count, Number, Year
from transparency.model.promise import Awaited
from transparency.model.text import Clarifiable, Date, Id, LocalText, Record, Text, Translated

PublicationClass = Literal["full", "summary", "register-entry"]
"""The whole text, a summary in our words, or only the line in the register."""
DocumentKind = Literal[
    "charter", "plan", "policy", "standard", "regulation", "procedure", "map", "form", "record", "law"
]
NEEDS_EXPLANATION: tuple[DocumentKind, ...] = ("plan", "policy")
CHECKED_EVERY = 366
"""Days after which a document has to be checked again."""
Part = Literal["responsible", "approves", "takes-part", "informed"]
AuditType = Literal["planned", "unplanned", "on-request", "before-external"]


class QualityDocumentLevel(Record):
    """A level of the document pyramid, 1 at the top."""

    level: int = Field(ge=1, le=6)
    title: LocalText


class ControlledDocument(Clarifiable, Awaited):
    """A line of the document register."""

    id: Id
    title: LocalText
    kind: DocumentKind
    level: int = Field(ge=1, le=6)
    origin: Literal["internal", "external"]
    code: Text | None = None
    code_aliases: tuple[Text, ...] = ()
    version: Text | None = None
    approved_on: Date | None = None
    approved_by: LocalText | None = None
    publication_class: PublicationClass
    educational: bool = False
    """Whether it was drawn up for the educational process."""
    summary: LocalText | None = None
    why: LocalText | None = None
    """Why it is needed, in plain words; plans and policies must say."""
    expected_result: LocalText | None = None
    file: Attachment | None = None
    link: WebAddress | None = None
    """Where an external document is published."""
    replaced_by: Id | None = None
    """The document that took its place; the old one keeps its line and loses its file."""
    public_from: Date | None = None
    """Not on the site, in the files or in the search before this day."""
    unit: Id
    reviewed_on: Date | None = None
    """Last check that it is current; overdue after twelve months."""
    legal_reviewed_on: Date | None = None
    """Day on which the legal service confirmed that it may be published."""
    review_by: Date | None = None

    def is_stale(self, today: dt.date) -> bool:
        """The last check, or the approval where there was none since, is more than twelve months old."""
        last = self.reviewed_on or self.approved_on
        return last is not None and (today - last).days > CHECKED_EVERY


class DocumentRegister(Translated):
    """``data/quality/documents.yml``."""

    levels: tuple[QualityDocumentLevel, ...] = Field(min_length=4, max_length=5)
    entries: tuple[ControlledDocument, ...]


NO_DOCUMENTS = DocumentRegister.model_construct(levels=(), entries=())
"""The register of a site that does not use the section."""


class QualityPart(Awaited, Translated):
    """Base of the parts of the public quality system."""

    unit: Id
    """Who owes or keeps the part."""
    intro: LocalText
    """What the part shows and how to read it."""
    updated: Date
    review_by: Date


class Policy(QualityPart):
    """The quality policy and its yearly review (ISO 9001:2015, 5.2)."""

    text: tuple[LocalText, ...] = ()
    """Paragraphs of the approved policy."""
    approved_by: Id | None = None
    approved_on: Date | None = None
    reviewed_on: Date | None = None
    """Last yearly review; stale after twelve months."""
    why: LocalText
    expected_result: LocalText


class Objective(Record):
    """A quality objective; without a measure it is shown as not measurable."""

    id: Id
    title: LocalText
    measure: LocalText | None = None
    target: LocalText | None = None
    due: Date | None = None
    owner: Id
    why: LocalText
    expected_result: LocalText


class Objectives(QualityPart):
    """Objectives of one year: the yearly public declaration of goals."""

    year: Year
    declared_on: Date | None = None
    entries: tuple[Objective, ...] = ()


class Party(Record):
    """A group of interested parties and the documents that bind the university to it."""

    id: Id
    title: LocalText
    bound_by: tuple[Id, ...] = ()
    """Ids of documents in the register."""
    heard_by: LocalText | None = None
    """How it is heard, e.g. by surveys."""


class Parties(QualityPart):
    """Register of interested parties."""

    entries: tuple[Party, ...] = Field(min_length=1)


class Assignment(Record):
    """The part that a post or unit has in an activity."""

    who: tuple[Id, ...] = Field(min_length=1)
    part: Part


class MatrixRow(Record):
    """An activity and who does what in it."""

    id: Id
    activity: LocalText
    assignments: tuple[Assignment, ...] = Field(min_length=1)
    shared: bool = False
    """Several are responsible by intention, not by mistake."""


class Matrix(Clarifiable):
    """A responsibility matrix."""

    id: Id
    title: LocalText
    source: LocalText
    approved_by: Id | None = None
    approved_on: Date | None = None
    """Day on which the matrix, or the document that it comes from, was approved."""
    rows: tuple[MatrixRow, ...] = Field(min_length=1)


class Matrices(QualityPart):
    """All responsibility matrices."""

    entries: tuple[Matrix, ...] = Field(min_length=1)


class AuditCount(Record):
    """How many audits of a type; counts only, never auditees."""

    type: AuditType
    planned: Count | None = None
    held: Count | None = None
    nonconformities: Count | None = None


class Audits(QualityPart):
    """Audit programme of one year."""

    year: Year
    counts: tuple[AuditCount, ...] = Field(min_length=1)


class ReviewInput(Record):
    """A point that a management review has to look at."""

    id: Id
    title: LocalText
    considered: bool | None = None
    """Left out until the minutes say so."""


class ManagementReview(QualityPart):
    """Management review as a dated checklist (ISO 9001:2015, 9.3)."""

    year: Year
    held_on: Date | None = None
    considered: tuple[ReviewInput, ...] = Field(min_length=1)
    decisions: tuple[LocalText, ...] = ()


class SourceCount(Record):
    """Nonconformities from one source."""

    id: Id
    title: LocalText
    found: Count | None = None
    closed: Count | None = None
    overdue: Count | None = None


class CorrectiveActions(QualityPart):
    """Totals of nonconformities and corrective actions of one year."""

    year: Year
    sources: tuple[SourceCount, ...] = Field(min_length=1)


class RatingRow(Record):
    """A department's place; never a person's."""

    department: Id
    main: Number
    additional: Number
    place: int = Field(ge=1, le=GREATEST)


class Rating(QualityPart):
    """Rating of departments, where the university decides to publish it."""

    year: Year
    decision: Literal["undecided", "published", "not-published"]
    decided_on: Date | None = None
    rows: tuple[RatingRow, ...] = ()
