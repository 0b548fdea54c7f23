"""A registry in which every field of every record holds something: texts that occur nowhere else, and valid ids."""

from __future__ import annotations

import datetime as dt
import types
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from pydantic import StringConstraints

from transparency.model.compliance import Evidence
from transparency.model.dataset import Dataset
from transparency.model.disclosure import AnyContent, Disclosure
from transparency.model.disclosure_facts import Attachment
from transparency.model.redirect import Redirect
from transparency.model.site import Settings
from transparency.model.text import LANGUAGES, LocalText, Record, Statement
from transparency.registry.check import CheckedRegistry

R = TypeVar("R", bound=Record)

IDS: Mapping[str, str] = {
    **dict.fromkeys(("who", "responsible", "to", "owner", "chair", "members", "post", "reports_to"), "rector"),
    **dict.fromkeys(("approved_by", "granted_by", "submitted_by", "agreed_by", "checked_by", "published_by"), "rector"),
    **dict.fromkeys(("unit", "units", "department", "keeper"), "quality-office"),
    **dict.fromkeys(("process", "processes"), "p01"),
    **dict.fromkeys(("indicator", "graduate_indicator", "employer_indicator"), "p01-k1"),
    **dict.fromkeys(("bound_by", "replaced_by"), "charter"),
    **dict.fromkeys(("item", "disclosure"), "licence"),
    **dict.fromkeys(("clarify", "iso_9001_clarify"), "Q1"),
    "iso_9001": "4.4",
    "category": "management",
    "term": "orders",
    "resource_class": "orders",
    "programme": "example-design",
    "framework": "regulation",
    "page": "index",
    "related": "p01-k1",
    "time_period": "2025",
    "ref_area": "univ",
    **dict.fromkeys(("breakdown", "category"), "_T"),
}
"""Field -> id of a record of the small institution."""
CHOSEN: Mapping[str, object] = {
    "quality.Rating.decision": "published",
    "quality.ControlledDocument.file": None,  # a document has a file or a link
    "quality.ControlledDocument.public_from": None,
    "disclosure.AdditionalDisclosure.item": "other",
    "disclosure.AdditionalDisclosure.published_on": None,  # shown instead of the day of submission
    "disclosure.AdditionalDisclosure.public_from": None,
    "process.Process.parent": "p02",
}
"""Field -> the value with which the fields beside it are published."""
MISSING: Mapping[str, object] = {
    "quality.AuditCount.held": None,
    "quality.SourceCount.found": None,
    "quality.ControlledDocument.approved_on": None,
    "disclosure.Contacts.location": None,  # the city stands for an address that is not known yet
}
"""Field -> the value with which a gap appears, so that what is said about the gap is published."""
SAMPLES: Mapping[type, object] = {int: 1, float: 1.5, bool: True, dt.date: dt.date(2026, 6, 1)}
ATTACHMENT = Attachment(
    file="licence.pdf",
    title=LocalText(kk="Файл", ru="Файл", en="File"),
    language="en",
    sha256="0" * 64,
    summary=LocalText(kk="Мазмұны", ru="Содержание", en="Summary"),
)
PATTERNS = (
    "+77000000000",
    "office@university.example",
    "https://university.example/a",
    "09:00",
    "licence.pdf",
    "a-1",
    "4.4",
)
"""Values for texts of a fixed form; the first that fits is taken."""


AS_THEY_ARE = (Evidence, Dataset, Redirect, Settings, Attachment)
"""Records of addresses, codes and names that must agree with something else; other tests look at what they publish."""


