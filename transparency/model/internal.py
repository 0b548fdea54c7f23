"""List of record fields that are never published, each with the reason. A test checks that all others are published."""

from __future__ import annotations

from collections.abc import Mapping

INTERNAL: Mapping[str, str] = {
    "organisation.Unit.aliases": "Forms and misprints of the sources, kept to compare the registry with them.",
    "organisation.Unit.language": "Language of the letters that the unit gets.",
    "organisation.Role.aliases": "Forms and misprints of the sources, kept to compare the registry with them.",
    "process.TitleVariant.where": "Place of the form in the printed map, kept to compare the registry with it.",
    "process.Category.count": "Number that the map declares; rule R03 compares it with the records.",
    "answer.Answer.id": "Key for editors.",
    "answer.Answer.also": "Wordings that the search compares with what was typed; no page shows them.",
    "correction.Correction.field": "Name of a field in the data; the page shows the printed and the corrected text.",
    "correction.OwnerQuestion.id": "Questions go to their owners as letters.",
    "correction.OwnerQuestion.to": "Questions go to their owners as letters.",
    "correction.OwnerQuestion.processes": "Questions go to their owners as letters.",
    "correction.OwnerQuestion.field": "Decides beside which field the mark «being clarified» stands.",
    "correction.OwnerQuestion.question": "Questions go to their owners as letters.",
    "correction.OwnerQuestion.proposal": "Questions go to their owners as letters.",
    "correction.OwnerQuestion.published": "Decides what the site shows until there is an answer.",
    "correction.OwnerQuestion.severity": "Order of the questions in a letter.",
    "glossary.GlossaryEntry.avoid": "Forms that no text may use, for rule L09.",
    **{f"glossary.Avoided.{lang}": "Forms that no text may use, for rule L09." for lang in ("kk", "ru", "en")},
    "disclosure.AdditionalDisclosure.public_from": "Embargo: the record is not on the site before this day.",
    "quality.ControlledDocument.public_from": "Embargo: the record is not on the site before this day.",
    "quality.MatrixRow.id": "Key for editors.",
    "quality.MatrixRow.shared": "Tells rule D14 that several responsible posts are intended; the page names them all.",
    "quality.ReviewInput.id": "Key for editors.",
    "compliance.Duty.mandatory_item": "Tells rule D01 which clauses need a record in the register of disclosures.",
}
"""Module, model and field -> reason."""
