"""The address of the site: from the environment if set there, otherwise from the settings."""

from __future__ import annotations

import re
from collections.abc import Mapping

from transparency.model.address import HOST
from transparency.model.messages import Message
from transparency.model.problem import CouldNotRun

VARIABLE = "SITE_URL"
_ADDRESS = re.compile(rf"(https://{HOST.pattern}|http://(127\.0\.0\.1|localhost)(:\d{{1,5}})?)(/[A-Za-z0-9._~-]+)*/?")


def site_url(environ: Mapping[str, str], official: str) -> str:
    """``SITE_URL`` or the official address; it goes into every page, so nothing but an origin and a path is accepted."""
    address = environ.get(VARIABLE, official)
    if not _ADDRESS.fullmatch(address):
        raise CouldNotRun(
            Message(
                "{variable} is not an address like https://university.example/portal/. Correct or remove it.",
                variable=VARIABLE,
            )
        )
    return address
