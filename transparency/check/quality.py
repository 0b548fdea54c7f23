"""The parts of the public quality system, sealed together once each of them has been read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from transparency.load.disclosing import Disclosing
from transparency.model.quality import (
    Audits,
    CorrectiveActions,
    Matrices,
    Objectives,
    Parties,
    Policy,
    QualityPart,
    Rating,
    Review,
)

P = TypeVar("P", bound=QualityPart)


@dataclass(frozen=True, slots=True)
class Quality:
    """Each part by its name; the names are the anchors of the page."""

    policy: Policy
    objectives: Objectives
    parties: Parties
    matrices: Matrices
    audits: Audits
    review: Review
    corrective: CorrectiveActions
    rating: Rating


def quality(disclosing: Disclosing) -> Quality:
    """All parts; rule D16 has made sure that each is there."""

    def part(name: str, model: type[P]) -> P:
        record = disclosing.quality[name].record
        assert isinstance(record, model)  # noqa: S101  (read with this model)
        return record

    return Quality(
        policy=part("policy", Policy),
        objectives=part("objectives", Objectives),
        parties=part("parties", Parties),
        matrices=part("matrices", Matrices),
        audits=part("audits", Audits),
        review=part("review", Review),
        corrective=part("corrective", CorrectiveActions),
        rating=part("rating", Rating),
    )
