"""Record type for an address that moved: old path, new path."""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

from transparency.model.text import Date, Record

Address = Annotated[str, StringConstraints(pattern=r"^/([a-z0-9][a-z0-9-]*/)*([a-z0-9][a-z0-9.-]*\.[a-z0-9]+)?$")]
"""Path on the site, without the language: ``/processes/p01/`` or ``/open-data/files/roles.csv``."""


class Redirect(Record):
    """One line of ``data/redirects.yml``; it is never deleted, because somebody has the old address in a document."""

    old: Address
    """Where it used to stand. A page is moved in all three languages."""
    new: Address
    """Where it stands now."""
    since: Date
    """Day of the move."""
