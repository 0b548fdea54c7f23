"""Rules about approvals of the site: evidence, and whether the approved section tree is the published one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from transparency.model.approval import Approval
from transparency.model.messages import Message
from transparency.model.problem import Problem
from transparency.model.sections import Section
from transparency.model.structure import navigation_of, structure_digest
from transparency.registry.load import Draft


def is_evidenced(approval: Approval, sections: tuple[Section, ...]) -> bool:
    """A dated approval, and of the present section tree where it is the tree that is approved."""
    if approval.approved_on is None:
        return False
    return approval.covers != "structure" or approval.structure == structure_digest(navigation_of(sections))


def own_approvers(draft: Draft) -> Iterator[Problem]:
    """Nobody approves a change that the same post or unit submitted."""
    for entry in draft.changes:
        if entry.record.approved_by is not None and entry.record.approved_by == entry.record.submitted_by:
            what, advice = Message("also submitted the change."), Message("Name the post that approved the change.")
            yield entry.problem(("approved_by",), "D31", what, advice)


def changed_structures(draft: Draft) -> Iterator[Problem]:
    """An approval that names another section tree is shown as not evidenced, and its unit is told."""
    sections = draft.settings.record.sections
    for entry in draft.disclosing.approvals:
        if entry.record.approved_on is not None and not is_evidenced(entry.record, sections):
            what = Message(
                "the sections of the site have the digest {digest}, another one was approved.",
                digest=structure_digest(navigation_of(sections)),
            )
            advice = Message(
                "Have the structure approved and write its digest here, or take the change of sections back."
            )
            yield replace(entry.problem(("structure",), "D26", what, advice), level="notice")
