"""Record type for lawful exceptions: values that look like personal data but may be published, with the legal ground."""

from __future__ import annotations

import re
from typing import Literal

from pydantic import Field, field_validator, model_validator

from transparency.model.text import Date, Record

Kind = Literal["iin", "phone", "email", "iban", "paper", "birth", "address", "name", "position", "author", "unreadable"]


class LawfulException(Record):
    """One value, or one form of value, that the law lets the institution publish."""

    kind: Kind
    """What the value looks like; `validate.py --explain` gives the word of each rule."""
    value: str | None = None
    """The value: a name as it stands in the text, a phone as +7…, a mailbox, a file's path for `unreadable`."""
    pattern: str | None = None
    """An expression the whole value must match, where the values are a family (role mailboxes). Instead of `value`."""
    before: str | None = None
    """An expression that the words right before the value must end with (of a street: `ул.`)."""
    after: str | None = None
    """An expression that the words right after the value must begin with (of an eponym: `атындағы`)."""
    ground: str = Field(min_length=10)
    """The law or clause that allows it, by number."""
    ground_status: Literal["proposed", "confirmed"] = "proposed"
    """``confirmed`` once a lawyer has read the ground in the law; until then it is what the generator proposes."""
    where: tuple[str, ...] = Field(min_length=1)
    """Files in which it may appear: paths with `*` and `**`, from the project's root."""
    until: Date
    """The last day on which the entry holds."""
    decided_by: str = Field(min_length=3)
    """The unit or body that decided."""

    @field_validator("pattern", "before", "after")
    @classmethod
    def _compiles(cls, expression: str | None) -> str | None:
        if expression is not None:
            try:
                re.compile(expression)
            except re.error as error:
                raise ValueError(f"not a regular expression ({error})") from None
        return expression

    @model_validator(mode="after")
    def _says_something(self) -> LawfulException:
        if self.value is None and self.pattern is None:
            raise ValueError("give a value or a pattern")
        return self
