"""Maps the columns of an export to questions, groups and metadata; headers are compared as a whole, never fuzzily."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from transparency.model.messages import Message
from transparency.model.problem import Problem
from transparency.model.questionnaire import ExportLayout, Item, Questionnaire, RespondentGroup
from transparency.survey.export import Export
from transparency.survey.submission_lines import Wanted
from transparency.survey.words import comparable

MARKS = ("response_id", "token", "subject", "cluster", "timestamp", "consent", "test", "period", "question", "answer")
"""Columns named by the layout that are neither questions nor groups."""
_FEW = frozenset({"subject", "consent", "test", "period", "question", "answer"})


@dataclass(frozen=True, slots=True)
class ExportColumns:
    """Positions of the columns that are read; all others (names, addresses, comments) are never opened."""

    items: Mapping[str, int] = field(default_factory=dict)
    groups: Mapping[str, int] = field(default_factory=dict)
    marks: Mapping[str, int] = field(default_factory=dict)
    themes: tuple[int, ...] = ()
    width: int = 0

    @property
    def wanted(self) -> Wanted:
        """What to read. Without id and token twins can be told only by every column, so all are read (and hashed).

        The first column is read too: lines of totals say there what they are.
        """
        answers = frozenset(self.items.values())
        few = answers | {*self.groups.values(), *self.themes} | {self.marks[m] for m in self.marks if m in _FEW}
        named = few | set(self.marks.values())
        whole = not {"response_id", "token"} & set(self.marks)
        stamps = frozenset(self.marks[role] for role in ("response_id", "timestamp") if role in self.marks)
        return Wanted(frozenset(range(self.width)) if whole else named | {0}, few, answers, stamps)


def header_score(questionnaire: Questionnaire, layout: ExportLayout) -> Callable[[Sequence[str]], int]:
    """Counts the expected headers in a line."""
    expected = {
        *(name for item in questionnaire.items for name in item_names(item, layout)),
        *(name for group in questionnaire.groups for name in _group_names(group, layout)),
        *(comparable(name) for name in _mark_names(layout).values()),
        *(comparable(name) for name in layout.themes),
    }
    return lambda row: sum(comparable(cell) in expected for cell in row if cell)


def find_columns(
    questionnaire: Questionnaire, layout: ExportLayout, export: Export, items: Iterable[Item]
) -> tuple[ExportColumns, tuple[Problem, ...]]:
    """The columns of one export; a question, group or mark without exactly one column is a problem."""
    seek = _Seeker(export)
    found_items: dict[str, int] = {}
    if layout.form == "wide":
        found_items = seek.all("question {code}", {item.code: item_names(item, layout) for item in items})
    groups = {group.code: _group_names(group, layout) for group in questionnaire.groups}
    marks = {role: (comparable(name),) for role, name in _mark_names(layout).items()}
    themes = {name: (comparable(name),) for name in layout.themes}
    columns = ExportColumns(
        found_items,
        seek.all("group {code}", groups),
        seek.all("mark {code}", marks),
        tuple(seek.all("theme {code}", themes).values()),
        len(export.header),
    )
    return columns, tuple(seek.problems)


class _Seeker:
    """Looks headers up and remembers what it did not find."""

    def __init__(self, export: Export) -> None:
        self._file = export.name
        self._positions: dict[str, set[int]] = {}
        self.problems: list[Problem] = []
        for line in (export.header, export.labels):
            for position, name in enumerate(line):
                self._positions.setdefault(comparable(name), set()).add(position)

    def all(self, kind: str, names: Mapping[str, Sequence[str]]) -> dict[str, int]:
        """Positions by code."""
        found = {code: self._one(kind, code, wanted) for code, wanted in names.items()}
        return {code: position for code, position in found.items() if position is not None}

    def _one(self, kind: str, code: str, names: Sequence[str]) -> int | None:
        """By its texts, or by its code: two questions of two systems may have one code, ``Q1``."""
        place = Message(kind, code=code)
        positions = self._of(names[1:]) or self._of(names[:1])
        if len(positions) == 1:
            return positions[0]
        if not positions:
            what = Message("its column is missing.")
            self._report("I03", place, what, Message("Name its header in the layout, as the export writes it."))
        else:
            numbers = tuple(position + 1 for position in positions)
            what = Message("columns {numbers} all fit it.", numbers=numbers)
            self._report("I12", place, what, Message("Name one header in the layout, or make the headers differ."))
        return None

    def _of(self, names: Sequence[str]) -> list[int]:
        return sorted({position for name in names for position in self._positions.get(name, ())})

    def _report(self, rule: str, place: str, what: Message, advice: Message) -> None:
        self.problems.append(Problem(self._file, 0, rule, place, what, advice))


def item_names(item: Item, layout: ExportLayout) -> tuple[str, ...]:
    """Comparable names under which an export may carry a question, the code first."""
    if item.code in layout.items:
        return (comparable(layout.items[item.code]),)
    return tuple(comparable(name) for name in (item.code, *item.text.texts.values(), *item.headers))


def _group_names(group: RespondentGroup, layout: ExportLayout) -> tuple[str, ...]:
    if group.code in layout.groups:
        return (comparable(layout.groups[group.code]),)
    return tuple(comparable(name) for name in (group.code, *group.title.texts.values()))


def _mark_names(layout: ExportLayout) -> dict[str, str]:
    named = {role: getattr(layout, role) for role in MARKS}
    return {role: name for role, name in named.items() if name is not None}
