"""Record types for an institution's own mark and typeface: files in ``data/brand/`` that ``data/site.yml`` names."""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

from transparency.model.text import LocalText, Record, Text


class Emblem(Record):
    """The institution's mark in the header, on the icon and on the pictures of shared links, in place of the portal's own."""

    file: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+\.(svg|png)$")]
    """Name in ``data/brand/``; square, readable on a light and on a dark ground."""
    text: LocalText
    """What it shows, for readers who do not see it."""

    @property
    def media_type(self) -> str:
        """Type of the file."""
        return "image/png" if self.file.endswith(".png") else "image/svg+xml"


class Typeface(Record):
    """Typeface of headings, in place of the layout's own."""

    file: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+\.woff2$")]
    """Name in ``data/brand/``: one weight, with every letter of the languages of the site."""
    licence: Text
    """SPDX identifier of its licence, e.g. OFL-1.1."""
