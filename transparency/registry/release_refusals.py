"""Lists the reasons that forbid an official release. A preview is built all the same and shows them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from transparency.model.messages import Message
from transparency.model.problem import Problem, in_order
from transparency.model.text import LocalText
from transparency.registry.check import CheckedRegistry
from transparency.registry.disclosure_status import DisclosureStatus, disclosure_statuses

Refusal = Callable[[CheckedRegistry], Iterator[Problem]]


def refusals(registry: CheckedRegistry) -> tuple[Problem, ...]:
    """Every reason against a release, in order; none means that the site may go out."""
    return in_order(problem for rule in REFUSALS.values() for problem in rule(registry))


def unapproved_entries(registry: CheckedRegistry) -> Iterator[Problem]:
    """What a unit has submitted goes out only after it was approved."""
    for entry in registry.entries:
        if entry.published_on is None:
            advice = Message("Write published_on once it is approved, or move the file out of data/entries.")
            yield Problem(f"data/entries/{entry.id}.yml", 0, "D24", entry.id, Message("is still a draft."), advice)


def missing_items(registry: CheckedRegistry) -> Iterator[Problem]:
    """Every mandatory item is there, or a dated public waiver says why not."""
    for one in _unwaived(registry):
        if one.missing:
            what = Message(
                "clause {clause}: not yet published: {missing}.", clause=one.item.clause, missing=", ".join(one.missing)
            )
            advice = Message(
                "{owner} supplies it, or a dated waiver goes into data/waivers.yml.", owner=_owner(registry, one)
            )
            yield Problem(_file(one.item.id), 0, "D21", one.item.id, what, advice)


def unconfirmed_licence(registry: CheckedRegistry) -> Iterator[Problem]:
    """The university has decided under which licence its data may be used."""
    licence = registry.settings.data_licence
    if licence.status != "confirmed":
        what = Message("the data licence {id} is only proposed.", id=licence.id)
        advice = Message('Write "status: confirmed" once the university has decided.')
        yield Problem("data/site.yml", 0, "D22", "data_licence.status", what, advice)


def expired_items(registry: CheckedRegistry) -> Iterator[Problem]:
    """Nothing whose validity has ended goes out as if it held."""
    for one in _unwaived(registry):
        if one.state == "expired" and one.valid_until is not None:
            what = Message(
                "clause {clause}: valid until {valid_until}, expired.",
                clause=one.item.clause,
                valid_until=one.valid_until,
            )
            advice = Message(
                "{owner} renews it, or a dated waiver goes into data/waivers.yml.", owner=_owner(registry, one)
            )
            yield Problem(_file(one.item.id), 0, "D23", one.item.id, what, advice)


REFUSALS: Mapping[str, Refusal] = {
    "D21": missing_items,
    "D22": unconfirmed_licence,
    "D23": expired_items,
    "D24": unapproved_entries,
}
"""Each forbids a release by itself; a code never changes its meaning."""


def _unwaived(registry: CheckedRegistry) -> Iterator[DisclosureStatus]:
    for one in disclosure_statuses(registry):
        if one.item.block == "invariant" and one.waiver is None:
            yield one


def _owner(registry: CheckedRegistry, one: DisclosureStatus) -> LocalText:
    return registry.units[one.item.unit].title


def _file(item: str) -> str:
    return f"data/disclosures/{item}.yml"