class Filler:
    """Fills records; remembers which word it wrote into which field."""

    def __init__(self, only: frozenset[str] | None = None) -> None:
        self.only = only
        """Names of the only fields that are filled; None for all."""
        self.words: dict[str, str] = {}
        """Model and field -> the word that stands in it."""
        self.fields: set[str] = set()
        """Every field that was seen, texts or not."""

    def registry(self, registry: CheckedRegistry) -> CheckedRegistry:
        """All records of the registry, filled; what pages write by hand and figures of surveys stay as they are."""
        changes: dict[str, Any] = {}
        for name, kind in get_type_hints(CheckedRegistry).items():
            models = tuple(one for one in get_args(kind) if isinstance(one, type) and issubclass(one, Record))
            if isinstance(getattr(registry, name), Record) or (models and name not in ("prose", "terms")):
                changes[name] = self._collection(getattr(registry, name), models)
        quality = registry.quality
        parts = {name: self.record(getattr(quality, name)) for name in quality.__dataclass_fields__}
        changes["quality"] = replace(quality, **parts)
        if self.only is not None:
            return replace(registry, **changes)
        changes["disclosures"] |= {one.id: one for one in self._other_disclosures(changes["disclosures"]["licence"])}
        return replace(registry, **changes)

    def _collection(self, value: Any, models: tuple[type[Record], ...]) -> Any:
        """Records of a register; an empty register gets one."""
        if isinstance(value, Record):
            return self.record(value)
        if isinstance(value, Mapping):
            return {key: self.record(one) for key, one in value.items()}
        empty = tuple(map(_empty, models)) if self.only is None else ()
        return tuple(map(self.record, value or empty))

    def record(self, record: R) -> R:
        """The record with a word in every text, and something in every field that is empty."""
        if isinstance(record, AS_THEY_ARE):
            return record
        changes = {}
        for name, field in type(record).model_fields.items():
            here = place(type(record), name)
            self.fields.add(here)
            chosen = CHOSEN if self.only is None else MISSING
            if here in chosen:
                changes[name] = chosen[here]
                continue
            value = getattr(record, name)
            if self.only is None or name in self.only:
                changes[name] = self._all()._value(type(record), name, field.annotation, field.metadata, value)
            elif isinstance(value, Record):
                changes[name] = self.record(value)
            elif isinstance(value, tuple):
                changes[name] = tuple(self.record(one) if isinstance(one, Record) else one for one in value)
        return record.model_copy(update=changes)

    def _all(self) -> Filler:
        """What fills a whole record, with the same words."""
        if self.only is None:
            return self
        whole = Filler()
        whole.words, whole.fields = self.words, self.fields
        return whole

    def _other_disclosures(self, like: Disclosure) -> Iterator[Disclosure]:
        """One disclosure of each kind that the small institution does not have."""
        for number, model in enumerate(get_args(get_args(AnyContent)[0])):
            kind = _kind(model)
            if kind not in ("contacts", "licence", "programmes-offered", "study-forms"):
                content = self.record(_empty(model).model_copy(update={"kind": kind}))
                yield like.model_copy(update={"id": kind, "clause": f"5.{number}", "content": content})

    def _value(self, model: type[Record], name: str, kind: Any, metadata: list[Any], value: Any) -> Any:
        kind, metadata = _bare(kind, metadata)
        if get_origin(kind) is tuple:
            inner = get_args(kind)[0]
            entries = value or _variants(inner) or (None, None)
            return tuple(self._value(model, name, inner, [], one) for one in entries)
        if value is None:
            value = self._new(model, name, kind, metadata)
        if isinstance(value, Statement):
            return value.model_copy(update=self._in_languages(model, name))
        if type(value) is LocalText:
            return LocalText(**self._in_languages(model, name))
        if isinstance(value, Record):
            return self.record(value)
        if isinstance(value, str) and kind is str and not metadata and name not in IDS:
            return self._word(model, name)
        return value

    def _new(self, model: type[Record], name: str, kind: Any, metadata: list[Any]) -> Any:
        if kind in SAMPLES:
            return SAMPLES[kind]
        if get_origin(kind) is Literal:
            return get_args(kind)[0]
        if kind is str:
            return IDS.get(name) or _fitting(metadata) or self._word(model, name)
        if kind is LocalText:
            return LocalText(**self._in_languages(model, name))
        if kind is Attachment:
            return ATTACHMENT
        if kind is Evidence:
            return Evidence(process="p01")
        if isinstance(kind, type) and issubclass(kind, Record):
            return self.record(_empty(kind))
        assert kind is not None, f"{model.__name__}.{name}"
        return Statement(**self._in_languages(model, name))  # an entry of a list of a card

    def _word(self, model: type[Record], name: str) -> str:
        return self.words.setdefault(place(model, name), _word_of(len(self.words)))

    def _in_languages(self, model: type[Record], name: str) -> dict[str, str]:
        return {lang: f"{self._word(model, name)} {lang}" for lang in LANGUAGES}


def _empty(model: type[R]) -> R:
    """A record that holds nothing yet."""
    return model.model_construct(**dict.fromkeys(model.model_fields))


def _variants(kind: Any) -> tuple[Record, ...]:
    """One empty record of each model of a union, with the kind that tells it from the others as its id too."""
    models = (one for one in get_args(_bare(kind, [])[0]) if isinstance(one, type) and issubclass(one, Record))
    return tuple(_empty(one).model_copy(update=dict.fromkeys(("kind", "id"), _kind(one))) for one in models)


def _kind(model: type[Record]) -> str:
    return str(get_args(model.model_fields["kind"].annotation)[0])


def _word_of(number: int) -> str:
    """``zqabcq``: letters only, so that a search takes it for one word; none is a part of another."""
    return "zq" + "".join(chr(ord("a") + int(digit)) for digit in str(number)) + "q"


def place(model: type[Record], name: str) -> str:
    """``process.Indicator.formula``: module, model and field; a field that a model inherits counts as its own."""
    return f"{model.__module__.rpartition('.')[2]}.{model.__name__}.{name}"


def _bare(kind: Any, metadata: list[Any]) -> tuple[Any, list[Any]]:
    """The type without None and annotations; what remains of these are the constraints on the form of a text."""
    if get_origin(kind) is Annotated:
        inner, *more = get_args(kind)
        return _bare(inner, [*metadata, *more])
    if get_origin(kind) in (Union, types.UnionType):
        inner = [one for one in get_args(kind) if one is not type(None)]
        if len(inner) == 1:
            return _bare(inner[0], metadata)
    return kind, [one for one in metadata if getattr(one, "pattern", None)]


def _fitting(metadata: list[Any]) -> str | None:
    """A text of the form that a field wants."""
    import re  # noqa: PLC0415

    patterns = [one.pattern for one in metadata if isinstance(one, StringConstraints) or hasattr(one, "pattern")]
    return next((one for one in PATTERNS if patterns and all(re.match(p, one) for p in patterns)), None)


def filled(registry: CheckedRegistry, only: frozenset[str] | None = None) -> tuple[CheckedRegistry, Filler]:
    """The registry with all its fields, or those of some names, filled, and what was written where."""
    filler = Filler(only)
    return filler.registry(registry), filler
