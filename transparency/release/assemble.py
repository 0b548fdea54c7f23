"""Assembles the folder of a release from a built site: hashed names, compression, manifest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from transparency.cache import NO_CACHE
from transparency.model.problem import Problem, in_order
from transparency.registry.check import CheckedRegistry
from transparency.registry.check_approvals import is_evidenced
from transparency.registry.release_refusals import refusals
from transparency.release import components
from transparency.release.checkout import Checkout, tools
from transparency.release.compress import SETTINGS, compress, earlier
from transparency.release.hashed_names import fingerprint, stale
from transparency.release.manifest import Manifest, Purpose, ReleaseApproval, of_folder
from transparency.release.sources import registry_of, waived
from transparency.site.build import content_security_policy, finished_page


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
    problems = in_order(
        (
            *content_security_policy.check(sources.root),
            *finished_page.problems(site, NO_CACHE),
            *components.faults(sources.root, site),
        )
    )
    problems = problems or in_order(stale(site, fingerprint(site)))
    if problems:
        return problems
    made_with = {**tools(), "compression": SETTINGS}
    compress(site, earlier(before, made_with) if before is not None else None)
    facts = (registry.settings.url, sources.date, sources.commit, made_with, waived(registry), approvals(registry))
    return of_folder(site, purpose, *facts)


def approvals(registry: CheckedRegistry) -> Mapping[str, ReleaseApproval]:
    """What the management has approved of the site, with a digest of each record; a date only where it is evidenced."""
    found = {}
    for one in registry.approvals.values():
        plain = json.dumps(one.model_dump(mode="json"), ensure_ascii=False, sort_keys=True)
        found[one.id] = ReleaseApproval(
            covers=one.covers,
            approved_by=one.approved_by,
            approved_on=one.approved_on if is_evidenced(one, registry.settings.sections) else None,
            record_sha256=hashlib.sha256(plain.encode()).hexdigest(),
        )
    return found
