"""Everything that the sections on disclosures, programmes and compliance rest on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from transparency.load.attachments import read_attachments
from transparency.load.entry import Entry, RowEntry
from transparency.load.programmes import ProgrammeTables, programme_tables, read_programme_sheets
from transparency.load.reader import Reader
from transparency.model.compliance import Framework, Mechanism
from transparency.model.dataset import Dataset
from transparency.model.disclosure import Disclosure, Waiver
from transparency.model.disclosure import Entry as Published
from transparency.model.quality import (
    Audits,
    CorrectiveActions,
    DocumentRegister,
    Matrices,
    Objectives,
    Parties,
    Policy,
    QualityPart,
    Rating,
    Review,
)
from transparency.model.submission import SubmissionForm

QUALITY_PARTS: Mapping[str, type[QualityPart]] = {
    "policy": Policy,
    "objectives": Objectives,
    "parties": Parties,
    "matrices": Matrices,
    "audits": Audits,
    "review": Review,
    "corrective": CorrectiveActions,
    "rating": Rating,
}
"""Part of the public quality system -> its model; each is a file in ``data/quality/``."""


@dataclass(frozen=True, slots=True)
class Disclosing:
    """Records with their places, before anybody has checked them."""

    disclosures: tuple[Entry[Disclosure], ...] = ()
    entries: tuple[Entry[Published], ...] = ()
    waivers: tuple[Entry[Waiver], ...] = ()
    frameworks: tuple[Entry[Framework], ...] = ()
    mechanisms: tuple[Entry[Mechanism], ...] = ()
    documents: Entry[DocumentRegister] | None = None
    quality: Mapping[str, Entry[QualityPart]] = field(default_factory=dict)
    form: Entry[SubmissionForm] | None = None
    tables: ProgrammeTables = field(default_factory=ProgrammeTables)
    attachments: Mapping[str, bytes] = field(default_factory=dict)

    def referring(self) -> Iterator[Entry[Any] | RowEntry[Any]]:
        """The records that name other records by id."""
        yield from (
            *self.disclosures,
            *self.entries,
            *self.waivers,
            *self.frameworks,
            *self.mechanisms,
            *self.quality.values(),
        )
        if self.documents is not None:
            yield self.documents
        yield from self.tables.programmes


def load_disclosing(reader: Reader, datasets: Mapping[str, Dataset]) -> Disclosing:
    """Reads the folders and files of the three sections."""
    sheets, missing = read_programme_sheets(reader.root)
    reader.problems += missing
    parts = {name: reader.one(model, "data", "quality", f"{name}.yml") for name, model in QUALITY_PARTS.items()}
    return Disclosing(
        disclosures=reader.folder(Disclosure, "data/disclosures"),
        entries=reader.folder(Published, "data/entries"),
        waivers=reader.many(Waiver, "waivers", "data", "waivers.yml"),
        frameworks=reader.folder(Framework, "data/compliance"),
        mechanisms=reader.many(Mechanism, "mechanisms", "data", "mechanisms.yml"),
        documents=reader.one(DocumentRegister, "data", "quality", "documents.yml"),
        form=reader.one(SubmissionForm, "data", "submission-form.yml"),
        quality={name: part for name, part in parts.items() if part is not None},
        tables=programme_tables(sheets, datasets, reader.problems),
        attachments=read_attachments(reader.root),
    )
