"""What forbids a release for the official address, whatever the state of the build."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from transparency.check.registry import CheckedRegistry, check
from transparency.load.registry import load
from transparency.problem import CouldNotRun, Problem, in_order
from transparency.publish.checkout import Checkout


def registry_of(sources: Checkout) -> CheckedRegistry:
    """The registry of sources that have been built, and therefore checked, already."""
    draft, problems = load(sources.root)
    registry = check(draft, sources.date)[0] if draft else None
    if registry is None:
        raise CouldNotRun(f"The data of the release cannot be read: {problems[0]}")
    return registry


def refusals(registry: CheckedRegistry) -> tuple[Problem, ...]:
    """All reasons against an official release."""
    return in_order(problem for rule in REFUSALS.values() for problem in rule(registry))


def _unconfirmed_licence(registry: CheckedRegistry) -> Iterator[Problem]:
    """The university has decided under which licence its data may be used."""
    licence = registry.settings.data_licence
    if licence.status != "confirmed":
        what = f"the data licence {licence.id} is only proposed."
        advice = 'Write "status: confirmed" once the university has decided.'
        yield Problem("data/site.yml", 0, "D22", "data_licence.status", what, advice)


REFUSALS: Mapping[str, Callable[[CheckedRegistry], Iterator[Problem]]] = {"D22": _unconfirmed_licence}
"""Each forbids a release by itself."""
