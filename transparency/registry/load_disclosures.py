"""Loads the records behind the sections on disclosures, programmes and compliance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from transparency.model.approval import Approval
from transparency.model.compliance import Framework, Mechanism
from transparency.model.dataset import Dataset
from transparency.model.disclosure import AdditionalDisclosure as Published
from transparency.model.disclosure import Disclosure, Waiver
from transparency.model.improvement import Improvement
from transparency.model.quality import (
    Audits,
    CorrectiveActions,
    DocumentRegister,
    ManagementReview,
    Matrices,
    Objectives,
    Parties,
    Policy,
    QualityPart,
    Rating,
)
from transparency.registry.attachment_files import read_attachments
from transparency.registry.demonstration import FOLDER as DEMO
from transparency.registry.entry import SourceRecord, SourceRow
from transparency.registry.load_programmes import ProgrammeTables, programme_tables, read_programme_sheets, with_demo
from transparency.registry.reader import Reader

QUALITY_PARTS: Mapping[str, type[QualityPart]] = {
    "policy": Policy,
    "objectives": Objectives,
    "parties": Parties,
    "matrices": Matrices,
    "audits": Audits,
    "review": ManagementReview,
    "corrective": CorrectiveActions,
    "rating": Rating,
}
"""Part of the public quality system -> its model; each is a file in ``data/quality/``."""


@dataclass(frozen=True, slots=True)
class Disclosing:
    """Records with their places, before anybody has checked them."""

    disclosures: tuple[SourceRecord[Disclosure], ...] = ()
    entries: tuple[SourceRecord[Published], ...] = ()
    waivers: tuple[SourceRecord[Waiver], ...] = ()
    approvals: tuple[SourceRecord[Approval], ...] = ()
    frameworks: tuple[SourceRecord[Framework], ...] = ()
    mechanisms: tuple[SourceRecord[Mechanism], ...] = ()
    documents: SourceRecord[DocumentRegister] | None = None
    quality: Mapping[str, SourceRecord[QualityPart]] = field(default_factory=dict)
    improvements: tuple[SourceRecord[Improvement], ...] = ()
    tables: ProgrammeTables = field(default_factory=ProgrammeTables)
    attachments: Mapping[str, bytes] = field(default_factory=dict)

    def referring(self) -> Iterator[SourceRecord[Any] | SourceRow[Any]]:
        """The records that name other records by id."""
        yield from (
            *self.disclosures,
            *self.entries,
            *self.waivers,
            *self.approvals,
            *self.frameworks,
            *self.mechanisms,
            *self.quality.values(),
            *self.improvements,
        )
        if self.documents is not None:
            yield self.documents
        yield from self.tables.programmes


def load_disclosing(reader: Reader, datasets: Mapping[str, Dataset]) -> Disclosing:
    """Reads the folders and files of the three sections."""
    parts = {name: reader.single(model) for name, model in QUALITY_PARTS.items()}
    return Disclosing(
        disclosures=reader.of(Disclosure),
        entries=reader.of(Published),
        approvals=reader.of(Approval),
        waivers=reader.of(Waiver),
        frameworks=reader.of(Framework),
        mechanisms=reader.of(Mechanism),
        documents=reader.single(DocumentRegister),
        quality={name: part for name, part in parts.items() if part is not None},
        improvements=reader.of(Improvement),
        tables=_programmes(reader, datasets),
        attachments=read_attachments(reader.root),
    )


def _programmes(reader: Reader, datasets: Mapping[str, Dataset]) -> ProgrammeTables:
    """The register of programmes, for a preview with the invented ones."""

    if "programmes" not in reader.sections:
        return ProgrammeTables()

    def of(folder: str) -> ProgrammeTables:
        sheets, unreadable = read_programme_sheets(reader.root, folder)
        reader.problems += unreadable
        return programme_tables(sheets, datasets, reader.languages, reader.problems)

    return with_demo(of("data"), of(DEMO)) if reader.demo else of("data")
