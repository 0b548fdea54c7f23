"""The languages of a site (`Languages`), texts in each of them (`LocalText`), and the field types that all records use."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    ModelWrapValidatorHandler,
    StringConstraints,
    Tag,
    ValidationError,
    ValidationInfo,
    model_validator,
)
from pydantic_core import ErrorDetails, InitErrorDetails

from transparency.model.languages import LANGUAGES as LANGUAGES  # noqa: PLC0414  (most modules ask for it here)
from transparency.model.languages import Lang as Lang  # noqa: PLC0414
from transparency.model.limits import FIRST_DAY, LAST_DAY, LONGEST_TEXT

DocumentLanguage = Literal["kk", "ru", "en"]
"""Language of a document or of teaching; the datasets list these codes."""

LangCode = Annotated[Lang, StringConstraints(pattern=r"^[a-z]{2}$")]


@dataclass(frozen=True, slots=True)
class Languages:
    """The languages of one site, in the order in which readers are offered them: the default comes first."""

    codes: tuple[Lang, ...]
    default: Lang
    """Its pages stand at the root of the site, and its texts are the ones that the others are written from."""

    def __iter__(self) -> Iterator[Lang]:
        return iter(self.codes)

    @property
    def translations(self) -> tuple[Lang, ...]:
        """All but the default."""
        return tuple(lang for lang in self.codes if lang != self.default)

    def folder(self, lang: Lang) -> str:
        """Where the pages of a language stand: ``""`` for the default, ``"ru/"`` for another."""
        return "" if lang == self.default else f"{lang}/"

    def of_path(self, path: str) -> Lang:
        """The language of an address below the root of the site."""
        first = path.split("/", maxsplit=1)[0]
        return first if first in self.translations else self.default


def languages_of(codes: tuple[Lang, ...], default: Lang | None) -> Languages:
    """The languages with the default (or else the first) in front."""
    front = default or codes[0]
    return Languages((front, *(code for code in codes if code != front)), front)


KAZAKH: Lang = "kk"
"""The language that has its own search (endings, keyboard, letters) and its own rules of names."""

USUAL = Languages(LANGUAGES, "kk")
"""Without a setting: Kazakh first, the state language."""


ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")

LONGEST_ID = 60
Id = Annotated[str, StringConstraints(pattern=rf"^{ID.pattern}$", max_length=LONGEST_ID)]
"""ASCII, lower case, hyphens: it becomes an address and never changes."""

_BREAK = re.compile(r"[ \t]*[\r\n\x85]\s*")


def _on_one_line(text: str) -> str:
    """Line breaks as spaces: a page is made of blocks between empty lines, and a text is never more than a part of one."""
    return _BREAK.sub(" ", text)


Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True), AfterValidator(_on_one_line)]
"""Never empty: what is missing is left out or carries a reason. One paragraph."""


Date = Annotated[dt.date, Field(ge=FIRST_DAY, le=LAST_DAY)]
"""A day, written year-month-day, within the years of `limits`."""

Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{12}$")]
"""Beginning of the SHA-256 of a text."""

TranslatedFrom = dict[Lang, Digest]
"""Language -> digest of the text in the default language from which the translation was made; another one means: stale."""


class Record(BaseModel):
    """Base of everything that stands in ``data/``: values that never change, and no key that nobody declared.

    Every text is limited here; numbers and days have the types of `limits`, which a test over all records demands.
    """

    model_config = ConfigDict(
        frozen=True, strict=True, extra="forbid", str_max_length=LONGEST_TEXT, allow_inf_nan=False
    )


class Translated(Record):
    """Base of the record types that editors translate."""

    translated_from: TranslatedFrom | None = None


COMPUTED_FIELDS = frozenset(("translated_from",))
"""Fields that the program writes; no form, table or file shows them."""


@dataclass(frozen=True, slots=True)
class OfItsFolder:
    """Marks a field that follows from the folder a row stands in: no form asks for it, and its table has no column for it."""


_Part = TypeVar("_Part")


def parts(
    value: object, kind: type[_Part], path: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], _Part]]:
    """Everything of a kind in a record or a list of records, at any depth, with its place."""
    if isinstance(value, kind):
        yield path, value
    children = value if isinstance(value, Record) else enumerate(value) if isinstance(value, tuple) else ()
    for name, child in children:
        yield from parts(child, kind, (*path, name))


class LocalText(Record):
    """The same thing said in each language of the site; a gap is an error, not an empty string.

    Read with the site's `Languages` as context it has exactly these; a text in another language of the product is left out.
    """

    model_config = ConfigDict(extra="allow")

    __pydantic_extra__: dict[Lang, Text] = Field(init=False)

    @model_validator(mode="wrap")
    @classmethod
    def _in_every_language(
        cls, value: Any, handler: ModelWrapValidatorHandler[LocalText], info: ValidationInfo
    ) -> LocalText:
        if not isinstance(value, dict) or not isinstance(info.context, Languages):
            return handler(value)
        errors = _wrong_languages(value, info.context, cls.model_fields)
        try:
            found = handler(_of_site(value, info.context, cls.model_fields))
        except ValidationError as error:
            errors += [_detail(one) for one in error.errors(include_url=False)]
        if errors:
            raise ValidationError.from_exception_data(cls.__name__, errors)
        return found

    def __hash__(self) -> int:
        return hash(tuple(self.texts.values()))

    @property
    def texts(self) -> Mapping[Lang, str]:
        """Language -> text, in the order of the languages."""
        return self.__pydantic_extra__

    def get(self, lang: Lang) -> str:
        """The text in one language; what the product declares and nobody has translated into it is in English."""
        return self.__pydantic_extra__.get(lang) or self.any

    def text_in(self, lang: Lang) -> str:
        """As a value of a message."""
        return self.get(lang)

    @property
    def first(self) -> str:
        """The text in the default language of the site, which comes first."""
        return next(iter(self.texts.values()))

    @property
    def any(self) -> str:
        """The text in English, or else in the first language: for messages of the tools, which are in English."""
        return self.texts.get("en") or self.first

    def others(self, lang: Lang) -> tuple[tuple[Lang, str], ...]:
        """The text in the other languages."""
        return tuple((other, text) for other, text in self.texts.items() if other != lang)


def _wrong_languages(
    value: Mapping[str, object], languages: Languages, fields: Collection[str]
) -> list[InitErrorDetails]:
    """Languages of the site that lack a text, and keys that are no language."""
    missing = [lang for lang in languages if lang not in value]
    unknown = [key for key in value if key not in {*languages, *LANGUAGES, *fields}]
    return [
        *(InitErrorDetails(type="missing", loc=(lang,), input=value) for lang in missing),
        *(InitErrorDetails(type="extra_forbidden", loc=(key,), input=value[key]) for key in unknown),
    ]


def _detail(error: ErrorDetails) -> InitErrorDetails:
    return InitErrorDetails(type=error["type"], loc=error["loc"], input=error["input"], ctx=error.get("ctx", {}))


def _of_site(value: Mapping[str, object], languages: Languages, fields: Collection[str]) -> dict[str, object]:
    return {key: value[key] for key in (*languages, *fields) if key in value}


class Clarifiable(Record):
    """Base of what may be shown with the sign «being clarified»."""

    clarify: tuple[str, ...] = ()
    """Ids of open questions in ``data/questions.yml``."""


class Statement(LocalText, Clarifiable):
    """A text written out where it is used."""

    model_config = ConfigDict(extra="allow")  # of the two bases the last one decides

    process: Id | None = None
    """The process that the text names, where the source states such a relation; it becomes a link."""
    resource_class: Id | None = None
    """Of a resource: the shared term that names its class; it stands before the text."""


class TermUse(Clarifiable):
    """A text that stands once in ``data/terms.yml`` and is used by many records."""

    term: Id
    process: Id | None = None
    resource_class: Id | None = None
    """As in a `Statement`; a shared term without one is a class by itself."""


def _kind_of_item(value: object) -> str:
    """Which of the three forms an entry has, so that a mistake is reported against the form that was meant."""
    if isinstance(value, str):
        return "<id>"
    is_use = "term" in value if isinstance(value, dict) else isinstance(value, TermUse)
    return "<use>" if is_use else "<text>"


ITEM_FORMS = ("<id>", "<use>", "<text>")
"""Tags of the three forms; no field can have such a name."""

Item = Annotated[
    Annotated[Id, Tag("<id>")] | Annotated[TermUse, Tag("<use>")] | Annotated[Statement, Tag("<text>")],
    Discriminator(_kind_of_item),
]
"""An entry of a list: the id of a shared term, the same with a mark, or a text of its own."""


class Term(Translated):
    """A phrase that many records share, declared once."""

    id: Id
    text: LocalText
