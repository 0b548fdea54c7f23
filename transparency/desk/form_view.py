"""Fields of a form as its template shows them: words, present value, what can be chosen, what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as dataclass_field
from typing import Any

from transparency.desk.form import entry_numbers
from transparency.desk.form_fields import LONG, EditorField
from transparency.model.dataset import Dataset
from transparency.model.text import Lang, Languages, LocalText
from transparency.model.words import Words
from transparency.registry.load import Draft
from transparency.registry.parse_values import shortened
from transparency.registry.referring import registers
from transparency.site.views.alphabet import alphabet, sorting_key

Options = Sequence[tuple[str, str]]
MOST_OPEN = 15
"""Inputs of a group up to which it is shown open."""
_LONGEST = 90


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field in the form."""

    field: EditorField
    name: str
    """Name of its input."""
    label: str
    help: str
    value: str = ""
    texts: tuple[tuple[Lang, str], ...] = ()
    options: Options = ()
    children: tuple[FieldView, ...] = ()
    """Fields of a group, or entries of a list."""
    number: int | None = None
    """Place in a list, from 1; None outside one."""
    unfolded: bool = False
    """Whether a group or list is shown open; one that is wrong is open in any case."""
    findings: list[str] = dataclass_field(default_factory=list)
    """Errors."""
    notices: list[str] = dataclass_field(default_factory=list)
    """What does not keep anybody from saving."""

    @property
    def long(self) -> bool:
        """Whether it takes several lines."""
        return self.field.kind == "texts" and (self.field.name in LONG or any(len(t) > 60 for _, t in self.texts))

    @property
    def filled(self) -> bool:
        """Whether anything stands in it."""
        return bool(self.value) or any(text for _, text in self.texts) or any(one.filled for one in self.children)

    @property
    def gist(self) -> str:
        """What stands in it, in few words, for the line of a folded group."""
        said = (
            dict(one.options).get(one.value, one.value) or next((t for _, t in one.texts if t), "")
            for one in self.walk()
            if one.field.name != "id"
        )
        return shortened(", ".join(filter(None, said)), _LONGEST)

    @property
    def faulty(self) -> bool:
        """Whether something is wrong in it."""
        return bool(self.findings or self.notices) or any(one.faulty for one in self.children)

    def walk(self) -> Iterator[FieldView]:
        """This field and all in it."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class FormWords:
    """How ids and codes are shown to an editor, in one language."""

    lang: Lang
    words: Words
    references: Mapping[str, Options]
    codes: Mapping[str, Mapping[str, str]]

    def code(self, name: str, code: str) -> str:
        """What a code of a field means."""
        key = f"code.{code.lower()}"
        if own := self.codes.get(f"{name}.{code}", {}).get(self.lang):
            return own
        return self.words.text(key) if self.words.has(key) else self.codes.get(code, {}).get(self.lang) or code

    def options(self, one: EditorField) -> Options:
        """What can be chosen in a field."""
        if one.kind == "choice":
            return tuple((code, self.code(one.name, code)) for code in one.choices)
        if one.kind == "yes-no":
            return (("yes", self.words.text("form.yes")), ("no", self.words.text("form.no")))
        return self.references.get(one.register or "", ())


def form_words(draft: Draft, lang: Lang, words: Words) -> FormWords:
    """The titles of everything that a record can refer to, and the meanings of codes."""
    titles, place = _titles(draft, lang), sorted_as(draft, lang)
    references = {
        name: tuple(sorted(((one, titles.get(one, one)) for one in ids), key=lambda pair: (place(pair[1]), pair[0])))
        for name, ids in registers(draft).items()
    }
    return FormWords(lang, words, references, _codes(entry.record for entry in draft.datasets))


def sorted_as(draft: Draft, lang: Lang) -> Callable[[str], Any]:
    """The alphabetical order of a language: Kazakh ә follows а."""
    if lang not in draft.words:
        return str.casefold
    letters = alphabet(draft.words[lang])
    return lambda text: sorting_key(text, letters)


def _titles(draft: Draft, lang: Lang) -> dict[str, str]:
    records = [e.record for group in (draft.units, draft.roles, draft.terms, draft.processes) for e in group]
    disclosing = draft.disclosing
    others = [
        e.record for group in (disclosing.disclosures, disclosing.approvals, disclosing.mechanisms) for e in group
    ]
    documents = disclosing.documents.record.entries if disclosing.documents else ()
    indicators = [one for e in draft.processes for one in e.record.indicators]
    found = (*draft.architecture.record.categories, *records, *others, *documents, *indicators)
    named = {one.id: _title(one, lang) for one in found}
    numbered = {e.record.number: f"{e.record.number} {e.record.title.get(lang)}" for e in draft.clauses}
    asked = {e.record.id: f"{e.record.id}: {shortened(e.record.question.get(lang), _LONGEST)}" for e in draft.questions}
    return {**named, **{e.record.id: _title(e.record, lang) for e in draft.datasets}, **numbered, **asked}


def _title(record: object, lang: Lang) -> str:
    texts = (getattr(record, name, None) for name in ("title", "name", "text"))
    found = next((text for text in texts if isinstance(text, LocalText)), None)
    return found.get(lang) if found else str(getattr(record, "id", ""))


def _codes(datasets: Iterator[Dataset] | Sequence[Dataset]) -> dict[str, Mapping[str, str]]:
    """Codes of the columns of open data: of a column of the same name first."""
    found: dict[str, Mapping[str, str]] = {}
    for dataset in datasets:
        for column in dataset.columns:
            for code in column.codes:
                found.setdefault(f"{column.name}.{code.code}", code.title.texts)
                found.setdefault(code.code, code.title.texts)
    return found


@dataclass(frozen=True, slots=True)
class FormView:
    """Makes the fields of one form."""

    inputs: Mapping[str, str]
    languages: Languages
    shown: FormWords
    added: str = ""
    """The list or group to which the editor has just added an entry."""

    def fields(self, fields: tuple[EditorField, ...], before: str = "") -> tuple[FieldView, ...]:
        """The fields of a record or a group."""
        return tuple(self._field(one, f"{before}{one.name}") for one in fields if one.kind != "kept")

    def _field(self, one: EditorField, name: str, number: int | None = None, label: str = "") -> FieldView:
        lang = self.shown.lang
        label = label or (one.words.label.get(lang) if one.words else one.name)
        view = FieldView(one, name, label, one.words.help.get(lang) if one.words else "", number=number)
        full = replace(
            view,
            value=self.inputs.get(f"{name}.term" if one.kind == "item" else name, ""),
            texts=self._texts(one, name),
            options=self._options(one, name),
            children=tuple(self._children(one, name, label)),
        )
        return replace(full, unfolded=self._unfolded(full))

    def _unfolded(self, one: FieldView) -> bool:
        """What has to be filled, what somebody has just added to, and inside an open group what is short and filled."""
        if self.added == one.name or self.added.startswith(f"{one.name}."):
            return True
        short = sum(not inner.children for inner in one.walk()) <= MOST_OPEN
        inside = "." in one.name
        return short and (one.filled if inside else bool(one.field.variants) or (one.field.required and not one.filled))

    def _texts(self, one: EditorField, name: str) -> tuple[tuple[Lang, str], ...]:
        if one.kind not in ("texts", "item"):
            return ()
        return tuple((lang, self.inputs.get(f"{name}.{lang}", "")) for lang in self.languages)

    def _options(self, one: EditorField, name: str) -> Options:
        options = self.shown.options(one)
        now = self.inputs.get(f"{name}.term" if one.kind == "item" else name, "")
        known = {code for code, _ in options}
        return options if not now or now in known or one.kind == "text" else (*options, (now, now))

    def _children(self, one: EditorField, name: str, label: str) -> Iterator[FieldView]:
        if one.kind == "group":
            yield from self.fields(one.of_kind(self.inputs.get(f"{name}.kind")), f"{name}.")
        if one.kind == "list" and one.entry:
            numbers = entry_numbers(self.inputs, name)
            fresh = max(numbers, default=-1) + 1
            simple = one.entry.kind not in ("group", "texts")
            for place, number in enumerate((*numbers, *((fresh,) if simple or self.added == name else ())), start=1):
                yield self._field(one.entry, f"{name}.{number}", place, f"{label} {place}")
