"""Texts in three languages (`LocalText`) and the small field types that all records use."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Discriminator, Field, StringConstraints, Tag

from transparency.model.limits import FIRST_DAY, LAST_DAY, LONGEST_TEXT

Lang = Literal["kk", "ru", "en"]
LANGUAGES: tuple[Lang, ...] = get_args(Lang)
"""Kazakh first: it is the state language, the default of the site and the text the others are written from."""

DEFAULT_LANGUAGE: Lang = "kk"

LANGUAGE_NAMES: Mapping[Lang, str] = {"kk": "Қазақша", "ru": "Русский", "en": "English"}
"""Each language by its own name, as a reader looks for it."""

ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")

Id = Annotated[str, StringConstraints(pattern=rf"^{ID.pattern}$", max_length=60)]
"""ASCII, lower case, hyphens: it becomes an address and never changes."""

_BREAK = re.compile(r"[ \t]*[\r\n\x85]\s*")


def _on_one_line(text: str) -> str:
    """Line breaks as spaces: a page is made of blocks between empty lines, and a text is never more than a part of one."""
    return _BREAK.sub(" ", text)


Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True), AfterValidator(_on_one_line)]
"""Never empty: what is missing is left out or carries a reason. One paragraph."""


Date = Annotated[dt.date, Field(ge=FIRST_DAY, le=LAST_DAY)]
"""A day, written year-month-day, within the years of `limits`."""


class Record(BaseModel):
    """Base of everything that stands in ``data/``: values that never change, and no key that nobody declared.

    Every text is limited here; numbers and days have the types of `limits`, which a test over all records demands.
    """

    model_config = ConfigDict(
        frozen=True, strict=True, extra="forbid", str_max_length=LONGEST_TEXT, allow_inf_nan=False
    )


class LocalText(Record):
    """The same thing said in each language of the site; a gap is an error, not an empty string."""

    kk: Text
    ru: Text
    en: Text

    def get(self, lang: Lang) -> str:
        """The text in one language."""
        text: str = getattr(self, lang)
        return text

    def others(self, lang: Lang) -> tuple[tuple[Lang, str], ...]:
        """The text in the other languages."""
        return tuple((other, self.get(other)) for other in LANGUAGES if other != lang)


class Clarifiable(Record):
    """Base of what may be shown with the sign «being clarified»."""

    clarify: tuple[str, ...] = ()
    """Ids of open questions in ``data/questions.yml``."""


class Statement(LocalText, Clarifiable):
    """A text written out where it is used."""

    process: Id | None = None
    """The process that the text names, where the source states such a relation; it becomes a link."""


class TermUse(Clarifiable):
    """A text that stands once in ``data/terms.yml`` and is used by many records."""

    term: Id
    process: Id | None = None


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


class Term(Record):
    """A phrase that many records share, declared once."""

    id: Id
    text: LocalText
