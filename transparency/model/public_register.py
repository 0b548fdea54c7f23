"""Record type for an outside register in which readers can verify what the portal says."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlsplit

from pydantic import StringConstraints, model_validator

from transparency.model.disclosure_facts import WebAddress
from transparency.model.messages import Message
from transparency.model.promise import Awaited
from transparency.model.text import Id, LocalText, Text, Translated

HostName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+(\.[a-z0-9-]+)+$")]


class PublicRegister(Awaited, Translated):
    """A register that the state or an agency keeps, and the institution's entry in it."""

    id: Id
    title: LocalText
    verifies: LocalText
    """What a reader can check, and by which number."""
    host: HostName | None = None
    """Host of the register; left out until it is known for certain."""
    address: WebAddress | None = None
    """The institution's entry, or the page where one searches; always on ``host``."""
    page: Text
    """Page of the portal that gives the same facts."""
    unit: Id
    """Who supplies the address."""

    @model_validator(mode="after")
    def _on_host(self) -> PublicRegister:
        found = urlsplit(self.address or "").hostname or ""
        if self.address and not (self.host and (found == self.host or found.endswith(f".{self.host}"))):
            raise ValueError(Message("the address is not on the host of the register"))
        return self
