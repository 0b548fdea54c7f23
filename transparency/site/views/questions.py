"""Views of open questions by responsible post or unit, and of errors of the source that were corrected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from transparency.model.correction import Correction, OwnerQuestion
from transparency.model.process import Process
from transparency.model.text import Clarifiable, LocalText, Record
from transparency.registry.check import CheckedRegistry
from transparency.site.views import actor
from transparency.site.views.page import Page, text_in_all_languages

ORDER = ("high", "medium", "low")
"""The gravest first."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the cards it is about."""

    question: OwnerQuestion
    processes: tuple[Process, ...]
    texts: tuple[LocalText, ...] = ()
    """The texts that are kept off the site until the answer; only the owner gets to see them."""


@dataclass(frozen=True, slots=True)
class Addressee:
    """Everything that one post or unit is asked."""

    id: str
    title: LocalText
    asked: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class CorrectedText:
    """Corrections of one printed text into one form, with the cards they are about."""

    corrections: tuple[Correction, ...]
    processes: tuple[Process, ...]


@dataclass(frozen=True, slots=True)
class CorrectionsView:
    """What was changed, and remarks on how the text was read that changed none of its words."""

    corrected: tuple[CorrectedText, ...]
    remarks: tuple[CorrectedText, ...]


def addressees(registry: CheckedRegistry, originals: Iterable[Process] = ()) -> tuple[Addressee, ...]:
    """Who is asked what, in the order of the registers; ``originals`` are the cards before anything was left out."""
    cards = {process.id: process for process in registry.processes}
    left_out = {process.id: process for process in originals}
    by_id: dict[str, list[Asked]] = {}
    for question in sorted(registry.questions.values(), key=lambda q: (ORDER.index(q.severity), q.id)):
        texts = tuple(t for one in question.processes if one in left_out for t in texts_about(left_out[one], question))
        asked = Asked(question, tuple(cards[one] for one in question.processes), texts)
        by_id.setdefault(question.to, []).append(asked)
    everyone = (*registry.roles, *registry.units)
    return tuple(Addressee(one, actor.title(registry, one), tuple(by_id[one])) for one in everyone if one in by_id)


def texts_about(record: Record, question: OwnerQuestion) -> Iterator[LocalText]:
    """The texts of a card that are left out because of the question."""
    if question.published != "left-out":
        return
    for _, value in record:
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, Clarifiable) and question.id in part.clarify:
                yield from (text for text in _texts(part) if isinstance(text, LocalText))
            elif isinstance(part, Record):
                yield from texts_about(part, question)


def _texts(part: Clarifiable) -> Iterator[object]:
    if isinstance(part, LocalText):
        yield part
    else:
        yield from (getattr(part, name) for name in ("name", "text") if name in type(part).model_fields)


def pages(registry: CheckedRegistry) -> Iterator[Page]:
    """What was corrected. Questions stay with their owners: see `addressees`."""
    if not registry.settings.has("processes"):
        return
    cards: Mapping[str, Process] = {process.id: process for process in registry.processes}
    chart = registry.architecture
    yield Page(
        id="processes/corrections",
        template="corrections.html.j2",
        title=text_in_all_languages(registry, "corrections.title"),
        description=text_in_all_languages(registry, "corrections.description"),
        view=corrections_view(registry.corrections, cards),
        keeper=chart.owner,
        updated=chart.updated,
        review_by=chart.review_by,
        source=text_in_all_languages(registry, "map.source", title=chart.title, code=chart.code, version=chart.version),
        parent="processes/index",
    )


def corrections_view(corrections: Iterable[Correction], cards: Mapping[str, Process]) -> CorrectionsView:
    """One row for each change, however many faults it mends; a correction that leaves the words as printed is a remark."""
    rows: dict[tuple[tuple[str, ...], ...], list[Correction]] = {}
    for one in corrections:
        rows.setdefault((tuple(form.rstrip(" .;") for form in one.printed), one.chosen), []).append(one)
    corrected: list[CorrectedText] = []
    remarks: list[CorrectedText] = []
    for same in rows.values():
        row = CorrectedText(
            tuple(same), tuple(card for id_, card in cards.items() if any(id_ in c.processes for c in same))
        )
        (remarks if same[0].printed == same[0].chosen else corrected).append(row)
    return CorrectionsView(tuple(corrected), tuple(remarks))
