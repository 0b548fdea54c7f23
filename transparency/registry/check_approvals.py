"""Rules about approvals of the site: evidence, and whether the approved section tree is the published one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from transparency.model.approval import Approval
from transparency.model.messages import Message
from transparency.model.problem import Problem
from transparency.model.structure import structure_digest
from transparency.registry.load import Draft


def is_evidenced(approval: Approval) -> bool:
    """A dated approval, and of the present section tree where it is the tree that is approved."""
    if approval.approved_on is None:
        return False
    return approval.covers != "structure" or approval.structure == structure_digest()


def changed_structures(draft: Draft) -> Iterator[Problem]:
    """An approval that names another section tree is shown as not evidenced, and its unit is told."""
    for entry in draft.disclosing.approvals:
        if entry.record.approved_on is not None and not is_evidenced(entry.record):
            what = Message(
                "the sections of the site have the digest {digest}, another one was approved.",
                digest=structure_digest(),
            )
            advice = Message(
                "Have the structure approved and write its digest here, or take the change of sections back."
            )
            yield replace(entry.problem(("structure",), "D26", what, advice), level="notice")
