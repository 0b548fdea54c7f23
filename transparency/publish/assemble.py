"""From a built folder to the folder of a release."""

from __future__ import annotations

from pathlib import Path

from transparency.check.release import refusals
from transparency.problem import Problem, in_order
from transparency.publish import components, policy
from transparency.publish.checkout import Checkout, tools
from transparency.publish.compress import SETTINGS, compress, earlier
from transparency.publish.fingerprint import fingerprint, stale
from transparency.publish.manifest import Manifest, Purpose, of_folder
from transparency.publish.sources import registry_of, waived


def refused(sources: Checkout) -> tuple[Problem, ...]:
    """What forbids a release for the official address; asked before anything is built."""
    return refusals(registry_of(sources))


def assemble(
    sources: Checkout, site: Path, purpose: Purpose, before: Path | None = None
) -> Manifest | tuple[Problem, ...]:
    """Names assets by content, compresses, and writes down what there is; or says what forbids the release.

    ``before`` is a release whose compressed copies serve again where content and tools are the same.
    """
    registry = registry_of(sources)
    problems = in_order((*policy.check(sources.root, site), *components.faults(sources.root, site)))
    problems = problems or in_order(stale(site, fingerprint(site)))
    if problems:
        return problems
    made_with = {**tools(sources.root), "compression": SETTINGS}
    compress(site, earlier(before, made_with) if before is not None else None)
    facts = (registry.settings.url, sources.date, sources.commit, made_with, waived(registry))
    return of_folder(site, purpose, *facts)
