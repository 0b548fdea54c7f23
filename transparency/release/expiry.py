"""Finds what expired or became overdue since the last commit, and whether readers would see a difference."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from transparency.model.messages import Message
from transparency.model.problem import Problem, in_order
from transparency.registry.check import CheckedRegistry, check
from transparency.registry.disclosure_status import disclosure_statuses
from transparency.registry.load import load
from transparency.registry.release_refusals import refusals
from transparency.site.views.outstanding import outstanding_items
from transparency.site.views.outstanding_item import OutstandingItem
from transparency.site.views.survey_calendar import calendar
from transparency.site.views.survey_subject import subjects


def expired(root: Path, changed: dt.date, today: dt.date) -> tuple[Problem, ...]:
    """Problems, refusals and passed review dates of ``today`` that there were not on the day of the last change."""
    then = {(problem.rule, problem.file, problem.place) for problem in _against(root, changed)}
    return in_order(p for p in _against(root, today) if (p.rule, p.file, p.place) not in then)


def _against(root: Path, date: dt.date) -> tuple[Problem, ...]:
    draft, problems = load(root)
    if draft is None:
        return problems
    registry, found = check(draft, date)
    return (*problems, *found, *((*refusals(registry), *_reviews(root, registry)) if registry else ()))


def _reviews(root: Path, registry: CheckedRegistry) -> Iterator[Problem]:
    """Review dates that have passed; a release goes out all the same and shows them."""
    for one in outstanding_items(registry):
        if one.kind == "stale":
            what = Message("{what}: was to be reviewed by {due}.", what=one.what, due=one.due)
            advice = Message("{unit} reviews it and writes a new review_by.", unit=registry.units[one.unit].title)
            yield Problem(
                _file(root, one), 0, "D30", Message("{page} {what}", page=one.page, what=one.what), what, advice
            )


def _file(root: Path, item: OutstandingItem) -> str:
    """The source of the page, or the folder of the data where several records make it."""
    found = (f"data/{item.page}.yml", f"docs/kk/{item.page}.md", f"docs/kk/{item.page}/index.md")
    return next((name for name in found if (root / name).is_file()), "data")


def is_due(root: Path, served: dt.date, today: dt.date, *, demo: bool = False) -> bool:
    """Whether ``today`` changes a state, or ends an embargo, since the day for which the served site was built."""
    return _seen(root, served, demo=demo) != _seen(root, today, demo=demo)


def _seen(root: Path, date: dt.date, *, demo: bool) -> object:
    """What readers see of the date: records that are public, states, outstanding items, surveys that are due."""
    draft, _ = load(root, demo=demo)
    registry = check(draft, date)[0] if draft else None
    if registry is None:
        return None
    return (
        registry.entries,
        registry.documents,
        sorted(registry.attachments),
        [(one.item.id, one.state, one.waiver) for one in disclosure_statuses(registry)],
        outstanding_items(registry),
        [(row.subject.entry, row.next_due, row.missed) for row in calendar(subjects(registry), date)],
        [(action.id, action.is_due(date)) for action in registry.surveys.actions],
    )
