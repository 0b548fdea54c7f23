"""Record types for the submission form with which a unit sends material for the site, and for a form that has been read.

One form holds all three languages. The paper form also asks for three names; they stay on paper, and no field here holds them.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from transparency.model.text import Date, Id, LocalText, Record

FieldKey = Annotated[str, StringConstraints(pattern=r"^[a-z]+[0-9]?(_[a-z]+)*$")]

NAME_FIELDS: tuple[str, ...] = ("head_of_unit", "responsible", "accepted_by")
"""Names and signatures of the paper form. They are read only to make sure that they stand nowhere else."""


class FormField(Record):
    """A row of the form: its key, its label in three languages, and whether it must be filled."""

    key: FieldKey
    label: LocalText
    in_languages: bool = False
    """Of a declaration: stands for one row a language."""
    required: bool = True


class SubmissionForm(Record):
    """``desk/submission-form.yml``: the rows of the form in order; ``photoN_…`` rows are filled together or not at all."""

    title: LocalText
    fields: tuple[FormField, ...] = Field(min_length=1)


class Photo(Record):
    """A photo that comes as a file of its own."""

    file: str = Field(pattern=r"^[^/\\\x00-\x1f\x7f]{1,120}$")
    """Name of the file as the unit sent it."""
    alt: LocalText
    """What is to be seen, for those who cannot see it."""
    consent: bool
    """Whether recognisable persons agreed, or none is to be seen."""


class Submission(Record):
    """A filled form."""

    date: Date
    unit: Id
    topic: LocalText
    content: LocalText
    basis: LocalText
    photos: tuple[Photo, ...] = ()
