"""Record types for educational programmes (``data/programmes/*.csv``): programme, module, outcome, accreditation.

The columns are declared once, in ``opendata/datasets/``. That declaration is used to read the CSV, to create the XLSX
template and to document the open data.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from transparency.model.disclosure import FormOfStudy, Status
from transparency.model.text import Date, DocumentLanguage, Id, LocalText, OfItsFolder, Record, Text

LevelOfStudy = Literal["bachelor", "master", "doctoral"]
FieldOfStudy = Annotated[str, StringConstraints(pattern=r"^(0[1-9]|1[0-2])$")]
"""Field of education of the national classifier of directions of training, 01 to 12."""
ModuleKind = Literal["compulsory", "university", "elective", "practice", "final"]
"""Component of the curriculum."""
AccreditationKind = Literal["institutional", "programme"]


class Programme(Record):
    """One educational programme."""

    id: Id
    """Address of its page; never changes."""
    code: Text
    """Code in the register of educational programmes."""
    title: LocalText
    level: LevelOfStudy
    field: FieldOfStudy
    languages: tuple[DocumentLanguage, ...] = Field(min_length=1)
    forms: tuple[FormOfStudy, ...] = Field(min_length=1)
    credits: int = Field(ge=1, le=400)
    """ECTS credits of the whole programme."""
    years: float = Field(gt=0, le=7)
    unit: Id | None = None
    """Unit that keeps the programme."""
    assessment: LocalText | None = None
    """How learning is assessed."""
    graduate_indicator: Id | None = None
    """Indicator of the process registry that follows its graduates."""
    employer_indicator: Id | None = None
    updated: Date
    status: Status


class Module(Record):
    """A course or module of a programme."""

    programme: Id
    number: int = Field(ge=1, le=200)
    title: LocalText
    kind: ModuleKind
    credits: int = Field(ge=0, le=60)
    semester: int = Field(ge=1, le=14)
    status: Annotated[Status, OfItsFolder()] = "actual"
    """That of the folder the row stands in."""


class LearningOutcome(Record):
    """What a graduate of the programme can do."""

    programme: Id
    number: int = Field(ge=1, le=30)
    text: LocalText
    status: Annotated[Status, OfItsFolder()] = "actual"
    """That of the folder the row stands in."""


class Accreditation(Record):
    """A decision of an accreditation agency."""

    id: Id
    kind: AccreditationKind
    programme: Id | None = None
    """Empty for the institution as a whole."""
    agency: LocalText
    standard: LocalText
    """Under which standards the agency decided."""
    certificate_no: Text
    valid_from: Date
    valid_until: Date
    status: Status
