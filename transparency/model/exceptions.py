"""Record type for lawful exceptions: values that look like personal data but may be published, with the legal ground."""

from __future__ import annotations

import re
from typing import Literal

from pydantic import Field, field_validator, model_validator

from transparency.model.messages import Message
from transparency.model.text import Date, Record

Kind = Literal[
    "iin", "phone", "email", "iban", "paper", "birth", "address", "name", "position", "author", "unreadable", "handle"
]
Frame = Literal["named", "street", "place", "institution", "prize", "history", "reference", "patron"]
"""Wordings around a name; `transparency/gate/frames.py` has the words of each."""


class LawfulException(Record):
    """Values, or one form of value, that the law lets the institution publish."""

    kind: Kind
    """What the value looks like; `validate.py --explain` gives the word of each rule."""
    value: str | None = None
    """The value: a name, a phone as +7…, a mailbox, a file's path for `unreadable`. A name is recognised in every case, with
    initials and in both alphabets."""
    values: tuple[str, ...] = ()
    """Several values with the same ground, place and term."""
    pattern: str | None = None
    """An expression the whole value must match, where the values are a family (role mailboxes); never for names."""
    frames: tuple[Frame, ...] = ()
    """For names: the wordings in which the name is lawful, such as a street or a prize; without any, in every wording."""
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

    @property
    def every_value(self) -> tuple[str, ...]:
        """The values of the entry, however many it has."""
        return self.values if self.value is None else (self.value, *self.values)

    @field_validator("pattern")
    @classmethod
    def _compiles(cls, expression: str | None) -> str | None:
        if expression is not None:
            try:
                re.compile(expression)
            except re.error as error:
                raise ValueError(
                    Message("not a regular expression from character {at} on", at=(error.pos or 0) + 1)
                ) from None
        return expression

    @model_validator(mode="after")
    def _says_something(self) -> LawfulException:
        if self.kind == "name":
            self._names_somebody()
        elif not self.every_value and self.pattern is None:
            raise ValueError(Message("give a value or a pattern"))
        return self

    def _names_somebody(self) -> None:
        """An expression could cover any name; only the authors of cited works need no list."""
        if self.pattern is not None:
            raise ValueError(
                Message("a name has no pattern; give its value, and frames if it is lawful in some wordings only")
            )
        if not self.every_value and self.frames not in (("reference",), ("patron",)):
            raise ValueError(Message("give a value or a pattern"))
