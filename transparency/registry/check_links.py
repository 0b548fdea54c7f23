"""Rules about links of hand-written pages, checked before anything is built."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from transparency.model.absent_content import AbsentContent
from transparency.model.compliance import Evidence
from transparency.model.disclosure_facts import DeclaredFacts, ReferenceFact
from transparency.model.messages import Message
from transparency.model.problem import Problem
from transparency.model.relation import Relation
from transparency.model.retired import Retired, RetiredKind
from transparency.model.search_words import SearchWords
from transparency.model.survey import ALL, UNIVERSITY
from transparency.model.survey_section import report_year
from transparency.registry.entry import SourceRecord
from transparency.registry.load import Draft
from transparency.registry.load_prose import ProsePage
from transparency.registry.load_surveys import SurveyData
from transparency.registry.yaml_document import Path

OWN_PAGES: Mapping[str, tuple[str, ...]] = {
    "": ("index", "search"),
    "about/": ("a-z", "changes", "design", "glossary", "questions", "site-map"),
    "processes/": ("index", "roles", "clauses", "indicators", "corrections"),
    "disclosures/": ("index", "mechanisms", "owed", "verify"),
    "programmes/": ("index",),
    "figures/": ("index",),
    "compliance/": ("index", "quality", "documents", "improvement", "grounds"),
    "open-data/": ("index", "tables", "dictionary", "versions", "api"),
    "surveys/": ("index", "warnings"),
    "reports/": ("index",),
}
"""Start of a page id -> the pages of that section that do not stand for a record; no record may be called like them."""


def _retired(draft: Draft, kind: RetiredKind) -> Iterator[str]:
    """Their addresses stay."""
    yield from (one.record.id for one in draft.others.get(Retired, ()) if one.record.kind == kind)


def _figures(draft: Draft) -> Iterator[str]:
    """The overview, a page for each group, and one for each indicator with a value."""
    yield from OWN_PAGES["figures/"]
    yield from (entry.record.id for entry in draft.indicators.groups)
    yield from sorted({row.record.indicator for row in draft.indicators.values})


def _open_data(draft: Draft) -> Iterator[str]:
    """A page for each dataset; the one of declared facts only where a record declares some."""
    declared = any(isinstance(one.record.content, DeclaredFacts) for one in draft.disclosing.disclosures)
    yield from OWN_PAGES["open-data/"]
    yield from (entry.record.id for entry in draft.datasets if declared or not entry.record.optional)


def _loop_years(draft: Draft) -> Iterator[int]:
    """Years of the improvement loop: those of the quality records and of all decisions."""
    disclosing = draft.disclosing
    parts = (disclosing.quality.get(name) for name in ("audits", "corrective", "review"))
    yield from {getattr(one.record, "year") for one in parts if one is not None}  # noqa: B009  (each of them has a year)
    yield from {one.record.decided.year for one in disclosing.improvements}
    yield from {one.decided.year for one in draft.surveys.actions if disclosing.quality}


PAGES: Mapping[str, Callable[[Draft], Iterable[str]]] = {
    "": lambda draft: OWN_PAGES[""],
    "about/": lambda draft: [name for name in OWN_PAGES["about/"] if name != "questions" or draft.answers],
    "processes/": lambda draft: [
        *OWN_PAGES["processes/"],
        *(category.id for category in draft.architecture.record.categories),
        *(entry.record.id for entry in draft.processes),
        *_retired(draft, "process"),
    ],
    "disclosures/": lambda draft: [
        *OWN_PAGES["disclosures/"],
        *(entry.record.id for entry in draft.disclosing.disclosures),
    ],
    "programmes/": lambda draft: [
        *OWN_PAGES["programmes/"],
        *(row.record.id for row in draft.disclosing.tables.programmes),
        *_retired(draft, "programme"),
    ],
    "figures/": _figures,
    "compliance/": lambda draft: [
        *OWN_PAGES["compliance/"],
        *(entry.record.id for entry in draft.disclosing.frameworks),
        *(f"improvement-{year}" for year in sorted(set(_loop_years(draft)))),
    ],
    "open-data/": _open_data,
    "surveys/": lambda draft: _survey_pages(draft.surveys),
    "reports/": lambda draft: _reports(draft.surveys),
}
"""Start of a page id -> what follows it: the pages that a section generates. A test compares it with the built site."""

SURVEYED = ("surveys/", "reports/")
"""Sections whose pages come with the figures of surveys: words of the search may stand ready for them."""


def dangling(draft: Draft) -> Iterator[Problem]:
    """Every link, and every parent in the head of a page, leads to a page that exists."""
    known = _known(draft)
    for page in draft.prose:
        for link in page.links:
            target = _target(page, link.target)
            if target is not None and target not in known:
                what = Message('the link "{target}" leads to no page.', target=link.target)
                yield Problem(page.file, link.line, "R06", "", what, Message("Correct the path, or add the page."))
        if page.facts.parent is not None and page.facts.parent not in known:
            what = Message('no page is called "{parent}".', parent=page.facts.parent)
            yield page.entry.problem(("parent",), "R06", what, Message("Write the path of a page without its ending."))
    for i, one in enumerate(draft.architecture.record.feedback):
        if one.page is not None and one.page not in known:
            what = Message('no page is called "{page}".', page=one.page)
            yield draft.architecture.problem(
                ("feedback", i, "page"), "R06", what, Message("Name a page of the portal.")
            )


def _known(draft: Draft) -> frozenset[str]:
    """Generated pages of the sections that the site uses, and hand-written pages."""
    generated = (f"{start}{rest}" for start, rests in PAGES.items() for rest in rests(draft))
    return frozenset((*filter(draft.settings.record.uses, generated), *(page.id for page in draft.prose)))


def evidence_nowhere(draft: Draft) -> Iterator[Problem]:
    """Every answer to a clause or mechanism stands on a page of the site."""
    known, datasets = _known(draft), {entry.record.id: entry.record for entry in draft.datasets}
    for entry, path, evidence in evidences(draft):
        page = evidence.page
        if evidence.surveyed is not None:
            page = "surveys/index"
        elif evidence.dataset in datasets:
            page = datasets[evidence.dataset].page
        if page is not None and page not in known and not draft.incomplete:
            what = Message('no page is called "{page}".', page=page)
            advice = Message("Name a page of the site, or take the answer out.")
            yield entry.problem(path, "R06", what, advice)


def answers_nowhere(draft: Draft) -> Iterator[Problem]:
    """Questions of visitors, words of the search, outside registers, references and notes on what is absent lead to pages."""
    known = _known(draft)
    if draft.incomplete:
        return
    places: list[tuple[SourceRecord[Any], Path, str]]
    places = [(entry, ("page",), entry.record.page) for entry in draft.answers]
    places += [(entry, ("page",), entry.record.page) for entry in draft.registers]
    for item in draft.disclosing.disclosures:
        facts = item.record.content.facts if isinstance(item.record.content, DeclaredFacts) else ()
        pages = ((i, one.page) for i, one in enumerate(facts) if isinstance(one, ReferenceFact))
        places += [(item, ("content", "facts", i, "page"), page) for i, page in pages if page]
    for entry in draft.others.get(AbsentContent, ()):
        places += [(entry, ("see", i), page) for i, page in enumerate(entry.record.see)]
    measured = _pages_of_indicators(draft)
    for named in draft.others.get(SearchWords, ()):
        if not named.record.page.startswith(SURVEYED) and named.record.page not in measured:
            places.append((named, ("page",), named.record.page))
    for entry, path, page in places:
        if page not in known:
            what = Message('no page is called "{page}".', page=page)
            yield entry.problem(path, "R06", what, Message("Name a page of the portal."))


def answers_elsewhere(draft: Draft) -> Iterator[Problem]:
    """The document or the indicator that a question names is on the page where it leads."""
    groups = {f"figures/{one.record.id}": one.record for one in draft.indicators.groups}
    for entry in () if draft.incomplete else draft.answers:
        group = groups.get(entry.record.page)
        documents = group.bound_by if group else ()
        indicators = (*(one.id for one in group.indicators), *group.related) if group else ()
        for name, named, known in (
            ("document", entry.record.document, documents),
            ("value", entry.record.value, indicators),
        ):
            if named is not None and named not in known:
                what = Message('the page "{page}" does not show "{id}".', page=entry.record.page, id=named)
                advice = Message("Name a document or an indicator of the group that the page shows.")
                yield entry.problem((name,), "R06", what, advice)


def _pages_of_indicators(draft: Draft) -> frozenset[str]:
    """Pages that indicators have once there are values; words of the search may stand ready for them too."""
    found = {one.id for process in draft.processes for one in process.record.indicators}
    found |= {one.id for group in draft.indicators.groups for one in group.record.indicators}
    return frozenset(f"figures/{one}" for one in found)


def relations_nowhere(draft: Draft) -> Iterator[Problem]:
    """Both ends of every relation are pages of the site."""
    known = _known(draft)
    for entry in () if draft.incomplete else draft.others.get(Relation, ()):
        ends = ((("page",), entry.record.page), *((("pages", i), page) for i, page in enumerate(entry.record.pages)))
        for path, page in ends:
            if page not in known:
                advice = Message("Name a page of the portal.")
                yield entry.problem(path, "R06", Message('no page is called "{page}".', page=page), advice)


def evidences(draft: Draft) -> Iterator[tuple[SourceRecord[Any], Path, Evidence]]:
    """Every answer of a clause, a mechanism or a legal duty with its place."""
    for framework in draft.disclosing.frameworks:
        for i, duty in enumerate(framework.record.clauses):
            yield from ((framework, ("clauses", i, "answers", j), one) for j, one in enumerate(duty.answers))
    for mechanism in draft.disclosing.mechanisms:
        yield from ((mechanism, ("answers", i), one) for i, one in enumerate(mechanism.record.answers))
    for act in draft.legal_acts:
        for i, duty_of_act in enumerate(act.record.duties):
            yield from ((act, ("duties", i, "answers", j), one) for j, one in enumerate(duty_of_act.answers))


def _survey_pages(surveys: SurveyData) -> Iterator[str]:
    """Overview, warnings, each survey, and each block and question with a figure that may be shown."""
    if surveys.section is None:
        return
    yield from (*OWN_PAGES["surveys/"], *(entry.id.lower() for entry in surveys.calendar))
    shown = {
        (row.survey, row.element)
        for row in surveys.observations
        if row.measure == "SAT_SHARE" and row.ref_unit == UNIVERSITY and row.obs_value is not None
    }
    yield from sorted(f"{survey.lower()}/{element.lower()}" for survey, element in shown if element != ALL)


def _reports(surveys: SurveyData) -> Iterator[str]:
    """The list of extracts and one page a year."""
    years = {report_year(wave) for one in surveys.questionnaires for wave in one.waves}
    if surveys.section is not None:
        yield from (*OWN_PAGES["reports/"], *(str(year) for year in sorted(years)))


def _target(page: ProsePage, link: str) -> str | None:
    """Id of the page a link means; None for addresses outside the site and places on the same page."""
    path = link.split("#", maxsplit=1)[0]
    if "://" in path or not path.endswith(".md"):
        return None
    parts = page.id.split("/")[:-1]
    for part in path.removesuffix(".md").split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part != ".":
            parts.append(part)
    return "/".join(parts)
