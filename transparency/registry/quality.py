"""Collects the parts of the public quality system into one value of the checked registry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from transparency.model.quality import (
    Audits,
    CorrectiveActions,
    ManagementReview,
    Matrices,
    Objectives,
    Parties,
    Policy,
    QualityPart,
    Rating,
)
from transparency.registry.load_disclosures import Disclosing

P = TypeVar("P", bound=QualityPart)


@dataclass(frozen=True, slots=True)
class QualitySystem:
    """Each part by its name; the names are the anchors of the page."""

    policy: Policy
    objectives: Objectives
    parties: Parties
    matrices: Matrices
    audits: Audits
    review: ManagementReview
    corrective: CorrectiveActions
    rating: Rating


def quality(disclosing: Disclosing) -> QualitySystem:
    """All parts; rule D16 has made sure that each is there."""

    def part(name: str, model: type[P]) -> P:
        record = disclosing.quality[name].record
        assert isinstance(record, model)  # noqa: S101  (read with this model)
        return record

    return QualitySystem(
        policy=part("policy", Policy),
        objectives=part("objectives", Objectives),
        parties=part("parties", Parties),
        matrices=part("matrices", Matrices),
        audits=part("audits", Audits),
        review=part("review", ManagementReview),
        corrective=part("corrective", CorrectiveActions),
        rating=part("rating", Rating),
    )
